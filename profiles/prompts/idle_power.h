// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/connectivity/radio_history.h"
#include "profiles/prompts/prompt_energy.h"

#include <optional>

namespace profiles {

/// How long the rail is watched for what the kit draws anyway, ms: whole paging cycles, or the peak of one more or less
/// would shift the mean by a tenth (an idle modem wakes every 1.28 or 2.56 s, 3GPP TS 36.304 §7.1).
inline constexpr double kIdleWindowMs = 2560;

/// Kit time up to which samples are needed to know a prompt's energy above idle: its quiet, and the idle window after
/// it when the radio was not idle all through the one before it. Empty before quiet.
[[nodiscard]] std::optional<std::int64_t> energyKnownAt(const PromptRun &run, const RadioHistory &radio);

/// What the kit drew besides this prompt: the mean of the longest stretch of whole idle windows before accepted (four
/// at most), or of the window after quiet, whichever the radio was idle all through; where neither is long enough, of
/// half a second. IdlePower::seconds tells which. Empty when none: then there is no energy above idle to tell.
[[nodiscard]] std::optional<IdlePower> idlePowerOf(
    const PromptRun &run, const device_link::SampleView &store, const RadioHistory &radio);

} // namespace profiles
