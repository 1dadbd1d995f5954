// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sample_ring.h"
#include "sample_view.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace device_link {

/// The edges of the columns of a grid as SampleView::viewCells() lays them, one after the other.
class ColumnEdges
{
public:
    ColumnEdges(const ColumnGrid &grid, std::uint64_t cell);
    [[nodiscard]] std::uint64_t edge() const { return m_level ? m_edge >> bits() << bits() : m_edge; }
    void next()
    {
        m_edge += m_width;
        m_rest += m_widthRest;
        if (m_rest >= m_columns) {
            m_rest -= m_columns;
            ++m_edge;
        }
    }
    /// The level of the pyramid that the edges lie on; none: they are exact.
    [[nodiscard]] std::optional<unsigned> level() const { return m_level; }

private:
    [[nodiscard]] unsigned bits() const { return SampleRing::levelBits(*m_level); }

    std::uint64_t m_columns;
    std::uint64_t m_width, m_widthRest;
    std::optional<unsigned> m_level;
    std::uint64_t m_edge = 0, m_rest = 0;
};

} // namespace device_link
