// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "framing/bytes.h"

#include <cstdint>
#include <string_view>

namespace virtual_kit {

/// Writes DER (X.690), field after field. Tags as numbers: 0x5A, 0x9F70, 0xBF2D.
class TlvWriter
{
public:
    TlvWriter &raw(framing::ByteView value); ///< whole objects made elsewhere
    TlvWriter &bytes(std::uint32_t tag, framing::ByteView value);
    TlvWriter &text(std::uint32_t tag, std::string_view value);
    /// INTEGER, two's complement in the fewest bytes: 200 is 00C8.
    TlvWriter &integer(std::uint32_t tag, std::int64_t value);
    TlvWriter &boolean(std::uint32_t tag, bool value);
    /// Named-bits BIT STRING of at most 8 bits from the top; trailing zeros are cut (X.690 §11.2.2).
    TlvWriter &bits(std::uint32_t tag, std::uint8_t value);
    TlvWriter &constructed(std::uint32_t tag, const TlvWriter &content);
    [[nodiscard]] const framing::Bytes &data() const { return m_data; }

private:
    framing::Bytes m_data;
};

} // namespace virtual_kit
