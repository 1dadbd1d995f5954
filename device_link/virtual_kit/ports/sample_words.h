// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "framing/bytes.h"

#include <array>
#include <cstdint>
#include <span>

namespace virtual_kit {

/// Words of stream "power" (PROTOCOL.md §5.6): two of 16 bits per sample, little endian.
/// Current: 2 range bits at the top, 14 bits of code; the smallest range that holds the value. Voltage: 16 bits of
/// code.
inline constexpr unsigned kCurrentRangeBits = 2;
inline constexpr std::array<double, 3> kCurrentGains{1e-6, 1e-5, 1e-4}; ///< A per code, by range
inline constexpr double kVoltageGain = 1e-4;                            ///< V per code
inline constexpr std::uint32_t kPowerBytesPerSample = 4;

/// Nearest code, limited to what the word holds; a value that is not above 0 gives 0.
[[nodiscard]] std::uint16_t currentWord(float amps);
[[nodiscard]] std::uint16_t voltageWord(float volts);

/// Interleaved words of as many samples as there are in amps; volts is of the same size. Replaces out.
void encodePowerWords(std::span<const float> amps, std::span<const float> volts, framing::Bytes &out);

} // namespace virtual_kit
