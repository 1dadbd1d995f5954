// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bytes.h"

namespace framing {

/// CRC-32C (Castagnoli, reflected poly 0x82F63B78, init and xorout 0xFFFFFFFF). "123456789" gives 0xE3069283.
/// Pass the previous result to go on over split data. Uses SSE4.2 where the CPU has it (checked at run time).
[[nodiscard]] std::uint32_t crc32c(ByteView data, std::uint32_t previous = 0);

/// CRC-16/XMODEM (poly 0x1021, init 0, not reflected), as SMP's console framing uses. "123456789" gives 0x31C3.
[[nodiscard]] std::uint16_t crc16Xmodem(ByteView data);

namespace detail {
/// The table fallback of crc32c on the raw register (no init or xorout), for CPUs without SSE4.2 and for its test.
[[nodiscard]] std::uint32_t crc32cPortable(ByteView data, std::uint32_t crc);
} // namespace detail

} // namespace framing
