// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tokens/ledger_feed.h"

#include "device_link/session/host_clock.h"
#include "widgets/kit/axis_clock.h"
#include "widgets/kit/kit_context.h"
#include "widgets/tokens/ledger_model.h"

#include <algorithm>

namespace widgets {

using device_link::AccountState;
using device_link::KitSession;
using device_link::LedgerEntry;
using device_link::Result;
using device_link::SessionState;
using device_link::TokenAccount;
using profiles::LedgerFinding;
using profiles::LedgerFindingKind;

LedgerFeed::LedgerFeed(KitContext *kit)
    : QObject(kit)
    , m_kit(kit)
    , m_session(kit->session())
    , m_model(new LedgerModel(LedgerModel::kLimit, this))
{
    m_model->setPrompts(kit->prompts());
    connect(m_session.get(), &KitSession::stateChanged, this, &LedgerFeed::onState);
    connect(m_session.get(), &KitSession::capabilitiesChanged, this, [this] {
        bind();
        if (!m_known)
            read();
    });
    connect(kit, &KitContext::wallClockChanged, this, &LedgerFeed::takeClock);
    connect(kit->prompts(), &PromptHistory::finished, this, &LedgerFeed::check);
    connect(kit->facts(), &KitFacts::changed, this, [this] {
        if (m_kit->facts()->account())
            m_model->setAccount(*m_kit->facts()->account());
    });
    if (kit->facts()->account())
        m_model->setAccount(*kit->facts()->account());
    takeClock();
    onState(m_session->state());
}

LedgerFeed::~LedgerFeed() { m_stop.request_stop(); }

void LedgerFeed::bind()
{
    if (const auto account = m_session->tokenAccount()) {
        account->disconnect(this);
        connect(account.get(), &TokenAccount::entryAdded, this, &LedgerFeed::takeEntry);
    }
}

void LedgerFeed::onState(SessionState state)
{
    if (state == SessionState::Connected) {
        m_lostAtNs.reset();
        bind();
        takeClock();
        read();
    } else if (state == SessionState::Lost && !m_lostAtNs) {
        m_lostAtNs = device_link::hostNowNs();
    }
    Q_EMIT changed();
}

void LedgerFeed::takeClock()
{
    const device_link::ClockMap map = m_session->clock();
    if (map.valid() && m_kit->wallClock().known())
        m_model->setBootOffset(map.bootId(), m_kit->wallClock().offsetNs());
}

std::optional<std::int64_t> LedgerFeed::lostForNs() const
{
    return m_lostAtNs ? std::optional(device_link::hostNowNs() - *m_lostAtNs) : std::nullopt;
}

std::int64_t LedgerFeed::nowNs() const
{
    const std::int64_t newest = m_model->entries().isEmpty() || !isPresentBoot(m_model->entries().last())
        ? 0
        : m_model->entries().last().kitTimeNs;
    return std::max(newest, m_kit->model<AxisClock>()->nowNs());
}

bool LedgerFeed::isPresentBoot(const LedgerEntry &entry) const { return entry.bootId == m_session->identity().bootId; }

std::optional<AnswerCost> LedgerFeed::answerCost() const { return widgets::answerCost(m_model->entries()); }

std::optional<Pace> LedgerFeed::pace() const
{
    return paceOf(m_model->entries(), m_session->identity().bootId, nowNs());
}

QList<KitFacts::BalanceStep> LedgerFeed::steps() const
{
    return m_model->entries().isEmpty() ? m_kit->facts()->balanceSteps()
                                        : balanceSteps(m_model->entries(), m_session->identity().bootId);
}

bool LedgerFeed::whole() const
{
    return m_known && (m_model->entries().isEmpty() || m_model->entries().first().number == 1);
}

std::optional<LedgerFinding> LedgerFeed::firstBad() const
{
    const auto bad = std::ranges::find_if(
        m_report.findings, [](const LedgerFinding &finding) { return finding.kind != LedgerFindingKind::Overrun; });
    return bad == m_report.findings.cend() ? std::nullopt : std::optional(*bad);
}

quint64 LedgerFeed::nextNumber() const
{
    return m_model->entries().isEmpty() ? 1 : m_model->entries().last().number + 1;
}

void LedgerFeed::takeEntry(const LedgerEntry &entry)
{
    constexpr qsizetype kMostLate = 1000;
    if (m_reading) {
        if (m_late.size() < kMostLate)
            m_late.append(entry);
        else
            m_readAgain = true;
        return;
    }
    if (entry.number == nextNumber()) {
        m_model->append({entry});
        m_kit->model<AxisClock>()->news();
        check();
    } else if (entry.number > nextNumber()) {
        read(); // one was missed
    }
}

void LedgerFeed::read()
{
    const auto account = m_session->tokenAccount();
    if (!account || m_session->state() != SessionState::Connected)
        return;
    if (m_reading) {
        m_readAgain = true;
        return;
    }
    m_reading = true;
    m_readAgain = false;
    m_gathered.clear();
    m_late.clear();
    QCoro::connect(account->read(m_stop.get_token()), this, [this](const Result<AccountState> &state) {
        if (!state)
            return stopReading(state.error());
        constexpr auto kLimit = static_cast<quint64>(LedgerModel::kLimit);
        readPage(state->lastEntry > kLimit ? state->lastEntry - kLimit + 1 : 1);
    });
    Q_EMIT changed();
}

void LedgerFeed::readPage(quint64 from)
{
    const auto account = m_session->tokenAccount();
    if (!account)
        return stopReading(device_link::Error(device_link::Fault::LinkLost));
    QCoro::connect(account->ledger(from, kPage, m_stop.get_token()), this,
        [this, from](const Result<QList<LedgerEntry>> &page) { takePage(from, page); });
}

void LedgerFeed::takePage(quint64 from, const Result<QList<LedgerEntry>> &page)
{
    if (!page)
        return stopReading(page.error());
    m_gathered += *page;
    // A kit whose numbers do not go up must not keep us here.
    const bool goesOn = static_cast<quint64>(page->size()) >= kPage && page->last().number >= from
        && m_gathered.size() < LedgerModel::kLimit + static_cast<qsizetype>(kPage);
    if (!goesOn)
        return finishReading();
    Q_EMIT changed();
    readPage(page->last().number + 1);
}

void LedgerFeed::finishReading()
{
    m_reading = false;
    m_known = true;
    m_error.reset();
    m_model->take(std::exchange(m_gathered, {}));
    for (const LedgerEntry &entry : std::exchange(m_late, {})) {
        if (entry.number == nextNumber())
            m_model->append({entry});
        else if (entry.number > nextNumber())
            m_readAgain = true;
    }
    check();
    if (m_readAgain)
        read();
}

void LedgerFeed::stopReading(const device_link::Error &error)
{
    m_reading = false;
    m_gathered.clear();
    m_error = error;
    Q_EMIT changed();
    if (m_readAgain)
        read();
}

bool LedgerFeed::mayBeRunning(const QString &promptId) const
{
    if (const PromptEntry *asked = m_kit->prompts()->find(promptId))
        return asked->running;
    // Asked elsewhere: one prompt runs at a time, so only the newest reservation can be of one that is not over.
    const QList<LedgerEntry> &entries = m_model->entries();
    const auto newest = std::find_if(entries.crbegin(), entries.crend(),
        [](const LedgerEntry &entry) { return entry.kind == QLatin1String("reserve"); });
    return newest != entries.crend() && newest->promptId == promptId;
}

void LedgerFeed::check()
{
    m_report = profiles::checkLedger(m_model->entries(), {});
    m_report.findings.removeIf([this](const LedgerFinding &finding) {
        return finding.kind == LedgerFindingKind::NeverEnded && mayBeRunning(finding.promptId);
    });
    const auto bad = firstBad();
    m_model->setFirstBad(bad ? std::optional(bad->entry) : std::nullopt);
    Q_EMIT changed();
}

} // namespace widgets
