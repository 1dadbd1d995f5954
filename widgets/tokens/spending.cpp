// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tokens/spending.h"

#include <algorithm>

namespace widgets {

using device_link::LedgerEntry;

namespace {

bool isCharge(const LedgerEntry &entry) { return entry.kind == QLatin1String("commit") && entry.amountMicro < 0; }

} // namespace

std::optional<AnswerCost> answerCost(const QList<LedgerEntry> &entries)
{
    AnswerCost cost;
    for (auto it = entries.crbegin(); it != entries.crend() && cost.answers < kAnswersLookedAt; ++it) {
        if (isCharge(*it)) {
            cost.meanMicro -= it->amountMicro;
            ++cost.answers;
        }
    }
    if (cost.answers == 0)
        return std::nullopt;
    cost.meanMicro = std::max<qint64>(1, cost.meanMicro / cost.answers);
    return cost;
}

std::optional<Pace> paceOf(const QList<LedgerEntry> &entries, std::uint32_t bootId, std::int64_t nowNs)
{
    constexpr int kFewest = 3;
    const LedgerEntry *first = nullptr;
    const LedgerEntry *last = nullptr;
    double spent = 0;
    int charges = 0;
    for (auto it = entries.crbegin(); it != entries.crend() && charges < kAnswersLookedAt; ++it) {
        if (it->bootId != bootId)
            break;
        if (!isCharge(*it))
            continue;
        spent += first ? -static_cast<double>(first->amountMicro) : 0;
        first = &*it;
        last = last ? last : first;
        ++charges;
    }
    if (charges < kFewest)
        return std::nullopt;
    const std::int64_t over = std::max(nowNs, last->kitTimeNs) - first->kitTimeNs;
    if (over <= 0)
        return std::nullopt;
    return Pace{spent / (static_cast<double>(over) / 1e9), over};
}

QList<KitFacts::BalanceStep> balanceSteps(const QList<LedgerEntry> &entries, std::uint32_t bootId)
{
    QList<KitFacts::BalanceStep> steps;
    const LedgerEntry *before = nullptr;
    for (const LedgerEntry &entry : entries) {
        if (entry.bootId != bootId) {
            before = &entry;
            continue;
        }
        if (steps.isEmpty() && before)
            steps.append({0, before->balanceMicro, before->reservedMicro});
        steps.append({entry.kitTimeNs, entry.balanceMicro, entry.reservedMicro});
    }
    if (steps.isEmpty() && before)
        steps.append({0, before->balanceMicro, before->reservedMicro});
    return steps;
}

std::optional<std::int64_t> lastsFor(qint64 availableMicro, const Pace &pace)
{
    constexpr double kTenYears = 10 * 365.25 * 86'400;
    const double seconds = static_cast<double>(std::max<qint64>(0, availableMicro)) / pace.microPerSecond;
    if (seconds > kTenYears)
        return std::nullopt;
    return static_cast<std::int64_t>(seconds * 1e9);
}

} // namespace widgets
