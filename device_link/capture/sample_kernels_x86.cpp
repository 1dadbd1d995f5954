// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_kernels_x86.h"

#include "avx2_lanes.h"
#include "sample_kernels.h"

#if defined(__x86_64__)

namespace device_link {

namespace {

using namespace avx2;

constexpr std::size_t kFewRanges = 8;

AIESIM_AVX2 bool below16(const std::uint8_t *frames, std::size_t count, std::uint32_t limitA, std::uint32_t limitB)
{
    const __m256i most = _mm256_set1_epi32(static_cast<int>((limitB - 1) << 16 | (limitA - 1)));
    __m256i above = _mm256_setzero_si256();
    std::size_t i = 0;
    for (; i + kLanes <= count; i += kLanes)
        above = _mm256_or_si256(above, _mm256_subs_epu16(load(frames + 4 * i), most));
    return _mm256_testz_si256(above, above) != 0
        && portableSampleKernels().below16(frames + 4 * i, count - i, limitA, limitB);
}

AIESIM_AVX2 void split16(const std::uint8_t *frames, std::size_t count, std::uint16_t *a, std::uint16_t *b)
{
    const __m256i low = _mm256_set1_epi32(0xFFFF);
    std::size_t i = 0;
    for (; i + 2 * kLanes <= count; i += 2 * kLanes) {
        const __m256i first = load(frames + 4 * i);
        const __m256i second = load(frames + 4 * i + 4 * kLanes);
        const __m256i as = _mm256_packus_epi32(_mm256_and_si256(first, low), _mm256_and_si256(second, low));
        const __m256i bs = _mm256_packus_epi32(_mm256_srli_epi32(first, 16), _mm256_srli_epi32(second, 16));
        store(a + i, _mm256_permute4x64_epi64(as, 0b11011000));
        store(b + i, _mm256_permute4x64_epi64(bs, 0b11011000));
    }
    portableSampleKernels().split16(frames + 4 * i, count - i, a + i, b + i);
}

AIESIM_AVX2 __m256i words32(const std::uint16_t *words)
{
    return _mm256_cvtepu16_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i *>(words)));
}

AIESIM_AVX2 void linear16(const std::uint16_t *words, const SampleScale &scale, LinearBlock &out)
{
    if (scale.rangeCount > kFewRanges)
        return portableSampleKernels().linear16(words, scale, out);
    const __m256i multipliers = load(scale.multipliers.data());
    const __m256i offsets = load(scale.offsets.data());
    const __m256i codes = _mm256_set1_epi32((1 << scale.codeBits) - 1);
    const __m128i rangeShift = _mm_cvtsi32_si128(scale.codeBits);
    if (scale.shift == 0) {
#pragma GCC unroll 4
        for (std::size_t i = 0; i < kSampleBlock; i += kLanes) {
            const __m256i word = words32(words + i);
            const __m256i range = _mm256_srl_epi32(word, rangeShift);
            const __m256i linear
                = _mm256_mullo_epi32(_mm256_and_si256(word, codes), _mm256_permutevar8x32_epi32(multipliers, range));
            store(out.data() + i, _mm256_add_epi32(linear, _mm256_permutevar8x32_epi32(offsets, range)));
        }
        return;
    }
    const __m128i shift = _mm_cvtsi32_si128(scale.shift);
    const __m256i half = _mm256_set1_epi64x(std::int64_t(1) << (scale.shift - 1));
    for (std::size_t i = 0; i < kSampleBlock; i += kLanes) {
        const __m256i word = words32(words + i);
        const __m256i range = _mm256_srl_epi32(word, rangeShift);
        const __m256i code = _mm256_and_si256(word, codes);
        const __m256i by = _mm256_permutevar8x32_epi32(multipliers, range);
        const __m256i even = _mm256_add_epi64(_mm256_mul_epi32(code, by), half);
        const __m256i odd = _mm256_add_epi64(_mm256_mul_epi32(odds(code), odds(by)), half);
        const __m256i linear = interleave(_mm256_srl_epi64(even, shift), _mm256_srl_epi64(odd, shift));
        store(out.data() + i, _mm256_add_epi32(linear, _mm256_permutevar8x32_epi32(offsets, range)));
    }
}

AIESIM_AVX2 void product(const LinearBlock &a, const LinearBlock &b, const ProductScale &scale, LinearBlock &out)
{
    const __m128i shift = _mm_cvtsi32_si128(scale.shift);
    const __m256i half = _mm256_set1_epi64x(scale.shift > 0 ? std::int64_t(1) << (scale.shift - 1) : 0);
    for (std::size_t i = 0; i < kSampleBlock; i += kLanes) {
        const __m256i as = load(a.data() + i);
        const __m256i bs = load(b.data() + i);
        const __m256i even = _mm256_add_epi64(_mm256_mul_epi32(as, bs), half);
        const __m256i odd = _mm256_add_epi64(_mm256_mul_epi32(odds(as), odds(bs)), half);
        // A shift of at most 32 leaves the lower 32 bits as an arithmetic one would.
        store(out.data() + i, interleave(_mm256_srl_epi64(even, shift), _mm256_srl_epi64(odd, shift)));
    }
}

