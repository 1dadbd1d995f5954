// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "region_stats.h"

#include <array>

namespace profiles {

/// One figure of two regions, base units; empty where it is not known.
struct ComparedFigure {
    std::optional<double> a, b;
    [[nodiscard]] std::optional<double> difference() const; ///< a - b
    /// a / b; empty also where b is 0 or either is below 0: a share of a current that flows back says nothing.
    [[nodiscard]] std::optional<double> ratio() const;
};

/// Figures of two regions beside each other. Those of an incomplete region are of the samples that are there; whether
/// they can be compared is for the reader, who is told.
struct RegionComparison {
    enum Figure { Seconds, AverageA, MaxA, ChargeC, EnergyJ, FigureCount };
    std::array<ComparedFigure, FigureCount> figures;
};

/// Seconds are those that the regions ask for.
[[nodiscard]] RegionComparison compareRegions(const RegionStats &a, const RegionStats &b);

} // namespace profiles
