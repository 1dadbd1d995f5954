// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/device_url.h"
#include "framing/bytes.h"

#include <QByteArray>
#include <QMetaType>

#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

namespace device_link {

class KitSession;

/// What went over a port, without its framing: an SMP packet, an event, a line.
struct RawFrame {
    enum class Kind : std::uint8_t { Smp, Event, Samples, Text, AtLine };
    enum class Way : std::uint8_t { ToKit, FromKit };
    Kind kind = Kind::Smp;
    Way way = Way::FromKit;
    PortRole port = PortRole::Kit;
    std::int64_t hostNs = 0;      ///< monotonic, when it was read or handed on
    QByteArray bytes;             ///< Samples: only the header of the last block
    std::uint32_t blocks = 0;     ///< Samples: how many blocks this stands for
    std::uint64_t blockBytes = 0; ///< Samples: their sizes together
    std::uint32_t wholeSize = 0;  ///< of a recording that kept only the first bytes: how many it was; else 0
    [[nodiscard]] bool isCut() const { return wholeSize != 0; }
};

/// The last frames of a session's ports, while somebody wants to see them. Off, a frame costs one look at a flag.
/// Sample blocks are counted and told once a second: they would push out everything else. Any thread.
class FrameTap
{
public:
    static constexpr std::size_t kBudget = std::size_t(2) << 20; ///< bytes kept for who takes them

    /// Off forgets what was not taken.
    void setOn(bool on);
    [[nodiscard]] bool on() const { return m_on.load(std::memory_order_relaxed); }

    void add(RawFrame::Kind kind, RawFrame::Way way, PortRole port, framing::ByteView bytes, std::int64_t hostNs);
    /// What came since the last time, oldest first.
    [[nodiscard]] std::vector<RawFrame> take();
    /// Frames that went before they were taken, since the start.
    [[nodiscard]] std::uint64_t dropped() const;

private:
    void addBlock(PortRole port, framing::ByteView block, std::int64_t hostNs);
    void push(RawFrame frame);

    std::atomic<bool> m_on = false;
    mutable std::mutex m_mutex; ///< guards what follows; held for a copy of one frame
    std::deque<RawFrame> m_frames;
    std::size_t m_bytes = 0;
    std::uint64_t m_dropped = 0;
    RawFrame m_blocks; ///< since m_blocks.hostNs
};

/// The taps of one session: each who looks has his own.
struct FrameTaps {
    FrameTap shown;    ///< in the log
    FrameTap recorded; ///< into a recording
    [[nodiscard]] bool on() const { return shown.on() || recorded.on(); }
    /// To those that are on, with what is secret in it left out (withoutSecrets()).
    void add(RawFrame::Kind kind, RawFrame::Way way, PortRole port, framing::ByteView bytes, std::int64_t hostNs);
};

/// A line as it may be kept: an AT command that carries a PIN or a password ends in "***" in its place (+CPIN, +CPWD,
/// +CLCK, +CPINR of 3GPP TS 27.007 §7 and §8; +CGAUTH of §10; passwords of common modems' own commands).
[[nodiscard]] framing::Bytes withoutSecrets(framing::ByteView line);

/// The taps of a session over real ports; null where there are none.
[[nodiscard]] std::shared_ptr<FrameTaps> frameTapsOf(const KitSession &session);

} // namespace device_link

Q_DECLARE_METATYPE(std::shared_ptr<const device_link::RawFrame>)
