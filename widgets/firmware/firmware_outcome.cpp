// SPDX-License-Identifier: GPL-3.0-or-later
// What a push came to: at its end, and by what the board tells later.
#include "widgets/firmware/firmware_work.h"

#include <algorithm>

namespace widgets {

using device_link::FirmwareSlot;
using profiles::FirmwarePush;
using profiles::PushOutcome;
using profiles::PushStep;
using profiles::Result;

void FirmwareWork::onPushed(const Result<FirmwarePush> &pushed)
{
    m_run.end(pushed);
    if (pushed) {
        m_end->trouble = pushed->trouble;
        setOutcome(pushed->outcome);
        if (pushed->after)
            setState(*pushed->after);
    } else {
        m_end->error = pushed.error();
        m_end->at = m_run.last();
    }
    writeHistory();
    endWork();
}

void FirmwareWork::setOutcome(PushOutcome outcome)
{
    m_end->outcome = outcome;
    m_end->error.reset();
    m_end->ranOnTrial |= outcome == PushOutcome::OnTrial;
}

/// What the board tells later decides what a push came to.
void FirmwareWork::settle()
{
    const FirmwareSlot *now = running();
    if (!m_end || m_busy == Busy::Pushing || !now || m_end->hash.isEmpty())
        return;
    if (m_end->error && !m_end->outcome)
        settleError(*now);
    const bool resetUnderWay = m_end->error && m_end->at >= PushStep::Reset;
    const bool open = m_end->outcome == PushOutcome::OnTrial || m_end->outcome == PushOutcome::DidNotComeBack
        || (!m_end->outcome && resetUnderWay);
    if (!open)
        return;
    const FirmwareSlot *stored = profiles::slotWithHash(*m_state, m_imageNumber, m_end->hash);
    if (stored && stored->pending && !stored->active)
        return; // it still waits for its boot
    if (now->hash != m_end->hash)
        setOutcome(PushOutcome::WentBack);
    else
        setOutcome(now->confirmed ? PushOutcome::Confirmed : PushOutcome::OnTrial);
    if (m_end->outcome != PushOutcome::OnTrial)
        m_end->trouble.reset();
    writeHistory();
}

/// An error left open what the board holds: now it tells.
void FirmwareWork::settleError(const FirmwareSlot &running)
{
    const FirmwareSlot *stored = profiles::slotWithHash(*m_state, m_imageNumber, m_end->hash);
    PushFound found;
    found.slot = stored ? stored->slot : 1 - running.slot; // MCUboot has two slots for an image
    found.empty = std::ranges::none_of(m_state->slotList,
        [&](const FirmwareSlot &each) { return each.image == m_imageNumber && each.slot == found.slot; });
    if (stored)
        found.held = stored->pending ? PushFound::Held::Marked : PushFound::Held::Stored;
    m_end->found = found;
    if (stored && stored->active) // it was marked, and the kit restarted into it
        setOutcome(stored->confirmed ? PushOutcome::Confirmed : PushOutcome::OnTrial);
    writeHistory();
}

void FirmwareWork::onRebooted()
{
    if (m_end && m_end->error && m_busy == Busy::No)
        m_end->restarted = true;
    readState();
}

void FirmwareWork::writeHistory()
{
    if (!m_endInHistory || m_history.rowCount() == 0)
        return;
    PushEntry entry = m_history.entry(0);
    entry.outcome = m_end->outcome;
    entry.error = m_end->outcome ? std::nullopt : m_end->error;
    if (m_run.ended())
        entry.tookMs = m_run.tookMs();
    m_history.update(0, entry);
}

} // namespace widgets
