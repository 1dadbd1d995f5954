// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "framing/bytes.h"

#include <QString>

#include <cstddef>
#include <cstdint>
#include <initializer_list>

namespace virtual_kit {

/// Appends fields as USB has them: little endian, text in UTF-16LE.
class UsbDescriptorWriter
{
public:
    UsbDescriptorWriter &bytes(std::initializer_list<std::uint8_t> values)
    {
        m_bytes.insert(m_bytes.end(), values);
        return *this;
    }
    UsbDescriptorWriter &u16(std::size_t value)
    {
        return bytes({static_cast<std::uint8_t>(value), static_cast<std::uint8_t>(value >> 8)});
    }
    UsbDescriptorWriter &u32(std::uint32_t value) { return u16(value & 0xFFFF).u16(value >> 16); }
    UsbDescriptorWriter &text(const QString &text)
    {
        for (const QChar unit : text)
            u16(unit.unicode());
        return *this;
    }
    /// Puts the length of all so far, or of what comes from `from` on, where u16(0) stood.
    UsbDescriptorWriter &lengthAt(std::size_t at, std::size_t from = 0)
    {
        const std::size_t length = m_bytes.size() - from;
        m_bytes[at] = static_cast<std::uint8_t>(length);
        m_bytes[at + 1] = static_cast<std::uint8_t>(length >> 8);
        return *this;
    }
    [[nodiscard]] std::size_t size() const { return m_bytes.size(); }
    [[nodiscard]] framing::Bytes take() { return std::move(m_bytes); }

private:
    framing::Bytes m_bytes;
};

} // namespace virtual_kit
