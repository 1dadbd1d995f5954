// SPDX-License-Identifier: GPL-3.0-or-later
// The loops behind block_kernels.h, written once over the compiler's vector types and inlined into one function per
// instruction set: the same source gives the portable and the AVX2 kernels, so they cannot differ.
#pragma once

#include "block_kernels.h"

#include <cstring>
#include <limits>
#include <type_traits>
#include <utility>

#define AIESIM_INLINE inline __attribute__((always_inline))

namespace device_link::block_loops {

template <typename Word>
using Wider = std::conditional_t<sizeof(Word) == 1, std::uint16_t,
    std::conditional_t<sizeof(Word) == 2, std::uint32_t, std::uint64_t>>;

/// A type alias of a dependent vector size is not accepted by every compiler; a struct member is.
template <typename Word, int Bytes>
struct VectorOf {
    using Type __attribute__((vector_size(Bytes))) = Word;
};
template <typename Word>
using Wide = typename VectorOf<Word, 32>::Type; ///< for statistics: one AVX2 register
template <typename Word>
using Row = typename VectorOf<Word, 16>::Type; ///< for packing: a row of FORMAT.md §5.3

template <typename Vector, typename From>
AIESIM_INLINE void load(Vector &vector, const From *from)
{
    std::memcpy(&vector, from, sizeof vector);
}

template <typename Vector>
AIESIM_INLINE void minOf(Vector &low, const Vector &x)
{
    low = x < low ? x : low;
}
template <typename Vector>
AIESIM_INLINE void maxOf(Vector &high, const Vector &x)
{
    high = x > high ? x : high;
}

/// The smallest and the greatest lane of two vectors, by halves.
template <typename Word, int Bytes>
AIESIM_INLINE void fold(const typename VectorOf<Word, Bytes>::Type &low,
    const typename VectorOf<Word, Bytes>::Type &high, BlockExtent<Word> &result)
{
    if constexpr (Bytes == 8) {
        result.low = low[0];
        result.high = high[0];
        for (std::size_t i = 1; i < 8 / sizeof(Word); ++i) {
            result.low = low[i] < result.low ? low[i] : result.low;
            result.high = high[i] > result.high ? high[i] : result.high;
        }
    } else {
        using Half = typename VectorOf<Word, Bytes / 2>::Type;
        Half lows[2], highs[2];
        std::memcpy(lows, &low, sizeof lows);
        std::memcpy(highs, &high, sizeof highs);
        minOf(lows[0], lows[1]);
        maxOf(highs[0], highs[1]);
        fold<Word, Bytes / 2>(lows[0], highs[0], result);
    }
}

template <typename Word>
AIESIM_INLINE void extent(const Word *words, BlockExtent<Word> &result)
{
    constexpr std::size_t lanes = 32 / sizeof(Word);
    Wide<Word> low;
    load(low, words);
    Wide<Word> high = low;
    Wide<Wider<Word>> sum = {};
#pragma GCC unroll 8
    for (std::size_t i = 0; i < kBlockWords; i += lanes) {
        Wide<Word> x;
        load(x, words + i);
        minOf(low, x);
        maxOf(high, x);
        Wide<Wider<Word>> pairs;
        std::memcpy(&pairs, &x, sizeof pairs);
        sum += (pairs & std::numeric_limits<Word>::max()) + (pairs >> std::numeric_limits<Word>::digits);
    }
    fold<Word, 32>(low, high, result);
    std::uint64_t total = 0;
    for (std::size_t i = 0; i < lanes / 2; ++i)
        total += sum[i];
    result.mean = static_cast<Word>(total / kBlockWords);
}

template <typename Word>
AIESIM_INLINE unsigned outside(const Word *words, Word low, Word span)
{
    constexpr std::size_t lanes = 32 / sizeof(Word);
    Wide<Word> count = {};
#pragma GCC unroll 8
    for (std::size_t i = 0; i < kBlockWords; i += lanes) {
        Wide<Word> x;
        load(x, words + i);
        const Wide<Word> far = x - low;
        count -= (Wide<Word>)(far > span); // a true lane is -1
    }
    // Lanes hold so little that none overflows when they are added side by side, and then by a multiplication.
    typename VectorOf<std::uint64_t, 32>::Type lanesOf8;
    std::memcpy(&lanesOf8, &count, sizeof count);
    constexpr std::uint64_t ones = ~std::uint64_t(0) / std::numeric_limits<Word>::max();
    const std::uint64_t sum = lanesOf8[0] + lanesOf8[1] + lanesOf8[2] + lanesOf8[3];
    return static_cast<unsigned>((sum * ones) >> (64 - std::numeric_limits<Word>::digits));
}

template <typename Word>
AIESIM_INLINE unsigned findOutside(const Word *words, Word low, Word span, std::uint8_t *positions)
{
    constexpr std::size_t lanes = 16 / sizeof(Word);
    unsigned found = 0;
    for (std::size_t i = 0; i < kBlockWords; i += lanes) {
        Row<Word> x;
        load(x, words + i);
        const Row<Word> far = x - low;
        const auto mask = (Row<Word>)(far > span);
        typename VectorOf<std::uint64_t, 16>::Type any;
        std::memcpy(&any, &mask, sizeof any);
        if ((any[0] | any[1]) == 0)
            continue; // as nearly all rows
        for (std::size_t lane = 0; lane < lanes; ++lane)
            if (mask[lane] != 0)
                positions[found++] = static_cast<std::uint8_t>(i + lane);
    }
    return found;
}

template <typename Word>
AIESIM_INLINE BlockSplit<Word> split(const Word *words, Word threshold)
{
    constexpr std::size_t lanes = 32 / sizeof(Word);
    Wide<Word> lowEnd = {};
    Wide<Word> highBegin = ~lowEnd;
#pragma GCC unroll 8
    for (std::size_t i = 0; i < kBlockWords; i += lanes) {
        Wide<Word> x;
        load(x, words + i);
        const Wide<Word> below = (Wide<Word>)(x < threshold);
        maxOf(lowEnd, Wide<Word>(x & below));
        minOf(highBegin, Wide<Word>(x | below));
    }
    BlockSplit<Word> result{lowEnd[0], highBegin[0]};
    for (std::size_t i = 1; i < lanes; ++i) {
        result.lowEnd = lowEnd[i] > result.lowEnd ? lowEnd[i] : result.lowEnd;
        result.highBegin = highBegin[i] < result.highBegin ? highBegin[i] : result.highBegin;
    }
    return result;
}

template <typename Word, unsigned Width>
inline constexpr Word kMask
    = Width >= unsigned(std::numeric_limits<Word>::digits) ? Word(~Word(0)) : Word((std::uint64_t(1) << Width) - 1);

/// Adds row Index to the vector under way and writes the vector when it is full.
template <typename Word, unsigned Width, unsigned Index>
AIESIM_INLINE void packRow(const Word *words, Word reference, Row<Word> &pending, std::uint8_t *packed)
{
    constexpr unsigned bits = std::numeric_limits<Word>::digits;
    constexpr unsigned at = Index * Width % bits;
    constexpr unsigned vector = Index * Width / bits;
    Row<Word> x;
    load(x, words + Index * (16 / sizeof(Word)));
    x = (x - reference) & kMask<Word, Width>;
    if constexpr (at == 0)
        pending = x;
    else
        pending |= x << at;
    if constexpr (at + Width >= bits) {
        std::memcpy(packed + vector * 16, &pending, 16);
        if constexpr (at + Width > bits)
            pending = x >> (bits - at);
    }
}

template <typename Word, unsigned Width, unsigned... Rows>
AIESIM_INLINE void packRows(
    const Word *words, Word reference, std::uint8_t *packed, std::integer_sequence<unsigned, Rows...>)
{
    Row<Word> pending = {};
    (packRow<Word, Width, Rows>(words, reference, pending, packed), ...);
}

template <typename Word, unsigned Width>
AIESIM_INLINE void pack(const Word *words, Word reference, std::uint8_t *packed)
{
    if constexpr (Width > 0)
        packRows<Word, Width>(
            words, reference, packed, std::make_integer_sequence<unsigned, std::numeric_limits<Word>::digits>());
}

template <typename Word, unsigned Width, unsigned Index>
AIESIM_INLINE void unpackRow(const std::uint8_t *packed, Word reference, Word *words)
{
    constexpr unsigned bits = std::numeric_limits<Word>::digits;
    constexpr unsigned at = Index * Width % bits;
    constexpr unsigned vector = Index * Width / bits;
    Row<Word> x;
    load(x, packed + vector * 16);
    x = x >> at;
    if constexpr (at + Width > bits) {
        Row<Word> rest;
        load(rest, packed + (vector + 1) * 16);
        x |= rest << (bits - at);
    }
    x = (x & kMask<Word, Width>)+reference;
    std::memcpy(words + Index * (16 / sizeof(Word)), &x, 16);
}

template <typename Word, unsigned Width, unsigned... Rows>
AIESIM_INLINE void unpackRows(
    const std::uint8_t *packed, Word reference, Word *words, std::integer_sequence<unsigned, Rows...>)
{
    (unpackRow<Word, Width, Rows>(packed, reference, words), ...);
}

template <typename Word, unsigned Width>
AIESIM_INLINE void unpack(const std::uint8_t *packed, Word reference, Word *words)
{
    if constexpr (Width == 0) {
        for (std::size_t i = 0; i < kBlockWords; ++i)
            words[i] = reference;
    } else {
        unpackRows<Word, Width>(
            packed, reference, words, std::make_integer_sequence<unsigned, std::numeric_limits<Word>::digits>());
    }
}

} // namespace device_link::block_loops
