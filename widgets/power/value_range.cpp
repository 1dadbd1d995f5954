// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/value_range.h"

#include <algorithm>
#include <cmath>

namespace widgets {

double roundUp(double value)
{
    const double magnitude = std::abs(value);
    if (!(magnitude > 0) || !std::isfinite(magnitude))
        return 1;
    const double decade = std::pow(10.0, std::floor(std::log10(magnitude)));
    for (const double step : {1.0, 2.0, 2.5, 4.0, 5.0, 8.0}) {
        if (magnitude <= step * decade * (1 + 1e-9))
            return step * decade;
    }
    return 10 * decade;
}

bool ValueRange::fit(double min, double max)
{
    if (!std::isfinite(min) || !std::isfinite(max) || max < min)
        return false;
    const double head = 1.06; // a trace does not touch the top of its lane
    double low = 0;
    double high = 0;
    if (m_fromZero) {
        low = min < 0 ? -roundUp(-min * head) : 0;
        high = roundUp(std::max(max, 1e-9) * head);
    } else {
        const double unit = roundUp(std::max((max - min) * head, std::max(std::abs(max) * 1e-3, 1e-9))) / 4;
        low = std::floor(min / unit) * unit;
        high = std::ceil(max / unit) * unit;
        if (max - min < unit / 4) { // a flat line is not to lie on an edge, where nobody sees it
            low -= min - low < unit / 4 ? unit : 0;
            high += high - max < unit / 4 ? unit : 0;
        }
    }
    const bool outside = min < m_low || max > m_high;
    const double used = m_fromZero ? std::max(max, 0.0) - std::min(min, 0.0) : high - low;
    const bool tiny = used < 0.4 * (m_high - m_low);
    if (m_set && !outside && !tiny)
        return false;
    m_set = true;
    const bool changed = low != m_low || high != m_high;
    m_low = low;
    m_high = high;
    return changed;
}

bool ValueRange::fitDecades(double min, double max)
{
    if (!(max > 0) || !std::isfinite(max) || !std::isfinite(min))
        return false;
    constexpr double kRounding = 1e-4; // decades: 0.01 as a float is a little less than 0.01
    const double top = std::ceil(std::log10(max) - kRounding);
    const double least = top - kMostDecades;
    const double bottom = std::clamp(std::floor(std::log10(std::max(min, 1e-30)) + kRounding), least, top - 1);
    const double high = std::pow(10.0, top);
    const double low = std::pow(10.0, bottom);
    const bool outside = high > m_high * (1 + 1e-9) || low < m_low * (1 - 1e-9);
    const bool tiny = m_low > 0 && std::log10(m_high / m_low) - (top - bottom) > 1.5;
    if (m_set && m_low > 0 && !outside && !tiny)
        return false;
    m_set = true;
    const bool changed = low != m_low || high != m_high;
    m_low = low;
    m_high = high;
    return changed;
}

} // namespace widgets
