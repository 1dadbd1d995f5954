// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/kit_session.h"
#include "profiles/esim/profile_operations.h"

#include <QElapsedTimer>
#include <QList>
#include <QObject>

#include <array>
#include <memory>
#include <optional>
#include <stop_token>

namespace widgets {

class KitContext;

/// A change of profile that was asked for.
struct SwitchRequest {
    profiles::ProfileInfo profile;
    bool enable = true; ///< false: disable
    bool refresh = true;
    int cardTimeoutMs = 30000;     ///< how long the card may be away afterwards
    int registerTimeoutMs = 60000; ///< how long to wait for the network after that
};

/// One change of profile on a kit: its steps with measured times, its outcome, and what earlier ones took. It goes on
/// while no panel shows it.
class SwitchRun : public QObject
{
    Q_OBJECT
public:
    enum class Phase : std::uint8_t { Idle, Running, Done, Failed };
    enum class Step : std::uint8_t { Turn, Command, Reset, ReadBack, Register };
    enum class StepState : std::uint8_t { Waiting, Running, Done, Failed, Skipped };
    struct StepTime {
        Step step = Step::Turn;
        StepState state = StepState::Waiting;
        std::optional<qint64> ms;     ///< measured
        std::optional<qint64> lastMs; ///< of the last change of this kind on this kit
    };

    explicit SwitchRun(KitContext *kit);
    ~SwitchRun() override;

    void start(const SwitchRequest &request); ///< nothing while one runs or the kit offers no card
    void stop();                              ///< asks the procedure to end; it tells what it left
    void dismiss();                           ///< the outcome was seen

    [[nodiscard]] Phase phase() const { return m_phase; }
    [[nodiscard]] bool stopping() const { return m_phase == Phase::Running && m_stop.stop_requested(); }
    [[nodiscard]] const SwitchRequest &request() const { return m_request; }
    [[nodiscard]] const QList<StepTime> &steps() const { return m_steps; }
    /// What was on when an enabling began: the same command disables it. Empty: none, or not known.
    [[nodiscard]] const std::optional<profiles::ProfileInfo> &goesOff() const { return m_goesOff; }
    [[nodiscard]] qint64 stepElapsedMs() const; ///< of the running step
    /// The steps such a change would have, with their last times.
    [[nodiscard]] QList<StepTime> plan(const SwitchRequest &request) const;
    /// From the command until registered (enable) or read back, of the last change of this kind. Empty: none yet.
    [[nodiscard]] std::optional<qint64> lastTotalMs(const SwitchRequest &request) const;

    [[nodiscard]] const std::optional<device_link::Result<profiles::ProfileSwitch>> &result() const { return m_result; }
    [[nodiscard]] bool commandSent() const { return m_commandClock.isValid(); } ///< else nothing can have changed
    [[nodiscard]] std::optional<bool> registered() const
    {
        return m_registered;
    } ///< empty: not waited for, not yet, or not known
    /// Why it is not known whether the modem registered: the kit stopped answering, say.
    [[nodiscard]] const std::optional<device_link::Error> &registrationError() const { return m_registrationError; }
    [[nodiscard]] bool lookingUp() const; ///< it is done, and the kit is back and asked for that
    /// The change was read back, but a list read since shows the profile as it was before: the kit has restarted and
    /// lost it, or something else has changed the card.
    [[nodiscard]] bool undone() const { return m_undone; }
    [[nodiscard]] std::optional<qint64> totalMs() const { return m_totalMs; } ///< of the change that just ended

Q_SIGNALS:
    void changed();

private:
    struct Measured {
        QList<StepTime> steps;
        std::optional<qint64> totalMs;
    };
    [[nodiscard]] static std::size_t kindOf(const SwitchRequest &request)
    {
        return request.enable * 2U + request.refresh;
    }
    void onStep(profiles::SwitchStep step);
    void onSwitched(const device_link::Result<profiles::ProfileSwitch> &result);
    void onRegistered(const device_link::Result<bool> &registered);
    void lookUpRegistration();
    void onLookedUp(const device_link::Result<bool> &registered);
    void onListRead();
    void begin(Step step);
    void endRunning(StepState state);
    void finish(Phase phase);

    KitContext *m_kit; ///< our parent
    std::shared_ptr<device_link::KitSession> m_session;
    std::stop_source m_stop;
    Phase m_phase = Phase::Idle;
    SwitchRequest m_request;
    QList<StepTime> m_steps;
    QElapsedTimer m_stepClock, m_commandClock;
    std::optional<device_link::Result<profiles::ProfileSwitch>> m_result;
    std::optional<bool> m_registered;
    std::optional<device_link::Error> m_registrationError;
    std::optional<profiles::ProfileInfo> m_goesOff;
    bool m_undone = false;
    quint32 m_commandBoot = 0, m_registeredBoot = 0; ///< of the kit when the command went out, and when it told
    std::optional<qint64> m_totalMs;
    std::array<Measured, 4> m_last;
};

} // namespace widgets
