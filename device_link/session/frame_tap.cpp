// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/session/frame_tap.h"

#include "device_link/session/live_kit_session.h"
#include "framing/sample_block.h"

#include <algorithm>
#include <array>
#include <utility>

namespace device_link {
namespace {

constexpr std::int64_t kTellBlocksNs = 1'000'000'000;
constexpr std::size_t kEach = 64; ///< bytes a frame takes beside its content, about

QByteArray copyOf(framing::ByteView bytes)
{
    return QByteArray(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size()));
}

} // namespace

void FrameTap::setOn(bool on)
{
    const std::scoped_lock lock(m_mutex);
    m_on.store(on, std::memory_order_relaxed);
    if (on)
        return;
    m_frames.clear();
    m_bytes = 0;
    m_blocks = RawFrame();
}

void FrameTap::add(RawFrame::Kind kind, RawFrame::Way way, PortRole port, framing::ByteView bytes, std::int64_t hostNs)
{
    if (!on())
        return;
    const std::scoped_lock lock(m_mutex);
    if (kind == RawFrame::Kind::Samples)
        return addBlock(port, bytes, hostNs);
    RawFrame frame;
    frame.kind = kind;
    frame.way = way;
    frame.port = port;
    frame.hostNs = hostNs;
    frame.bytes = copyOf(bytes);
    push(std::move(frame));
}

void FrameTap::addBlock(PortRole port, framing::ByteView block, std::int64_t hostNs)
{
    if (m_blocks.blocks == 0) {
        m_blocks.kind = RawFrame::Kind::Samples;
        m_blocks.port = port;
        m_blocks.hostNs = hostNs;
    }
    ++m_blocks.blocks;
    m_blocks.blockBytes += block.size();
    if (hostNs - m_blocks.hostNs < kTellBlocksNs)
        return;
    m_blocks.bytes = copyOf(block.first(std::min(block.size(), framing::kSampleBlockHeaderSize)));
    m_blocks.hostNs = hostNs;
    push(std::exchange(m_blocks, RawFrame()));
}

void FrameTap::push(RawFrame frame)
{
    m_bytes += static_cast<std::size_t>(frame.bytes.size()) + kEach;
    m_frames.push_back(std::move(frame));
    while (m_bytes > kBudget) {
        m_bytes -= static_cast<std::size_t>(m_frames.front().bytes.size()) + kEach;
        m_frames.pop_front();
        ++m_dropped;
    }
}

std::vector<RawFrame> FrameTap::take()
{
    std::deque<RawFrame> taken;
    {
        const std::scoped_lock lock(m_mutex);
        taken.swap(m_frames);
        m_bytes = 0;
    }
    return {std::make_move_iterator(taken.begin()), std::make_move_iterator(taken.end())};
}

std::uint64_t FrameTap::dropped() const
{
    const std::scoped_lock lock(m_mutex);
    return m_dropped;
}

framing::Bytes withoutSecrets(framing::ByteView line)
{
    // The longer name first where one begins another.
    static constexpr std::array kSecret{"+CPINR", "+CPIN", "+CPWD", "+CLCK", "+CGAUTH", "+QICSGP", "^SGAUTH", "$QCPDPP",
        "#PDPAUTH", "+UAUTHREQ", "+UPSD", "+QPWD", "^CPIN"};
    framing::Bytes kept(line.begin(), line.end());
    const QByteArray upper
        = QByteArray::fromRawData(reinterpret_cast<const char *>(line.data()), qsizetype(line.size())).toUpper();
    if (!upper.trimmed().startsWith("AT"))
        return kept;
    qsizetype cut = upper.size();
    for (const char *name : kSecret) {
        const QByteArray assignment = QByteArray(name).append('=');
        const qsizetype at = upper.indexOf(assignment);
        const qsizetype value = at + assignment.size();
        if (at >= 0 && !(value < upper.size() && upper.at(value) == '?'))
            cut = std::min(cut, value);
    }
    if (cut == upper.size())
        return kept;
    kept.resize(static_cast<std::size_t>(cut));
    kept.insert(kept.end(), 3, std::uint8_t('*'));
    return kept;
}

void FrameTaps::add(RawFrame::Kind kind, RawFrame::Way way, PortRole port, framing::ByteView bytes, std::int64_t hostNs)
{
    framing::Bytes safe;
    if (kind == RawFrame::Kind::AtLine || kind == RawFrame::Kind::Text) {
        safe = withoutSecrets(bytes);
        bytes = safe;
    }
    shown.add(kind, way, port, bytes, hostNs);
    // Samples and events are recorded as what they are.
    if (kind != RawFrame::Kind::Samples && kind != RawFrame::Kind::Event)
        recorded.add(kind, way, port, bytes, hostNs);
}

std::shared_ptr<FrameTaps> frameTapsOf(const KitSession &session)
{
    const auto *live = dynamic_cast<const LiveKitSession *>(&session);
    return live ? live->frameTaps() : nullptr;
}

} // namespace device_link
