// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bytes.h"

#include <cstddef>
#include <functional>

namespace framing {

/// Longest line of SMP's console framing, marker and newline included (MCUmgr "SMP over console").
inline constexpr std::size_t kSmpConsoleLine = 127;

/// Appends the console framing of one SMP packet: base64(length u16 BE, packet, CRC-16/XMODEM BE) cut into lines of at
/// most 127 bytes, the first begun by 06 09, the others by 04 14, each ended by 0A. The packet must not
/// exceed 65533 bytes (the length field counts the CRC).
void encodeSmpConsole(ByteView packet, Bytes &out);

struct SmpConsoleCounters {
    std::uint64_t packets = 0;
    std::uint64_t badBase64 = 0;
    std::uint64_t badLength = 0;
    std::uint64_t badCrc = 0;
    std::uint64_t interrupted = 0; ///< a first line while a packet was unfinished, or a 04 14 line without one
    std::uint64_t tooLong = 0;     ///< packet or text line above its limit
};

/// Separates console text from SMP packets on one byte stream. A marker may stand in mid-line after text.
/// Text is handed on line by line (without CR LF); an unfinished text line longer than maxTextLine is handed on cut.
/// Pure: no I/O; holds at most one packet and one line.
class SmpConsoleDecoder
{
public:
    using PacketHandler = std::function<void(ByteView packet)>;
    using TextHandler = std::function<void(ByteView line)>;

    explicit SmpConsoleDecoder(std::size_t maxPacket = 8192, std::size_t maxTextLine = 1024);
    void feed(ByteView data, const PacketHandler &onPacket, const TextHandler &onText);
    /// Hands on an unfinished text line (a prompt without newline), if there is one.
    void flushText(const TextHandler &onText);
    void reset();
    [[nodiscard]] const SmpConsoleCounters &counters() const { return m_counters; }

private:
    enum class State : std::uint8_t { Text, MarkFirst, MarkNext, Line, Skip };
    void pushLine(std::uint8_t byte);
    void endLine(const PacketHandler &onPacket);
    void endPacket(const PacketHandler &onPacket);
    void abandon(std::uint64_t &counter);
    void pushText(std::uint8_t byte, const TextHandler &onText);
    std::size_t m_maxPacket;
    std::size_t m_maxTextLine;
    State m_state = State::Text;
    bool m_firstLine = false;
    bool m_inPacket = false;
    Bytes m_text;
    Bytes m_line;
    Bytes m_raw;
    SmpConsoleCounters m_counters;
};

} // namespace framing
