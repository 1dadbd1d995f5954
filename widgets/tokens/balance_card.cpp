// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tokens/balance_card.h"

#include "profiles/tokens/money.h"
#include "widgets/common/badge.h"
#include "widgets/common/chip.h"
#include "widgets/common/fact_list.h"
#include "widgets/common/number_label.h"
#include "widgets/common/text_label.h"
#include "widgets/kit/kit_context.h"
#include "widgets/text/units.h"
#include "widgets/tokens/ledger_feed.h"
#include "widgets/tokens/ledger_words.h"
#include "widgets/tokens/level_bar.h"

#include <QHBoxLayout>

namespace widgets {

using device_link::AccountState;
using device_link::SessionState;

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

enum Row { Balance, Reserved, Spent, PaceRow, RunsDry, RowCount };

QString tokenText(qint64 micro) { return text({tokenFigure(micro), QStringLiteral("tok")}); }

QString meanText(qint64 micro)
{
    return text({fixed(static_cast<double>(micro) / 1e6, 0), QStringLiteral("tok")}); // tokens are whole
}

/// "about 8 200 tok/h": two figures are all that such an estimate is worth.
QString paceText(const Pace &pace)
{
    const double perHour = pace.microPerSecond / 1e6 * 3600;
    double step = 1;
    while (perHour / step >= 100)
        step *= 10;
    const double shown = perHour >= 10 ? std::round(perHour / step) * step : perHour;
    return text({perHour >= 10 ? integer(static_cast<qint64>(shown)) : significant(shown, 2), QStringLiteral("tok/h")});
}

} // namespace

BalanceCard::BalanceCard(QWidget *parent)
    : Card(parent)
    , m_number(new NumberLabel(TextRole::PanelNumber, this))
    , m_money(new TextLabel(TextRole::Table, Tone::Text2, this))
    , m_badge(new Badge(this))
    , m_level(new QWidget(this))
    , m_bar(new LevelBar(m_level))
    , m_granted(new TextLabel(TextRole::Table, Tone::Text2, m_level))
    , m_share(new TextLabel(TextRole::Table, Tone::Text2, m_level))
    , m_answers(new TextLabel(TextRole::BodyStrong, Tone::Text, this))
    , m_basis(new TextLabel(TextRole::Caption, Tone::Text3, this))
    , m_facts(new FactList(RowCount, this))
{
    m_number->setObjectName(QStringLiteral("available"));
    m_money->setObjectName(QStringLiteral("money"));
    m_answers->setObjectName(QStringLiteral("answersLeft"));
    m_basis->setObjectName(QStringLiteral("basis"));
    m_facts->setObjectName(QStringLiteral("balanceFacts"));
    auto *worth = new QHBoxLayout;
    worth->setSpacing(8);
    m_money->setWordWrap(true);
    worth->addWidget(m_money, 1);
    worth->addWidget(m_badge, 0, Qt::AlignTop);
    auto *level = new QGridLayout(m_level);
    level->setContentsMargins(0, 4, 0, 0);
    level->setVerticalSpacing(4);
    level->addWidget(m_bar, 0, 0, 1, 2);
    level->addWidget(m_granted, 1, 0);
    level->addWidget(m_share, 1, 1, Qt::AlignRight);
    m_basis->setWordWrap(true);
    body()->setSpacing(4);
    body()->addWidget(m_number);
    body()->addLayout(worth);
    body()->addWidget(m_level);
    body()->addSpacing(4);
    body()->addWidget(m_facts);
    body()->addSpacing(4);
    body()->addWidget(m_answers);
    body()->addWidget(m_basis);
    body()->addStretch();
    retranslate();
    clear();
}

void BalanceCard::retranslate()
{
    setTitle(tr("Available"));
    m_facts->setLabel(Balance, tr("Balance"));
    m_facts->setLabel(Reserved, tr("Reserved"));
    m_facts->setLabel(Spent, tr("Spent"));
    m_facts->setLabel(PaceRow, tr("Pace"));
    m_facts->setLabel(RunsDry, tr("Runs dry"));
}

void BalanceCard::clear()
{
    m_number->setQuantity(unknown(), tr("The account has not been read yet"));
    m_number->setAccessibleName(tr("Available: unknown"));
    m_money->setText(QString(kEmDash));
    m_badge->setOrigin(std::nullopt);
    m_level->hide();
    m_answers->setText({});
    m_basis->setText({});
    for (int row = 0; row < RowCount; ++row)
        m_facts->setValue(row, {}, tr("The account has not been read yet"));
    chip()->setState({}, ChipTone::Neutral);
}

void BalanceCard::refresh(KitContext *kit, LedgerFeed *feed)
{
    const auto &account = kit ? kit->facts()->account() : std::optional<AccountState>();
    if (!account || !feed)
        return clear();
    const qint64 available = account->availableMicro();
    m_number->setQuantity({tokenFigure(available), QStringLiteral("tok")},
        tr("Available: the balance less what is reserved. %1 micro-tokens.").arg(integer(available)));
    m_number->setAccessibleName(tr("Available: %1").arg(tokenText(available)));
    m_number->setEnabled(!feed->lostForNs());
    m_badge->setOrigin(kit->origin());
    refreshMoney(*account);
    refreshLevel(*account, *feed);
    refreshFacts(*account, *feed);
    refreshPace(*account, *feed);
    refreshChip(*account, *feed);
}

