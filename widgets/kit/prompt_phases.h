// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/prompts/prompt_energy.h"
#include "widgets/kit/prompt_entry.h"

#include <QColor>
#include <QList>
#include <QString>

#include <optional>

namespace widgets {

/// A stretch of one answer: how long it took and, where the rail was measured, what it drew.
struct PromptPhase {
    profiles::EnergyPhaseId id = profiles::EnergyPhaseId::Promotion;
    double seconds = 0;
    std::optional<double> joules;
};

/// The phases of an answer in time order, whose ends are known; they tile it without a hole, and those up to the first
/// token add up to its time. Empty before it has any.
/// Joules above idle when idle is known, as the answer's cost: so they add up to it.
[[nodiscard]] QList<PromptPhase> phasesOf(const PromptEntry &entry);
/// The order in which phases follow each other.
inline constexpr profiles::EnergyPhaseId kPhaseOrder[]
    = {profiles::EnergyPhaseId::Promotion, profiles::EnergyPhaseId::Uplink, profiles::EnergyPhaseId::Wait,
        profiles::EnergyPhaseId::FirstToken, profiles::EnergyPhaseId::Stream, profiles::EnergyPhaseId::Tail};
[[nodiscard]] QString phaseWord(profiles::EnergyPhaseId id); ///< "radio setup", "send", ...
/// Fill of a phase; the tail is drawn hatched as well.
[[nodiscard]] QColor phaseColour(profiles::EnergyPhaseId id);
[[nodiscard]] bool phaseHatched(profiles::EnergyPhaseId id);

} // namespace widgets
