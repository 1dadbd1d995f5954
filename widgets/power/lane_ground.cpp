// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/lane_ground.h"

#include "widgets/common/theme.h"

#include <algorithm>
#include <cmath>

namespace widgets {
namespace {

/// Where the axis has its ticks now; the plot itself lays them out only while it draws.
QVector<double> ticksOf(const QCPAxis &axis)
{
    QVector<double> ticks;
    if (axis.ticker() && axis.range().size() > 0)
        axis.ticker()->generate(axis.range(), QLocale::c(), QChar(u'g'), 6, ticks, nullptr, nullptr);
    return ticks;
}

} // namespace

LaneGround::LaneGround(const QCPAxisRect &area)
    : m_area(area.rect())
    , m_ratio(area.parentPlot()->bufferDevicePixelRatio())
    , m_thickness(std::max(1, qRound(m_ratio)))
    , m_fill(theme().sunken)
{
    const QCPAxis *time = area.axis(QCPAxis::atBottom);
    for (const double tick : ticksOf(*time)) {
        const double x = (tick - time->range().lower) / time->range().size() * m_area.width() * m_ratio;
        m_upright.push_back({static_cast<int>(std::lround(x)), theme().grid});
    }
    const QCPAxis *value = area.axis(QCPAxis::atLeft);
    for (const double tick : ticksOf(*value)) {
        const double y = (value->coordToPixel(tick) - m_area.top()) * m_ratio;
        m_across.push_back({static_cast<int>(std::lround(y)), tick == 0 ? theme().line2 : theme().grid});
    }
    const auto outside
        = [](int length) { return [length](const Line &line) { return line.at < 0 || line.at >= length; }; };
    std::erase_if(m_upright, outside(qRound(m_area.width() * m_ratio)));
    std::erase_if(m_across, outside(qRound(m_area.height() * m_ratio)));
}

void LaneGround::paint(QPainter &painter, const QRegion &covered) const
{
    for (const QRect &part : QRegion(m_area).subtracted(covered))
        painter.fillRect(part, m_fill);
    const double thickness = m_thickness / m_ratio;
    for (const Line &line : m_upright)
        painter.fillRect(
            QRectF(m_area.left() + line.at / m_ratio, m_area.top(), thickness, m_area.height()).intersected(m_area),
            line.colour);
    for (const Line &line : m_across)
        painter.fillRect(
            QRectF(m_area.left(), m_area.top() + line.at / m_ratio, m_area.width(), thickness).intersected(m_area),
            line.colour);
}

TraceGround LaneGround::forTrace() const
{
    TraceGround ground;
    const int width = qRound(m_area.width() * m_ratio);
    const int height = qRound(m_area.height() * m_ratio);
    ground.columns.assign(static_cast<std::size_t>(std::max(0, width)), m_fill.rgb());
    for (const Line &line : m_upright) {
        for (int x = line.at; x < std::min(line.at + m_thickness, width); ++x)
            ground.columns[static_cast<std::size_t>(x)] = line.colour.rgb();
    }
    for (const Line &line : m_across) {
        for (int y = line.at; y < std::min(line.at + m_thickness, height); ++y)
            ground.lines[y] = line.colour.rgb();
    }
    return ground;
}

} // namespace widgets
