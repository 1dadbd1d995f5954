// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kit/event_timeline.h"

#include <algorithm>

namespace widgets {
namespace {

using device_link::KitEvent;
using device_link::PromptEvent;
using device_link::RadioState;

constexpr std::size_t kMaxTokens = 200'000;
constexpr std::size_t kMaxPrompts = 5'000;

/// Events come in sequence, but a prompt fetched after a loss may come behind later ones: keep the axis in order.
template <typename T, typename Time>
void insertInOrder(std::deque<T> &all, T entry, Time T::*time, std::size_t limit)
{
    const auto place = std::upper_bound(
        all.begin(), all.end(), entry.*time, [time](const Time &value, const T &other) { return value < other.*time; });
    all.insert(place, std::move(entry));
    while (all.size() > limit)
        all.pop_front();
}

} // namespace

void EventTimeline::setBoot(std::uint32_t bootId)
{
    if (bootId == m_bootId)
        return;
    m_bootId = bootId;
    m_radio.clear();
    m_tokens.clear();
    m_prompts.clear();
    m_lastToken.clear();
    Q_EMIT changed();
}

void EventTimeline::add(const KitEvent &event)
{
    if (event.bootId != m_bootId) {
        if (event.replayed)
            return; // what an earlier boot still had to say is not on this axis
        setBoot(event.bootId);
    }
    if (event.name == QLatin1String("radio"))
        addRadio(
            event.kitTimeNs, device_link::radioStateFromName(event.fields.value(QLatin1String("state")).toString()));
}

void EventTimeline::addRadio(std::int64_t kitTimeNs, RadioState state)
{
    if (m_radio.add(kitTimeNs, state))
        Q_EMIT changed();
}

void EventTimeline::add(const PromptEvent &event, int number)
{
    if (event.kind == PromptEvent::Kind::Accepted) {
        const bool known = std::ranges::any_of(m_prompts, [&](const Prompt &p) { return p.id == event.id; });
        if (!known)
            insertInOrder(m_prompts, Prompt{event.id, number, event.kitTimeNs, 0}, &Prompt::acceptedNs, kMaxPrompts);
        Q_EMIT changed();
    } else if (event.kind == PromptEvent::Kind::Token) {
        addToken(event);
        Q_EMIT changed();
    } else if (event.kind == PromptEvent::Kind::Done) {
        m_lastToken.remove(event.id);
    }
}

void EventTimeline::addToken(const PromptEvent &event)
{
    const auto last = m_lastToken.constFind(event.id);
    const bool first = last == m_lastToken.cend();
    if (!first && event.kitTimeNs <= *last)
        return; // a repeat
    if (first) {
        const auto prompt = std::ranges::find(m_prompts, event.id, &Prompt::id);
        if (prompt != m_prompts.end() && prompt->firstTokenNs == 0)
            prompt->firstTokenNs = event.kitTimeNs;
    }
    const Token token{event.kitTimeNs, first ? 0 : event.kitTimeNs - *last};
    insertInOrder(m_tokens, token, &Token::kitTimeNs, kMaxTokens);
    m_lastToken.insert(event.id, event.kitTimeNs);
}

} // namespace widgets
