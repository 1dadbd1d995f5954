// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sample_channel.h"

#include <array>
#include <cstdint>

namespace device_link {

/// How the words of a channel become the integers that everything is counted in, so that sums are exact whatever the
/// order: value = linear · quantum, linear = ((code · multiplier + half) >> shift) + offset of the word's range.
///
/// Where the gains and offsets of all ranges are whole multiples of the smallest gain, the quantum is that gain and
/// linear is exact. Otherwise the quantum is 2^-28 of the largest value that a word can hold. Words of 32 bits lose
/// their lowest two bits.
struct SampleScale {
    /// Bound of |linear|: the squares of 64 of them fit in 64 bits.
    static constexpr std::int32_t kLargest = (1 << 29) - 1;
    static constexpr std::size_t kMaxRanges = 16;

    double quantum = 1;
    int codeBits = 16; ///< of a word below its range bits; 32 for signed words
    int shift = 0;     ///< at most 32
    std::uint32_t rangeCount = 1;
    std::int64_t largest = kLargest; ///< bound of |linear| of this channel
    std::array<std::int32_t, kMaxRanges> multipliers{};
    std::array<std::int32_t, kMaxRanges> offsets{};

    /// word: as it is stored, not sign-extended. Its range must exist.
    [[nodiscard]] std::int32_t linear(std::uint32_t word) const;
    /// The smallest word above all that name a range which exists; for words of at most 16 bits.
    [[nodiscard]] std::uint32_t wordLimit() const { return rangeCount << codeBits; }
    /// The word whose value is nearest, of the finest range that holds it; the largest or smallest when none does.
    [[nodiscard]] std::uint32_t word(double value) const;
};

/// channel: bits 8, 16 or 32; 1 to 2^rangeBits ranges of finite gain and offset. What is not finite counts as 0.
[[nodiscard]] SampleScale sampleScale(const SampleChannel &channel);

/// The product of two channels as a channel of its own: linear = (a · b + half) >> shift.
struct ProductScale {
    double quantum = 1;
    int shift = 0;

    [[nodiscard]] std::int32_t linear(std::int32_t a, std::int32_t b) const
    {
        const std::int64_t half = shift > 0 ? std::int64_t(1) << (shift - 1) : 0;
        return static_cast<std::int32_t>((std::int64_t(a) * b + half) >> shift);
    }
};

[[nodiscard]] ProductScale productScale(const SampleScale &a, const SampleScale &b);

} // namespace device_link
