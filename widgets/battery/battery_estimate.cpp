// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/battery/battery_estimate.h"

#include "widgets/kit/kit_context.h"
#include "widgets/power/region_memory.h"

#include <algorithm>

namespace widgets {
namespace {

/// Mean voltage over the charge; empty without voltage or without charge.
std::optional<double> voltsOf(const profiles::EnergyStats &energy)
{
    return energy.energyJ && energy.chargeC > 0 ? std::optional(*energy.energyJ / energy.chargeC) : std::nullopt;
}

/// Measured figures of the region that is to stand for the time between; empty: it is gone, or is the activity itself.
std::optional<profiles::EnergyStats> otherRegion(
    KitContext &kit, const RegionReport &report, quint64 id, QString *letter)
{
    const auto *regions = kit.model<RegionModel>();
    for (int row = 0; row < regions->rowCount(); ++row) {
        const TimeRegion &region = regions->region(row);
        if (regions->id(row) != id || region == report.region)
            continue;
        *letter = regions->letterOf(row);
        return kit.model<RegionMemory>()->statsOf(region).energy;
    }
    return std::nullopt;
}

} // namespace

BatteryEstimate batteryEstimate(KitContext &kit, const RegionReport &report)
{
    const auto *plan = kit.model<BatteryPlan>();
    BatteryEstimate made;
    made.setup = plan->setup();
    made.usual = plan->isUsual();
    made.stated = plan->statedMah() == made.setup.supply.capacityMah;
    made.letter = report.letter;
    made.note = report.note;
    made.kit = report.kit;
    made.origin = report.origin;
    made.caveats = regionCaveats(report);
    if (const auto &battery = kit.facts()->battery())
        made.reportedPercent = battery->percent;
    if (!report.stats.energy)
        return made;
    const profiles::EnergyStats &energy = *report.stats.energy;
    made.measured = true;
    made.peakA = energy.currentA.max;
    const profiles::BatteryCell *cell = profiles::batteryCell(made.setup.cell);
    made.peakTooHigh = cell && made.peakA > cell->peakA;

    profiles::BatteryDuty &duty = made.duty;
    duty.activeA = energy.currentA.mean;
    duty.activeSeconds = static_cast<double>(report.region.lengthNs()) / 1e9;
    duty.activeV = voltsOf(energy);
    duty.periodSeconds = made.setup.periodSeconds;
    duty.idleA = std::max(0.0, report.stats.quietestA); // what noise takes below 0 charges no cell
    made.idleFrom = made.setup.idleFrom;
    if (made.idleFrom == IdleFrom::Typed) {
        duty.idleA = made.setup.idleA;
    } else if (made.idleFrom == IdleFrom::OtherRegion) {
        if (const auto other = otherRegion(kit, report, made.setup.idleRegion, &made.idleLetter)) {
            duty.idleA = std::max(0.0, other->currentA.mean);
            duty.idleV = voltsOf(*other);
        } else {
            made.idleFrom = IdleFrom::QuietestOfRegion;
        }
    }
    made.faults = profiles::batteryFaults(duty, made.setup.supply);
    made.life = profiles::batteryLife(duty, made.setup.supply);
    return made;
}

} // namespace widgets
