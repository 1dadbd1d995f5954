// SPDX-License-Identifier: GPL-3.0-or-later
#include "word_kernels_x86.h"

#include "avx2_lanes.h"
#include "word_kernels.h"

#if defined(__x86_64__)

#include <algorithm>
#include <array>

namespace device_link {

namespace {

using namespace avx2;

constexpr std::size_t kShorts = 16; ///< 16-bit lanes of a register
constexpr std::size_t kFewRanges = 8;
constexpr std::size_t kFetched = 1024; ///< words ahead that are fetched while a block is summarized
/// Words that are not further apart: of what they are more than another, the squares of 64 add up to 32 bits by lanes.
constexpr std::uint32_t kNear = 16383;

constexpr auto kNumbers16 = [] {
    std::array<std::int16_t, kSampleBlock> numbers{};
    for (std::size_t i = 0; i < kSampleBlock; ++i)
        numbers[i] = static_cast<std::int16_t>(i);
    return numbers;
}();
constexpr auto kNumbers32 = [] {
    std::array<std::int32_t, kSampleBlock> numbers{};
    for (std::size_t i = 0; i < kSampleBlock; ++i)
        numbers[i] = static_cast<std::int32_t>(i);
    return numbers;
}();

AIESIM_AVX2 __m256i ones() { return _mm256_set1_epi32(-1); }
AIESIM_AVX2 __m256i inverse(__m256i value) { return _mm256_xor_si256(value, ones()); }
AIESIM_AVX2 __m256i low16(std::uint32_t value) { return _mm256_set1_epi16(static_cast<std::int16_t>(value)); }

// Step by step through the integers, where no shorter way is.
LinearBlock linear(const ScaledWords &values)
{
    LinearBlock block;
    sampleKernels().linear16(values.words, *values.scale, block);
    return block;
}

LinearBlock product(const ScaledWords &a, const ScaledWords &b, const ProductScale &scale)
{
    LinearBlock block;
    sampleKernels().product(linear(a), linear(b), scale, block);
    return block;
}

void split(const LinearBlock &values, std::size_t cut, SplitReduction &out)
{
    out = {};
    sampleKernels().reduce(values, 0, cut, out.before);
    sampleKernels().reduce(values, cut, kSampleBlock, out.after);
}

/// The range of words that lie between two of them. There is one when both have the same, as the range is a word's
/// highest bits; and integers that are rounded are left out. Then words are in the order of their codes, and a sum
/// follows from that of the codes: nothing has to be done to each word but what finds extremes and sums of the words.
struct OneRange {
    OneRange(const SampleScale &scale, std::uint32_t low, std::uint32_t high)
        : there(scale.shift == 0 && low >> scale.codeBits == high >> scale.codeBits)
        , base(low >> scale.codeBits << scale.codeBits)
        , by(scale.multipliers[low >> scale.codeBits])
        , offset(scale.offsets[low >> scale.codeBits])
    {
    }
    [[nodiscard]] std::int64_t code(std::uint32_t word) const { return static_cast<std::int64_t>(word - base); }
    /// sum: of count codes.
    [[nodiscard]] SampleReduction reduction(
        std::uint32_t low, std::uint32_t high, std::int64_t sum, std::int64_t count) const
    {
        const std::int64_t one = code(low) * by + offset;
        const std::int64_t other = code(high) * by + offset;
        return {static_cast<std::int32_t>(std::min(one, other)), static_cast<std::int32_t>(std::max(one, other)),
            sum * by + count * offset};
    }
    bool there;
    std::uint32_t base; ///< word of code 0
    std::int64_t by, offset;
};

AIESIM_AVX2 std::uint32_t lowest16(__m256i words)
{
    const __m128i eight = _mm_min_epu16(_mm256_castsi256_si128(words), _mm256_extracti128_si256(words, 1));
    return static_cast<std::uint16_t>(_mm_extract_epi16(_mm_minpos_epu16(eight), 0));
}
AIESIM_AVX2 std::uint32_t highest16(__m256i words) { return 0xFFFF - lowest16(inverse(words)); }

AIESIM_AVX2 std::int64_t sum32(__m256i lanes)
{
    __m128i four = _mm_add_epi32(_mm256_castsi256_si128(lanes), _mm256_extracti128_si256(lanes, 1));
    four = _mm_add_epi32(four, _mm_shuffle_epi32(four, 0b01001110));
    four = _mm_add_epi32(four, _mm_shuffle_epi32(four, 0b10110001));
    return _mm_cvtsi128_si32(four);
}

AIESIM_AVX2 void split(const ScaledWords &values, std::size_t cut, std::int64_t sum, SplitReduction &out)
{
    const __m256i cuts = low16(static_cast<std::uint32_t>(cut));
    const __m256i one = _mm256_set1_epi16(1);
    const __m256i first = low16(values.words[0]);
    __m256i lowBefore = ones(), lowAfter = ones();
    __m256i highBefore = _mm256_setzero_si256(), highAfter = highBefore, sums = highBefore;
#pragma GCC unroll 4
    for (std::size_t i = 0; i < kSampleBlock; i += kShorts) {
        const __m256i word = load(values.words + i);
        const __m256i before = _mm256_cmpgt_epi16(cuts, load(kNumbers16.data() + i));
        lowBefore = _mm256_min_epu16(lowBefore, _mm256_or_si256(word, inverse(before)));
        highBefore = _mm256_max_epu16(highBefore, _mm256_and_si256(word, before));
        lowAfter = _mm256_min_epu16(lowAfter, _mm256_or_si256(word, before));
        highAfter = _mm256_max_epu16(highAfter, _mm256_andnot_si256(before, word));
        const __m256i more = _mm256_and_si256(_mm256_sub_epi16(word, first), before);
        sums = _mm256_add_epi32(sums, _mm256_madd_epi16(more, one));
    }
    const std::uint32_t low = lowest16(lowBefore);
    const std::uint32_t high = highest16(highBefore);
    const std::uint32_t low2 = lowest16(lowAfter);
    const std::uint32_t high2 = highest16(highAfter);
    const OneRange range(*values.scale, std::min(low, low2), std::max(high, high2));
    if (!range.there || high - low > kNear)
        return split(linear(values), cut, out);
    const auto count = static_cast<std::int64_t>(cut);
    out.before = range.reduction(low, high, sum32(sums) + count * range.code(values.words[0]), count);
    out.after = range.reduction(low2, high2, 0, 0);
    out.after.sum = sum - out.before.sum;
}

AIESIM_AVX2 void summarize(const ScaledWords &values, BlockSummary &out)
{
    // Blocks come one after the other: the words that follow are read soon, or written where these were just written.
    // The CPU's own prefetching stops at pages and lags behind so little work. An address past the end does no harm.
    _mm_prefetch(reinterpret_cast<const char *>(values.words + kFetched), _MM_HINT_T0);
    _mm_prefetch(reinterpret_cast<const char *>(values.words + kFetched + kSampleBlock / 2), _MM_HINT_T0);
    const __m256i one = _mm256_set1_epi16(1);
    const __m256i first = low16(values.words[0]);
    __m256i lows = ones();
    __m256i highs = _mm256_setzero_si256(), sums = highs, squares = highs;
#pragma GCC unroll 4
    for (std::size_t i = 0; i < kSampleBlock; i += kShorts) {
        const __m256i word = load(values.words + i);
        const __m256i more = _mm256_sub_epi16(word, first);
        lows = _mm256_min_epu16(lows, word);
        highs = _mm256_max_epu16(highs, word);
        sums = _mm256_add_epi32(sums, _mm256_madd_epi16(more, one));
        squares = _mm256_add_epi32(squares, _mm256_madd_epi16(more, more));
    }
    const std::uint32_t low = lowest16(lows);
    const std::uint32_t high = highest16(highs);
    const OneRange range(*values.scale, low, high);
    if (!range.there || high - low > kNear)
        return sampleKernels().summarize(linear(values), out);
    constexpr auto count = static_cast<std::int64_t>(kSampleBlock);
    const std::int64_t code = range.code(values.words[0]);
    const std::int64_t more = sum32(sums);
    const std::int64_t sum = more + count * code;
    out.reduction = range.reduction(low, high, sum, count);
    // Modulo 2^64, in which the result fits.
    const auto wide = [](std::int64_t value) { return static_cast<std::uint64_t>(value); };
    const std::uint64_t codeSquares = sum64(widened(squares)) + wide(2 * code * more + count * code * code);
    out.squares = wide(range.by) * (wide(range.by) * codeSquares + 2 * wide(range.offset) * wide(sum))
        + wide(count) * wide(range.offset) * wide(range.offset);
}

/// The range of all words of a block.
AIESIM_AVX2 OneRange rangeOf(const ScaledWords &values)
{
    __m256i low = load(values.words);
    __m256i high = low;
#pragma GCC unroll 3
    for (std::size_t i = kShorts; i < kSampleBlock; i += kShorts) {
        const __m256i word = load(values.words + i);
        low = _mm256_min_epu16(low, word);
        high = _mm256_max_epu16(high, word);
    }
    return {*values.scale, lowest16(low), highest16(high)};
}

/// Eight words as integers; ranged: of several ranges.
template <bool ranged>
struct Linear8 {
    AIESIM_AVX2 explicit Linear8(const ScaledWords &values)
        : words(values.words)
        , multipliers(ranged ? load(values.scale->multipliers.data()) : _mm256_set1_epi32(values.scale->multipliers[0]))
        , offsets(ranged ? load(values.scale->offsets.data()) : _mm256_set1_epi32(values.scale->offsets[0]))
        , codes(_mm256_set1_epi32((1 << values.scale->codeBits) - 1))
        , shift(_mm_cvtsi32_si128(values.scale->codeBits))
    {
    }
    [[nodiscard]] AIESIM_AVX2 __m256i at(std::size_t i) const
    {
        const __m256i word = _mm256_cvtepu16_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i *>(words + i)));
        const __m256i code = _mm256_and_si256(word, codes);
        if constexpr (!ranged)
            return _mm256_add_epi32(_mm256_mullo_epi32(code, multipliers), offsets);
        const __m256i range = _mm256_srl_epi32(word, shift);
        return _mm256_add_epi32(_mm256_mullo_epi32(code, _mm256_permutevar8x32_epi32(multipliers, range)),
            _mm256_permutevar8x32_epi32(offsets, range));
    }
    const std::uint16_t *words;
    __m256i multipliers, offsets, codes;
    __m128i shift;
};

