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
    const TraceColours &colours, const TraceGround &ground, int hatchOrigin, double ratio)
{
    Q_ASSERT(!ground.isOpaque() || ground.columns.size() == columns.size());
    const QSize size(static_cast<int>(columns.size()), scale.height);
    m_drawn = 0;
    if (size.isEmpty()) {
        m_image = {};
        m_tiles.clear();
        return;
    }
    const auto format = ground.isOpaque() ? QImage::Format_RGB32 : QImage::Format_ARGB32_Premultiplied;
    const bool same = m_image.size() == size && m_image.format() == format && scale == m_scale && colours == m_colours
        && ratio == m_ratio;
    if (same && m_turn == window.turn() && ground == m_ground)
        return;
    const ColumnWindow::Kept kept = window.kept();
    const bool goesOn = same && m_turn + 1 == window.turn() && kept.first < kept.last && goesInPieces(ratio)
        && movesWith(ground, kept);
    if (m_image.size() != size || m_image.format() != format)
        m_image = QImage(size, format);
    m_ground = ground;
    m_scale = scale;
    m_colours = colours;
    m_ratio = ratio;
    m_turn = window.turn();
    const TraceRows rows(columns, scale, window.filledTo());
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

/// The columns that are kept have the same ground as before.
bool TraceImage::movesWith(const TraceGround &ground, const ColumnWindow::Kept &kept) const
{
    if (ground.lines != m_ground.lines || !ground.isOpaque())
        return !ground.isOpaque();
    const auto now = ground.columns.begin();
    const auto before = m_ground.columns.begin() + kept.moved;
    return std::equal(now + static_cast<std::ptrdiff_t>(kept.first), now + static_cast<std::ptrdiff_t>(kept.last),
        before + static_cast<std::ptrdiff_t>(kept.first));
}

void TraceImage::draw(
    std::span<const SampleColumn> columns, const TraceRows &rows, std::size_t from, std::size_t to, int hatchOrigin)
{
    m_drawn += to - from;
    while (from < to) {
        const int x = wrapped(m_offset + static_cast<std::int64_t>(from), m_image.width());
        const std::size_t end = std::min(to, from + static_cast<std::size_t>(m_image.width() - x));
        drawTrace(m_image, columns, rows, m_colours, m_ground, {from, end, x, hatchOrigin});
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

QRegion TraceImage::covered(QPoint topLeft) const
{
    if (!m_ground.isOpaque() || !goesInPieces(m_ratio))
        return {};
    const int ratio = static_cast<int>(m_ratio);
    const auto up = [ratio](int pixel) { return (pixel + ratio - 1) / ratio; };
    QRegion region;
    for (const Tile &tile : m_tiles) {
        const QRect whole(QPoint(up(tile.first), up(tile.top)), QPoint(tile.last / ratio - 1, tile.bottom / ratio - 1));
        region += whole.translated(topLeft);
    }
    return region;
}

} // namespace widgets
