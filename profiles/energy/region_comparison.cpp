// SPDX-License-Identifier: GPL-3.0-or-later
#include "region_comparison.h"

namespace profiles {

std::optional<double> ComparedFigure::difference() const { return a && b ? std::optional(*a - *b) : std::nullopt; }

std::optional<double> ComparedFigure::ratio() const
{
    return a && b && *a >= 0 && *b > 0 ? std::optional(*a / *b) : std::nullopt;
}

RegionComparison compareRegions(const RegionStats &a, const RegionStats &b)
{
    RegionComparison compared;
    const auto set = [&](RegionComparison::Figure figure, auto get) {
        const auto of = [&](const RegionStats &stats) -> std::optional<double> {
            return stats.energy ? std::optional<double>(get(*stats.energy)) : std::nullopt;
        };
        compared.figures[figure] = {of(a), of(b)};
    };
    const auto seconds
        = [](const RegionStats &stats) { return static_cast<double>(stats.endNs - stats.beginNs) / 1e9; };
    compared.figures[RegionComparison::Seconds] = {seconds(a), seconds(b)};
    set(RegionComparison::AverageA, [](const EnergyStats &stats) { return stats.currentA.mean; });
    set(RegionComparison::MaxA, [](const EnergyStats &stats) { return stats.currentA.max; });
    set(RegionComparison::ChargeC, [](const EnergyStats &stats) { return stats.chargeC; });
    const auto energy = [](const RegionStats &stats) { return stats.energy ? stats.energy->energyJ : std::nullopt; };
    compared.figures[RegionComparison::EnergyJ] = {energy(a), energy(b)};
    return compared;
}

} // namespace profiles
