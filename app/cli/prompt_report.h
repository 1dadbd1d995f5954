// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command_context.h"

#include "profiles/connectivity/radio_history.h"
#include "profiles/prompts/run_prompt.h"

#include <optional>

namespace app {

/// What is said of an answer that did not come to its end by itself.
[[nodiscard]] QString cutSentence(const profiles::PromptRun &run);

/// Where the recording of an answer is, and what it is for.
[[nodiscard]] QString recordedSentence(const QString &path);

/// Prints the four costs of an answer (time, energy, tokens, money: the same four as in the window) and, as JSON,
/// everything known of it. store: the rail's samples, or null when energy was not measured; radio: says where the rail
/// was idle. simulated: marks the values. recording: the file that was made of it, or empty.
void printPromptReport(const CommandContext &context, const profiles::PromptRun &run,
    const device_link::SampleView *store, const profiles::RadioHistory &radio,
    const std::optional<device_link::AccountState> &account, std::optional<bool> simulated, const QString &recording);

} // namespace app
