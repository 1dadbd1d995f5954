// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_words.h"

#include <algorithm>
#include <cassert>

namespace virtual_kit {

namespace {

constexpr unsigned kCodeBits = 16 - kCurrentRangeBits;
constexpr std::int32_t kMaxCurrentCode = (1 << kCodeBits) - 1;
constexpr std::int32_t kMaxVoltageCode = 0xFFFF;

/// Nearest code of 0 to limit. Written so that a compiler can do several samples at once.
std::int32_t code(float value, double perUnit, std::int32_t limit)
{
    const double exact = static_cast<double>(value) * perUnit;
    const double positive = exact > 0 ? exact : 0; // also what is not a number
    const double limited = positive < limit ? positive : limit;
    // Not lround: that is a call for each sample. A float has bits to spare for the half.
    return static_cast<std::int32_t>(limited + 0.5); // NOLINT(bugprone-incorrect-roundings)
}

} // namespace

std::uint16_t currentWord(float amps)
{
    // One above the limit tells that the value does not fit the range.
    const std::int32_t fine = code(amps, 1.0 / kCurrentGains[0], kMaxCurrentCode + 1);
    const std::int32_t middle = code(amps, 1.0 / kCurrentGains[1], kMaxCurrentCode + 1);
    const std::int32_t coarse = code(amps, 1.0 / kCurrentGains[2], kMaxCurrentCode);
    const std::int32_t upper = middle <= kMaxCurrentCode ? (1 << kCodeBits) | middle : (2 << kCodeBits) | coarse;
    return static_cast<std::uint16_t>(fine <= kMaxCurrentCode ? fine : upper);
}

std::uint16_t voltageWord(float volts)
{
    return static_cast<std::uint16_t>(code(volts, 1.0 / kVoltageGain, kMaxVoltageCode));
}

void encodePowerWords(std::span<const float> amps, std::span<const float> volts, framing::Bytes &out)
{
    assert(amps.size() == volts.size());
    out.resize(amps.size() * kPowerBytesPerSample);
    std::uint8_t *to = out.data();
    for (std::size_t i = 0; i < amps.size(); ++i) {
        const std::uint16_t current = currentWord(amps[i]);
        const std::uint16_t voltage = voltageWord(volts[i]);
        *to++ = static_cast<std::uint8_t>(current);
        *to++ = static_cast<std::uint8_t>(current >> 8);
        *to++ = static_cast<std::uint8_t>(voltage);
        *to++ = static_cast<std::uint8_t>(voltage >> 8);
    }
}

} // namespace virtual_kit
