// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/si_ticker.h"

#include "widgets/text/units.h"

#include <cmath>

namespace widgets {

double SiTicker::getTickStep(const QCPRange &range)
{
    m_step = QCPAxisTicker::getTickStep(range);
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
