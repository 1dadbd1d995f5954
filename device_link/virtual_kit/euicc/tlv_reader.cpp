// SPDX-License-Identifier: GPL-3.0-or-later
#include "tlv_reader.h"

namespace virtual_kit {

using framing::ByteView;

namespace {

std::optional<std::uint32_t> takeTag(ByteView &rest)
{
    const std::uint8_t first = rest[0];
    std::uint32_t tag = first;
    std::size_t used = 1;
    if ((first & 0x1F) == 0x1F) {
        std::uint8_t octet = 0;
        do {
            if (used == rest.size() || used == 3)
                return std::nullopt;
            octet = rest[used];
            // The number must need this form, and start with a digit that says something.
            if (used == 1 && (octet == 0x80 || octet < 0x1F))
                return std::nullopt;
            tag = tag << 8 | octet;
            ++used;
        } while (octet & 0x80);
    }
    rest = rest.subspan(used);
    return tag;
}

} // namespace

std::optional<std::size_t> TlvReader::takeLength()
{
    if (m_rest.empty())
        return std::nullopt;
    const std::uint8_t first = m_rest[0];
    m_rest = m_rest.subspan(1);
    if (first < 0x80)
        return first;
    const std::size_t octets = first & 0x7Fu;
    if (octets == 0 || octets > 3 || octets > m_rest.size())
        return std::nullopt;
    std::size_t length = 0;
    for (std::size_t i = 0; i < octets; ++i)
        length = length << 8 | m_rest[i];
    m_rest = m_rest.subspan(octets);
    const std::size_t least = octets == 1 ? 0x80 : std::size_t(1) << (8 * (octets - 1));
    if (length < least)
        return std::nullopt;
    return length;
}

std::optional<TlvItem> TlvReader::next()
{
    if (m_bad || m_rest.empty())
        return std::nullopt;
    const auto tag = takeTag(m_rest);
    const auto length = tag ? takeLength() : std::nullopt;
    if (!length || *length > m_rest.size()) {
        m_bad = true;
        return std::nullopt;
    }
    const TlvItem item{*tag, m_rest.first(*length)};
    m_rest = m_rest.subspan(*length);
    return item;
}

std::optional<TlvFields> TlvFields::read(ByteView data)
{
    constexpr std::size_t kMost = 64;
    TlvFields fields;
    TlvReader reader(data);
    while (const auto item = reader.next()) {
        if (fields.m_items.size() == kMost)
            return std::nullopt;
        fields.m_items.push_back(*item);
    }
    if (reader.bad())
        return std::nullopt;
    return fields;
}

std::optional<ByteView> TlvFields::find(std::uint32_t tag) const
{
    for (const TlvItem &item : m_items) {
        if (item.tag == tag)
            return item.value;
    }
    return std::nullopt;
}

std::optional<std::vector<std::uint32_t>> tlvTagList(ByteView value)
{
    std::vector<std::uint32_t> tags;
    for (ByteView rest = value; !rest.empty();) {
        const auto tag = takeTag(rest);
        if (!tag)
            return std::nullopt;
        tags.push_back(*tag);
    }
    return tags;
}

std::optional<std::uint32_t> tlvUnsigned(ByteView value)
{
    if (value.empty() || value.size() > 5 || (value[0] & 0x80))
        return std::nullopt;
    if (value.size() > 1 && value[0] == 0 && !(value[1] & 0x80))
        return std::nullopt;
    if (value.size() == 5 && value[0] != 0)
        return std::nullopt;
    std::uint32_t number = 0;
    for (const std::uint8_t octet : value)
        number = number << 8 | octet;
    return number;
}

std::optional<std::uint8_t> tlvBits(ByteView value)
{
    if (value.empty() || value[0] > 7 || (value.size() == 1 && value[0] != 0))
        return std::nullopt;
    if (value.size() == 1)
        return std::uint8_t(0);
    const unsigned unused = value.size() == 2 ? value[0] : 0u;
    return static_cast<std::uint8_t>(value[1] & (0xFFu << unused));
}

namespace {

/// Length of the UTF-8 sequence at the start (RFC 3629), 0 when it is none.
std::size_t sequenceLength(ByteView text)
{
    const std::uint8_t first = text[0];
    if (first < 0x80)
        return 1;
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() < length)
        return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((text[i] & 0xC0) != 0x80)
            return 0;
    }
    const bool overlong = (first == 0xE0 && text[1] < 0xA0) || (first == 0xF0 && text[1] < 0x90);
    const bool outside = (first == 0xED && text[1] > 0x9F) || (first == 0xF4 && text[1] > 0x8F);
    return overlong || outside ? 0 : length;
}

} // namespace

std::optional<std::string> tlvText(ByteView value)
{
    for (ByteView rest = value; !rest.empty();) {
        const std::size_t length = sequenceLength(rest);
        if (length == 0)
            return std::nullopt;
        rest = rest.subspan(length);
    }
    return std::string(value.begin(), value.end());
}

} // namespace virtual_kit
