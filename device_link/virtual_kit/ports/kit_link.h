// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "line_budget.h"
#include "link_time.h"
#include "sample_window.h"

#include "framing/kit_frame.h"
#include "framing/sample_block.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string_view>

namespace virtual_kit {

struct KitLinkConfig {
    std::size_t maxFrameIn = framing::kMaxKitFrame; ///< "buf" of hello, delimiter included
    std::uint64_t bytesPerSecond = 0;               ///< of the line; 0: not limited
};

struct KitLinkCounters {
    std::uint64_t wrongDirection = 0; ///< good frames on a channel that does not lead to the kit
    std::uint64_t badReports = 0;     ///< not a report, of another stream, or outside the window
    std::uint64_t controlDropped = 0; ///< answers beyond the queue
    std::uint64_t eventsDropped = 0;  ///< the host gets them by events.get
    std::uint64_t logsDropped = 0;
};

/// Link layer of the `kit` port (PROTOCOL.md §2, §3, §7), pure of I/O: bytes in, bytes out, time passed in. One host at
/// a time. Everything queued is bounded. All calls from one thread; callbacks are made from inside the calls.
class KitLink
{
public:
    explicit KitLink(KitLinkConfig config = {});

    /// A whole SMP packet from the host.
    std::function<void(framing::ByteView packet)> onControl;
    /// Two seconds without a report: the stream has been taken off the link. The owner sends stream.stopped.
    std::function<void(std::uint8_t stream)> onStreamExpired;
    /// No event for most of a second: the firmware is to send event `alive`.
    std::function<void()> onAliveDue;
    /// May change the bytes of a frame as it begins to leave (faults on the line); emptied: the frame is lost.
    std::function<void(framing::Bytes &wire)> disturb;

    /// Time of everything that follows; never steps back. Sends life signs and ends unreported streams.
    void advanceTo(LinkTime now);
    /// When advanceTo() has something to do; empty when closed.
    [[nodiscard]] std::optional<LinkTime> nextDue() const;
    /// When next() will give a worthwhile piece; empty when nothing waits. Not to be waited for while the port takes
    /// no bytes.
    [[nodiscard]] std::optional<LinkTime> nextSend() const;

    /// A host has opened or left the port. While it is closed nothing is queued.
    void open();
    void close();
    [[nodiscard]] bool isOpen() const { return m_open; }

    void receive(framing::ByteView bytes);
    /// A hello came (§1): what is queued for an earlier host is dropped and its stream ends without a word. To be
    /// called before its answer is sent.
    void hello();

    /// delay: how much later than now the frame may leave at the earliest (faults).
    void sendControl(framing::ByteView packet, LinkTime delay = 0);
    void sendEvent(framing::ByteView cbor);
    /// Cut at 1024 bytes, at a character's boundary.
    void sendLog(std::string_view line);
    /// Bytes that are no frame (faults); queued as log text is.
    void sendJunk(framing::ByteView bytes);

    /// The link carries one stream at a time; starting ends an earlier one, whose queued blocks are dropped.
    /// window: blocks made and not acknowledged. inFlight: of these, blocks on their way; the rest waits here, where a
    /// control frame can still pass it (a TCP connection would take megabytes).
    void startStream(std::uint8_t stream, std::size_t window, std::size_t inFlight);
    void stopStream();
    [[nodiscard]] bool blockFits() const { return m_window.hasRoom(); }
    /// header.number and header.lost are filled in here. Dropped and counted when the window is full; data is then not
    /// looked at (make it only when blockFits()).
    void sendBlock(framing::SampleBlockHeader header, framing::ByteView data);

    /// Bytes that may leave now, at most one frame; valid until the next call. consume() what the port took.
    [[nodiscard]] framing::ByteView next();
    void consume(std::size_t bytes);

    /// Delay of every frame, answers included (a slow bridge).
    void setFrameDelay(LinkTime delay) { m_frameDelay = delay; }

    [[nodiscard]] const KitLinkCounters &counters() const { return m_counters; }
    [[nodiscard]] const framing::KitFrameCounters &frameCounters() const { return m_decoder.counters(); }
    [[nodiscard]] const LineBudget &line() const { return m_budget; }
    [[nodiscard]] const KitLinkConfig &config() const { return m_config; }

private:
    /// In order of priority on the wire.
    enum Class : std::size_t { Control, Event, Log, Sample, ClassCount };
    struct Waiting {
        framing::Bytes payload;
        LinkTime readyAt = 0;
        bool junk = false;
        std::uint32_t block = 0; ///< its number, in class Sample
    };

    void onFrame(framing::KitChannel channel, framing::ByteView payload);
    void onReport(framing::ByteView payload);
    void dropQueued();
    [[nodiscard]] bool mayBegin(std::size_t cls) const;
    void push(Class cls, framing::ByteView payload, LinkTime delay);
    bool beginNextFrame();
    void checkAlive();
    void checkReports();

    KitLinkConfig m_config;
    framing::KitFrameDecoder m_decoder;
    LineBudget m_budget;
    SampleWindow m_window;
    std::optional<std::uint8_t> m_stream;
    std::size_t m_inFlight = 0;
    std::array<std::deque<Waiting>, ClassCount> m_queues;
    framing::Bytes m_wire; ///< the frame being sent
    std::size_t m_wireSent = 0;
    LinkTime m_now = 0;
    LinkTime m_frameDelay = 0;
    LinkTime m_lastEvent = 0; ///< when the last event was queued
    LinkTime m_lastReport = 0;
    bool m_open = false;
    KitLinkCounters m_counters;
};

} // namespace virtual_kit
