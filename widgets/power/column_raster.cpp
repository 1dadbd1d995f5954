// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/column_raster.h"

#include <algorithm>
#include <cstring>

namespace widgets {
namespace {

using device_link::SampleColumn;

constexpr int kHatchPitch = 8;
constexpr int kLanes = 8;

using Lanes = std::int32_t __attribute__((vector_size(kLanes * sizeof(std::int32_t))));

struct RowOf {
    double factor, high, height;

    int operator()(double value) const
    {
        // Clamped before the cast: a value far outside the range must not overflow the integer. NaN is above all.
        const double y = std::min((high - value) * factor, height);
        return y > -1 ? static_cast<int>(y + 1.5) - 1 : -1;
    }
};

/// By reference: what a function returns in wide registers depends on the CPU it is compiled for.
[[gnu::always_inline]] inline void load(Lanes &lanes, const std::int32_t *from)
{
    std::memcpy(&lanes, from, sizeof lanes);
}

/// All bits are set in the lanes whose rows hold y.
[[gnu::always_inline]] inline void findRows(Lanes &mask, const std::int32_t *first, const std::int32_t *last, int y)
{
    Lanes top, bottom;
    load(top, first);
    load(bottom, last);
    mask = (top <= y) & (bottom >= y);
}

/// Row by row, so that tall spans cost as little as flat ones: memory is written once, in order.
[[gnu::always_inline]] inline void drawRows(
    QImage &image, const TraceRows &rows, const TraceColours &colours, const TraceGround &ground, const TracePart &part)
{
    const int width = static_cast<int>(part.to - part.from);
    const int whole = width - width % kLanes;
    const std::int32_t *spanFirst = rows.spanFirst.data() + part.from;
    const std::int32_t *spanLast = rows.spanLast.data() + part.from;
    const std::int32_t *meanFirst = rows.meanFirst.data() + part.from;
    const std::int32_t *meanLast = rows.meanLast.data() + part.from;
    const Lanes span = Lanes{} + static_cast<std::int32_t>(colours.span);
    const Lanes mean = Lanes{} + static_cast<std::int32_t>(colours.mean);
    std::vector<QRgb> usual(static_cast<std::size_t>(width), 0);
    if (ground.isOpaque())
        std::copy_n(ground.columns.begin() + static_cast<std::ptrdiff_t>(part.from), width, usual.begin());
    std::vector<QRgb> line(usual.size());
    for (int y = 0; y < image.height(); ++y) {
        const QRgb *under = usual.data();
        if (const auto crossing = ground.lines.find(y); crossing != ground.lines.end()) {
            std::ranges::fill(line, crossing->second);
            under = line.data();
        }
        auto *pixels = reinterpret_cast<QRgb *>(image.scanLine(y)) + part.x;
        int x = 0;
        for (; x < whole; x += kLanes) {
            Lanes inSpan, inMean;
            findRows(inSpan, spanFirst + x, spanLast + x, y);
            findRows(inMean, meanFirst + x, meanLast + x, y);
            Lanes below;
            load(below, reinterpret_cast<const std::int32_t *>(under + x));
            const Lanes drawn = (inMean & mean) | (~inMean & ((inSpan & span) | (~inSpan & below)));
            std::memcpy(pixels + x, &drawn, sizeof drawn);
        }
        for (; x < width; ++x) {
            const bool inSpan = spanFirst[x] <= y && spanLast[x] >= y;
            const bool inMean = meanFirst[x] <= y && meanLast[x] >= y;
            pixels[x] = inMean ? colours.mean : inSpan ? colours.span : under[x];
        }
    }
}

void drawRowsAnywhere(
    QImage &image, const TraceRows &rows, const TraceColours &colours, const TraceGround &ground, const TracePart &part)
{
    drawRows(image, rows, colours, ground, part);
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) void drawRowsAvx2(
    QImage &image, const TraceRows &rows, const TraceColours &colours, const TraceGround &ground, const TracePart &part)
{
    drawRows(image, rows, colours, ground, part);
}
#endif

/// Behind what is drawn.
void hatch(
    QImage &image, std::span<const SampleColumn> columns, const TraceRows &rows, QRgb colour, const TracePart &part)
{
    const auto stride = image.bytesPerLine() / qsizetype(sizeof(QRgb));
    auto *pixels = reinterpret_cast<QRgb *>(image.bits()) + part.x;
    for (std::size_t i = part.from; i < part.to; ++i) {
        if (!columns[i].gap)
            continue;
        const int phase = ((static_cast<int>(i) - part.hatchOrigin) % kHatchPitch + kHatchPitch) % kHatchPitch;
        for (int y = phase; y < image.height(); y += kHatchPitch) {
            const bool drawn = (rows.spanFirst[i] <= y && rows.spanLast[i] >= y)
                || (rows.meanFirst[i] <= y && rows.meanLast[i] >= y);
            if (!drawn)
                pixels[y * stride + static_cast<qsizetype>(i - part.from)] = colour;
        }
    }
}

} // namespace

TraceRows::TraceRows(std::span<const SampleColumn> columns, const TraceScale &scale, std::size_t until)
    : spanFirst(columns.size(), 1)
    , spanLast(columns.size(), 0)
    , meanFirst(columns.size(), 1)
    , meanLast(columns.size(), 0)
{
    if (!(scale.high > scale.low))
        return;
    const RowOf rowOf{(scale.height - 1) / (scale.high - scale.low), scale.high, static_cast<double>(scale.height)};
    const int below = (scale.penWidth - 1) / 2;
    const int above = scale.penWidth - 1 - below;
    bool joined = false;
    int previous = 0;
    for (std::size_t x = 0; x < columns.size(); ++x) {
        const SampleColumn &column = columns[x];
        if (column.count == 0) {
            joined = joined && !column.gap && x < until;
            if (joined) { // columns narrower than the samples are apart: the last value holds until the next
                meanFirst[x] = previous - above;
                meanLast[x] = previous + below;
            }
            continue;
        }
        spanFirst[x] = rowOf(double(column.max));
        spanLast[x] = rowOf(double(column.min));
        const int mean = rowOf(column.mean);
        int top = mean;
        int bottom = mean;
        if (joined) {
            top = std::min(top, previous < mean ? previous + 1 : mean);
            bottom = std::max(bottom, previous > mean ? previous - 1 : mean);
        }
        meanFirst[x] = top - above;
        meanLast[x] = bottom + below;
        previous = mean;
        joined = true;
    }
}

void drawTrace(QImage &image, std::span<const SampleColumn> columns, const TraceRows &rows, const TraceColours &colours,
    const TraceGround &ground, const TracePart &part)
{
#if defined(__x86_64__)
    static const bool fast = __builtin_cpu_supports("avx2") != 0;
    (fast ? drawRowsAvx2 : drawRowsAnywhere)(image, rows, colours, ground, part);
#else
    drawRowsAnywhere(image, rows, colours, ground, part);
#endif
    hatch(image, columns, rows, colours.hatch, part);
}

void rasterise(QImage &image, std::span<const SampleColumn> columns, double low, double high,
    const TraceColours &colours, int penWidth, int hatchOrigin)
{
    if (image.isNull())
        return;
    columns = columns.first(high > low ? std::min(columns.size(), static_cast<std::size_t>(image.width())) : 0);
    if (columns.size() < static_cast<std::size_t>(image.width()))
        image.fill(Qt::transparent);
    const TraceRows rows(columns, {low, high, image.height(), penWidth});
    drawTrace(image, columns, rows, colours, {}, {0, columns.size(), 0, hatchOrigin});
}

} // namespace widgets
