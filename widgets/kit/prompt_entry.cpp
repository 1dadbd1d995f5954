// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kit/prompt_entry.h"

#include <cmath>

namespace widgets {

std::optional<qint64> totalTokens(const PromptEntry &entry)
{
    if (!entry.run.usage)
        return std::nullopt;
    return entry.run.usage->promptTokens + entry.run.usage->completionTokens;
}

bool tokensAreCharged(const PromptEntry &entry) { return entry.run.charge.has_value(); }

bool energyIsPart(const PromptEntry &entry) { return entry.energy && !entry.energy->complete && !entry.running; }

Costs costsOf(const PromptEntry &entry)
{
    Costs costs{unknown(QStringLiteral("ms")), unknown(QStringLiteral("mJ")), unknown(QStringLiteral("tok")),
        unknown(QStringLiteral("¥"))};
    if (entry.metrics.ttftDev)
        costs.time = costTime(static_cast<std::int64_t>(std::llround(*entry.metrics.ttftDev * 1e6)));
    if (entry.energy)
        costs.energy = costEnergy(entry.energy->marginalJoules.value_or(entry.energy->totalJoules));
    if (energyIsPart(entry))
        costs.energy.number.prepend(QStringLiteral("≥") + kThinSpace);
    // Not the tokens that have come so far: a figure that changes its meaning cannot be read.
    const std::optional<qint64> total = totalTokens(entry);
    if (tokensAreCharged(entry))
        costs.tokens = tokens(entry.run.charge->micro);
    else if (total)
        costs.tokens = {integer(*total), QStringLiteral("tok")};
    if (entry.cost)
        costs.money = money(entry.cost->micro, entry.cost->currency);
    return costs;
}

} // namespace widgets
