// SPDX-License-Identifier: GPL-3.0-or-later
#include "prompt_run.h"

#include <algorithm>
#include <utility>

namespace profiles {

using device_link::KitEvent;
using device_link::PromptEvent;
using device_link::RadioState;

namespace {

template <typename T>
bool setOnce(std::optional<T> &slot, const T &value)
{
    if (slot)
        return false;
    slot = value;
    return true;
}

bool insertToken(PromptRun &run, const PromptEvent &event)
{
    const auto at = std::lower_bound(run.tokens.begin(), run.tokens.end(), event.tokenIndex,
        [](const PromptToken &token, quint32 index) { return token.index < index; });
    if (at != run.tokens.end() && at->index == event.tokenIndex)
        return false;
    run.tokens.insert(at, PromptToken{event.tokenIndex, event.kitTimeNs, event.text});
    return true;
}

/// A mark of the radio that came before the answer's end was known may be the release.
void noteRelease(PromptRun &run)
{
    if (!run.done || run.radioIdle)
        return;
    for (const RadioMark &mark : run.radio) {
        if (mark.kitTimeNs >= *run.done && mark.state == RadioState::Idle) {
            run.radioIdle = mark.kitTimeNs;
            return;
        }
    }
}

bool finish(PromptRun &run, const PromptEvent &event)
{
    if (!setOnce(run.done, event.kitTimeNs))
        return false;
    run.finish = event.finish;
    run.error = event.error;
    noteRelease(run);
    return true;
}

/// A kit that restarted in the tail tells its end in the clock of the later boot: before the answer's end.
bool endTail(PromptRun &run, const PromptEvent &event)
{
    if (run.done && event.kitTimeNs < *run.done)
        return !std::exchange(run.tailCut, true);
    return setOnce(run.quiet, event.kitTimeNs);
}

bool accept(PromptRun &run, const PromptEvent &event)
{
    if (!setOnce(run.accepted, event.kitTimeNs))
        return false;
    run.model = event.model;
    run.tier = event.tier;
    return true;
}

bool take(PromptRun &run, const PromptEvent &event)
{
    switch (event.kind) {
    case PromptEvent::Kind::Accepted: return accept(run, event);
    case PromptEvent::Kind::RadioUp: return setOnce(run.radioUp, event.kitTimeNs);
    case PromptEvent::Kind::Sent: return setOnce(run.sent, event.kitTimeNs);
    case PromptEvent::Kind::FirstByte: return setOnce(run.firstByte, event.kitTimeNs);
    case PromptEvent::Kind::Token: return insertToken(run, event);
    case PromptEvent::Kind::Usage:
        return setOnce(run.usage, PromptUsage{event.promptTokens, event.completionTokens, event.tokenSource});
    case PromptEvent::Kind::Charge: return setOnce(run.charge, PromptCharge{event.chargeMicro, event.ledgerEntry});
    case PromptEvent::Kind::Done: return finish(run, event);
    case PromptEvent::Kind::Quiet: return endTail(run, event);
    }
    return false;
}

} // namespace

std::optional<std::int64_t> PromptRun::firstContent() const
{
    for (const PromptToken &token : tokens) {
        if (!token.text.isEmpty())
            return token.kitTimeNs;
    }
    return std::nullopt;
}

std::optional<std::int64_t> PromptRun::lastContent() const
{
    for (auto token = tokens.rbegin(); token != tokens.rend(); ++token) {
        if (!token->text.isEmpty())
            return token->kitTimeNs;
    }
    return std::nullopt;
}

QString PromptRun::answer() const
{
    QString whole;
    for (const PromptToken &token : tokens)
        whole += token.text;
    return whole;
}

qint64 PromptRun::missingTokens() const
{
    return tokens.isEmpty() ? 0 : qint64(tokens.last().index) + 1 - tokens.size();
}

bool apply(PromptRun &run, const PromptEvent &event)
{
    if (event.id != run.id || !take(run, event))
        return false;
    run.replayed |= event.replayed;
    return true;
}

bool apply(PromptRun &run, const KitEvent &event)
{
    const bool inside = run.accepted && event.kitTimeNs >= *run.accepted
        && (!run.quiet || event.kitTimeNs <= *run.quiet) && event.bootId == run.bootId;
    if (event.name != QLatin1String("radio") || !inside)
        return false;
    const RadioState state = device_link::radioStateFromName(event.fields.value(QLatin1String("state")).toString());
    const RadioMark mark{event.kitTimeNs, state};
    const auto at = std::lower_bound(run.radio.begin(), run.radio.end(), mark,
        [](const RadioMark &a, const RadioMark &b) { return a.kitTimeNs < b.kitTimeNs; });
    if (at != run.radio.end() && *at == mark)
        return false;
    run.radio.insert(at, mark);
    noteRelease(run);
    return true;
}

} // namespace profiles
