// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_view.h"

#include <algorithm>

namespace device_link {

void SampleView::view(
    std::size_t channel, std::uint64_t first, std::uint64_t last, std::span<SampleColumn> columns) const
{
    __extension__ using Wide = unsigned __int128; // index times column count passes 64 bits
    if (first >= last || columns.empty()) {
        std::ranges::fill(columns, SampleColumn{});
        return;
    }
    const ColumnGrid grid{last - first, columns.size()};
    viewCells(channel, grid, static_cast<std::uint64_t>(Wide(first) * grid.columns / grid.samples), columns);
}

} // namespace device_link
