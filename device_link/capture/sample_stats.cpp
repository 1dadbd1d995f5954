// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_stats.h"

#include <algorithm>
#include <cmath>

namespace device_link {

SampleStats sampleStats(const RangeSum &sum, double quantum)
{
    SampleStats stats;
    stats.count = sum.count;
    if (sum.count == 0)
        return stats;
    __extension__ using Signed = __int128;
    const auto count = static_cast<Signed>(sum.count);
    Signed whole = sum.sum / count;
    if (whole * count > sum.sum)
        --whole;
    const auto rest = static_cast<long double>(sum.sum - whole * count) / static_cast<long double>(sum.count);
    const Signed around = static_cast<Signed>(sum.squares) - 2 * whole * sum.sum + whole * whole * count;
    const auto n = static_cast<long double>(sum.count);
    const long double variance = std::max(0.0L, static_cast<long double>(around) / n - rest * rest);
    const auto step = static_cast<long double>(quantum);
    stats.min = double(sum.min) * quantum;
    stats.max = double(sum.max) * quantum;
    stats.sum = static_cast<double>(static_cast<long double>(sum.sum) * step);
    stats.mean = static_cast<double>((static_cast<long double>(whole) + rest) * step);
    stats.stddev = static_cast<double>(std::sqrt(variance) * step);
    stats.rms = static_cast<double>(std::sqrt(static_cast<long double>(sum.squares) / n) * step);
    return stats;
}

} // namespace device_link
