// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/charge_lane.h"

#include "widgets/common/theme.h"
#include "widgets/power/sample_trace.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace widgets {
namespace {
constexpr double kLine = 2; ///< logical pixels
}

void chargeOf(const std::vector<device_link::SampleColumn> &columns, double sampleSeconds, std::vector<double> *charge)
{
    charge->clear();
    charge->reserve(columns.size());
    double sum = 0;
    for (const device_link::SampleColumn &column : columns) {
        sum += column.mean * static_cast<double>(column.count);
        charge->push_back(sum * sampleSeconds);
    }
}

ChargeLane::ChargeLane(QCPAxis *keyAxis, QCPAxis *valueAxis, const SampleTrace *current)
    : LaneMark(keyAxis, valueAxis)
    , m_current(current)
{
}

void ChargeLane::query()
{
    const auto &columns = m_current->columns();
    const auto holds = [](const device_link::SampleColumn &column) { return column.count > 0; };
    const auto first = std::ranges::find_if(columns, holds);
    if (m_sampleSeconds <= 0 || first == columns.end()) {
        m_charge.clear();
        return;
    }
    chargeOf(columns, m_sampleSeconds, &m_charge);
    m_from = static_cast<std::size_t>(first - columns.begin());
    m_to = static_cast<std::size_t>(std::find_if(columns.rbegin(), columns.rend(), holds).base() - columns.begin());
    const auto [low, high] = std::ranges::minmax(m_charge);
    m_min = std::min(low, 0.0);
    m_max = std::max(high, 0.0);
}

bool ChargeLane::extremes(double *min, double *max) const
{
    *min = m_min;
    *max = m_max;
    return !m_charge.empty();
}

/// Level and rising parts as rectangles: filling them costs a fraction of stroking a line of that width.
void ChargeLane::draw(QCPPainter *painter)
{
    if (m_charge.empty())
        return;
    const QRect area = mKeyAxis->axisRect()->rect();
    const double step = static_cast<double>(area.width()) / static_cast<double>(m_charge.size());
    const double top = area.top();
    const double bottom = area.bottom() + 1 - kLine;
    const auto yOf = [&](double charge) {
        return std::clamp(std::round(mValueAxis->coordToPixel(charge)) - kLine / 2, top, bottom);
    };
    m_rects.clear();
    const double left = area.left();
    double y = yOf(m_from > 0 ? m_charge[m_from - 1] : 0);
    double begin = left + static_cast<double>(m_from) * step;
    for (std::size_t k = m_from; k < m_to; ++k) {
        const double next = yOf(m_charge[k]);
        if (next == y)
            continue;
        const double x = left + static_cast<double>(k) * step;
        m_rects.append(QRectF(begin, y, x - begin, kLine));
        m_rects.append(QRectF(x, std::min(y, next), std::max(step, 1.0), std::abs(next - y) + kLine));
        begin = x;
        y = next;
    }
    m_rects.append(QRectF(begin, y, left + static_cast<double>(m_to) * step - begin, kLine));
    painter->setAntialiasing(false);
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme().energy.mark);
    painter->drawRects(m_rects);
    painter->setBrush(Qt::NoBrush);
}

} // namespace widgets
