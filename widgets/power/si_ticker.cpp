// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/si_ticker.h"

#include "widgets/text/units.h"

#include <algorithm>
#include <cmath>

namespace widgets {

double SiTicker::getTickStep(const QCPRange &range)
{
    constexpr double kLine = 15; // of a label, with what keeps it from the next
    for (int count = m_most; count > 0; --count) {
        setTickCount(count);
        m_step = QCPAxisTicker::getTickStep(range);
        if (m_room <= 0 || m_step / range.size() * m_room >= kLine)
            break;
    }
    return m_step;
}

QString SiTicker::getTickLabel(double tick, const QLocale &, QChar, int)
{
    const double scale = std::pow(10.0, m_exponent);
    const double step = m_step / scale;
    int decimals = 0;
    for (double scaled = step; decimals < 6 && std::abs(scaled - std::round(scaled)) > 1e-6 * scaled; scaled *= 10)
        ++decimals;
    return fixed(tick / scale, decimals);
}

QVector<double> DecadeTicker::createTickVector(double, const QCPRange &range)
{
    constexpr double kLine = 15; // of a label, with what keeps it from the next
    const int low = static_cast<int>(std::ceil(std::log10(std::max(range.lower, 1e-30)) - 1e-9));
    const int high = static_cast<int>(std::floor(std::log10(std::max(range.upper, 1e-30)) + 1e-9));
    const double fit = m_room > 0 ? std::max(1.0, std::floor(m_room / kLine)) : 10;
    const int step = std::max(1, static_cast<int>(std::ceil((high - low + 1) / fit)));
    QVector<double> ticks;
    for (int decade = high; decade >= low; decade -= step)
        ticks.prepend(std::pow(10.0, decade));
    return ticks;
}

QString DecadeTicker::getTickLabel(double tick, const QLocale &, QChar, int)
{
    const double scaled = tick / std::pow(10.0, m_exponent);
    const int decimals = static_cast<int>(std::round(-std::log10(scaled)));
    return fixed(scaled, std::max(0, decimals));
}

} // namespace widgets