void BalanceCard::refreshMoney(const AccountState &account)
{
    const auto worth = profiles::moneyOf(account.availableMicro(), account);
    if (account.priceMicroPerMillionTokens <= 0 || !worth) {
        m_money->setText(tr("Worth —: the kit did not tell a price"));
        m_money->setToolTip({});
        return;
    }
    const QString price = moneyText(money(account.priceMicroPerMillionTokens, account.currency));
    const QString amount = moneyText(money(worth->micro, worth->currency));
    m_money->setText(account.priceVersion.isEmpty()
            ? tr("about %1 at the kit's price, %2 per M tokens").arg(amount, price)
            : tr("about %1 at price %2, %3 per M tokens").arg(amount, account.priceVersion, price));
    m_money->setToolTip(tr("%1 micro-units of %2").arg(integer(worth->micro), worth->currency));
}

void BalanceCard::refreshLevel(const AccountState &account, const LedgerFeed &feed)
{
    const qint64 granted = feed.report().grantedMicro;
    const bool shown = feed.whole() && granted > 0;
    m_level->setVisible(shown);
    if (!shown)
        return;
    m_bar->setLevel(account.availableMicro(), account.reservedMicro, granted);
    const double share = static_cast<double>(account.availableMicro()) / static_cast<double>(granted) * 100;
    m_granted->setText(tr("of %1 granted").arg(tokenFigure(granted)));
    // 99.98 % is not yet all of it.
    const bool nearlyAll = share < 100 && share > 99;
    m_share->setText(text(percent(nearlyAll ? std::min(share, 99.9) : share, nearlyAll ? 1 : 0)));
    m_bar->setAccessibleName(tr("Available of what was granted: %1").arg(m_share->text()));
}

void BalanceCard::refreshFacts(const AccountState &account, const LedgerFeed &feed)
{
    m_facts->setValue(Balance, tokenText(account.balanceMicro),
        tr("Available and reserved together; %1 micro-tokens").arg(integer(account.balanceMicro)));
    m_facts->setValue(Reserved, tokenText(account.reservedMicro),
        tr("Held for answers that are running; what they do not use comes back"));
    QString reason = tr("The sum of all charges in the ledger");
    if (!feed.known())
        reason = tr("The ledger has not been read yet");
    else if (!feed.whole())
        reason = tr("The ledger begins before what was read");
    m_facts->setValue(Spent, feed.whole() ? tokenText(feed.report().committedMicro) : QString(), reason);
}

void BalanceCard::refreshPace(const AccountState &account, const LedgerFeed &feed)
{
    const auto pace = feed.pace();
    const auto cost = feed.answerCost();
    const QString few = tr("A pace needs three charged answers since the kit's last start");
    m_facts->setValue(PaceRow, pace ? tr("about %1").arg(paceText(*pace)) : QString(), pace ? QString() : few);
    QString dry;
    const auto lasts = pace ? lastsFor(account.availableMicro(), *pace) : std::nullopt;
    if (lasts && account.availableMicro() > 0)
        dry = tr("in about %1").arg(duration(std::max(kSecond, *lasts / kSecond * kSecond)));
    m_facts->setValue(RunsDry, dry, dry.isEmpty() ? few : tr("At the pace above, in a straight line"));
    QStringList basis;
    if (cost) {
        const qint64 answers = std::max<qint64>(0, account.availableMicro()) / cost->meanMicro;
        m_answers->setText(tr("about %1 answers like these").arg(integer(answers)));
        basis.append(cost->answers == 1
                ? tr("At %1, the charge of the last answer.").arg(meanText(cost->meanMicro))
                : tr("At %1, the average of the last %2 answers.").arg(meanText(cost->meanMicro)).arg(cost->answers));
    } else {
        m_answers->setText(feed.known() ? tr("No answer was charged yet") : QString());
    }
    if (pace)
        basis.append(tr("Pace of the last %1.").arg(duration(pace->overNs / kSecond * kSecond)));
    m_basis->setText(basis.join(u' '));
    m_basis->setVisible(!basis.isEmpty());
}

void BalanceCard::refreshChip(const AccountState &account, const LedgerFeed &feed)
{
    if (const auto lost = feed.lostForNs()) {
        return chip()->setState(
            tr("%1 ago").arg(duration(std::max(kSecond, *lost / kSecond * kSecond))), ChipTone::Neutral);
    }
    if (account.availableMicro() <= 0)
        return account.reservedMicro > 0 ? chip()->setState(tr("all reserved"), ChipTone::Warn)
                                         : chip()->setState(tr("out of tokens"), ChipTone::Error);
    const bool low = account.availableMicro() < kUsualReservationMicro && account.reservedMicro == 0;
    chip()->setState(low ? tr("low") : tr("in credit"), low ? ChipTone::Warn : ChipTone::Ok);
}

} // namespace widgets
