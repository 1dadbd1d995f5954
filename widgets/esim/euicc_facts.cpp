// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/esim/euicc_facts.h"

#include "profiles/esim/card_operations.h"
#include "profiles/esim/profile_operations.h"
#include "widgets/kit/kit_context.h"

namespace widgets {

using device_link::CardChannel;
using device_link::KitSession;
using device_link::Result;
using device_link::SessionState;

EuiccFacts::EuiccFacts(KitContext *kit)
    : QObject(kit)
    , m_kit(kit)
    , m_session(kit->session())
{
    connect(m_session.get(), &KitSession::capabilitiesChanged, this, &EuiccFacts::bind);
    connect(m_session.get(), &KitSession::stateChanged, this, [this](SessionState state) {
        if (state == SessionState::Connected)
            readAgain();
    });
    bind();
}

EuiccFacts::~EuiccFacts() { m_stop.request_stop(); }

void EuiccFacts::bind()
{
    const auto card = m_session->cardChannel();
    if (!card || m_bound == card.get())
        return;
    if (m_bound)
        m_bound->disconnect(this);
    m_bound = card.get();
    connect(card.get(), &CardChannel::exchanged, &m_apdus, &ApduModel::add);
    connect(card.get(), &CardChannel::cardReset, this, [this] {
        m_apdus.addReset();
        readAgain();
    });
}

void EuiccFacts::want()
{
    if (std::exchange(m_wanted, true))
        return;
    // A kit that is away cannot be read, but it has introduced itself.
    if (const auto told = profiles::Eid::fromDigits(m_session->identity().eid); told && !m_eid)
        m_eid.emplace(*told);
    readAgain();
}

template <typename T>
void EuiccFacts::take(Read<T> &place, const Result<T> &result)
{
    // A figure of before is better than an error; the list of profiles shows why the card cannot be read.
    if (result || !place || !place->has_value())
        place.emplace(result);
    Q_EMIT changed();
}

void EuiccFacts::readAgain()
{
    const auto card = m_session->cardChannel();
    if (!m_wanted || !card || m_session->state() != SessionState::Connected)
        return;
    const std::stop_token stop = m_stop.get_token();
    // They wait for each other: the card has one turn.
    QCoro::connect(profiles::readEid(card, stop), this, [this](const Result<profiles::Eid> &eid) { take(m_eid, eid); });
    QCoro::connect(profiles::readEuiccInfo2(card, stop), this,
        [this](const Result<profiles::EuiccInfo2> &info) { take(m_info, info); });
    QCoro::connect(profiles::listNotifications(card, stop), this,
        [this](const Result<QList<profiles::NotificationMetadata>> &list) { take(m_notifications, list); });
}

void EuiccFacts::setNickname(const profiles::Iccid &iccid, const QString &nickname)
{
    m_nameError.reset();
    const auto card = m_session->cardChannel();
    if (!card)
        return;
    QCoro::connect(
        profiles::setNickname(card, iccid, nickname, m_stop.get_token()), this, [this](const Result<void> &named) {
            if (!named)
                m_nameError = named.error();
            m_kit->facts()->readProfiles();
            Q_EMIT changed();
        });
}

} // namespace widgets