/// What a product of two integers becomes. A shift of at most 32 leaves the lower 32 bits as an arithmetic one would.
struct Rounding {
    AIESIM_AVX2 explicit Rounding(const ProductScale &scale)
        : shift(_mm_cvtsi32_si128(scale.shift))
        , half(_mm256_set1_epi64x(scale.shift > 0 ? std::int64_t(1) << (scale.shift - 1) : 0))
    {
    }
    [[nodiscard]] AIESIM_AVX2 __m256i rounded(__m256i even, __m256i odd) const
    {
        return interleave(_mm256_srl_epi64(_mm256_add_epi64(even, half), shift),
            _mm256_srl_epi64(_mm256_add_epi64(odd, half), shift));
    }
    __m128i shift;
    __m256i half;
};

template <bool rangedA, bool rangedB>
AIESIM_AVX2 void summarizeProducts(
    const ScaledWords &aWords, const ScaledWords &bWords, const ProductScale &scale, BlockSummary &out)
{
    const Linear8<rangedA> as(aWords);
    const Linear8<rangedB> bs(bWords);
    const Rounding rounding(scale);
    __m256i low = _mm256_set1_epi32(std::numeric_limits<std::int32_t>::max());
    __m256i high = _mm256_set1_epi32(std::numeric_limits<std::int32_t>::min());
    __m256i wide = _mm256_setzero_si256(), squares = wide;
    constexpr std::size_t few = 4; // integers of at most SampleScale::kLargest have a sum of 32 bits
    for (std::size_t i = 0; i < kSampleBlock;) {
        __m256i sum = _mm256_setzero_si256();
#pragma GCC unroll 4
        for (std::size_t next = 0; next < few; ++next, i += kLanes) {
            const __m256i a = as.at(i);
            const __m256i b = bs.at(i);
            const __m256i value = rounding.rounded(_mm256_mul_epi32(a, b), _mm256_mul_epi32(odds(a), odds(b)));
            low = _mm256_min_epi32(low, value);
            high = _mm256_max_epi32(high, value);
            sum = _mm256_add_epi32(sum, value);
            squares = _mm256_add_epi64(squares, _mm256_mul_epi32(value, value));
            squares = _mm256_add_epi64(squares, _mm256_mul_epi32(odds(value), odds(value)));
        }
        wide = _mm256_add_epi64(wide, widened(sum));
    }
    out.reduction = {min32(low), max32(high), static_cast<std::int64_t>(sum64(wide))};
    out.squares = sum64(squares);
}

