// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/power/column_raster.h"
#include "widgets/power/column_window.h"

#include <QPainter>

namespace widgets {

/// The picture of a trace that scrolls. Its image is a ring: while columns only move on, just the new ones are drawn.
/// Painting leaves out what is empty above and below the trace. On a ground of its own it is opaque, which paints
/// fastest.
class TraceImage
{
public:
    /// columns are those of the window, or made of them one by one. hatchOrigin as drawTrace(), in columns. ratio:
    /// device pixels, which the columns are, for each pixel of the painter. An opaque ground has as many
    /// columns.
    void render(const ColumnWindow &window, std::span<const device_link::SampleColumn> columns, const TraceScale &scale,
        const TraceColours &colours, const TraceGround &ground, int hatchOrigin, double ratio);
    void paint(QPainter &painter, QPointF topLeft) const; ///< topLeft as the painter counts
    /// What paint() hides, in whole pixels of the painter.
    [[nodiscard]] QRegion covered(QPoint topLeft) const;
    /// How many columns were drawn last.
    [[nodiscard]] std::size_t drawn() const { return m_drawn; }

private:
    struct Tile {
        int first, last; ///< columns, not the last one
        int top, bottom; ///< rows, not the last one
    };
    void draw(std::span<const device_link::SampleColumn> columns, const TraceRows &rows, std::size_t from,
        std::size_t to, int hatchOrigin);
    [[nodiscard]] bool movesWith(const TraceGround &ground, const ColumnWindow::Kept &kept) const;
    void findTiles(std::span<const device_link::SampleColumn> columns, const TraceRows &rows);

    QImage m_image;
    int m_offset = 0; ///< pixel of column 0
    TraceScale m_scale;
    TraceColours m_colours;
    TraceGround m_ground;
    double m_ratio = 1;
    std::uint64_t m_turn = 0; ///< of the window, as drawn
    std::size_t m_drawn = 0;
    std::vector<Tile> m_tiles;
};

} // namespace widgets
