// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/sample_trace.h"

#include <algorithm>
#include <cmath>

namespace widgets {

using device_link::SampleColumn;

SampleTrace::SampleTrace(QCPAxis *keyAxis, QCPAxis *valueAxis, DataColour Theme::*hue)
    : QCPAbstractPlottable(keyAxis, valueAxis)
    , m_hue(hue)
{
    setSelectable(QCP::stNone);
}

void SampleTrace::setSource(std::shared_ptr<const device_link::SampleView> store, std::size_t channel)
{
    m_window.setSource(std::move(store), channel);
}

void SampleTrace::query()
{
    const double width = mKeyAxis->axisRect()->width() * mParentPlot->bufferDevicePixelRatio();
    const QCPRange range = mKeyAxis->range();
    m_window.show(range.lower, range.upper, static_cast<std::size_t>(std::max(0.0, std::round(width))));
}

bool SampleTrace::extremes(double *min, double *max) const
{
    bool any = false;
    for (const SampleColumn &column : columns()) {
        if (column.count == 0)
            continue;
        *min = any ? std::min(*min, double(column.min)) : double(column.min);
        *max = any ? std::max(*max, double(column.max)) : double(column.max);
        any = true;
    }
    return any;
}

bool SampleTrace::positiveExtremes(double *min, double *max) const
{
    bool any = false;
    const auto take = [&](double value) {
        if (!(value > 0))
            return;
        *min = any ? std::min(*min, value) : value;
        *max = any ? std::max(*max, value) : value;
        any = true;
    };
    for (const SampleColumn &column : columns()) {
        if (column.count == 0)
            continue;
        take(double(column.min));
        take(column.mean);
        take(double(column.max));
    }
    return any;
}

double SampleTrace::selectTest(const QPointF &, bool, QVariant *) const { return -1; }

QCPRange SampleTrace::getKeyRange(bool &foundRange, QCP::SignDomain) const
{
    foundRange = false;
    return {};
}

QCPRange SampleTrace::getValueRange(bool &foundRange, QCP::SignDomain, const QCPRange &) const
{
    QCPRange range;
    foundRange = extremes(&range.lower, &range.upper);
    return range;
}

void SampleTrace::draw(QCPPainter *painter)
{
    renderImage(); // nothing to do when it was
    // For antialiasing QCPPainter moves by half a pixel, and the layer clips one row higher than the lane is: an image
    // of pixels has its own place.
    painter->setAntialiasing(false);
    painter->setClipRect(mKeyAxis->axisRect()->rect());
    m_image.paint(*painter, mKeyAxis->axisRect()->rect().topLeft());
}

void SampleTrace::render(TraceGround ground)
{
    m_ground = std::move(ground);
    renderImage();
}

void SampleTrace::renderImage()
{
    if (m_ground.columns.size() != columns().size())
        m_ground = {}; // the widget was resized since it was asked
    const QRect area = mKeyAxis->axisRect()->rect();
    const double ratio = mParentPlot->bufferDevicePixelRatio();
    const int height = qRound(area.height() * ratio);
    const Theme &t = theme();
    const TraceColours colours{(t.*m_hue).span.rgba(), (t.*m_hue).mark.rgba(), t.line2.rgba()};
    const QCPRange keys = mKeyAxis->range();
    const double scrolled = keys.lower / keys.size() * static_cast<double>(columns().size());
    const int origin = -static_cast<int>(std::lround(std::fmod(scrolled, 4096.0)));
    double low = mValueAxis->range().lower;
    double high = mValueAxis->range().upper;
    const bool logarithmic = m_logarithmic && low > 0;
    if (logarithmic) {
        const auto decades = [low](double value) { return std::log10(std::max(value, low)); };
        m_logged = columns();
        for (SampleColumn &column : m_logged) {
            column.min = static_cast<float>(decades(double(column.min)));
            column.max = static_cast<float>(decades(double(column.max)));
            column.mean = decades(column.mean);
        }
        low = std::log10(low);
        high = std::log10(high);
    }
    m_image.render(m_window, logarithmic ? m_logged : columns(), {low, high, height, std::max(1, qRound(ratio))},
        colours, m_ground, origin, ratio);
}

void SampleTrace::drawLegendIcon(QCPPainter *painter, const QRectF &rect) const
{
    painter->fillRect(rect, (theme().*m_hue).mark);
}

} // namespace widgets
