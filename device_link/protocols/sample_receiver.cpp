// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/sample_receiver.h"

#include "device_link/protocols/cbor_reader.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace device_link {

namespace {

constexpr std::size_t kMaxHeldBytes = 1 << 20;
constexpr std::uint16_t kMaxCount = 1008; ///< samples per block (PROTOCOL.md §7.1)
/// An index beyond this is no count of samples (a year at 2 MS/s is 2^46).
constexpr std::uint64_t kMaxIndex = std::uint64_t(1) << 50;
constexpr std::uint32_t kSaturated = std::numeric_limits<std::uint32_t>::max();

} // namespace

void SampleReceiver::expect()
{
    const std::scoped_lock lock(m_mutex);
    m_expecting = true;
    m_held.clear();
    m_heldBytes = 0;
}

void SampleReceiver::begin(Stream stream)
{
    const std::scoped_lock lock(m_mutex);
    m_expecting = false;
    m_end = m_offset = 0;
    m_any = false;
    if (stream.pause) {
        m_restBefore = m_joined.lock() == stream.store ? m_rest : 0;
        m_joined = stream.store;
        m_storeEnd = stream.store->endIndex();
        m_storeEndTimeNs
            = double(stream.store->kitTimeOf(m_storeEnd - 1)) + 1e9 * double(stream.rateDen) / double(stream.rateNum);
    }
    m_stream = std::move(stream);
    std::deque<framing::Bytes> held;
    held.swap(m_held);
    m_heldBytes = 0;
    for (const framing::Bytes &payload : held) {
        const auto view = framing::parseSampleBlock(payload);
        if (view && view->header.stream == m_stream->id)
            take(*view);
    }
}

void SampleReceiver::end()
{
    const std::scoped_lock lock(m_mutex);
    m_stream.reset();
    m_expecting = false;
    m_held.clear();
    m_heldBytes = 0;
}

void SampleReceiver::block(framing::ByteView payload)
{
    const std::scoped_lock lock(m_mutex);
    const auto view = framing::parseSampleBlock(payload);
    if (!view) {
        ++m_rejected;
        return;
    }
    if (m_stream && view->header.stream == m_stream->id)
        take(*view);
    else if (m_expecting)
        hold(payload);
    else
        ++m_rejected;
}

void SampleReceiver::hold(framing::ByteView payload)
{
    if (m_heldBytes + payload.size() > kMaxHeldBytes) {
        ++m_rejected;
        return;
    }
    m_heldBytes += payload.size();
    m_held.emplace_back(payload.begin(), payload.end());
}

bool SampleReceiver::obeysRules(const framing::SampleBlockHeader &header) const
{
    if (header.bytesPerSample != m_stream->store->info().bytesPerFrame() || header.count > kMaxCount
        || header.firstIndex < m_end || header.firstIndex > kMaxIndex
        || header.kitTimeNs > std::uint64_t(kMaxKitTimeNs))
        return false;
    if (!m_any)
        return true;
    const std::uint32_t step = header.number - m_lastNumber; // wraps
    const std::uint64_t jump = header.firstIndex - m_end;
    if (step == 0 || step > (std::uint32_t(1) << 31) || header.kitTimeNs < m_lastTimeNs)
        return false;
    if (header.lost == kSaturated)
        return true;
    // What is missing was dropped by the kit, or is in the blocks between that did not arrive.
    return jump >= header.lost && jump <= header.lost + std::uint64_t(step - 1) * kMaxCount;
}

SampleGap::Cause SampleReceiver::causeOf(const framing::SampleBlockHeader &header) const
{
    if (!m_any && m_stream->pause)
        return *m_stream->pause;
    return header.firstIndex - m_end > header.lost ? SampleGap::Cause::Corrupted : SampleGap::Cause::KitDropped;
}

std::uint64_t SampleReceiver::storeIndexOf(const framing::SampleBlockHeader &header)
{
    if (!m_any && m_stream->pause) {
        // A stream counts from 0 again; kit time tells how many samples the pause would have had.
        const double rate = double(m_stream->rateNum) / double(m_stream->rateDen);
        const double pause = (double(header.kitTimeNs) - m_storeEndTimeNs) * rate / 1e9 + m_restBefore;
        const double whole = std::clamp(std::round(pause), 0.0, double(kMaxIndex));
        m_rest = std::clamp(pause - whole, -0.5, 0.5);
        const auto missing = static_cast<std::uint64_t>(whole);
        m_offset = m_storeEnd + missing - header.firstIndex; // may wrap below 0; the sum is what counts
    }
    return m_offset + header.firstIndex;
}

void SampleReceiver::take(const framing::SampleBlockView &view)
{
    const framing::SampleBlockHeader &header = view.header;
    if (!obeysRules(header)) {
        ++m_rejected;
        return;
    }
    const std::uint64_t index = storeIndexOf(header);
    const SampleGap::Cause cause = causeOf(header);
    if (!m_stream->store->append(index, std::int64_t(header.kitTimeNs), view.data, cause)) {
        ++m_rejected;
        return;
    }
    m_any = true;
    m_end = header.firstIndex + header.count;
    m_lastNumber = header.number;
    m_lastTimeNs = header.kitTimeNs;
}

std::optional<framing::SampleReport> SampleReceiver::report() const
{
    const std::scoped_lock lock(m_mutex);
    if (!m_stream || !m_any)
        return std::nullopt;
    return framing::SampleReport{m_stream->id, m_lastNumber};
}

} // namespace device_link
