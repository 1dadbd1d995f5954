// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/overview/account_card.h"

#include "widgets/common/chip.h"
#include "widgets/common/fact_list.h"
#include "widgets/common/number_label.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/kit_time.h"
#include "widgets/kit/offers.h"
#include "widgets/overview/balance_steps.h"
#include "widgets/text/words.h"
#include "widgets/tokens/ledger_feed.h"
#include "widgets/tokens/spending.h"

namespace widgets {

AccountCard::AccountCard(QWidget *parent)
    : AccountCard(new BalanceSteps, parent)
{
}

AccountCard::AccountCard(BalanceSteps *steps, QWidget *parent)
    : OverviewCard(QStringLiteral("account"), steps, parent)
    , m_steps(steps)
{
    AccountCard::retranslate();
    AccountCard::refresh();
}

void AccountCard::retranslate()
{
    setTitle(tr("Compute account"));
    factList()->setLabel(0, tr("Reserved"));
    factList()->setLabel(1, tr("Price"));
    factList()->setLabel(2, tr("Last charge"));
}

void AccountCard::bind()
{
    if (m_ledger)
        m_ledger->disconnect(this);
    m_ledger = kit() ? kit()->model<LedgerFeed>() : nullptr;
    if (m_ledger)
        connect(m_ledger, &LedgerFeed::changed, this, &AccountCard::refresh);
}

void AccountCard::refresh()
{
    m_steps->setCaption(isReplay() ? tr("balance in the recording") : tr("balance in this session"));
    const auto &account = kit() ? kit()->facts()->account() : std::optional<device_link::AccountState>();
    if (!account) {
        const bool connected = kit() && kit()->session()->state() == device_link::SessionState::Connected;
        const bool offered = kit() && offers(*kit()->session(), device_link::Capability::TokenAccount);
        numberLabel()->setQuantity(unknown());
        setLine(connected && !offered ? whatLacks(*kit()->session(), device_link::Capability::TokenAccount).what
                                      : QString());
        chip()->setState({}, ChipTone::Neutral);
        m_steps->setSteps({});
        for (int row = 0; row < 3; ++row)
            factList()->setValue(row, {});
        return;
    }
    numberLabel()->setQuantity(
        tokens(account->balanceMicro), tr("%1 micro-tokens").arg(integer(account->balanceMicro)));
    m_steps->setSteps(kit()->facts()->balanceSteps());
    factList()->setValue(0, text(tokens(account->reservedMicro)));
    QString price;
    if (account->priceMicroPerMillionTokens > 0)
        price = moneyText(money(account->priceMicroPerMillionTokens, account->currency)) + tr(" per M tok");
    factList()->setValue(1, price,
        price.isEmpty() ? isReplay() ? tr("The recording does not tell") : tr("The kit did not tell")
                        : tr("Price table %1").arg(account->priceVersion));
    const PromptEntry *last = kit()->prompts()->last();
    const bool here = last && last->run.charge && last->run.bootId == axisBoot(*kit()); // of this account's time
    factList()->setValue(2, here ? text(tokens(last->run.charge->micro)) : QString(),
        isReplay() ? tr("Nothing was charged in the recording") : tr("Nothing was charged in this session"));
    refreshLine(account->availableMicro());
    chip()->setState(account->availableMicro() > 0 ? tr("in credit") : tr("exhausted"),
        account->availableMicro() > 0 ? ChipTone::Ok : ChipTone::Error);
}

void AccountCard::refreshLine(qint64 available)
{
    const std::optional<AnswerCost> cost
        = m_ledger ? m_ledger->answerCost() : std::nullopt; // as the Tokens panel counts it
    if (!cost || available <= 0) {
        setLine(
            (isReplay() ? tr("at its end, %1 available") : tr("balance, %1 available")).arg(text(tokens(available))));
        return;
    }
    setLine((isReplay() ? tr("at the end of it, for about %1 answers") : tr("balance for about %1 answers"))
                .arg(integer(available / cost->meanMicro)));
}

} // namespace widgets
