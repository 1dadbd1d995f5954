// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/sample_view.h"

#include <QColor>
#include <QImage>

#include <span>

namespace widgets {

/// Colours of a trace as premultiplied ARGB.
struct TraceColours {
    QRgb span = 0;  ///< min to max
    QRgb mean = 0;  ///< the line on top
    QRgb hatch = 0; ///< gaps
};

/// Draws one pixel column per entry into the image: the span from min to max, the mean over it, joined to its
/// neighbours so that a step is a line. Values are mapped linearly from [low, high] to the image's height. Columns that
/// lie in a gap are hatched at 45 degrees, anchored at hatchOrigin (pixels) so that the pattern scrolls with the data.
/// penWidth in pixels: the mean is at least that thick. columns.size() must be the image's width; format
/// ARGB32_Premultiplied.
void rasterise(QImage &image, std::span<const device_link::SampleColumn> columns, double low, double high,
    const TraceColours &colours, int penWidth, int hatchOrigin);

} // namespace widgets
