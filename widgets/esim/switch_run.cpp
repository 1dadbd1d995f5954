// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/esim/switch_run.h"

#include "profiles/connectivity/registration.h"
#include "widgets/esim/euicc_facts.h"
#include "widgets/kit/kit_context.h"

#include <QPointer>

#include <algorithm>

namespace widgets {

using device_link::Result;
using profiles::ProfileId;
using profiles::ProfileSwitch;

namespace {

/// By ICCID, or by AID where the card gives no ICCID.
std::optional<ProfileId> idOf(const profiles::ProfileInfo &profile)
{
    if (profile.iccid)
        return ProfileId(*profile.iccid);
    return profile.aid ? std::optional(ProfileId(*profile.aid)) : std::nullopt;
}

} // namespace

SwitchRun::SwitchRun(KitContext *kit)
    : QObject(kit)
    , m_kit(kit)
    , m_session(kit->session())
{
    connect(kit->facts(), &KitFacts::profilesRead, this, &SwitchRun::onListRead);
    connect(m_session.get(), &device_link::KitSession::stateChanged, this, &SwitchRun::lookUpRegistration);
}

SwitchRun::~SwitchRun() { m_stop.request_stop(); }

QList<SwitchRun::StepTime> SwitchRun::plan(const SwitchRequest &request) const
{
    QList<StepTime> steps;
    const QList<StepTime> &last = m_last[kindOf(request)].steps;
    const auto add = [&](Step step) {
        const auto before = std::ranges::find(last, step, &StepTime::step);
        steps.append({step, StepState::Waiting, {}, before == last.end() ? std::nullopt : before->ms});
    };
    add(Step::Turn);
    add(Step::Command);
    if (request.refresh)
        add(Step::Reset);
    add(Step::ReadBack);
    if (request.enable && m_session->modemStatus())
        add(Step::Register);
    return steps;
}

std::optional<qint64> SwitchRun::lastTotalMs(const SwitchRequest &request) const
{
    return m_last[kindOf(request)].totalMs;
}

qint64 SwitchRun::stepElapsedMs() const { return m_stepClock.isValid() ? m_stepClock.elapsed() : 0; }

void SwitchRun::start(const SwitchRequest &request)
{
    const auto card = m_session->cardChannel();
    const auto id = idOf(request.profile);
    if (m_phase == Phase::Running || !card || !id)
        return;
    m_stop.request_stop(); // of what the last change may still look up
    m_stop = std::stop_source();
    m_request = request;
    m_steps = plan(request);
    const profiles::ProfileInfo *on = request.enable ? m_kit->facts()->enabledProfile() : nullptr;
    m_goesOff = on ? std::optional(*on) : std::nullopt; // the facts show the new one before the change has ended
    m_result.reset();
    m_registered.reset();
    m_registrationError.reset();
    m_undone = false;
    m_totalMs.reset();
    m_commandClock.invalidate();
    m_phase = Phase::Running;
    profiles::SwitchOptions options;
    options.refresh = request.refresh;
    options.cardTimeoutMs = request.cardTimeoutMs;
    const profiles::SwitchProgressHandler progress = [self = QPointer(this)](profiles::SwitchStep step) {
        if (self)
            self->onStep(step);
    };
    const auto ended = [this](const Result<ProfileSwitch> &result) { onSwitched(result); };
    if (request.enable)
        QCoro::connect(profiles::enableProfile(card, *id, options, progress, m_stop.get_token()), this, ended);
    else
        QCoro::connect(profiles::disableProfile(card, *id, options, progress, m_stop.get_token()), this, ended);
    Q_EMIT changed();
}

void SwitchRun::stop()
{
    if (m_phase != Phase::Running)
        return;
    m_stop.request_stop();
    Q_EMIT changed();
}

void SwitchRun::dismiss()
{
    if (m_phase == Phase::Running || m_phase == Phase::Idle)
        return;
    m_stop.request_stop();
    m_phase = Phase::Idle;
    Q_EMIT changed();
}

void SwitchRun::onStep(profiles::SwitchStep step)
{
    switch (step) {
    case profiles::SwitchStep::TakeTurn: begin(Step::Turn); break;
    case profiles::SwitchStep::ReadList: break; // of the same step: what stands before the command
    case profiles::SwitchStep::SendCommand:
        begin(Step::Command);
        m_commandBoot = m_session->identity().bootId;
        m_commandClock.start();
        break;
    case profiles::SwitchStep::WaitForCard: begin(Step::Reset); break;
    case profiles::SwitchStep::ReadBack: begin(Step::ReadBack); break;
    }
}

void SwitchRun::begin(Step step)
{
    endRunning(StepState::Done);
    for (StepTime &each : m_steps) {
        if (each.step < step && each.state == StepState::Waiting)
            each.state = StepState::Done; // it happened meanwhile, so it has no time of its own
        if (each.step == step)
            each.state = StepState::Running;
    }
    m_stepClock.start();
    Q_EMIT changed();
}

void SwitchRun::endRunning(StepState state)
{
    const auto running = std::ranges::find(m_steps, StepState::Running, &StepTime::state);
    if (running == m_steps.end())
        return;
    running->state = state;
    if (m_phase == Phase::Running && state != StepState::Skipped)
        running->ms = m_stepClock.elapsed();
    else
        running->ms.reset(); // it did not end, or was looked up later and may have ended long before
}

void SwitchRun::onSwitched(const Result<ProfileSwitch> &result)
{
    m_result.emplace(result);
    m_kit->facts()->readProfiles();
    m_kit->model<EuiccFacts>()->readAgain();
    if (!result) {
        endRunning(StepState::Failed);
        return finish(Phase::Failed);
    }
    const bool registers = std::ranges::find(m_steps, Step::Register, &StepTime::step) != m_steps.end();
    if (!registers || result->stoppedTooLate) {
        endRunning(StepState::Done);
        m_totalMs = m_commandClock.elapsed();
        return finish(Phase::Done);
    }
    begin(Step::Register);
    QCoro::connect(profiles::askRegistered(m_session, m_request.registerTimeoutMs, m_stop.get_token()), this,
        [this](const Result<bool> &is) { onRegistered(is); });
}

void SwitchRun::onRegistered(const Result<bool> &registered)
{
    const bool is = registered.value_or(false);
    if ((!is || m_undone) && m_stop.stop_requested()) {
        endRunning(StepState::Skipped);
        return finish(Phase::Done);
    }
    if (registered)
        m_registered = is;
    else
        m_registrationError = registered.error();
    m_registeredBoot = m_session->identity().bootId;
    endRunning(is ? StepState::Done : StepState::Failed);
    if (is)
        m_totalMs = m_commandClock.elapsed();
    finish(Phase::Done);
    lookUpRegistration();
}

/// The kit was gone when it was to tell whether its modem is registered: it is asked when it is back.
void SwitchRun::lookUpRegistration()
{
    if (m_phase != Phase::Done || !m_registrationError || lookingUp() || m_stop.stop_requested()
        || m_session->state() != device_link::SessionState::Connected)
        return;
    m_steps.last().state = StepState::Running;
    m_stepClock.start();
    Q_EMIT changed();
    QCoro::connect(profiles::askRegistered(m_session, m_request.registerTimeoutMs, m_stop.get_token()), this,
        [this, stop = m_stop.get_token()](const Result<bool> &is) {
            if (!stop.stop_requested())
                onLookedUp(is);
        });
}

void SwitchRun::onLookedUp(const Result<bool> &registered)
{
    const bool is = registered.value_or(false);
    endRunning(is ? StepState::Done : StepState::Failed);
    m_registrationError.reset();
    m_registeredBoot = m_session->identity().bootId;
    if (registered)
        m_registered = is;
    else
        m_registrationError = registered.error();
    Q_EMIT changed();
}

bool SwitchRun::lookingUp() const
{
    return m_phase == Phase::Done && !m_steps.isEmpty() && m_steps.last().state == StepState::Running;
}

/// Lists wait for the card's turn, which the change held until its result: what comes after the result was read later.
void SwitchRun::onListRead()
{
    const auto &list = m_kit->facts()->profiles();
    if (m_undone || !m_result || !m_result->has_value() || m_phase == Phase::Idle || !list->has_value())
        return;
    const auto id = idOf(m_request.profile);
    const bool holds = std::ranges::any_of(**list,
        [&](const profiles::ProfileInfo &each) { return id && each.is(*id) && each.enabled() == m_request.enable; });
    if (holds)
        return;
    m_undone = true;
    m_stop.request_stop(); // it is pointless to wait for the registration of a profile that is off
    if (lookingUp())
        endRunning(StepState::Skipped);
    StepTime &last = m_steps.last();
    if (last.step == Step::Register && last.state == StepState::Done && m_registeredBoot != m_commandBoot) {
        last = {Step::Register, StepState::Skipped, {}, last.lastMs}; // with the profile that is on again
        m_registered.reset();
    }
    Q_EMIT changed();
}

void SwitchRun::finish(Phase phase)
{
    for (StepTime &each : m_steps) {
        if (each.state == StepState::Waiting)
            each.state = StepState::Skipped;
    }
    m_phase = phase;
    if (phase == Phase::Done && m_totalMs && !m_stop.stop_requested())
        m_last[kindOf(m_request)] = {m_steps, m_totalMs};
    Q_EMIT changed();
}

} // namespace widgets
