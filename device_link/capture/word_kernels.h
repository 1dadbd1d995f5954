// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sample_kernels.h"

namespace device_link {

/// A channel's words of 16 bits, from the first of a block on, and how they become integers.
struct ScaledWords {
    const std::uint16_t *words = nullptr;
    const SampleScale *scale = nullptr;
};

struct SplitReduction {
    SampleReduction before, after;
};

/// The inner loops of the store that go from words to sums without writing down the integers between. They give what
/// SampleKernels give of the integers, to the bit. The ranges of all words that are read exist.
struct WordKernels {
    /// The two parts of a block whose sum is known: before the sample number cut, and from it on; 0 < cut < 64.
    void (*split)(const ScaledWords &values, std::size_t cut, std::int64_t sum, SplitReduction &out);
    void (*splitProduct)(const ScaledWords &a, const ScaledWords &b, const ProductScale &scale, std::size_t cut,
        std::int64_t sum, SplitReduction &out);
    /// Of a whole block.
    void (*summarize)(const ScaledWords &values, BlockSummary &out);
    void (*summarizeProduct)(const ScaledWords &a, const ScaledWords &b, const ProductScale &scale, BlockSummary &out);
};

/// For any CPU.
[[nodiscard]] const WordKernels &portableWordKernels();
/// The fastest that this CPU can run.
[[nodiscard]] const WordKernels &wordKernels();

} // namespace device_link
