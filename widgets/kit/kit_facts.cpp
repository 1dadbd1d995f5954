// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kit/kit_facts.h"

#include "profiles/esim/profile_operations.h"

#include <algorithm>

namespace widgets {

using device_link::AccountState;
using device_link::CardChannel;
using device_link::KitEvent;
using device_link::KitSession;
using device_link::LatencyProbe;
using device_link::ModemState;
using device_link::ModemStatus;
using device_link::Result;
using device_link::SessionState;
using device_link::TokenAccount;

namespace {
constexpr int kProbesPerTier = 5;
}

KitFacts::KitFacts(std::shared_ptr<KitSession> session, QObject *parent)
    : QObject(parent)
    , m_session(std::move(session))
{
    connect(m_session.get(), &KitSession::event, this, &KitFacts::onEvent);
    connect(m_session.get(), &KitSession::capabilitiesChanged, this, &KitFacts::bind);
    connect(m_session.get(), &KitSession::stateChanged, this, [this](SessionState state) {
        if (state == SessionState::Connected)
            readAll();
    });
    bind();
    if (m_session->state() == SessionState::Connected)
        readAll();
}

KitFacts::~KitFacts()
{
    m_stop.request_stop();
    endProbe();
}

void KitFacts::endProbe()
{
    if (m_probed)
        m_probed->finish();
    m_probed.reset();
}

const profiles::ProfileInfo *KitFacts::enabledProfile() const
{
    if (!m_profiles || !m_profiles->has_value())
        return nullptr;
    const QList<profiles::ProfileInfo> &list = **m_profiles;
    const auto enabled = std::ranges::find_if(list, &profiles::ProfileInfo::enabled);
    return enabled == list.cend() ? nullptr : &*enabled;
}

void KitFacts::bind()
{
    if (const auto modem = m_session->modemStatus()) {
        modem->disconnect(this);
        connect(modem.get(), &ModemStatus::changed, this, [this](const ModemState &state) {
            m_modem = state;
            Q_EMIT changed();
        });
    }
    if (const auto probe = m_session->latencyProbe()) {
        probe->disconnect(this);
        connect(probe.get(), &LatencyProbe::result, this, &KitFacts::takeProbe);
    }
    if (const auto account = m_session->tokenAccount()) {
        account->disconnect(this);
        connect(account.get(), &TokenAccount::changed, this, &KitFacts::setAccount);
    }
    if (const auto card = m_session->cardChannel()) {
        card->disconnect(this);
        connect(card.get(), &CardChannel::cardReset, this, &KitFacts::readProfiles);
    }
}

void KitFacts::readAll()
{
    bind();
    if (const auto modem = m_session->modemStatus()) {
        QCoro::connect(modem->read(m_stop.get_token()), this, [this](const Result<ModemState> &state) {
            if (state) {
                m_modem = *state;
                Q_EMIT changed();
            }
        });
    }
    if (const auto account = m_session->tokenAccount()) {
        QCoro::connect(account->read(m_stop.get_token()), this, [this](const Result<AccountState> &state) {
            if (state)
                setAccount(*state);
        });
    }
    readProfiles();
}

void KitFacts::readProfiles()
{
    const auto card = m_session->cardChannel();
    if (!card)
        return;
    if (m_readingProfiles) {
        m_readProfilesAgain = true; // the card changed while it was read
        return;
    }
    m_readingProfiles = true;
    QCoro::connect(profiles::listProfiles(card, m_stop.get_token()), this,
        [this](const Result<QList<profiles::ProfileInfo>> &list) {
            m_readingProfiles = false;
            // A lost link says nothing about the card: the list of before stays, and is read again on return.
            const bool lost = !list && list.error().fault() == device_link::Fault::LinkLost;
            if (!lost || !m_profiles)
                m_profiles = list;
            Q_EMIT changed();
            if (list)
                Q_EMIT profilesRead();
            if (std::exchange(m_readProfilesAgain, false))
                readProfiles();
        });
}

void KitFacts::takeProbe(const device_link::ProbeResult &probe)
{
    const auto tier = static_cast<std::size_t>(probe.tier);
    if (tier >= m_lastProbes.size())
        return;
    QList<device_link::ProbeResult> &last = m_lastProbes.at(tier);
    last.append(probe);
    if (last.size() > kProbesPerTier)
        last.removeFirst();
    const TierLatency latency = tierLatency(probe.tier, last);
    const auto known = std::ranges::find(m_latencies, probe.tier, &TierLatency::tier);
    if (known == m_latencies.end())
        m_latencies.append(latency);
    else
        *known = latency;
    Q_EMIT latenciesChanged();
}

QFuture<void> KitFacts::probe()
{
    QPromise<void> promise;
    promise.start();
    QFuture<void> ended = promise.future();
    const auto probe = m_session->latencyProbe();
    if (!probe || m_probing) {
        promise.finish();
        return ended;
    }
    m_probed = std::move(promise);
    m_probing = true;
    m_probeError.reset();
    Q_EMIT changed();
    QCoro::connect(probeTiers(probe, kProbesPerTier, m_stop.get_token()), this,
        [this](const Result<QList<TierLatency>> &latencies) {
            m_probing = false;
            if (!latencies)
                m_probeError = latencies.error();
            Q_EMIT changed();
            endProbe();
        });
    return ended;
}

void KitFacts::setAccount(const AccountState &account)
{
    constexpr qsizetype kMaxSteps = 4000;
    const bool same = m_account && m_account->balanceMicro == account.balanceMicro
        && m_account->reservedMicro == account.reservedMicro;
    m_account = account;
    if (!m_balanceSteps.isEmpty() && account.kitTimeNs < m_balanceSteps.last().kitTimeNs)
        m_balanceSteps.clear(); // of another boot, on another clock
    if (!same || m_balanceSteps.isEmpty()) {
        if (m_balanceSteps.size() >= kMaxSteps)
            m_balanceSteps.remove(0, kMaxSteps / 4);
        m_balanceSteps.append({account.kitTimeNs, account.balanceMicro, account.reservedMicro});
    }
    Q_EMIT changed();
}

void KitFacts::onEvent(const KitEvent &event)
{
    if (event.name == QLatin1String("battery")) {
        m_battery = Battery{static_cast<int>(event.fields.value(QLatin1String("mv")).toInteger()),
            event.fields.value(QLatin1String("pct")).toDouble()};
        Q_EMIT changed();
    }
}

} // namespace widgets
