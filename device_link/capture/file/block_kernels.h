// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace device_link {

/// Words of a block of the column codec (FORMAT.md §5).
inline constexpr std::size_t kBlockWords = 128;
/// Bytes that one bit of width costs a block: 128 words of one bit.
inline constexpr std::size_t kBlockVector = kBlockWords / 8;

template <typename Word>
struct BlockExtent {
    Word low = 0;
    Word high = 0;
    Word mean = 0; ///< rounded down
};

/// Extents of the words of a block below a threshold, and of the others. Both parts must have words.
template <typename Word>
struct BlockSplit {
    Word lowEnd = 0;    ///< the greatest word below the threshold
    Word highBegin = 0; ///< the smallest word not below it
};

/// The inner loops of the column codec over one block of 128 words. Word: uint8_t, uint16_t or uint32_t; arithmetic
/// is modulo its size. Pointers need no alignment beyond the word's.
template <typename Word>
struct BlockKernels {
    void (*extent)(const Word *words, BlockExtent<Word> &extent);
    /// How many words w have (w - low) mod 2^bits > span.
    unsigned (*outside)(const Word *words, Word low, Word span);
    /// Writes their positions in rising order (room for 128 is needed) and returns their number.
    unsigned (*findOutside)(const Word *words, Word low, Word span, std::uint8_t *positions);
    BlockSplit<Word> (*split)(const Word *words, Word threshold);
    /// Writes the width low bits of (word - reference) in the order of FORMAT.md §5.3: width · 16 bytes.
    void (*pack)(const Word *words, Word reference, unsigned width, std::uint8_t *packed);
    /// The inverse; reads width · 16 bytes, writes 128 words.
    void (*unpack)(const std::uint8_t *packed, Word reference, unsigned width, Word *words);
};

/// Which code does it; the results are the same to the bit.
enum class CodecPath : std::uint8_t {
    Best,     ///< AVX2 where the CPU has it
    Portable, ///< the instructions every CPU of the build's target has
};

template <typename Word>
[[nodiscard]] const BlockKernels<Word> &blockKernels(CodecPath path);

extern template const BlockKernels<std::uint8_t> &blockKernels(CodecPath path);
extern template const BlockKernels<std::uint16_t> &blockKernels(CodecPath path);
extern template const BlockKernels<std::uint32_t> &blockKernels(CodecPath path);

} // namespace device_link
