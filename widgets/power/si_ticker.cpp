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
    const int decimals = step >= 1 ? 0 : static_cast<int>(std::ceil(-std::log10(step) - 1e-9));
    return fixed(tick / scale, decimals);
}

} // namespace widgets
