// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/prompts/prompt_energy.h"
#include "profiles/prompts/prompt_metrics.h"
#include "profiles/prompts/prompt_run.h"
#include "profiles/tokens/money.h"
#include "widgets/text/units.h"

#include <optional>

namespace widgets {

/// One prompt of the transcript, with what is known of its costs so far.
struct PromptEntry {
    int number = 0;                ///< 1... in the order asked
    std::int64_t askedOfDayNs = 0; ///< by this computer's clock: the kit's begins anew with each boot
    profiles::PromptRun run;
    profiles::PromptMetrics metrics;
    std::optional<profiles::PromptEnergy> energy;
    std::optional<profiles::Money> cost; ///< empty: not charged yet, or no price
    std::optional<device_link::Error> error;
    bool running = true;
};

/// The four costs of an answer, always in this order; em dash where unknown.
struct Costs {
    Quantity time;   ///< first token as the device's user waits for it
    Quantity energy; ///< above idle when idle is known, else the whole window; "≥" when only a part was measured
    Quantity tokens; ///< charged: what the money is computed from; in and out by usage when the kit charges nothing
    Quantity money;
};
[[nodiscard]] Costs costsOf(const PromptEntry &entry);
/// Samples are missing, or counting ended before the radio was quiet: the energy was at least that.
[[nodiscard]] bool energyIsPart(const PromptEntry &entry);
/// The tokens of the costs are those that were charged.
[[nodiscard]] bool tokensAreCharged(const PromptEntry &entry);
/// Tokens in and out as the usage says; empty when it does not.
[[nodiscard]] std::optional<qint64> totalTokens(const PromptEntry &entry);

} // namespace widgets