AIESIM_AVX2 void summarize(const LinearBlock &values, BlockSummary &out)
{
    __m256i low = load(values.data());
    __m256i high = low;
    __m256i sum = _mm256_setzero_si256();
    __m256i squares = _mm256_setzero_si256();
    for (std::size_t i = 0; i < kSampleBlock; i += kLanes) {
        const __m256i value = load(values.data() + i);
        low = _mm256_min_epi32(low, value);
        high = _mm256_max_epi32(high, value);
        sum = _mm256_add_epi64(sum, _mm256_cvtepi32_epi64(_mm256_castsi256_si128(value)));
        sum = _mm256_add_epi64(sum, _mm256_cvtepi32_epi64(_mm256_extracti128_si256(value, 1)));
        const __m256i odd = odds(value);
        squares = _mm256_add_epi64(squares, _mm256_mul_epi32(value, value));
        squares = _mm256_add_epi64(squares, _mm256_mul_epi32(odd, odd));
    }
    out.reduction = {min32(low), max32(high), static_cast<std::int64_t>(sum64(sum))};
    out.squares = sum64(squares);
}

AIESIM_AVX2 void reduce(const LinearBlock &values, std::size_t from, std::size_t to, SampleReduction &into)
{
    constexpr std::size_t few = 3;
    if (to - from <= few) {
        for (; from < to; ++from)
            into.add(values[from]);
        return;
    }
    // Whole registers, and then one that ends with the last value, of which only those count that were not taken yet.
    __m256i low = _mm256_set1_epi32(values[from]);
    __m256i high = low;
    __m256i sum = _mm256_setzero_si256();
    const std::size_t first = from;
    for (; from + kLanes <= to; from += kLanes) {
        const __m256i value = load(values.data() + from);
        low = _mm256_min_epi32(low, value);
        high = _mm256_max_epi32(high, value);
        sum = _mm256_add_epi64(sum, widened(value));
    }
    if (from < to) {
        const std::size_t at = to < kLanes ? 0 : to - kLanes;
        const __m256i numbers = _mm256_add_epi32(
            _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7), _mm256_set1_epi32(static_cast<std::int32_t>(at)));
        const __m256i fresh
            = _mm256_andnot_si256(_mm256_cmpgt_epi32(_mm256_set1_epi32(static_cast<std::int32_t>(from)), numbers),
                _mm256_cmpgt_epi32(_mm256_set1_epi32(static_cast<std::int32_t>(to)), numbers));
        const __m256i value = load(values.data() + at);
        const __m256i taken = _mm256_blendv_epi8(_mm256_set1_epi32(values[first]), value, fresh);
        low = _mm256_min_epi32(low, taken);
        high = _mm256_max_epi32(high, taken);
        sum = _mm256_add_epi64(sum, widened(_mm256_and_si256(value, fresh)));
    }
    into.add(SampleReduction{min32(low), max32(high), static_cast<std::int64_t>(sum64(sum))});
}

/// A reduction is minimum, maximum and a sum of 64 bits: each operation is done to the whole of it, and the part that
/// it means is taken in the end.
AIESIM_AVX2 void reduceAll(const SampleReduction *reductions, std::size_t count, SampleReduction &into)
{
    static_assert(sizeof(SampleReduction) == 16);
    const auto *from = reinterpret_cast<const __m128i *>(reductions);
    __m128i low = _mm_load_si128(reinterpret_cast<const __m128i *>(&into));
    __m128i high = low;
    __m128i sum = low;
    std::size_t i = 0;
    if (count >= 4) {
        __m256i lows = _mm256_broadcastsi128_si256(low);
        __m256i highs = lows;
        __m256i sums = _mm256_setzero_si256();
        for (; i + 2 <= count; i += 2) {
            const __m256i two = load(from + i);
            lows = _mm256_min_epi32(lows, two);
            highs = _mm256_max_epi32(highs, two);
            sums = _mm256_add_epi64(sums, two);
        }
        low = _mm_min_epi32(_mm256_castsi256_si128(lows), _mm256_extracti128_si256(lows, 1));
        high = _mm_max_epi32(_mm256_castsi256_si128(highs), _mm256_extracti128_si256(highs, 1));
        sum = _mm_add_epi64(sum, _mm_add_epi64(_mm256_castsi256_si128(sums), _mm256_extracti128_si256(sums, 1)));
    }
    for (; i < count; ++i) {
        const __m128i one = _mm_load_si128(from + i);
        low = _mm_min_epi32(low, one);
        high = _mm_max_epi32(high, one);
        sum = _mm_add_epi64(sum, one);
    }
    into = {_mm_extract_epi32(low, 0), _mm_extract_epi32(high, 1), _mm_extract_epi64(sum, 1)};
}

} // namespace

const SampleKernels *avx2SampleKernels()
{
    static constexpr SampleKernels kernels{below16, split16, linear16, product, summarize, reduce, reduceAll};
    return __builtin_cpu_supports("avx2") != 0 ? &kernels : nullptr;
}

} // namespace device_link

#else

namespace device_link {
const SampleKernels *avx2SampleKernels() { return nullptr; }
} // namespace device_link

#endif
