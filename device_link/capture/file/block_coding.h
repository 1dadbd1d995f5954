// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "block_kernels.h"

#include <array>
#include <cstring>

namespace device_link {

/// How a block is written (FORMAT.md §5.2): the two top bits of its control byte.
enum class BlockMode : std::uint8_t {
    Offset = 0,    ///< word = reference + offset
    OffsetAgain,   ///< the same, with the reference of the last block of mode Offset
    Difference,    ///< word = word before + reference + offset; the first word stands by itself
    TwoReferences, ///< a bit per word says which of two references it is an offset from
};

/// Values of the lower six bits from here on: width + kExceptionWidths, and exceptions follow.
inline constexpr unsigned kExceptionWidths = 33;
inline constexpr unsigned kMaxExceptionWidth = 63 - kExceptionWidths;
inline constexpr unsigned kMaxExceptions = 127;

/// What is decided about a block before it is written, or read from it.
template <typename Word>
struct BlockPlan {
    BlockMode mode = BlockMode::Offset;
    unsigned width = 0;
    unsigned exceptions = 0;
    Word reference = 0;
    Word second = 0;      ///< first word (Difference), upper reference (TwoReferences)
    std::size_t cost = 0; ///< bytes after the control byte
};

template <typename Word>
using BlockOf = std::array<Word, kBlockWords>;

/// The differences of a block as they are packed; the first one is the second's, so that it costs no width.
template <typename Word>
inline void differencesOf(const Word *words, BlockOf<Word> &differences)
{
    for (std::size_t i = 1; i < kBlockWords; ++i)
        differences[i] = static_cast<Word>(words[i] - words[i - 1]);
    differences[0] = differences[1];
}

} // namespace device_link
