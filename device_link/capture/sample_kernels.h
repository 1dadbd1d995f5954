// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sample_scale.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace device_link {

/// Samples that are worked on at once: the finest step of the pyramid.
inline constexpr std::size_t kSampleBlock = 64;
using LinearBlock = std::array<std::int32_t, kSampleBlock>;

/// What a run of samples adds up to, apart from its squares. min > max: there is none.
struct alignas(16) SampleReduction {
    std::int32_t min = std::numeric_limits<std::int32_t>::max();
    std::int32_t max = std::numeric_limits<std::int32_t>::min();
    std::int64_t sum = 0;

    void add(const SampleReduction &other)
    {
        min = other.min < min ? other.min : min;
        max = other.max > max ? other.max : max;
        sum += other.sum;
    }
    void add(std::int32_t value)
    {
        min = value < min ? value : min;
        max = value > max ? value : max;
        sum += value;
    }
};

struct BlockSummary {
    SampleReduction reduction;
    std::uint64_t squares = 0;
};

/// The inner loops of the store. All sets give the same results to the bit.
struct SampleKernels {
    /// Whether the words of count frames of two interleaved little-endian words of 16 bits lie below their limits.
    bool (*below16)(const std::uint8_t *frames, std::size_t count, std::uint32_t limitA, std::uint32_t limitB);
    /// Puts such frames into one array each.
    void (*split16)(const std::uint8_t *frames, std::size_t count, std::uint16_t *a, std::uint16_t *b);
    /// Words whose ranges exist (SampleScale::linear), of at most 16 bits.
    void (*linear16)(const std::uint16_t *words, const SampleScale &scale, LinearBlock &out);
    void (*product)(const LinearBlock &a, const LinearBlock &b, const ProductScale &scale, LinearBlock &out);
    void (*summarize)(const LinearBlock &values, BlockSummary &out);
    /// Of [from, to) of a block.
    void (*reduce)(const LinearBlock &values, std::size_t from, std::size_t to, SampleReduction &into);
    /// Adds up count reductions that follow each other.
    void (*reduceAll)(const SampleReduction *reductions, std::size_t count, SampleReduction &into);
};

/// For any CPU.
[[nodiscard]] const SampleKernels &portableSampleKernels();
/// The fastest that this CPU can run.
[[nodiscard]] const SampleKernels &sampleKernels();

} // namespace device_link
