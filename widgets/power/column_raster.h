// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/sample_view.h"

#include <QColor>
#include <QImage>

#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <vector>

namespace widgets {

/// Colours of a trace as premultiplied ARGB.
struct TraceColours {
    QRgb span = 0;  ///< min to max
    QRgb mean = 0;  ///< the line on top
    QRgb hatch = 0; ///< gaps
    friend bool operator==(const TraceColours &, const TraceColours &) = default;
};

/// How values become rows: mapped linearly from [low, high] to a picture's height. penWidth in pixels: the mean is at
/// least that thick.
struct TraceScale {
    double low = 0, high = 1;
    int height = 0;
    int penWidth = 1;
    friend bool operator==(const TraceScale &, const TraceScale &) = default;
};

/// Rows that each column covers, both ends included; none where the last lies above the first. The mean lies over the
/// span, joined to its neighbours so that a step is a line. Columns from `until` on lie after all samples: there the
/// last one does not hold.
struct TraceRows {
    TraceRows(std::span<const device_link::SampleColumn> columns, const TraceScale &scale,
        std::size_t until = std::numeric_limits<std::size_t>::max());
    [[nodiscard]] std::size_t size() const { return spanFirst.size(); }

    std::vector<std::int32_t> spanFirst, spanLast, meanFirst, meanLast;
};

/// What lies under a trace; without columns nothing does and pixels are clear.
struct TraceGround {
    std::vector<QRgb> columns; ///< opaque, one for each of the trace's
    std::map<int, QRgb> lines; ///< rows that have one opaque colour instead
    [[nodiscard]] bool isOpaque() const { return !columns.empty(); }
    friend bool operator==(const TraceGround &, const TraceGround &) = default;
};

/// Columns [from, to) with the first of them at pixel x of the image, which has the height of the scale; what was there
/// becomes the ground. Columns that lie in a gap are hatched at 45 degrees, anchored at hatchOrigin (in columns) so
/// that the pattern scrolls with the data. Format ARGB32_Premultiplied, or RGB32 on an opaque ground.
struct TracePart {
    std::size_t from = 0, to = 0;
    int x = 0;
    int hatchOrigin = 0;
};
void drawTrace(QImage &image, std::span<const device_link::SampleColumn> columns, const TraceRows &rows,
    const TraceColours &colours, const TraceGround &ground, const TracePart &part);

/// A whole picture: one pixel column per entry, cleared where there is none. Columns beyond the image's width are left
/// out; with high <= low nothing is drawn.
void rasterise(QImage &image, std::span<const device_link::SampleColumn> columns, double low, double high,
    const TraceColours &colours, int penWidth, int hatchOrigin);

} // namespace widgets
