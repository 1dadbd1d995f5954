// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tour/steps/balance_step.h"

#include "widgets/kit/kit_context.h"
#include "widgets/text/words.h"
#include "widgets/tokens/ledger_words.h"

namespace widgets {

using device_link::Capability;
using device_link::Error;
using device_link::Fault;

namespace {
constexpr int kReadMs = 15'000;
} // namespace

QString BalanceStep::title() const { return tr("Look at the balance"); }

QString BalanceStep::text() const
{
    return tr("The kit's account reserves tokens before an answer and books what was really used after it. Both are "
              "lines of its ledger, and the burn-down shows how long the balance lasts.");
}

QString BalanceStep::now() const { return tr("Reading the account."); }

QString BalanceStep::outcome() const
{
    const PromptEntry *asked = kit()->prompts()->find(memory().promptId);
    if (asked && asked->run.charge)
        return tr("Entry %1 of the ledger is the charge for the answer.")
            .arg(integer(qint64(asked->run.charge->ledgerEntry)));
    return tr("No answer was charged in this tour.");
}

void BalanceStep::start()
{
    if (!kit()->session()->tokenAccount())
        return passOver([] { return notOffered(Capability::TokenAccount).what; });
    await([this] { return kit()->facts()->account().has_value(); }, kReadMs, [this] { succeed(); },
        [this] { fail(Error(Fault::Timeout, QStringLiteral("the account was not read in time"))); });
}

QList<TourFact> BalanceStep::facts() const
{
    const auto &account = kit()->facts()->account();
    if (!account)
        return {};
    const PromptEntry *asked = kit()->prompts()->find(memory().promptId);
    const auto amount = [](qint64 micro) { return widgets::text({tokenFigure(micro), QStringLiteral("tok")}); };
    if (!asked || !memory().balanceBefore)
        return {{tr("Balance"), amount(account->balanceMicro), Tone::Money}};
    const auto &charge = asked->run.charge;
    return {{tr("Before the answer"), amount(*memory().balanceBefore), Tone::Money},
        {tr("Charged"), charge ? amount(charge->micro) : QString(), Tone::Tokens},
        {tr("Worth"), asked->cost ? moneyText(money(asked->cost->micro, asked->cost->currency)) : QString(),
            Tone::Money},
        {tr("Balance now"), amount(account->balanceMicro), Tone::Money},
        {tr("Reserved"), amount(account->reservedMicro)}};
}

QJsonObject BalanceStep::figures() const
{
    const auto &account = kit()->facts()->account();
    QJsonObject figures;
    if (memory().balanceBefore)
        figures.insert(QStringLiteral("before_micro_tokens"), *memory().balanceBefore);
    if (account)
        figures.insert(QStringLiteral("balance_micro_tokens"), account->balanceMicro);
    return figures;
}

} // namespace widgets
