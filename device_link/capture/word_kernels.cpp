// SPDX-License-Identifier: GPL-3.0-or-later
#include "word_kernels.h"

#include "word_kernels_x86.h"

namespace device_link {

namespace {

std::int32_t product(const ScaledWords &a, const ScaledWords &b, const ProductScale &scale, std::size_t at)
{
    return scale.linear(a.scale->linear(a.words[at]), b.scale->linear(b.words[at]));
}

void add(BlockSummary &out, std::int32_t value)
{
    out.reduction.add(value);
    out.squares += static_cast<std::uint64_t>(std::int64_t(value) * value);
}

void split(const ScaledWords &values, std::size_t cut, std::int64_t, SplitReduction &out)
{
    out = {};
    for (std::size_t i = 0; i < kSampleBlock; ++i)
        (i < cut ? out.before : out.after).add(values.scale->linear(values.words[i]));
}

void splitProduct(const ScaledWords &a, const ScaledWords &b, const ProductScale &scale, std::size_t cut, std::int64_t,
    SplitReduction &out)
{
    out = {};
    for (std::size_t i = 0; i < kSampleBlock; ++i)
        (i < cut ? out.before : out.after).add(product(a, b, scale, i));
}

void summarize(const ScaledWords &values, BlockSummary &out)
{
    out = {};
    for (std::size_t i = 0; i < kSampleBlock; ++i)
        add(out, values.scale->linear(values.words[i]));
}

void summarizeProduct(const ScaledWords &a, const ScaledWords &b, const ProductScale &scale, BlockSummary &out)
{
    out = {};
    for (std::size_t i = 0; i < kSampleBlock; ++i)
        add(out, product(a, b, scale, i));
}

} // namespace

const WordKernels &portableWordKernels()
{
    static constexpr WordKernels kernels{split, splitProduct, summarize, summarizeProduct};
    return kernels;
}

const WordKernels &wordKernels()
{
    static const WordKernels &fastest = avx2WordKernels() ? *avx2WordKernels() : portableWordKernels();
    return fastest;
}

} // namespace device_link
