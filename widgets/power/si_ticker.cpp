// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/si_ticker.h"

#include "widgets/text/units.h"

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

} // namespace widgets
