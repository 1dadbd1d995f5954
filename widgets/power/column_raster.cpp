// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/column_raster.h"

#include <algorithm>
#include <cmath>

namespace widgets {
namespace {

using device_link::SampleColumn;

constexpr int kHatchPitch = 8;

struct Canvas {
    QRgb *pixels;
    qsizetype stride; ///< in pixels
    int width, height;
    double scale, high;

    [[nodiscard]] int row(double value) const
    {
        // Clamped before the cast: a value far outside the range must not overflow the integer.
        const double y = std::clamp((high - value) * scale, -1.0, static_cast<double>(height));
        return static_cast<int>(std::lround(y));
    }
    void fill(int x, int top, int bottom, QRgb colour) const
    {
        top = std::max(top, 0);
        bottom = std::min(bottom, height - 1);
        QRgb *pixel = pixels + top * stride + x;
        for (int y = top; y <= bottom; ++y, pixel += stride)
            *pixel = colour;
    }
};

void hatch(const Canvas &canvas, int x, QRgb colour, int origin)
{
    const int phase = ((x - origin) % kHatchPitch + kHatchPitch) % kHatchPitch;
    for (int y = phase; y < canvas.height; y += kHatchPitch)
        canvas.fill(x, y, y, colour);
}

} // namespace

void rasterise(QImage &image, std::span<const SampleColumn> columns, double low, double high,
    const TraceColours &colours, int penWidth, int hatchOrigin)
{
    const int width = std::min(image.width(), static_cast<int>(columns.size()));
    if (width <= 0 || image.height() <= 0 || !(high > low))
        return;
    const Canvas canvas{reinterpret_cast<QRgb *>(image.bits()), image.bytesPerLine() / qsizetype(sizeof(QRgb)), width,
        image.height(), (image.height() - 1) / (high - low), high};
    const int below = (penWidth - 1) / 2;
    const int above = penWidth - 1 - below;
    bool joined = false;
    int previous = 0;
    for (int x = 0; x < width; ++x) {
        const SampleColumn &column = columns[static_cast<std::size_t>(x)];
        if (column.gap)
            hatch(canvas, x, colours.hatch, hatchOrigin);
        if (column.count == 0) {
            joined = joined && !column.gap;
            if (joined) // columns narrower than the samples are apart: the last value holds until the next
                canvas.fill(x, previous - above, previous + below, colours.mean);
            continue;
        }
        canvas.fill(x, canvas.row(double(column.max)), canvas.row(double(column.min)), colours.span);
        const int mean = canvas.row(column.mean);
        int top = mean;
        int bottom = mean;
        if (joined) {
            top = std::min(top, previous < mean ? previous + 1 : mean);
            bottom = std::max(bottom, previous > mean ? previous - 1 : mean);
        }
        canvas.fill(x, top - above, bottom + below, colours.mean);
        previous = mean;
        joined = true;
    }
}

} // namespace widgets
