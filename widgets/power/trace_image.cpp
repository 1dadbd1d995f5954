// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/trace_image.h"

#include <algorithm>
#include <cmath>

namespace widgets {

using device_link::SampleColumn;

namespace {

constexpr int kTile = 64; ///< columns

/// Else pieces would not meet between pixels.
bool goesInPieces(double ratio) { return ratio == std::floor(ratio); }

int wrapped(std::int64_t pixel, int width) { return static_cast<int>((pixel % width + width) % width); }

} // namespace

void TraceImage::render(const ColumnWindow &window, std::span<const SampleColumn> columns, const TraceScale &scale,
    const TraceColours &colours, int hatchOrigin, double ratio)
{
    const QSize size(static_cast<int>(columns.size()), scale.height);
    m_drawn = 0;
    if (size.isEmpty()) {
        m_image = {};
        m_tiles.clear();
        return;
    }
    const bool same = m_image.size() == size && scale == m_scale && colours == m_colours && ratio == m_ratio;
    if (same && m_turn == window.turn())
        return;
    const ColumnWindow::Kept kept = window.kept();
    const bool goesOn = same && m_turn + 1 == window.turn() && kept.first < kept.last && goesInPieces(ratio);
    if (m_image.size() != size)
        m_image = QImage(size, QImage::Format_ARGB32_Premultiplied);
    m_scale = scale;
    m_colours = colours;
    m_ratio = ratio;
    m_turn = window.turn();
    const TraceRows rows(columns, scale);
    if (goesOn) {
        m_offset = wrapped(m_offset + kept.moved, size.width());
        // The first column is joined to none before it, and the first one after those kept to the last of them.
        draw(columns, rows, 0, std::max<std::size_t>(kept.first + 1, 1), hatchOrigin);
        draw(columns, rows, kept.last, columns.size(), hatchOrigin);
    } else {
        m_offset = 0;
        draw(columns, rows, 0, columns.size(), hatchOrigin);
    }
    findTiles(columns, rows);
}

void TraceImage::draw(
    std::span<const SampleColumn> columns, const TraceRows &rows, std::size_t from, std::size_t to, int hatchOrigin)
{
    m_drawn += to - from;
    while (from < to) {
        const int x = wrapped(m_offset + static_cast<std::int64_t>(from), m_image.width());
        const std::size_t end = std::min(to, from + static_cast<std::size_t>(m_image.width() - x));
        drawTrace(m_image, columns, rows, m_colours, {from, end, x, hatchOrigin});
        from = end;
    }
}

void TraceImage::findTiles(std::span<const SampleColumn> columns, const TraceRows &rows)
{
    m_tiles.clear();
    const int width = m_image.width();
    const int height = m_image.height();
    for (int first = 0; first < width;) {
        const int untilWrap = width - wrapped(m_offset + first, width);
        const int last = std::min({first + kTile, first + untilWrap, width});
        Tile tile{first, last, height, 0};
        for (int x = first; x < last; ++x) {
            const auto i = static_cast<std::size_t>(x);
            if (columns[i].gap) {
                tile.top = 0;
                tile.bottom = height;
                break;
            }
            for (const auto &[top, bottom] :
                {std::pair(rows.spanFirst[i], rows.spanLast[i]), std::pair(rows.meanFirst[i], rows.meanLast[i])}) {
                if (bottom < top)
                    continue;
                tile.top = std::min(tile.top, std::max(top, 0));
                tile.bottom = std::max(tile.bottom, std::min(bottom + 1, height));
            }
        }
        if (tile.bottom > tile.top)
            m_tiles.push_back(tile);
        first = last;
    }
}

void TraceImage::paint(QPainter &painter, QPointF topLeft) const
{
    if (!goesInPieces(m_ratio)) {
        painter.drawImage(QRectF(topLeft, QSizeF(m_image.size()) / m_ratio), m_image, m_image.rect());
        return;
    }
    for (const Tile &tile : m_tiles) {
        const QRect source(
            wrapped(m_offset + tile.first, m_image.width()), tile.top, tile.last - tile.first, tile.bottom - tile.top);
        const QPointF at = topLeft + QPointF(tile.first, tile.top) / m_ratio;
        painter.drawImage(QRectF(at, QSizeF(source.size()) / m_ratio), m_image, source);
    }
}

} // namespace widgets