[[nodiscard]] bool simple(const SampleScale &scale) { return scale.shift == 0 && scale.rangeCount <= kFewRanges; }

void summarizeProduct(const ScaledWords &a, const ScaledWords &b, const ProductScale &scale, BlockSummary &out)
{
    if (!simple(*a.scale) || !simple(*b.scale))
        return sampleKernels().summarize(product(a, b, scale), out);
    const bool ranged = a.scale->rangeCount > 1;
    if (b.scale->rangeCount > 1)
        return ranged ? summarizeProducts<true, true>(a, b, scale, out)
                      : summarizeProducts<false, true>(a, b, scale, out);
    return ranged ? summarizeProducts<true, false>(a, b, scale, out)
                  : summarizeProducts<false, false>(a, b, scale, out);
}

/// Four minima of lanes at once, without a sign.
AIESIM_AVX2 __m128i lowest32(__m256i a, __m256i b, __m256i c, __m256i d)
{
    const __m256i ab = _mm256_min_epu32(_mm256_unpacklo_epi32(a, b), _mm256_unpackhi_epi32(a, b));
    const __m256i cd = _mm256_min_epu32(_mm256_unpacklo_epi32(c, d), _mm256_unpackhi_epi32(c, d));
    const __m256i all = _mm256_min_epu32(_mm256_unpacklo_epi64(ab, cd), _mm256_unpackhi_epi64(ab, cd));
    return _mm_min_epu32(_mm256_castsi256_si128(all), _mm256_extracti128_si256(all, 1));
}

