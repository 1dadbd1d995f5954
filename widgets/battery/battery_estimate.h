// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/battery/battery_plan.h"
#include "widgets/power/region_context.h"

#include <optional>
#include <vector>

namespace widgets {

/// A battery life with everything that it rests on.
struct BatteryEstimate {
    BatterySetup setup;
    profiles::BatteryDuty duty;
    std::optional<profiles::BatteryLife> life; ///< empty: faults tells why
    std::vector<profiles::BatteryFault> faults;
    bool measured = false; ///< the region has samples; without them the faults say nothing
    QString letter, note, kit;
    std::optional<Origin> origin;
    IdleFrom idleFrom
        = IdleFrom::QuietestOfRegion;      ///< what was used: a region that is gone falls back to that of its own
    QString idleLetter;                    ///< of the other region
    double peakA = 0;                      ///< highest current of the region
    bool peakTooHigh = false;              ///< more than such a cell gives
    bool usual = false;                    ///< the cell was not chosen: it is what such a kit usually has
    bool stated = false;                   ///< the capacity is the one that the kit states
    std::optional<double> reportedPercent; ///< charge that the kit tells now
    QStringList caveats;                   ///< what the figures of the region do not cover
};
[[nodiscard]] BatteryEstimate batteryEstimate(KitContext &kit, const RegionReport &report);

/// "about 3 d 4 h", "about 2.4 years"; long lives are told in what one can imagine.
[[nodiscard]] QString lifeWords(double hours);
/// "Lithium polymer, 150 mAh"
[[nodiscard]] QString cellName(const profiles::BatteryCell &cell);
/// What is wrong with an input and what it has to be: a sentence.
[[nodiscard]] QString faultSentence(profiles::BatteryFault fault);
/// What the estimate takes for granted and does not look at, a sentence each.
[[nodiscard]] QStringList batteryNotes(const BatteryEstimate &estimate);
/// What speaks against it, a sentence each; empty: nothing.
[[nodiscard]] QStringList batteryWarnings(const BatteryEstimate &estimate);
/// Result and every assumption, one a line, "name, tab, value", in the language of the window.
[[nodiscard]] QString batteryText(const BatteryEstimate &estimate);

} // namespace widgets
