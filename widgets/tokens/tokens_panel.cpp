// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tokens/tokens_panel.h"

#include "widgets/common/error_banner.h"
#include "widgets/common/focus_handover.h"
#include "widgets/common/keep_clear.h"
#include "widgets/kit/axis_clock.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/offered_stack.h"
#include "widgets/text/units.h"
#include "widgets/tokens/balance_card.h"
#include "widgets/tokens/burn_down_card.h"
#include "widgets/tokens/burn_down_plot.h"
#include "widgets/tokens/ledger_card.h"
#include "widgets/tokens/ledger_feed.h"
#include "widgets/tokens/ledger_words.h"

#include <QEvent>
#include <QTableView>
#include <QVBoxLayout>

namespace widgets {

using device_link::SessionState;

namespace {

constexpr int kSpacing = 12;
constexpr int kBalanceWidth = 386;

/// Nothing is available and nothing that runs will give any back.
bool isExhausted(const device_link::AccountState &account)
{
    return account.availableMicro() <= 0 && account.reservedMicro <= 0;
}

} // namespace

TokensPanel::TokensPanel(QWidget *parent)
    : QWidget(parent)
    , m_accountBanner(new ErrorBanner(this))
    , m_faultBanner(new ErrorBanner(this))
    , m_balance(new BalanceCard(this))
    , m_burnDown(new BurnDownCard(this))
    , m_ledger(new LedgerCard(this))
{
    setTourTarget(m_balance, {QStringLiteral("balance")});
    setTourTarget(m_burnDown, {QStringLiteral("balance")});
    auto *content = new QWidget(this);
    auto *inner = new QVBoxLayout(content);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(kSpacing);
    inner->addWidget(m_accountBanner);
    inner->addWidget(m_faultBanner);
    auto *upper = new QHBoxLayout;
    upper->setSpacing(kSpacing);
    m_balance->setFixedWidth(kBalanceWidth);
    upper->addWidget(m_balance);
    upper->addWidget(m_burnDown, 1);
    inner->addLayout(upper);
    inner->addWidget(m_ledger, 1);
    m_stack = new OfferedStack(device_link::Capability::TokenAccount, content, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    handFocusTo(this, m_ledger->table());
    connectParts();
    refresh();
}

void TokensPanel::connectParts()
{
    m_tick.setInterval(2000); // what costs tokens comes by signal at once; this only moves the axis on
    connect(&m_tick, &QTimer::timeout, this, &TokensPanel::keepTime);
    m_tick.start();
    connect(m_ledger, &LedgerCard::entryChosen, this, &TokensPanel::showOnAxis);
    connect(m_ledger, &LedgerCard::selectionCleared, this, [this] { m_burnDown->plot()->setMark(std::nullopt); });
    connect(m_ledger, &LedgerCard::exportFailed, this, [this](const QString &reason) {
        m_exportError = reason;
        refreshFaultBanner();
    });
    connect(m_ledger, &LedgerCard::exported, this, [this] {
        m_exportError.clear();
        refreshFaultBanner();
    });
    connect(m_faultBanner, &ErrorBanner::actionTriggered, this, [this] {
        if (!m_exportError.isEmpty())
            m_ledger->exportCsv();
        else if (m_feed)
            m_feed->read();
    });
}

void TokensPanel::setKit(std::shared_ptr<KitContext> kit)
{
    if (m_kit) {
        m_kit->disconnect(this);
        m_kit->facts()->disconnect(this);
        m_feed->disconnect(this);
    }
    m_burnDown->setKit(kit.get());
    m_kit = std::move(kit);
    m_feed = m_kit ? m_kit->model<LedgerFeed>() : nullptr;
    m_ledger->setKit(m_kit.get(), m_feed);
    m_stack->setSession(m_kit ? m_kit->session() : nullptr);
    m_exportError.clear();
    if (m_kit)
        connectKit();
    refresh();
}

void TokensPanel::connectKit()
{
    connect(m_feed, &LedgerFeed::changed, this, &TokensPanel::refresh);
    connect(m_kit->facts(), &KitFacts::changed, this, [this] {
        const auto &account = m_kit->facts()->account();
        if (account && account->kitTimeNs != m_shownAtNs) // battery and signal say nothing about it
            refresh();
    });
    connect(m_kit.get(), &KitContext::stateChanged, this, &TokensPanel::refresh);
}

void TokensPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        retranslate();
}

void TokensPanel::retranslate()
{
    m_balance->retranslate();
    m_burnDown->retranslate();
    m_ledger->retranslate();
    refresh();
}

void TokensPanel::refresh()
{
    m_shownAtNs = m_kit && m_kit->facts()->account() ? m_kit->facts()->account()->kitTimeNs : 0;
    m_balance->refresh(m_kit.get(), m_feed);
    m_burnDown->refresh(m_feed);
    m_ledger->refresh();
    refreshAccountBanner();
    refreshFaultBanner();
}

void TokensPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    keepTime(); // the clock stood still meanwhile
}

