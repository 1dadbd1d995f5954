// SPDX-License-Identifier: GPL-3.0-or-later
#include "radio_history.h"

#include <algorithm>

namespace profiles {

using device_link::RadioState;

namespace {

bool startsAfter(std::int64_t timeNs, const RadioHistory::Span &span) { return timeNs < span.startNs; }

} // namespace

bool RadioHistory::add(std::int64_t kitTimeNs, RadioState state)
{
    const auto place = std::upper_bound(m_spans.begin(), m_spans.end(), kitTimeNs, startsAfter);
    if (place != m_spans.begin() && std::prev(place)->state == state)
        return false;
    if (place != m_spans.end() && place->state == state) {
        place->startNs = kitTimeNs; // told late: it began earlier
        return true;
    }
    m_spans.insert(place, Span{kitTimeNs, state});
    if (m_spans.size() > kLimit)
        m_spans.pop_front();
    return true;
}

RadioState RadioHistory::at(std::int64_t kitTimeNs) const
{
    const auto after = std::upper_bound(m_spans.begin(), m_spans.end(), kitTimeNs, startsAfter);
    return after == m_spans.begin() ? RadioState::Unknown : std::prev(after)->state;
}

bool RadioHistory::idleThroughout(std::int64_t fromNs, std::int64_t toNs) const
{
    if (at(fromNs) != RadioState::Idle)
        return false;
    const auto next = std::upper_bound(m_spans.begin(), m_spans.end(), fromNs, startsAfter);
    return std::all_of(next, m_spans.end(),
        [toNs](const Span &span) { return span.startNs >= toNs || span.state == RadioState::Idle; });
}

} // namespace profiles
