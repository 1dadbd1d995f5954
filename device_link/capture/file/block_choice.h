// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "block_coding.h"

namespace device_link {

/// Chooses the smallest way to write a block of 128 words among those that are quick to try. before: the last block of
/// mode Offset or OffsetAgain (its reference can be used again), null at the start of a column.
template <typename Word>
[[nodiscard]] BlockPlan<Word> chooseBlock(
    const BlockKernels<Word> &kernels, const Word *words, const BlockPlan<Word> *before);

extern template BlockPlan<std::uint8_t> chooseBlock(
    const BlockKernels<std::uint8_t> &, const std::uint8_t *, const BlockPlan<std::uint8_t> *);
extern template BlockPlan<std::uint16_t> chooseBlock(
    const BlockKernels<std::uint16_t> &, const std::uint16_t *, const BlockPlan<std::uint16_t> *);
extern template BlockPlan<std::uint32_t> chooseBlock(
    const BlockKernels<std::uint32_t> &, const std::uint32_t *, const BlockPlan<std::uint32_t> *);

} // namespace device_link
