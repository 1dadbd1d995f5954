// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/kit_time_ticker.h"

#include "widgets/text/units.h"

#include <algorithm>
#include <cmath>

namespace widgets {

double roundTimeStep(double seconds)
{
    if (seconds <= 0.5) {
        const double decade = std::pow(10.0, std::floor(std::log10(std::max(seconds, 1e-9))));
        return seconds <= 2 * decade ? 2 * decade : seconds <= 5 * decade ? 5 * decade : 10 * decade;
    }
    for (const double step : {1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1'800.0, 3'600.0,
             7'200.0, 10'800.0, 21'600.0, 43'200.0}) {
        if (step >= seconds)
            return step;
    }
    return 86'400 * std::ceil(seconds / 86'400);
}

QString axisTime(const WallClock &clock, std::int64_t kitNs, double spanSeconds, int decimals)
{
    const QString time = clockTime(clock.timeOfDay(kitNs), decimals);
    const auto day = spanSeconds > 86'400 ? clock.dayOf(kitNs) : std::nullopt;
    return day ? day->toString(QStringLiteral("MM-dd ")) + time.left(5) : time;
}

double KitTimeTicker::getTickStep(const QCPRange &range)
{
    constexpr double kLabels = 7;
    m_span = range.size();
    m_step = roundTimeStep(m_span / kLabels);
    return m_step;
}

QVector<double> KitTimeTicker::createTickVector(double tickStep, const QCPRange &range)
{
    QVector<double> ticks;
    const double first = std::ceil((range.lower + offset()) / tickStep);
    const double last = std::floor((range.upper + offset()) / tickStep);
    for (double i = first; i <= last && ticks.size() < 50; ++i)
        ticks.append(i * tickStep - offset());
    return ticks;
}

QString KitTimeTicker::getTickLabel(double tick, const QLocale &, QChar, int)
{
    if (std::ranges::any_of(m_taken, [tick](const QCPRange &range) { return range.contains(tick); }))
        return {};
    const int decimals = m_step >= 1 ? 0 : static_cast<int>(std::ceil(-std::log10(m_step) - 1e-9));
    // The half step keeps a tick at 12:46:08 from reading 12:46:07 after the rounding of doubles.
    const double halfStep = std::pow(10.0, -decimals) / 2;
    return axisTime(m_clock, static_cast<std::int64_t>(std::floor((tick + halfStep) * 1e9)), m_span, decimals);
}

} // namespace widgets
