// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/firmware/push_run.h"

#include <algorithm>

namespace widgets {

using profiles::PushProgress;
using profiles::PushStep;

namespace {
constexpr qsizetype kMaxSpeedSamples = 4000; ///< 40 ms apart: more than two minutes before it is thinned
}

PushRun::PushRun(PushHow how)
    : m_how(how)
{
    for (const PushStep step : {PushStep::Inspect, PushStep::ReadState, PushStep::Compare, PushStep::Upload,
             PushStep::Mark, PushStep::Reset, PushStep::Reconnect, PushStep::ReadBack})
        m_steps.append({step});
    if (how == PushHow::TestAndConfirm) {
        m_steps.append({PushStep::SelfTest});
        m_steps.append({PushStep::Confirm});
    }
}

void PushRun::begin() { m_clock.start(); }

PushRun::StepRecord *PushRun::find(PushStep step)
{
    const auto it = std::ranges::find(m_steps, step, &StepRecord::step);
    return it == m_steps.end() ? nullptr : &*it;
}

std::optional<PushStep> PushRun::running() const
{
    const auto it = std::ranges::find(m_steps, StepState::Running, &StepRecord::state);
    return it == m_steps.cend() ? std::nullopt : std::optional(it->step);
}

bool PushRun::reached(PushStep step) const { return begun() && m_last >= step; }

void PushRun::finishRunning(StepState state)
{
    for (StepRecord &record : m_steps) {
        if (record.state != StepState::Running)
            continue;
        record.state = state;
        record.ms = m_clock.elapsed() - m_stepBegan;
    }
}

void PushRun::enter(const PushProgress &progress)
{
    if (m_ended)
        return;
    if (running() != progress.step) {
        finishRunning(StepState::Done);
        for (StepRecord &record : m_steps) {
            if (record.step < progress.step && record.state == StepState::Waiting)
                record.state = StepState::Skipped;
        }
        m_stepBegan = m_clock.elapsed();
        m_last = progress.step;
        if (StepRecord *record = find(progress.step))
            record->state = StepState::Running;
        if (progress.step == PushStep::Upload)
            m_uploadBegan = m_stepBegan;
    }
    if (progress.step == PushStep::Upload && progress.upload.total > 0) {
        m_upload = progress.upload;
        m_eta = progress.etaSeconds;
        addSpeed(progress.upload);
    }
    tick();
}

void PushRun::addSpeed(const device_link::UploadProgress &upload)
{
    if (upload.erasing)
        return;
    if (m_speed.size() >= kMaxSpeedSamples) { // every other one of a long push tells as much
        QList<SpeedSample> kept;
        for (qsizetype i = 0; i < m_speed.size(); i += 2)
            kept.append(m_speed.at(i));
        m_speed = kept;
    }
    m_speed.append({static_cast<double>(m_clock.elapsed() - m_uploadBegan) / 1e3, upload.bytesPerSecond, upload.done});
}

void PushRun::end(const profiles::Result<profiles::FirmwarePush> &result)
{
    if (m_ended)
        return;
    const bool well
        = result && result->outcome != profiles::PushOutcome::DidNotComeBack && !result->trouble.has_value();
    const bool cancelled = !result && result.error().fault() == device_link::Fault::Cancelled;
    finishRunning(well ? StepState::Done : cancelled ? StepState::Skipped : StepState::Failed);
    if (well) {
        for (StepRecord &record : m_steps) {
            if (record.state == StepState::Waiting)
                record.state = StepState::Skipped;
        }
    }
    m_tookMs = m_clock.elapsed();
    m_ended = true;
}

void PushRun::tick()
{
    for (StepRecord &record : m_steps) {
        if (record.state == StepState::Running)
            record.ms = m_clock.elapsed() - m_stepBegan;
    }
}

} // namespace widgets