/// What changes by the clock alone.
void TokensPanel::keepTime()
{
    if (!isVisible() || !m_feed)
        return;
    m_kit->model<AxisClock>()->follow();
    m_balance->refresh(m_kit.get(), m_feed);
    m_burnDown->refresh(m_feed);
}

void TokensPanel::refreshAccountBanner()
{
    const auto &account = m_kit ? m_kit->facts()->account() : std::optional<device_link::AccountState>();
    if (!account)
        return m_accountBanner->clear();
    const QString simulated = m_kit->origin() == Origin::Simulated
        ? QString(u' ' + tr("A virtual kit has a new balance when it is started again."))
        : QString();
    if (isExhausted(*account))
        return m_accountBanner->showMessage(ErrorBanner::Severity::Error, tr("The account is out of tokens."),
            tr("The kit now refuses every prompt before anything is spent. Kit protocol v1 cannot top up: "
               "the operator of the account can.")
                + simulated);
    if (account->availableMicro() >= kUsualReservationMicro || account->reservedMicro > 0)
        return m_accountBanner->clear();
    const QString unit = kThinSpace + QStringLiteral("tok");
    m_accountBanner->showMessage(ErrorBanner::Severity::Warning, tr("The tokens left do not cover a usual answer."),
        tr("%1 are available, and a prompt reserves its token limit, %2 unless it says less. Ask with a lower limit, "
           "or "
           "have the operator top up the account.")
                .arg(tokenFigure(account->availableMicro()) + unit, tokenFigure(kUsualReservationMicro) + unit)
            + simulated);
}

void TokensPanel::refreshFaultBanner()
{
    const bool connected = m_kit && m_kit->session()->state() == SessionState::Connected;
    if (!m_exportError.isEmpty())
        m_faultBanner->showMessage(ErrorBanner::Severity::Error, tr("The ledger was not saved."),
            tr("Nothing was changed in the folder. Choose another one or make room."), m_exportError,
            tr("Save elsewhere…"));
    else if (m_feed && m_feed->error() && !m_feed->reading() && connected)
        m_faultBanner->showError(*m_feed->error(), tr("Read again"));
    else
        m_faultBanner->clear();
}

void TokensPanel::showOnAxis(const device_link::LedgerEntry &entry)
{
    if (!m_feed->isPresentBoot(entry))
        return m_burnDown->plot()->setMark(std::nullopt); // its time is on no axis of this boot
    const std::int64_t span = m_kit->window()->spanNs();
    m_kit->window()->setRange(entry.kitTimeNs - span / 2, entry.kitTimeNs - span / 2 + span);
    m_burnDown->plot()->setMark(entry.kitTimeNs);
}

QString TokensPanel::shortBalance(KitContext *kit)
{
    constexpr qint64 kToken = 1'000'000;
    if (!kit || !kit->facts()->account())
        return {};
    const qint64 balance = kit->facts()->account()->balanceMicro; // the same as in the status bar
    if (balance < 1000 * kToken)
        return integer(balance / kToken);
    return text(si(static_cast<double>(balance) / static_cast<double>(kToken), QString(), 4));
}

} // namespace widgets
