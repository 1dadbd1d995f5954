// SPDX-License-Identifier: GPL-3.0-or-later
#include "smp_console.h"

#include "crc.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <string_view>
#include <utility>

namespace framing {

namespace {

constexpr std::uint8_t kFirst[2] = {0x06, 0x09};
constexpr std::uint8_t kNext[2] = {0x04, 0x14};
constexpr std::uint8_t kNewline = 0x0A;
/// Base64 characters of a full line: 127 less marker and newline.
constexpr std::size_t kTextPerLine = kSmpConsoleLine - 3;
constexpr std::size_t kLengthSize = 2;
constexpr std::size_t kCrcSize = 2;
constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t kInvalid = 0xFF;

constexpr std::array<std::uint8_t, 256> makeReverseAlphabet()
{
    std::array<std::uint8_t, 256> table{};
    table.fill(kInvalid);
    for (std::size_t i = 0; i < kAlphabet.size(); ++i)
        table[static_cast<std::uint8_t>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
    return table;
}

constexpr std::array<std::uint8_t, 256> kReverseAlphabet = makeReverseAlphabet();

Bytes toBase64(ByteView raw)
{
    Bytes text;
    text.reserve((raw.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < raw.size(); i += 3) {
        const std::size_t have = std::min<std::size_t>(3, raw.size() - i);
        std::uint32_t word = std::uint32_t(raw[i]) << 16;
        if (have > 1)
            word |= std::uint32_t(raw[i + 1]) << 8;
        if (have > 2)
            word |= raw[i + 2];
        for (std::size_t digit = 0; digit < 4; ++digit) {
            const auto index = (word >> (18 - 6 * digit)) & 0x3F;
            text.push_back(static_cast<std::uint8_t>(digit <= have ? kAlphabet[index] : '='));
        }
    }
    return text;
}

/// RFC 4648 §4, strictly: whole groups of four, padding at the end only, unused bits zero. Appends to raw.
bool appendBase64(ByteView text, Bytes &raw)
{
    if (text.empty() || text.size() % 4 != 0)
        return false;
    std::size_t padding = 0;
    while (padding < 2 && text[text.size() - 1 - padding] == '=')
        ++padding;
    for (std::size_t i = 0; i < text.size(); i += 4) {
        const std::size_t digits = i + 4 == text.size() ? 4 - padding : 4;
        std::uint32_t word = 0;
        for (std::size_t digit = 0; digit < digits; ++digit) {
            const std::uint8_t value = kReverseAlphabet[text[i + digit]];
            if (value == kInvalid)
                return false;
            word |= std::uint32_t(value) << (18 - 6 * digit);
        }
        if ((digits == 2 && (word & 0xFFFF) != 0) || (digits == 3 && (word & 0xFF) != 0))
            return false;
        for (std::size_t byte = 0; byte + 1 < digits; ++byte)
            raw.push_back(static_cast<std::uint8_t>(word >> (16 - 8 * byte)));
    }
    return true;
}

ByteView withoutCarriageReturns(ByteView line)
{
    while (!line.empty() && line.front() == '\r')
        line = line.subspan(1);
    while (!line.empty() && line.back() == '\r')
        line = line.first(line.size() - 1);
    return line;
}

} // namespace

void encodeSmpConsole(ByteView packet, Bytes &out)
{
    assert(packet.size() + kCrcSize <= 0xFFFF);
    const std::size_t length = packet.size() + kCrcSize;
    Bytes raw;
    raw.reserve(kLengthSize + length);
    raw.push_back(static_cast<std::uint8_t>((length >> 8) & 0xFF));
    raw.push_back(static_cast<std::uint8_t>(length & 0xFF));
    raw.insert(raw.end(), packet.begin(), packet.end());
    const std::uint16_t crc = crc16Xmodem(packet);
    raw.push_back(static_cast<std::uint8_t>(crc >> 8));
    raw.push_back(static_cast<std::uint8_t>(crc & 0xFF));

    const Bytes text = toBase64(raw);
    for (std::size_t i = 0; i < text.size(); i += kTextPerLine) {
        const auto &marker = i == 0 ? kFirst : kNext;
        out.insert(out.end(), marker, marker + 2);
        const ByteView line = ByteView(text).subspan(i, std::min(kTextPerLine, text.size() - i));
        out.insert(out.end(), line.begin(), line.end());
        out.push_back(kNewline);
    }
}

SmpConsoleDecoder::SmpConsoleDecoder(std::size_t maxPacket, std::size_t maxTextLine)
    : m_maxPacket(maxPacket)
    , m_maxTextLine(std::max<std::size_t>(maxTextLine, 1))
{
}

void SmpConsoleDecoder::feed(ByteView data, const PacketHandler &onPacket, const TextHandler &onText)
{
    for (const std::uint8_t byte : data) {
        if (m_state == State::MarkFirst || m_state == State::MarkNext) {
            const auto &marker = m_state == State::MarkFirst ? kFirst : kNext;
            m_firstLine = m_state == State::MarkFirst;
            if (byte == marker[1]) {
                flushText(onText);
                m_line.clear();
                m_state = State::Line;
                continue;
            }
            m_state = State::Text;
            pushText(marker[0], onText); // not a marker after all
        }
        // Neither marker byte is in the base64 alphabet: inside a line it means that the newline was lost.
        const bool marks = byte == kFirst[0] || byte == kNext[0];
        if (marks && m_state == State::Line)
            abandon(m_counters.interrupted);
        if (marks)
            m_state = byte == kFirst[0] ? State::MarkFirst : State::MarkNext;
        else if (m_state == State::Text)
            pushText(byte, onText);
        else if (byte == kNewline)
            endLine(onPacket);
        else if (m_state == State::Line)
            pushLine(byte);
    }
}

void SmpConsoleDecoder::pushLine(std::uint8_t byte)
{
    const std::size_t longest = (m_maxPacket + kLengthSize + kCrcSize + 2) / 3 * 4 + 1; // and a CR
    if (m_line.size() < longest) {
        m_line.push_back(byte);
        return;
    }
    abandon(m_counters.tooLong);
    m_state = State::Skip;
}

void SmpConsoleDecoder::endLine(const PacketHandler &onPacket)
{
    if (std::exchange(m_state, State::Text) == State::Skip)
        return;
    if (m_firstLine == m_inPacket)
        ++m_counters.interrupted;
    if (!m_firstLine && !m_inPacket)
        return;
    if (m_firstLine)
        m_raw.clear();
    m_inPacket = true;
    if (!appendBase64(withoutCarriageReturns(m_line), m_raw))
        return abandon(m_counters.badBase64);
    if (m_raw.size() < kLengthSize)
        return;
    const std::size_t length = (std::size_t(m_raw[0]) << 8) | m_raw[1];
    if (length <= kCrcSize || m_raw.size() > kLengthSize + length)
        return abandon(m_counters.badLength);
    if (length > m_maxPacket + kCrcSize)
        return abandon(m_counters.tooLong);
    if (m_raw.size() == kLengthSize + length)
        endPacket(onPacket);
}

void SmpConsoleDecoder::endPacket(const PacketHandler &onPacket)
{
    m_inPacket = false;
    // Over packet and CRC together the remainder is 0.
    if (crc16Xmodem(ByteView(m_raw).subspan(kLengthSize)) != 0)
        return abandon(m_counters.badCrc);
    ++m_counters.packets;
    const Bytes raw = std::exchange(m_raw, {}); // the handler may call reset()
    onPacket(ByteView(raw).subspan(kLengthSize, raw.size() - kLengthSize - kCrcSize));
}

void SmpConsoleDecoder::abandon(std::uint64_t &counter)
{
    ++counter;
    m_inPacket = false;
    m_raw.clear();
}

void SmpConsoleDecoder::pushText(std::uint8_t byte, const TextHandler &onText)
{
    if (byte == kNewline) {
        const Bytes line = std::exchange(m_text, {});
        onText(withoutCarriageReturns(line));
        return;
    }
    m_text.push_back(byte);
    if (m_text.size() > m_maxTextLine) {
        ++m_counters.tooLong;
        m_text.pop_back();
        flushText(onText);
        m_text.push_back(byte);
    }
}

void SmpConsoleDecoder::flushText(const TextHandler &onText)
{
    const Bytes line = std::exchange(m_text, {});
    const ByteView text = withoutCarriageReturns(line);
    if (!text.empty())
        onText(text);
}

void SmpConsoleDecoder::reset()
{
    m_state = State::Text;
    m_inPacket = false;
    m_text.clear();
    m_line.clear();
    m_raw.clear();
}

} // namespace framing
