// SPDX-License-Identifier: GPL-3.0-or-later
#include "column_edges.h"

namespace device_link {

namespace {

__extension__ using Wide = unsigned __int128; // a cell's number times samples passes 64 bits

constexpr unsigned kPartsOfColumn = 8; ///< an edge may lie this part of a column off
/// Entries of 2^30 samples. The store has levels of slots only and adds them up; a recording of 10^11 samples has more.
constexpr unsigned kCoarsest = 12;

/// The coarsest level whose edges are close enough for columns of this width.
std::optional<unsigned> edgeLevel(std::uint64_t width)
{
    std::optional<unsigned> found;
    for (unsigned level = 0; level <= kCoarsest; ++level)
        if (std::uint64_t(1) << SampleRing::levelBits(level) <= width / kPartsOfColumn)
            found = level;
    return found;
}

} // namespace

ColumnEdges::ColumnEdges(const ColumnGrid &grid, std::uint64_t cell)
    : m_columns(grid.columns)
    , m_width(grid.samples / grid.columns)
    , m_widthRest(grid.samples % grid.columns)
    , m_level(edgeLevel(m_width))
{
    const Wide position = Wide(cell) * grid.samples; // in parts of a sample
    m_edge = static_cast<std::uint64_t>(position / grid.columns);
    m_rest = static_cast<std::uint64_t>(position % grid.columns);
}

} // namespace device_link
