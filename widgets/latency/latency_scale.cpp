// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/latency/latency_scale.h"

#include "profiles/prompts/percentile.h"
#include "widgets/latency/tier_stats.h"
#include "widgets/text/units.h"

#include <algorithm>
#include <cmath>

namespace widgets {

double niceHigh(double value)
{
    if (!(value > 0) || !std::isfinite(value))
        return 1;
    const double decade = std::pow(10.0, std::floor(std::log10(value)));
    for (const double step : {1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0}) {
        if (value <= step * decade * (1 + 1e-9))
            return step * decade;
    }
    return 10 * decade;
}

double niceStep(double high)
{
    constexpr double kMostLabels = 4;
    const double decade = std::pow(10.0, std::floor(std::log10(high)));
    for (const double step : {0.1, 0.2, 0.25, 0.5, 1.0, 2.0, 2.5, 5.0}) {
        if (high / (step * decade) <= kMostLabels + 1e-9)
            return step * decade;
    }
    return high;
}

QString axisLabel(double value, double step)
{
    int decimals = 0;
    for (double part = step; decimals < 3 && std::abs(part - std::round(part)) > 1e-6; part *= 10)
        ++decimals;
    return fixed(value, decimals);
}

double reachOf(const TierStats &stats)
{
    if (stats.rttMs.isEmpty())
        return 0;
    constexpr double kAbove = 1.6;
    return std::min(stats.rttMs.last(), kAbove * *profiles::percentile(stats.rttMs, 90));
}

} // namespace widgets
