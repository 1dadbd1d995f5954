// SPDX-License-Identifier: GPL-3.0-or-later
#include "battery_life.h"

#include <cmath>

namespace profiles {
namespace {

// Comparisons are written so that what is no number fails them.
bool isShare(double value) { return value > 0 && value <= 1; }
bool isFrom0(double value, double most) { return value >= 0 && value <= most; }
bool isAbove0(double value, double most) { return value > 0 && value <= most; }

/// How much more current the cell gives than was measured, losses not counted.
double currentRatio(const BatterySupply &supply, double measuredV)
{
    return supply.draws == BoardDraws::SamePower ? measuredV / supply.nominalV : 1;
}

/// Mean currents out of the cell, A.
struct Drain {
    double active = 0, idle = 0, loss = 0, self = 0;
    [[nodiscard]] double sum() const { return active + idle + loss + self; }
};

Drain drainOf(const BatteryDuty &duty, const BatterySupply &supply)
{
    const double part = duty.activeSeconds / duty.periodSeconds;
    const double activeV = duty.activeV.value_or(supply.nominalV);
    Drain drain;
    drain.active = duty.activeA * part * currentRatio(supply, activeV);
    drain.idle = duty.idleA * (1 - part) * currentRatio(supply, duty.idleV.value_or(activeV));
    drain.loss = (drain.active + drain.idle) * (1 / supply.efficiency - 1);
    drain.self = supply.capacityMah * supply.selfDischargePerMonth / BatteryLife::kHoursPerMonth / 1e3;
    return drain;
}

std::vector<BatteryFault> inputFaults(const BatteryDuty &duty, const BatterySupply &supply)
{
    using enum BatteryFault;
    std::vector<BatteryFault> faults;
    const auto need = [&faults](bool holds, BatteryFault fault) {
        if (!holds)
            faults.push_back(fault);
        return holds;
    };
    need(isFrom0(duty.activeA, BatteryLife::kMostAmpere), ActiveCurrent);
    const bool seconds = need(isAbove0(duty.activeSeconds, BatteryLife::kMostSeconds), ActiveSeconds);
    const bool period = need(isAbove0(duty.periodSeconds, BatteryLife::kMostSeconds), Period);
    if (seconds && period)
        need(duty.periodSeconds >= duty.activeSeconds, PeriodTooShort);
    need(isFrom0(duty.idleA, BatteryLife::kMostAmpere), IdleCurrent);
    if (supply.draws == BoardDraws::SamePower) {
        const double activeV = duty.activeV.value_or(0);
        const double idleV = duty.idleV.value_or(activeV);
        need(isAbove0(activeV, BatteryLife::kMostVolt) && isAbove0(idleV, BatteryLife::kMostVolt), Voltage);
    }
    need(isAbove0(supply.capacityMah, BatteryLife::kMostMah), Capacity);
    if (supply.draws == BoardDraws::SamePower)
        need(isAbove0(supply.nominalV, BatteryLife::kMostVolt), NominalVoltage);
    need(isShare(supply.usableShare), UsableShare);
    need(isShare(supply.startCharge), StartCharge);
    need(isShare(supply.capacityFactor), CapacityFactor);
    need(isShare(supply.efficiency), Efficiency);
    need(isFrom0(supply.selfDischargePerMonth, 1), SelfDischarge);
    return faults;
}

double usableMah(const BatterySupply &supply)
{
    return supply.capacityMah * supply.usableShare * supply.startCharge * supply.capacityFactor;
}

} // namespace

std::vector<BatteryFault> batteryFaults(const BatteryDuty &duty, const BatterySupply &supply)
{
    std::vector<BatteryFault> faults = inputFaults(duty, supply);
    if (!faults.empty())
        return faults;
    // Also where the numbers are so small that the division would leave what a double can hold.
    if (!(drainOf(duty, supply).sum() > 0) || !std::isfinite(usableMah(supply) / (drainOf(duty, supply).sum() * 1e3)))
        faults.push_back(BatteryFault::NothingDrawn);
    return faults;
}

std::optional<BatteryLife> batteryLife(const BatteryDuty &duty, const BatterySupply &supply)
{
    if (!batteryFaults(duty, supply).empty())
        return std::nullopt;
    const Drain drain = drainOf(duty, supply);
    BatteryLife life;
    life.averageA = drain.sum();
    life.usableMah = usableMah(supply);
    life.hours = life.usableMah / (life.averageA * 1e3);
    life.activities = life.hours * 3600 / duty.periodSeconds;
    life.activeShare = drain.active / life.averageA;
    life.idleShare = drain.idle / life.averageA;
    life.lossShare = drain.loss / life.averageA;
    life.selfShare = drain.self / life.averageA;
    return life;
}

} // namespace profiles
