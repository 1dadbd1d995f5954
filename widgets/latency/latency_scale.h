// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/latency_probe.h"

#include <QString>

namespace widgets {

struct TierStats;

/// The value axes of one row: round trips in one scale for all tiers, so that they compare, and the core leg in its own
/// with the tier's promise a little below the top. Both in ms from 0 at the bottom.
struct LatencyScale {
    double rttHigh = 100;
    double coreHigh = 1.3;
};

inline constexpr int kFiguresWidth = 186;   ///< left of the lanes
inline constexpr int kHistogramWidth = 208; ///< right of them
inline constexpr int kCoreLaneHeight = 50;  ///< at the bottom of a row
inline constexpr int kLaneGap = 6;
inline constexpr int kLaneTop = 6; ///< room for half of the topmost label

/// A round number at least this: 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten.
[[nodiscard]] double niceHigh(double value);
/// Distance of the labels of an axis from 0 to high, two to four of them.
[[nodiscard]] double niceStep(double high);
/// A value of that axis with the decimals its steps need.
[[nodiscard]] QString axisLabel(double value, double step);
/// How high the round trips of a tier want the scale: nearly all of them, but not one that stands alone far above.
[[nodiscard]] double reachOf(const TierStats &stats);

} // namespace widgets
