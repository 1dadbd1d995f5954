// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link_time.h"

#include "virtual_kit/kernel/sim_clock.h"
#include "virtual_kit/service/kit_config.h"

#include <QString>

#include <optional>
#include <string_view>
#include <vector>

namespace virtual_kit {

/// Everything that --fault can ask for. Probabilities are 0...1 per frame; LinkTime is time of the cable, SimTime
/// counts from the kit's power-on.
struct FaultPlan {
    struct Unplug {
        SimTime at = 0;
        SimTime duration = 0; ///< 0: for good
    };
    double drop = 0;
    double corrupt = 0;
    double malformed = 0;
    LinkTime delay = 0;
    LinkTime late = 0;
    bool twice = false;
    bool wrongSequence = false;
    bool flood = false;
    bool neverRead = false;
    std::uint64_t meterLoss = 0; ///< samples of the power meter, each time
    bool meterSplits = false;
    std::optional<SimTime> silentAt;
    std::vector<Unplug> unplugs;
    std::vector<KitFault> kit; ///< what the firmware and the board do themselves
};

/// Adds the faults of a comma list ("drop=0.01,unplug@2s,for=500ms") to the plan. False, with a sentence in error and
/// the plan unspecified, when it is not one.
[[nodiscard]] bool parseFaults(std::string_view spec, FaultPlan &plan, QString &error);

/// A duration: a number of at least 0 with unit ns, us, ms, s or min; at most a year.
[[nodiscard]] std::optional<SimTime> parseDuration(std::string_view text);

/// The faults and what they do, for --help.
[[nodiscard]] QString faultHelp();

} // namespace virtual_kit
