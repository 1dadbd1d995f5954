// SPDX-License-Identifier: GPL-3.0-or-later
#include "radio_model.h"

#include "power_model.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace virtual_kit {

std::string_view name(RadioState state)
{
    constexpr std::array<std::string_view, 7> names{
        "off", "searching", "idle", "promotion", "connected", "tail", "drx"};
    return names[static_cast<std::size_t>(state)];
}

RadioModel::RadioModel(Simulation &simulation, PowerModel &power, const NetworkProfile &profile)
    : m_simulation(simulation)
    , m_power(power)
    , m_profile(profile)
{
}

RadioModel::~RadioModel()
{
    m_simulation.cancel(m_timer);
    m_simulation.cancel(m_levelTimer);
    m_simulation.cancel(m_answer);
}

void RadioModel::switchOff()
{
    dropConnection();
    enter(RadioState::Off);
}

void RadioModel::search()
{
    dropConnection();
    enter(RadioState::Searching);
}

void RadioModel::camp()
{
    dropConnection();
    enter(RadioState::Idle);
}

void RadioModel::connect(Ready ready)
{
    m_waiting.push_back(std::move(ready));
    switch (m_state) {
    case RadioState::Off:
    case RadioState::Searching:
    case RadioState::Connected:
    case RadioState::Tail: scheduleAnswer(0); break;
    case RadioState::Drx: scheduleAnswer(untilNextOnDuration()); break;
    case RadioState::Idle: promote(); break;
    case RadioState::Promotion: break;
    }
}

void RadioModel::burst(RadioBurst burst, SimTime duration)
{
    if (!isConnected())
        return;
    const SimTime end = m_simulation.now() + duration;
    SimTime &until = burst == RadioBurst::Transmit ? m_txUntil : m_rxUntil;
    until = std::max(until, end);
    m_lastActivity = std::max(m_lastActivity, end);
    if (m_state != RadioState::Connected)
        enter(RadioState::Connected);
    else
        updateLevel();
    scheduleInactivity();
}

void RadioModel::enter(RadioState state)
{
    if (state == m_state)
        return;
    m_state = state;
    m_since = m_simulation.now();
    updateLevel();
    for (const auto &listener : m_listeners)
        listener(state);
}

void RadioModel::plan(SimTime delay, void (RadioModel::*next)())
{
    m_simulation.cancel(m_timer);
    m_timer = m_simulation.after(delay, [this, next] {
        m_timer = 0;
        (this->*next)();
    });
}

void RadioModel::dropConnection()
{
    m_simulation.cancel(std::exchange(m_timer, 0));
    m_txUntil = m_rxUntil = 0;
    if (!m_waiting.empty())
        scheduleAnswer(0);
}

void RadioModel::promote()
{
    if (m_profile.promotion > 0)
        enter(RadioState::Promotion);
    plan(m_profile.promotion, &RadioModel::promoted);
}

void RadioModel::promoted()
{
    m_lastActivity = m_simulation.now();
    enter(RadioState::Connected);
    scheduleInactivity();
    answerWaiting();
}

/// Connected, tail, C-DRX and idle follow the last data by hold, tail and drx.
void RadioModel::scheduleInactivity()
{
    const SimTime tailEnd = m_lastActivity + m_profile.tail;
    SimTime due = m_lastActivity + m_profile.hold;
    if (m_state == RadioState::Tail)
        due = tailEnd;
    else if (m_state == RadioState::Drx)
        due = tailEnd + m_profile.drx;
    plan(due - m_simulation.now(), &RadioModel::inactive);
}

void RadioModel::inactive()
{
    if (m_state == RadioState::Connected && m_profile.tail > 0)
        enter(RadioState::Tail);
    else if (m_state != RadioState::Drx && m_profile.drx > 0)
        enter(RadioState::Drx);
    else
        return enter(RadioState::Idle);
    scheduleInactivity();
}

void RadioModel::scheduleAnswer(SimTime delay)
{
    m_simulation.cancel(m_answer);
    m_answer = m_simulation.after(delay, [this] {
        m_answer = 0;
        answerWaiting();
    });
}

void RadioModel::answerWaiting()
{
    // The connection may have ended while C-DRX slept; then promotion answers.
    if (m_state == RadioState::Idle)
        return promote();
    if (m_state == RadioState::Promotion)
        return;
    const bool ok = isConnected();
    if (ok && m_state != RadioState::Connected) {
        m_lastActivity = m_simulation.now();
        enter(RadioState::Connected);
        scheduleInactivity();
    }
    for (const auto &ready : std::exchange(m_waiting, {}))
        ready(ok);
}

SimTime RadioModel::untilNextOnDuration() const
{
    const SimTime phase = (m_simulation.now() - m_since) % m_profile.drxCycle;
    return phase < m_profile.drxOn ? 0 : m_profile.drxCycle - phase;
}

/// Level of a periodic state; next is set to the time until its next edge.
double RadioModel::cyclicAmps(const Cycle &cycle, SimTime &next) const
{
    const SimTime phase = (m_simulation.now() - m_since) % cycle.period;
    const bool isOn = phase < cycle.on;
    next = isOn ? cycle.on - phase : cycle.period - phase;
    return isOn ? cycle.onAmps : cycle.offAmps;
}

double RadioModel::connectedAmps(SimTime &next) const
{
    const SimTime now = m_simulation.now();
    next = std::numeric_limits<SimTime>::max();
    for (const SimTime until : {m_txUntil, m_rxUntil}) {
        if (until > now)
            next = std::min(next, until - now);
    }
    if (m_txUntil > now)
        return m_profile.txAmps;
    return m_rxUntil > now ? m_profile.rxAmps : m_profile.connectedAmps;
}

double RadioModel::levelAmps(SimTime &next) const
{
    next = std::numeric_limits<SimTime>::max();
    switch (m_state) {
    case RadioState::Off: return 0;
    case RadioState::Searching: return m_profile.searchAmps;
    case RadioState::Idle:
        return cyclicAmps(
            {m_profile.pagingPeriod, m_profile.pagingAwake, m_profile.pagingAmps, m_profile.sleepAmps}, next);
    case RadioState::Promotion: return m_profile.promotionAmps;
    case RadioState::Connected: return connectedAmps(next);
    case RadioState::Tail: return m_profile.connectedAmps;
    case RadioState::Drx:
        return cyclicAmps({m_profile.drxCycle, m_profile.drxOn, m_profile.drxOnAmps, m_profile.drxSleepAmps}, next);
    }
    return 0;
}

void RadioModel::updateLevel()
{
    m_simulation.cancel(std::exchange(m_levelTimer, 0));
    SimTime next = 0;
    m_power.set(m_simulation.now(), PowerConsumer::Modem, levelAmps(next));
    if (next == std::numeric_limits<SimTime>::max())
        return;
    m_levelTimer = m_simulation.after(next, [this] {
        m_levelTimer = 0;
        updateLevel();
    });
}

} // namespace virtual_kit
