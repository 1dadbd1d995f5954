// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/sample_view.h"

#include <cstdint>
#include <span>
#include <vector>

namespace profiles {

/// A stretch of a stream's kit time, [beginNs, endNs), laid on an axis that begins with it.
struct AlignedStretch {
    std::int64_t beginNs = 0, endNs = 0;
    std::int64_t shiftNs = 0; ///< its begin lies there on the axis
    [[nodiscard]] std::int64_t fromNs() const { return shiftNs; }
    [[nodiscard]] std::int64_t toNs() const { return shiftNs + (endNs - beginNs); }
    friend bool operator==(const AlignedStretch &, const AlignedStretch &) = default;
};

/// One column per entry over [fromNs, toNs) of that axis, equally wide: extremes and mean of the samples of the stretch
/// in it. Columns that lie not wholly in what the store holds of the stretch stay empty. Samples are placed exactly
/// where a column holds up to four; else its edges are at most an eighth of a column off, so that a difference of two
/// stretches shows next to nothing of the store's grid. Costs a view of eight times as many columns.
[[nodiscard]] std::vector<device_link::SampleColumn> alignedColumns(const device_link::SampleView &store,
    std::size_t channel, const AlignedStretch &stretch, std::int64_t fromNs, std::int64_t toNs, std::size_t count);

/// Mean of a less mean of b, column by column: min, mean and max are the difference, count is 1. Where columns are
/// narrower than samples the last mean holds. Empty, count 0, where either has nothing; with gap where either lies in a
/// gap, in part or wholly: what the samples that are not there would have changed is not known. As long as the shorter.
[[nodiscard]] std::vector<device_link::SampleColumn> columnDifference(
    std::span<const device_link::SampleColumn> a, std::span<const device_link::SampleColumn> b);

} // namespace profiles
