// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace profiles {

/// What a board takes from a cell whose voltage is not the one it was measured at.
enum class BoardDraws : std::uint8_t {
    SameCurrent, ///< as measured: no regulator, or a linear one
    SamePower,   ///< a switching regulator: the lower the voltage, the higher the current
};

/// An activity that comes again and again, and what is drawn between: A, V and s, measured or assumed.
struct BatteryDuty {
    double activeA = 0;            ///< average over the activity
    double activeSeconds = 0;      ///< how long one takes
    std::optional<double> activeV; ///< energy over charge; SamePower needs it
    double periodSeconds = 0;      ///< from the begin of one to the begin of the next
    double idleA = 0;              ///< average between them
    std::optional<double> idleV;   ///< empty: as during the activity
};

/// The cell and what is taken for granted of it. Shares are 0...1.
struct BatterySupply {
    double capacityMah = 0;           ///< nominal
    double nominalV = 3.7;            ///< mean over the discharge; counts for SamePower alone
    double usableShare = 1;           ///< of the capacity, down to the voltage at which the device turns off
    double startCharge = 1;           ///< of the usable part, at the begin
    double capacityFactor = 1;        ///< what cold and age leave of the capacity
    double efficiency = 1;            ///< of what lies between the cell and the place that was measured
    double selfDischargePerMonth = 0; ///< of the capacity; counted as a constant current
    BoardDraws draws = BoardDraws::SameCurrent;
};

/// What an estimate cannot be made from; each names one input.
enum class BatteryFault : std::uint8_t {
    ActiveCurrent,  ///< not a number, below 0 or above kMostAmpere
    ActiveSeconds,  ///< not above 0, or above kMostSeconds
    Period,         ///< not above 0, or above kMostSeconds
    PeriodTooShort, ///< below the time that one activity takes
    IdleCurrent,    ///< as ActiveCurrent
    Voltage,        ///< SamePower without a measured voltage above 0
    Capacity,       ///< not above 0, or above kMostMah
    NominalVoltage, ///< SamePower, and not above 0 or above kMostVolt
    UsableShare,    ///< these four: not above 0 or above 1
    StartCharge,
    CapacityFactor,
    Efficiency,
    SelfDischarge, ///< not in 0...1
    NothingDrawn,  ///< all is right and the cell would last for ever
};

struct BatteryLife {
    static constexpr double kMostAmpere = 1000;
    static constexpr double kMostVolt = 1000;
    static constexpr double kMostSeconds = 10 * 365.25 * 86400;
    static constexpr double kMostMah = 1e6;
    static constexpr double kHoursPerMonth = 365.25 * 24 / 12;

    double hours = 0;
    double averageA = 0;   ///< out of the cell, losses and self-discharge included
    double usableMah = 0;  ///< what is there to be drawn, at the begin
    double activities = 0; ///< how many fit, the last one in part
    /// Of what leaves the cell; together 1.
    double activeShare = 0, idleShare = 0, lossShare = 0, selfShare = 0;
};

/// Every reason why no estimate can be made, in the order of the enumeration; NothingDrawn only alone.
[[nodiscard]] std::vector<BatteryFault> batteryFaults(const BatteryDuty &duty, const BatterySupply &supply);

/// Charge that is there over the mean current that leaves the cell. Linear: neither the rate nor the temperature of the
/// moment changes the capacity. Empty when there are faults.
[[nodiscard]] std::optional<BatteryLife> batteryLife(const BatteryDuty &duty, const BatterySupply &supply);

} // namespace profiles