/// Where both channels keep to one range that begins at 0, what is made of two codes rises with their product: the
/// extremes are those of the products, and only the samples of the smaller part have to be rounded for their sum.
AIESIM_AVX2 void splitProduct(const ScaledWords &a, const ScaledWords &b, const ProductScale &scale, std::size_t cut,
    std::int64_t sum, SplitReduction &out)
{
    const OneRange as = rangeOf(a);
    const OneRange bs = rangeOf(b);
    const std::int64_t by = as.by * bs.by;
    if (!as.there || !bs.there || as.offset != 0 || bs.offset != 0 || by <= 0 || by >> 32 != 0)
        return split(product(a, b, scale), cut, out);
    const __m256i baseA = low16(as.base);
    const __m256i baseB = low16(bs.base);
    const __m256i cuts = _mm256_set1_epi32(static_cast<std::int32_t>(cut));
    __m256i lowBefore = ones(), lowAfter = ones();
    __m256i highBefore = _mm256_setzero_si256(), highAfter = highBefore;
    alignas(32) std::array<std::uint32_t, kSampleBlock> products;
#pragma GCC unroll 4
    for (std::size_t i = 0; i < kSampleBlock; i += kShorts) {
        // Unpacking takes the halves of both halves: turned first, they come out in order.
        const __m256i codeA = _mm256_permute4x64_epi64(_mm256_sub_epi16(load(a.words + i), baseA), 0b11011000);
        const __m256i codeB = _mm256_permute4x64_epi64(_mm256_sub_epi16(load(b.words + i), baseB), 0b11011000);
        const __m256i low = _mm256_mullo_epi16(codeA, codeB);
        const __m256i high = _mm256_mulhi_epu16(codeA, codeB);
        const __m256i both[2] = {_mm256_unpacklo_epi16(low, high), _mm256_unpackhi_epi16(low, high)};
        for (std::size_t part = 0; part < 2; ++part) {
            const __m256i value = both[part];
            const __m256i before = _mm256_cmpgt_epi32(cuts, load(kNumbers32.data() + i + part * kLanes));
            store(products.data() + i + part * kLanes, value);
            lowBefore = _mm256_min_epu32(lowBefore, _mm256_or_si256(value, inverse(before)));
            highBefore = _mm256_max_epu32(highBefore, _mm256_and_si256(value, before));
            lowAfter = _mm256_min_epu32(lowAfter, _mm256_or_si256(value, before));
            highAfter = _mm256_max_epu32(highAfter, _mm256_andnot_si256(before, value));
        }
    }
    const Rounding rounding(scale);
    const __m256i bys = _mm256_set1_epi64x(by);
    const bool beforeIsFew = cut <= kSampleBlock / 2;
    const __m256i side = beforeIsFew ? _mm256_setzero_si256() : ones();
    std::size_t i = beforeIsFew ? 0 : cut / kLanes * kLanes;
    const std::size_t end = beforeIsFew ? cut : kSampleBlock;
    __m256i sums = _mm256_setzero_si256();
    for (; i < end; i += kLanes) {
        const __m256i value = load(products.data() + i);
        const __m256i wanted = _mm256_xor_si256(_mm256_cmpgt_epi32(cuts, load(kNumbers32.data() + i)), side);
        const __m256i linear = rounding.rounded(_mm256_mul_epu32(value, bys), _mm256_mul_epu32(odds(value), bys));
        sums = _mm256_add_epi64(sums, widened(_mm256_and_si256(linear, wanted)));
    }
    const auto few = static_cast<std::int64_t>(sum64(sums));
    alignas(16) std::array<std::uint32_t, 4> found;
    _mm_store_si128(reinterpret_cast<__m128i *>(found.data()),
        lowest32(lowBefore, inverse(highBefore), lowAfter, inverse(highAfter)));
    const std::int64_t half = scale.shift > 0 ? std::int64_t(1) << (scale.shift - 1) : 0;
    const auto linear = [&](std::uint32_t value) {
        return static_cast<std::int32_t>((std::int64_t(value) * by + half) >> scale.shift);
    };
    out.before = {linear(found[0]), linear(~found[1]), beforeIsFew ? few : sum - few};
    out.after = {linear(found[2]), linear(~found[3]), beforeIsFew ? sum - few : few};
}

} // namespace

const WordKernels *avx2WordKernels()
{
    static constexpr WordKernels kernels{split, splitProduct, summarize, summarizeProduct};
    return __builtin_cpu_supports("avx2") != 0 ? &kernels : nullptr;
}

} // namespace device_link

#else

namespace device_link {
const WordKernels *avx2WordKernels() { return nullptr; }
} // namespace device_link

#endif
