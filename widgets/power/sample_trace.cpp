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
    m_store = std::move(store);
    m_channel = channel;
    m_columns.clear();
    m_first = m_last = 0;
}

void SampleTrace::query()
{
    const QCPAxisRect *area = mKeyAxis->axisRect();
    const double ratio = mParentPlot->bufferDevicePixelRatio();
    const auto width = static_cast<std::size_t>(std::max(0.0, std::round(area->width() * ratio)));
    m_columns.assign(width, SampleColumn{});
    m_first = m_last = 0;
    if (!m_store || width == 0 || m_channel >= m_store->channelCount())
        return;
    const std::uint64_t begin = m_store->beginIndex();
    const std::uint64_t end = m_store->endIndex();
    if (end <= begin)
        return;

    // Columns are placed by kit time; only those that lie wholly inside what the store holds are asked for.
    const double left = mKeyAxis->range().lower;
    const double step = mKeyAxis->range().size() / static_cast<double>(width);
    const double dataBegin = static_cast<double>(m_store->kitTimeOf(begin)) / 1e9;
    const double dataEnd = static_cast<double>(m_store->kitTimeOf(end - 1)) / 1e9 + 1.0 / m_store->info().rateHz;
    const auto columnOf
        = [&](double seconds) { return std::clamp((seconds - left) / step, 0.0, static_cast<double>(width)); };
    const auto from = static_cast<std::size_t>(std::ceil(columnOf(dataBegin) - 1e-6));
    const auto to = static_cast<std::size_t>(std::floor(columnOf(dataEnd) + 1e-6));
    if (to <= from)
        return;
    const auto nsAt = [&](std::size_t column) {
        return static_cast<std::int64_t>(std::llround((left + step * static_cast<double>(column)) * 1e9));
    };
    m_first = std::clamp(m_store->indexAt(nsAt(from)), begin, end);
    m_last = std::clamp(m_store->indexAt(nsAt(to)), m_first, end);
    if (m_last > m_first)
        m_store->view(m_channel, m_first, m_last, std::span(m_columns).subspan(from, to - from));
}

bool SampleTrace::extremes(double *min, double *max) const
{
    bool any = false;
    for (const SampleColumn &column : m_columns) {
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
    for (const SampleColumn &column : m_columns) {
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
    const QRect area = mKeyAxis->axisRect()->rect();
    const double ratio = mParentPlot->bufferDevicePixelRatio();
    const QSize size(static_cast<int>(m_columns.size()), qRound(area.height() * ratio));
    if (size.isEmpty())
        return;
    if (m_image.size() != size)
        m_image = QImage(size, QImage::Format_ARGB32_Premultiplied);
    m_image.fill(Qt::transparent);
    m_image.setDevicePixelRatio(ratio);
    const Theme &t = theme();
    const TraceColours colours{(t.*m_hue).span.rgba(), (t.*m_hue).mark.rgba(), t.line2.rgba()};
    const QCPRange keys = mKeyAxis->range();
    const double scrolled = keys.lower / keys.size() * size.width();
    const int origin = -static_cast<int>(std::lround(std::fmod(scrolled, 4096.0)));
    double low = mValueAxis->range().lower;
    double high = mValueAxis->range().upper;
    const bool logarithmic = m_logarithmic && low > 0;
    if (logarithmic) {
        const auto decades = [low](double value) { return std::log10(std::max(value, low)); };
        m_logged = m_columns;
        for (SampleColumn &column : m_logged) {
            column.min = static_cast<float>(decades(double(column.min)));
            column.max = static_cast<float>(decades(double(column.max)));
            column.mean = decades(column.mean);
        }
        low = std::log10(low);
        high = std::log10(high);
    }
    rasterise(m_image, logarithmic ? m_logged : m_columns, low, high, colours, std::max(1, qRound(ratio)), origin);
    painter->drawImage(area.topLeft(), m_image);
}

void SampleTrace::drawLegendIcon(QCPPainter *painter, const QRectF &rect) const
{
    painter->fillRect(rect, (theme().*m_hue).mark);
}

} // namespace widgets
