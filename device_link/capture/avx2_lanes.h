// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#if defined(__x86_64__)

#include <immintrin.h>

#include <cstddef>
#include <cstdint>

/// For functions that only run where the CPU was asked for AVX2.
#define AIESIM_AVX2 __attribute__((target("avx2")))

/// What the inner loops for AVX2 share.
namespace device_link::avx2 {

inline constexpr std::size_t kLanes = 8; ///< 32-bit lanes of a register

AIESIM_AVX2 inline __m256i load(const void *from) { return _mm256_loadu_si256(static_cast<const __m256i *>(from)); }
AIESIM_AVX2 inline void store(void *to, __m256i value) { _mm256_storeu_si256(static_cast<__m256i *>(to), value); }

/// The lower half of each 64-bit lane of even and of odd, in turn.
AIESIM_AVX2 inline __m256i interleave(__m256i even, __m256i odd)
{
    return _mm256_blend_epi32(even, _mm256_slli_epi64(odd, 32), 0b10101010);
}

AIESIM_AVX2 inline __m256i odds(__m256i value) { return _mm256_srli_epi64(value, 32); }

AIESIM_AVX2 inline std::uint64_t sum64(__m256i lanes)
{
    const __m128i two = _mm_add_epi64(_mm256_castsi256_si128(lanes), _mm256_extracti128_si256(lanes, 1));
    return static_cast<std::uint64_t>(_mm_cvtsi128_si64(two)) + static_cast<std::uint64_t>(_mm_extract_epi64(two, 1));
}

/// The same with lanes of 32 signed bits made wide.
AIESIM_AVX2 inline __m256i widened(__m256i sums)
{
    return _mm256_add_epi64(
        _mm256_cvtepi32_epi64(_mm256_castsi256_si128(sums)), _mm256_cvtepi32_epi64(_mm256_extracti128_si256(sums, 1)));
}

AIESIM_AVX2 inline std::int32_t min32(__m256i lanes)
{
    __m128i four = _mm_min_epi32(_mm256_castsi256_si128(lanes), _mm256_extracti128_si256(lanes, 1));
    four = _mm_min_epi32(four, _mm_shuffle_epi32(four, 0b01001110));
    four = _mm_min_epi32(four, _mm_shuffle_epi32(four, 0b10110001));
    return _mm_cvtsi128_si32(four);
}

AIESIM_AVX2 inline std::int32_t max32(__m256i lanes)
{
    __m128i four = _mm_max_epi32(_mm256_castsi256_si128(lanes), _mm256_extracti128_si256(lanes, 1));
    four = _mm_max_epi32(four, _mm_shuffle_epi32(four, 0b01001110));
    four = _mm_max_epi32(four, _mm_shuffle_epi32(four, 0b10110001));
    return _mm_cvtsi128_si32(four);
}

} // namespace device_link::avx2

#endif
