// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/connectivity/radio_history.h"
#include "profiles/prompts/prompt_energy.h"

#include <optional>

namespace profiles {

/// How long the rail is watched for what the kit draws anyway, ms.
inline constexpr double kIdleWindowMs = 500;

/// Kit time up to which samples are needed to know a prompt's energy above idle: its quiet, and the idle window after
/// it when the radio was not idle all through the one before it. Empty before quiet.
[[nodiscard]] std::optional<std::int64_t> energyKnownAt(const PromptRun &run, const RadioHistory &radio);

/// What the kit drew besides this prompt: the mean of the idle window before accepted, or of the one after quiet,
/// whichever the radio was idle all through. Empty when neither: then there is no energy above idle to tell.
[[nodiscard]] std::optional<IdlePower> idlePowerOf(
    const PromptRun &run, const device_link::SampleStore &store, const RadioHistory &radio);

} // namespace profiles
