// SPDX-License-Identifier: GPL-3.0-or-later
#include "percentile.h"

#include <algorithm>
#include <cmath>

namespace profiles {

std::optional<double> percentile(QList<double> values, double percent)
{
    if (values.isEmpty())
        return std::nullopt;
    std::sort(values.begin(), values.end());
    const double rank = qBound(0.0, percent, 100.0) / 100.0 * double(values.size() - 1);
    const auto below = static_cast<qsizetype>(std::floor(rank));
    const qsizetype above = qMin(below + 1, values.size() - 1);
    return values[below] + (values[above] - values[below]) * (rank - double(below));
}

} // namespace profiles
