// SPDX-License-Identifier: GPL-3.0-or-later
#include "at_lines.h"

#include <utility>

namespace framing {

namespace {

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

/// The end of the field that starts at from: a comma outside quotes, or the end of the text.
std::size_t fieldEnd(std::string_view value, std::size_t from)
{
    bool quoted = false;
    for (std::size_t i = from; i < value.size(); ++i) {
        if (value[i] == '"')
            quoted = !quoted;
        else if (value[i] == ',' && !quoted)
            return i;
    }
    return value.size();
}

std::string unquoted(std::string_view field)
{
    field = trimmed(field);
    if (!field.empty() && field.front() == '"') {
        field.remove_prefix(1);
        if (!field.empty() && field.back() == '"')
            field.remove_suffix(1);
    }
    return std::string(field);
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return -1;
}

} // namespace

AtLineDecoder::AtLineDecoder(std::size_t maxLine)
    : m_maxLine(maxLine)
{
}

void AtLineDecoder::feed(ByteView data, const Handler &handler)
{
    for (const std::uint8_t byte : data) {
        if (byte == '\r' || byte == '\n') {
            // The handler may call reset(): take the line out first.
            const std::string line = std::exchange(m_line, {});
            m_overflow = false;
            if (!line.empty())
                handler(line);
        } else if (!m_overflow && m_line.size() == m_maxLine) {
            m_overflow = true; // the kept part is handed on at the newline
            ++m_tooLong;
        } else if (!m_overflow) {
            m_line.push_back(static_cast<char>(byte));
        }
    }
}

void AtLineDecoder::reset()
{
    m_line.clear();
    m_overflow = false;
}

AtFinal atFinal(std::string_view line)
{
    line = trimmed(line);
    if (line == "OK")
        return AtFinal::Ok;
    if (line == "ERROR")
        return AtFinal::Error;
    if (line.starts_with("+CME ERROR:"))
        return AtFinal::CmeError;
    if (line.starts_with("+CMS ERROR:"))
        return AtFinal::CmsError;
    // NO DIALTONE ends a call attempt without a carrier; the caller need not tell them apart.
    if (line == "NO CARRIER" || line == "NO DIALTONE")
        return AtFinal::NoCarrier;
    if (line == "BUSY")
        return AtFinal::Busy;
    if (line == "NO ANSWER")
        return AtFinal::NoAnswer;
    if (line == "CONNECT" || line.starts_with("CONNECT "))
        return AtFinal::Connect;
    return AtFinal::None;
}

std::string_view atErrorText(std::string_view line)
{
    line = trimmed(line);
    constexpr std::size_t prefix = std::string_view("+CME ERROR:").size();
    if (line.starts_with("+CME ERROR:") || line.starts_with("+CMS ERROR:"))
        return trimmed(line.substr(prefix));
    return {};
}

AtInfo atInfo(std::string_view line, std::string_view prefix)
{
    if (line.size() <= prefix.size() || !line.starts_with(prefix) || line[prefix.size()] != ':')
        return {};
    return {true, trimmed(line.substr(prefix.size() + 1))};
}

std::vector<std::string> atFields(std::string_view value, std::size_t maxFields)
{
    std::vector<std::string> fields;
    std::size_t from = 0;
    while (fields.size() + 1 < maxFields) {
        const std::size_t end = fieldEnd(value, from);
        if (end == value.size())
            break;
        fields.push_back(unquoted(value.substr(from, end - from)));
        from = end + 1;
    }
    if (maxFields > 0) {
        const std::string_view rest = value.substr(from);
        // More fields than allowed: the last keeps its commas and quotes as they came.
        fields.push_back(fieldEnd(rest, 0) == rest.size() ? unquoted(rest) : std::string(rest));
    }
    return fields;
}

bool atHex(std::string_view hex, Bytes &out)
{
    out.clear();
    if (hex.size() % 2 != 0)
        return false;
    out.reserve(hex.size() / 2);
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        const int high = hexDigit(hex[i]);
        const int low = hexDigit(hex[i + 1]);
        if (high < 0 || low < 0)
            return false;
        out.push_back(static_cast<std::uint8_t>(high * 16 + low));
    }
    return true;
}

std::string toAtHex(ByteView data)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string hex;
    hex.reserve(data.size() * 2);
    for (const std::uint8_t byte : data) {
        hex.push_back(digits[byte >> 4]);
        hex.push_back(digits[byte & 15]);
    }
    return hex;
}

} // namespace framing
