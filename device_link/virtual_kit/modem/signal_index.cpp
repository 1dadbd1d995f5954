// SPDX-License-Identifier: GPL-3.0-or-later
#include "signal_index.h"

#include <algorithm>
#include <cmath>

namespace virtual_kit {

namespace {

constexpr int kUnknown = 255;

/// Index 0 lies below lowest, then one index per step.
int index(std::optional<double> value, double lowest, double step, int highest)
{
    if (!value || !std::isfinite(*value))
        return kUnknown;
    const double steps = std::floor((*value - lowest) / step) + 1.0;
    return static_cast<int>(std::clamp(steps, 0.0, static_cast<double>(highest)));
}

} // namespace

int rssiIndex(std::optional<double> dbm)
{
    if (!dbm || !std::isfinite(*dbm))
        return 99;
    return static_cast<int>(std::clamp(std::round((*dbm + 113.0) / 2.0), 0.0, 31.0));
}

int rsrpIndex(std::optional<double> dbm) { return index(dbm, -140.0, 1.0, 97); }
int rsrqIndex(std::optional<double> db) { return index(db, -19.5, 0.5, 34); }
int ssRsrpIndex(std::optional<double> dbm) { return index(dbm, -156.0, 1.0, 126); }
int ssRsrqIndex(std::optional<double> db) { return index(db, -43.0, 0.5, 126); }
int ssSinrIndex(std::optional<double> db) { return index(db, -23.0, 0.5, 127); }

} // namespace virtual_kit
