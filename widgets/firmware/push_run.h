// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/firmware/firmware_push.h"
#include "widgets/common/step_list.h"

#include <QElapsedTimer>
#include <QList>

#include <optional>

namespace widgets {

/// How an image is put onto a kit.
enum class PushHow : quint8 { OnTrial, TestAndConfirm, ForGood };

/// What a push would do, does, or did: its steps with their measured times, its bytes, its speed.
class PushRun
{
public:
    struct StepRecord {
        profiles::PushStep step = profiles::PushStep::Inspect;
        StepState state = StepState::Waiting;
        qint64 ms = 0; ///< measured; while it runs, until now
    };
    struct SpeedSample {
        double seconds = 0; ///< since the upload began
        double bytesPerSecond = 0;
        qint64 done = 0;
    };

    explicit PushRun(PushHow how = PushHow::OnTrial);

    void begin(); ///< the clock starts
    void enter(const profiles::PushProgress &progress);
    /// Ends: the step under way is done, failed, or skipped when it was cancelled; those that never came are skipped
    /// when all went well.
    void end(const profiles::Result<profiles::FirmwarePush> &result);
    void tick(); ///< lets the running step's time go on

    [[nodiscard]] PushHow how() const { return m_how; }
    [[nodiscard]] bool begun() const { return m_clock.isValid(); }
    [[nodiscard]] bool ended() const { return m_ended; }
    [[nodiscard]] const QList<StepRecord> &steps() const { return m_steps; }
    [[nodiscard]] std::optional<profiles::PushStep> running() const;
    [[nodiscard]] profiles::PushStep last() const { return m_last; } ///< the step it reached
    [[nodiscard]] bool reached(profiles::PushStep step) const;
    [[nodiscard]] const device_link::UploadProgress &upload() const { return m_upload; }
    [[nodiscard]] std::optional<double> etaSeconds() const { return m_eta; }
    [[nodiscard]] const QList<SpeedSample> &speed() const { return m_speed; }
    [[nodiscard]] qint64 tookMs() const { return m_ended ? m_tookMs : begun() ? m_clock.elapsed() : 0; }

private:
    StepRecord *find(profiles::PushStep step);
    void finishRunning(StepState state);
    void addSpeed(const device_link::UploadProgress &upload);

    PushHow m_how;
    QList<StepRecord> m_steps;
    QElapsedTimer m_clock;
    qint64 m_stepBegan = 0, m_uploadBegan = 0, m_tookMs = 0;
    profiles::PushStep m_last = profiles::PushStep::Inspect;
    bool m_ended = false;
    device_link::UploadProgress m_upload;
    std::optional<double> m_eta;
    QList<SpeedSample> m_speed;
};

} // namespace widgets
