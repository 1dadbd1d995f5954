// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/kit/kit_facts.h"

#include <QList>

#include <optional>

namespace widgets {

/// What the last answers cost on average.
struct AnswerCost {
    qint64 meanMicro = 0; ///< above 0
    int answers = 0;
    friend bool operator==(const AnswerCost &, const AnswerCost &) = default;
};

/// How fast the balance went down lately.
struct Pace {
    double microPerSecond = 0; ///< above 0
    std::int64_t overNs = 0;   ///< the time it was taken over, until now
    friend bool operator==(const Pace &, const Pace &) = default;
};

inline constexpr int kAnswersLookedAt = 10; ///< for both: what was long ago says little about the next answer

/// Over the last charges of the ledger that were not 0; empty when there is none.
[[nodiscard]] std::optional<AnswerCost> answerCost(const QList<device_link::LedgerEntry> &entries);

/// From the first of the last charges in this boot until now, without that first one: it pays for the time before.
/// Empty below three charges: two points are not a pace.
[[nodiscard]] std::optional<Pace> paceOf(
    const QList<device_link::LedgerEntry> &entries, std::uint32_t bootId, std::int64_t nowNs);

/// The balance in one boot as the ledger tells it, oldest first; it begins with what an earlier boot left.
[[nodiscard]] QList<KitFacts::BalanceStep> balanceSteps(
    const QList<device_link::LedgerEntry> &entries, std::uint32_t bootId);

/// When the balance would be used up at this pace, ns from now; empty beyond ten years.
[[nodiscard]] std::optional<std::int64_t> lastsFor(qint64 availableMicro, const Pace &pace);

} // namespace widgets
