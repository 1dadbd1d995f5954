// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kit/prompt_phases.h"

#include "widgets/common/theme.h"

#include <QCoreApplication>

#include <algorithm>

namespace widgets {

using profiles::EnergyPhaseId;

namespace {

PromptPhase shown(const profiles::EnergyPhase &phase)
{
    return {phase.id, phase.seconds, phase.marginalJoules.value_or(phase.joules)};
}

} // namespace

QList<PromptPhase> phasesOf(const PromptEntry &entry)
{
    QList<PromptPhase> phases;
    if (entry.energy && !entry.energy->phases.isEmpty()) {
        for (const profiles::EnergyPhase &phase : entry.energy->phases) {
            phases.append(shown(phase));
            if (phase.id != EnergyPhaseId::Stream || !entry.energy->firstToken)
                continue;
            const PromptPhase first = shown(*entry.energy->firstToken);
            phases.last().seconds -= first.seconds;
            *phases.last().joules -= *first.joules;
            phases.insert(phases.size() - 1, first);
        }
        if (!entry.run.quiet)
            phases.removeLast(); // a tail that was not counted is not one of 0 ms
        return phases;
    }
    const profiles::PromptRun &run = entry.run;
    struct Edge {
        EnergyPhaseId id;
        std::optional<std::int64_t> end;
    };
    // Of an answer that was cut off the stream lasted at least to its last token.
    const std::optional<std::int64_t> streamed = run.done || entry.running ? run.done : run.lastContent();
    std::optional<std::int64_t> start = run.accepted;
    for (const Edge &edge : {Edge{EnergyPhaseId::Promotion, run.radioUp}, Edge{EnergyPhaseId::Uplink, run.sent},
             Edge{EnergyPhaseId::Wait, run.firstByte}, Edge{EnergyPhaseId::FirstToken, run.firstContent()},
             Edge{EnergyPhaseId::Stream, streamed}, Edge{EnergyPhaseId::Tail, run.quiet}}) {
        if (edge.id == EnergyPhaseId::FirstToken && !edge.end)
            continue; // an answer may end without a word
        if (!start || !edge.end)
            break;
        // A radio that was still up has no setup: its stamp may lie before the prompt.
        phases.append({edge.id, static_cast<double>(std::max<std::int64_t>(0, *edge.end - *start)) / 1e9, {}});
        start = std::max(*start, *edge.end);
    }
    return phases;
}

QString phaseWord(EnergyPhaseId id)
{
    switch (id) {
    case EnergyPhaseId::Promotion: return QCoreApplication::translate("Phase", "radio setup");
    case EnergyPhaseId::Uplink: return QCoreApplication::translate("Phase", "send");
    case EnergyPhaseId::Wait: return QCoreApplication::translate("Phase", "wait");
    case EnergyPhaseId::FirstToken: return QCoreApplication::translate("Phase", "first token");
    case EnergyPhaseId::Stream: return QCoreApplication::translate("Phase", "stream");
    case EnergyPhaseId::Tail: return QCoreApplication::translate("Phase", "radio tail");
    }
    return {};
}

QColor phaseColour(EnergyPhaseId id)
{
    const Theme &t = theme();
    switch (id) {
    case EnergyPhaseId::Promotion: return t.radioSetup;
    case EnergyPhaseId::Uplink: return t.time.mark;
    case EnergyPhaseId::Wait: return t.time.span;
    case EnergyPhaseId::FirstToken: return t.tokens.span;
    case EnergyPhaseId::Stream: return t.tokens.mark;
    case EnergyPhaseId::Tail: return t.radioDrx;
    }
    return t.text3;
}

bool phaseHatched(EnergyPhaseId id) { return id == EnergyPhaseId::Tail; }

} // namespace widgets
