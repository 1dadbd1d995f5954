// SPDX-License-Identifier: GPL-3.0-or-later
#include "tlv_writer.h"

#include <bit>

namespace virtual_kit {

using framing::Bytes;
using framing::ByteView;

TlvWriter &TlvWriter::raw(ByteView value)
{
    m_data.insert(m_data.end(), value.begin(), value.end());
    return *this;
}

TlvWriter &TlvWriter::bytes(std::uint32_t tag, ByteView value)
{
    for (int shift = 24; shift >= 0; shift -= 8) {
        if (shift == 0 || tag >> shift)
            m_data.push_back(static_cast<std::uint8_t>(tag >> shift));
    }
    const std::size_t length = value.size();
    if (length >= 0x80) {
        const int octets = length < 0x100 ? 1 : length < 0x10000 ? 2 : length < 0x1000000 ? 3 : 4;
        m_data.push_back(static_cast<std::uint8_t>(0x80 | octets));
        for (int i = octets - 1; i > 0; --i)
            m_data.push_back(static_cast<std::uint8_t>(length >> (8 * i)));
    }
    m_data.push_back(static_cast<std::uint8_t>(length));
    return raw(value);
}

TlvWriter &TlvWriter::text(std::uint32_t tag, std::string_view value)
{
    return bytes(tag, Bytes(value.begin(), value.end()));
}

TlvWriter &TlvWriter::integer(std::uint32_t tag, std::int64_t value)
{
    // Grow until what is left above the octets taken is nothing but their sign.
    int count = 1;
    while (count < 8 && (value >> (8 * count - 1)) != 0 && (value >> (8 * count - 1)) != -1)
        ++count;
    Bytes octets;
    for (int i = count - 1; i >= 0; --i)
        octets.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    return bytes(tag, octets);
}

TlvWriter &TlvWriter::boolean(std::uint32_t tag, bool value)
{
    const std::uint8_t octet = value ? 0xFF : 0x00;
    return bytes(tag, ByteView(&octet, 1));
}

TlvWriter &TlvWriter::bits(std::uint32_t tag, std::uint8_t value)
{
    if (value == 0) {
        const std::uint8_t none = 0;
        return bytes(tag, ByteView(&none, 1));
    }
    const Bytes octets{static_cast<std::uint8_t>(std::countr_zero(value)), value};
    return bytes(tag, octets);
}

TlvWriter &TlvWriter::constructed(std::uint32_t tag, const TlvWriter &content) { return bytes(tag, content.data()); }

} // namespace virtual_kit
