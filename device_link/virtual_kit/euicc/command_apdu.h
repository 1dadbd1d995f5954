// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "framing/bytes.h"

#include <cstdint>
#include <optional>

namespace virtual_kit {

/// A command APDU in short form (ISO/IEC 7816-4 §5.2). data is a view into the bytes it was read from.
struct CommandApdu {
    std::uint8_t cla = 0, ins = 0, p1 = 0, p2 = 0;
    framing::ByteView data;
    std::optional<int> le; ///< 1...256, empty when the command has none

    /// Cases 1 to 4; empty when the lengths do not fit (6700).
    [[nodiscard]] static std::optional<CommandApdu> read(framing::ByteView apdu);

    /// Logical channel coded in CLA: 0...3, 4...19 in the second form (ETSI TS 102 221 §10.1.1);
    /// empty for a class that is neither (6E00).
    [[nodiscard]] std::optional<int> channel() const;
    /// Proprietary (8x, Cx) rather than inter-industry (0x, 4x) class.
    [[nodiscard]] bool proprietary() const { return (cla & 0x80) != 0; }
    /// Secure messaging asked for, which nothing here supports (6882).
    [[nodiscard]] bool secured() const;
};

/// data followed by SW1 SW2.
[[nodiscard]] framing::Bytes responseApdu(framing::ByteView data, std::uint16_t sw);
[[nodiscard]] framing::Bytes responseApdu(std::uint16_t sw);

} // namespace virtual_kit
