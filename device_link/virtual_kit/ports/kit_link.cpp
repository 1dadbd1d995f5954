// SPDX-License-Identifier: GPL-3.0-or-later
#include "kit_link.h"

#include <algorithm>

namespace virtual_kit {

using framing::Bytes;
using framing::ByteView;
using framing::KitChannel;

namespace {

/// §3 asks for a sign of life each second. It also tells a host that it missed an event, so samples do not replace it.
constexpr LinkTime kAliveEvery = 700 * kLinkMillisecond;
constexpr LinkTime kReportDeadline = 2 * kLinkSecond;
/// Depths of the queues. Control: what a server of 8 buffers can answer, twice over. Events: what the kit keeps anyway.
constexpr std::size_t kMaxControl = 16;
constexpr std::size_t kMaxEvents = 256;
constexpr std::size_t kMaxLogs = 256;
constexpr std::size_t kMaxLogLine = 1024;
/// On a limited line a frame leaves in pieces of this much time: small enough to be smooth, few enough wake-ups.
constexpr LinkTime kPiece = 4 * kLinkMillisecond;

constexpr std::array<KitChannel, 4> kChannels{
    KitChannel::Control, KitChannel::Events, KitChannel::Log, KitChannel::Samples};

} // namespace

KitLink::KitLink(KitLinkConfig config)
    : m_config(config)
    , m_decoder(config.maxFrameIn - 1)
    , m_budget(config.bytesPerSecond)
{
}

void KitLink::advanceTo(LinkTime now)
{
    m_now = std::max(m_now, now);
    m_budget.advanceTo(m_now);
    if (!m_open)
        return;
    checkReports();
    checkAlive();
}

std::optional<LinkTime> KitLink::nextDue() const
{
    if (!m_open)
        return std::nullopt;
    LinkTime due = m_lastEvent + kAliveEvery;
    if (m_stream)
        due = std::min(due, m_lastReport + kReportDeadline);
    return due;
}

std::optional<LinkTime> KitLink::nextSend() const
{
    if (!m_open)
        return std::nullopt;
    const auto piece = static_cast<std::size_t>(
        m_budget.bytesPerSecond() * static_cast<std::uint64_t>(kPiece) / static_cast<std::uint64_t>(kLinkSecond));
    if (m_wireSent < m_wire.size())
        return m_budget.readyAt(std::clamp<std::size_t>(piece, 1, m_wire.size() - m_wireSent));
    std::optional<LinkTime> due;
    for (std::size_t cls = 0; cls < ClassCount; ++cls) {
        if (!mayBegin(cls))
            continue;
        const Waiting &front = m_queues[cls].front();
        const std::size_t bytes = std::clamp<std::size_t>(piece, 1, front.payload.size() + 1);
        const LinkTime ready = std::max(front.readyAt, m_budget.readyAt(bytes));
        due = due ? std::min(*due, ready) : ready;
    }
    return due;
}

void KitLink::open()
{
    m_open = true;
    m_decoder.reset();
    m_lastEvent = m_now;
}

void KitLink::close()
{
    m_open = false;
    m_wire.clear();
    m_wireSent = 0;
    dropQueued();
    m_decoder.reset();
}

void KitLink::receive(ByteView bytes)
{
    m_decoder.feed(bytes, [this](KitChannel channel, ByteView payload) { onFrame(channel, payload); });
}

void KitLink::onFrame(KitChannel channel, ByteView payload)
{
    switch (channel) {
    case KitChannel::Control:
        if (onControl)
            onControl(payload);
        return;
    case KitChannel::Samples: onReport(payload); return;
    case KitChannel::Events:
    case KitChannel::Log: break;
    }
    ++m_counters.wrongDirection;
}

void KitLink::onReport(ByteView payload)
{
    const auto report = framing::parseSampleReport(payload);
    if (report && m_stream == report->stream && m_window.report(report->number))
        m_lastReport = m_now;
    else
        ++m_counters.badReports;
}

void KitLink::hello() { dropQueued(); }

void KitLink::dropQueued()
{
    // A frame that is half out cannot be taken back; a delimiter ends it, and its CRC tells the host to drop it.
    // That delimiter stays owed when the next hello comes before it could leave (no frame is a lone delimiter).
    const bool halfOut = m_wireSent > 0 && m_wireSent < m_wire.size();
    const bool owed = m_wireSent == 0 && m_wire.size() == 1;
    if (m_open && (halfOut || owed))
        m_wire.assign(1, 0);
    else
        m_wire.clear();
    m_wireSent = 0;
    for (auto &queue : m_queues)
        queue.clear();
    m_stream.reset();
}

void KitLink::push(Class cls, ByteView payload, LinkTime delay)
{
    m_queues[cls].push_back({Bytes(payload.begin(), payload.end()), m_now + m_frameDelay + delay, false, 0});
}

void KitLink::sendControl(ByteView packet, LinkTime delay)
{
    if (!m_open)
        return;
    if (m_queues[Control].size() >= kMaxControl || packet.size() > framing::kMaxKitPayload) {
        ++m_counters.controlDropped;
        return;
    }
    push(Control, packet, delay);
}

void KitLink::sendEvent(ByteView cbor)
{
    if (!m_open)
        return;
    m_lastEvent = m_now;
    if (m_queues[Event].size() >= kMaxEvents || cbor.size() > framing::kMaxKitPayload) {
        ++m_counters.eventsDropped;
        return;
    }
    push(Event, cbor, 0);
}

void KitLink::sendLog(std::string_view line)
{
    if (!m_open)
        return;
    if (m_queues[Log].size() >= kMaxLogs) {
        ++m_counters.logsDropped;
        return;
    }
    std::size_t length = std::min(line.size(), kMaxLogLine);
    while (length < line.size() && length > 0 && (static_cast<unsigned char>(line[length]) & 0xC0) == 0x80)
        --length; // not in the middle of a UTF-8 character
    push(Log, ByteView(reinterpret_cast<const std::uint8_t *>(line.data()), length), 0);
}

void KitLink::sendJunk(ByteView bytes)
{
    if (!m_open || m_queues[Log].size() >= kMaxLogs)
        return;
    push(Log, bytes, 0);
    m_queues[Log].back().junk = true;
}

void KitLink::startStream(std::uint8_t stream, std::size_t window, std::size_t inFlight)
{
    m_queues[Sample].clear();
    m_stream = stream;
    m_inFlight = inFlight;
    m_window.start(window);
    m_lastReport = m_now;
}

void KitLink::stopStream()
{
    m_queues[Sample].clear();
    m_stream.reset();
}

void KitLink::sendBlock(framing::SampleBlockHeader header, ByteView data)
{
    if (!m_open || m_stream != header.stream)
        return;
    const auto ticket = m_window.make(header.count);
    if (!ticket)
        return;
    header.number = ticket->number;
    header.lost = ticket->lost;
    Bytes payload;
    framing::encodeSampleBlock(header, data, payload);
    m_queues[Sample].push_back({std::move(payload), m_now + m_frameDelay, false, header.number});
}

ByteView KitLink::next()
{
    if (!m_open)
        return {};
    while (m_wireSent >= m_wire.size()) {
        if (!beginNextFrame())
            return {};
    }
    const ByteView left = ByteView(m_wire).subspan(m_wireSent);
    return left.first(std::min(left.size(), m_budget.available()));
}

void KitLink::consume(std::size_t bytes)
{
    m_wireSent += bytes;
    m_budget.spend(bytes);
}

bool KitLink::mayBegin(std::size_t cls) const
{
    return !m_queues[cls].empty() && (cls != Sample || m_window.inFlight() < m_inFlight);
}

bool KitLink::beginNextFrame()
{
    for (std::size_t cls = 0; cls < ClassCount; ++cls) {
        auto &queue = m_queues[cls];
        if (!mayBegin(cls) || queue.front().readyAt > m_now)
            continue;
        const Waiting waiting = std::move(queue.front());
        queue.pop_front();
        m_wire.clear();
        m_wireSent = 0;
        if (waiting.junk) {
            m_wire = waiting.payload;
            return true;
        }
        framing::encodeKitFrame(kChannels[cls], waiting.payload, m_wire);
        if (cls == Sample)
            m_window.sent(waiting.block);
        if (disturb)
            disturb(m_wire);
        return true;
    }
    return false;
}

void KitLink::checkAlive()
{
    if (m_now - m_lastEvent < kAliveEvery)
        return;
    m_lastEvent = m_now;
    // A host that does not read must not find a heap of these.
    if (m_queues[Event].empty() && onAliveDue)
        onAliveDue();
}

void KitLink::checkReports()
{
    if (!m_stream || m_now - m_lastReport < kReportDeadline)
        return;
    const std::uint8_t stream = *m_stream;
    stopStream();
    if (onStreamExpired)
        onStreamExpired(stream);
}

} // namespace virtual_kit
