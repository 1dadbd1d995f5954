// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/compare_curves.h"

#include "widgets/power/column_raster.h"

#include <algorithm>
#include <cmath>

namespace widgets {

using device_link::SampleColumn;

CompareCurves::CompareCurves(QCPAxis *keyAxis, QCPAxis *valueAxis, QList<Curve> curves)
    : QCPAbstractPlottable(keyAxis, valueAxis)
    , m_curves(std::move(curves))
{
    setSelectable(QCP::stNone);
}

std::size_t CompareCurves::width() const
{
    const double pixels = mKeyAxis->axisRect()->width() * mParentPlot->bufferDevicePixelRatio();
    return static_cast<std::size_t>(std::max(0.0, std::round(pixels)));
}

void CompareCurves::setColumns(qsizetype curve, std::vector<SampleColumn> columns)
{
    m_curves[curve].columns = std::move(columns);
}

bool CompareCurves::extremes(double *min, double *max) const
{
    bool any = false;
    for (const Curve &curve : m_curves) {
        for (const SampleColumn &column : curve.columns) {
            if (column.count == 0)
                continue;
            *min = any ? std::min(*min, double(column.min)) : double(column.min);
            *max = any ? std::max(*max, double(column.max)) : double(column.max);
            any = true;
        }
    }
    return any;
}

double CompareCurves::selectTest(const QPointF &, bool, QVariant *) const { return -1; }

QCPRange CompareCurves::getKeyRange(bool &foundRange, QCP::SignDomain) const
{
    foundRange = false;
    return {};
}

QCPRange CompareCurves::getValueRange(bool &foundRange, QCP::SignDomain, const QCPRange &) const
{
    QCPRange range;
    foundRange = extremes(&range.lower, &range.upper);
    return range;
}

std::span<const SampleColumn> CompareCurves::shown(const Curve &curve)
{
    const auto isThere = [](const SampleColumn &column) { return column.count > 0 || column.gap; };
    const auto last = std::find_if(curve.columns.rbegin(), curve.columns.rend(), isThere);
    return std::span(curve.columns).first(static_cast<std::size_t>(curve.columns.rend() - last));
}

bool CompareCurves::makeImage(const Curve &curve, const QRect &area)
{
    const double ratio = mParentPlot->bufferDevicePixelRatio();
    const QSize size(static_cast<int>(curve.columns.size()), qRound(area.height() * ratio));
    if (size.isEmpty())
        return false;
    if (m_image.size() != size)
        m_image = QImage(size, QImage::Format_ARGB32_Premultiplied);
    m_image.setDevicePixelRatio(ratio);
    return true;
}

void CompareCurves::drawSpans(QCPPainter *painter, const Curve &curve, const QRect &area)
{
    constexpr float kThrough = 0.6F;
    if (!makeImage(curve, area))
        return;
    QColor span = (theme().*curve.hue).span;
    span.setAlphaF(kThrough);
    const QRgb colour = qPremultiply(span.rgba());
    const QCPRange range = mValueAxis->range();
    rasterise(m_image, shown(curve), range.lower, range.upper, {colour, colour, theme().line2.rgba()}, 1, 0);
    painter->drawImage(area.topLeft(), m_image);
}

void CompareCurves::drawMeans(QCPPainter *painter, const Curve &curve, const QRect &area)
{
    if (!makeImage(curve, area))
        return;
    const double ratio = mParentPlot->bufferDevicePixelRatio();
    const QCPRange range = mValueAxis->range();
    const TraceColours colours{0, (theme().*curve.hue).mark.rgba(), 0};
    rasterise(m_image, shown(curve), range.lower, range.upper, colours, std::max(1, qRound(ratio)), 0);
    if (curve.dashed) {
        const int dash = qRound(kDash * ratio);
        const int pitch = dash + qRound(kDashGap * ratio);
        QPainter eraser(&m_image);
        eraser.setCompositionMode(QPainter::CompositionMode_Clear);
        eraser.scale(1 / ratio, 1 / ratio);
        for (int x = dash; x < m_image.width(); x += pitch)
            eraser.fillRect(x, 0, pitch - dash, m_image.height(), Qt::transparent);
    }
    painter->drawImage(area.topLeft(), m_image);
}

void CompareCurves::draw(QCPPainter *painter)
{
    const QRect area = mKeyAxis->axisRect()->rect();
    for (const Curve &curve : std::as_const(m_curves))
        drawSpans(painter, curve, area);
    for (const Curve &curve : std::as_const(m_curves))
        drawMeans(painter, curve, area);
}

void CompareCurves::drawLegendIcon(QCPPainter *painter, const QRectF &rect) const
{
    painter->fillRect(rect, (theme().*m_curves.first().hue).mark);
}

} // namespace widgets
