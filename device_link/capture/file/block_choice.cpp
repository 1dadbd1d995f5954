// SPDX-License-Identifier: GPL-3.0-or-later
#include "block_choice.h"

#include <bit>
#include <limits>

namespace device_link {

namespace {

/// Above this the block is no plain noise of a few codes, and the slower ways are tried.
constexpr std::size_t kPlainCost = 5 * kBlockVector + 4;

template <typename Word>
unsigned widthOf(Word span)
{
    return static_cast<unsigned>(std::bit_width(span));
}

template <typename Word>
std::size_t costOf(unsigned width, unsigned exceptions)
{
    return width * kBlockVector + (exceptions > 0 ? 1 + exceptions * (1 + sizeof(Word)) : 0);
}

template <typename Word>
Word spanOf(unsigned width)
{
    return static_cast<Word>((std::uint64_t(1) << width) - 1);
}

/// Noise has few words far from its mean: a narrower window and these few apart are smaller than a window for all.
template <typename Word>
void tryNarrower(const BlockKernels<Word> &kernels, const Word *words, Word mean, BlockPlan<Word> &best)
{
    const unsigned full = best.width;
    for (unsigned width = std::min(full - 1, kMaxExceptionWidth);; --width) {
        const auto span = spanOf<Word>(width);
        const auto half = static_cast<Word>(span / 2);
        const auto low = static_cast<Word>(mean > half ? mean - half : 0);
        const unsigned far = kernels.outside(words, low, span);
        const std::size_t cost = sizeof(Word) + costOf<Word>(width, far);
        if (far > kMaxExceptions || cost >= best.cost)
            return;
        best = {BlockMode::Offset, width, far, low, 0, cost};
        if (width == 0)
            return;
    }
}

template <typename Word>
void tryAgain(
    const BlockKernels<Word> &kernels, const Word *words, const BlockPlan<Word> &before, BlockPlan<Word> &best)
{
    if (before.width > kMaxExceptionWidth)
        return;
    const unsigned far = kernels.outside(words, before.reference, spanOf<Word>(before.width));
    const std::size_t cost = costOf<Word>(before.width, far);
    if (far <= kMaxExceptions && cost <= best.cost)
        best = {BlockMode::OffsetAgain, before.width, far, before.reference, 0, cost};
}

/// Two plateaus in one block: an edge, or two ranges of the converter.
template <typename Word>
void tryTwoReferences(const BlockKernels<Word> &kernels, const Word *words, Word low, Word high, BlockPlan<Word> &best)
{
    const auto threshold = static_cast<Word>(low + (high - low) / 2 + 1);
    const BlockSplit<Word> split = kernels.split(words, threshold);
    const unsigned width
        = std::max(widthOf(static_cast<Word>(split.lowEnd - low)), widthOf(static_cast<Word>(high - split.highBegin)));
    const std::size_t cost = 2 * sizeof(Word) + kBlockVector + costOf<Word>(width, 0);
    if (cost < best.cost)
        best = {BlockMode::TwoReferences, width, 0, low, split.highBegin, cost};
}

template <typename Word>
void tryDifferences(const BlockKernels<Word> &kernels, const Word *words, BlockPlan<Word> &best)
{
    // The top bit is turned so that an unsigned extent is that of signed differences.
    constexpr auto turn = static_cast<Word>(Word(1) << (std::numeric_limits<Word>::digits - 1));
    BlockOf<Word> differences;
    differencesOf(words, differences);
    for (Word &difference : differences)
        difference = static_cast<Word>(difference ^ turn);
    BlockExtent<Word> extent;
    kernels.extent(differences.data(), extent);
    const unsigned width = widthOf(static_cast<Word>(extent.high - extent.low));
    const std::size_t cost = 2 * sizeof(Word) + costOf<Word>(width, 0);
    if (cost < best.cost)
        best = {BlockMode::Difference, width, 0, static_cast<Word>(extent.low ^ turn), words[0], cost};
}

} // namespace

template <typename Word>
BlockPlan<Word> chooseBlock(const BlockKernels<Word> &kernels, const Word *words, const BlockPlan<Word> *before)
{
    BlockExtent<Word> extent;
    kernels.extent(words, extent);
    const unsigned full = widthOf(static_cast<Word>(extent.high - extent.low));
    BlockPlan<Word> best{BlockMode::Offset, full, 0, extent.low, 0, sizeof(Word) + costOf<Word>(full, 0)};
    if (full > 1)
        tryNarrower(kernels, words, extent.mean, best);
    if (before)
        tryAgain(kernels, words, *before, best);
    if (best.cost > kPlainCost) {
        tryTwoReferences(kernels, words, extent.low, extent.high, best);
        tryDifferences(kernels, words, best);
    }
    return best;
}

template BlockPlan<std::uint8_t> chooseBlock(
    const BlockKernels<std::uint8_t> &, const std::uint8_t *, const BlockPlan<std::uint8_t> *);
template BlockPlan<std::uint16_t> chooseBlock(
    const BlockKernels<std::uint16_t> &, const std::uint16_t *, const BlockPlan<std::uint16_t> *);
template BlockPlan<std::uint32_t> chooseBlock(
    const BlockKernels<std::uint32_t> &, const std::uint32_t *, const BlockPlan<std::uint32_t> *);

} // namespace device_link
