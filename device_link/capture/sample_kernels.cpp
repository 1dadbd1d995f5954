// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_kernels.h"

#include "sample_kernels_x86.h"

namespace device_link {

namespace {

std::uint16_t wordAt(const std::uint8_t *bytes) { return static_cast<std::uint16_t>(bytes[0] | bytes[1] << 8); }

bool below16(const std::uint8_t *frames, std::size_t count, std::uint32_t limitA, std::uint32_t limitB)
{
    bool below = true;
    for (std::size_t i = 0; i < count; ++i)
        below = below && wordAt(frames + 4 * i) < limitA && wordAt(frames + 4 * i + 2) < limitB;
    return below;
}

void split16(const std::uint8_t *frames, std::size_t count, std::uint16_t *a, std::uint16_t *b)
{
    for (std::size_t i = 0; i < count; ++i) {
        a[i] = wordAt(frames + 4 * i);
        b[i] = wordAt(frames + 4 * i + 2);
    }
}

void linear16(const std::uint16_t *words, const SampleScale &scale, LinearBlock &out)
{
    for (std::size_t i = 0; i < kSampleBlock; ++i)
        out[i] = scale.linear(words[i]);
}

void product(const LinearBlock &a, const LinearBlock &b, const ProductScale &scale, LinearBlock &out)
{
    for (std::size_t i = 0; i < kSampleBlock; ++i)
        out[i] = scale.linear(a[i], b[i]);
}

void reduce(const LinearBlock &values, std::size_t from, std::size_t to, SampleReduction &into)
{
    for (; from < to; ++from)
        into.add(values[from]);
}

void reduceAll(const SampleReduction *reductions, std::size_t count, SampleReduction &into)
{
    for (std::size_t i = 0; i < count; ++i)
        into.add(reductions[i]);
}

void summarize(const LinearBlock &values, BlockSummary &out)
{
    out = {};
    for (const std::int32_t value : values) {
        out.reduction.add(value);
        out.squares += static_cast<std::uint64_t>(std::int64_t(value) * value);
    }
}

} // namespace

const SampleKernels &portableSampleKernels()
{
    static constexpr SampleKernels kernels{below16, split16, linear16, product, summarize, reduce, reduceAll};
    return kernels;
}

const SampleKernels &sampleKernels()
{
    static const SampleKernels &fastest = avx2SampleKernels() ? *avx2SampleKernels() : portableSampleKernels();
    return fastest;
}

} // namespace device_link
