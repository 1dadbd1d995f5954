// SPDX-License-Identifier: GPL-3.0-or-later
#include "event_log.h"

#include <algorithm>
#include <iterator>

namespace device_link {

EventLog::EventLog(std::size_t capacity)
    : m_capacity(std::max<std::size_t>(capacity, 1))
{
}

bool EventLog::add(const KitEvent &event)
{
    if (event.name == QLatin1String("alive"))
        return false;
    const std::scoped_lock lock(m_mutex);
    auto boot = std::find_if(
        m_boots.begin(), m_boots.end(), [&event](const Boot &known) { return known.id == event.bootId; });
    if (boot == m_boots.end())
        boot = m_boots.insert(m_boots.end(), Boot{event.bootId, true, {}});
    auto &events = boot->events;
    // Nearly always the newest: search from the end.
    auto after = events.end();
    while (after != events.begin() && std::prev(after)->sequence > event.sequence)
        --after;
    if (after != events.begin() && std::prev(after)->sequence == event.sequence)
        return false;
    if (m_size >= m_capacity && boot == m_boots.begin() && after == events.begin())
        return false;
    if (after != events.end() && after->kitTimeNs < event.kitTimeNs)
        boot->timeOrdered = false;
    if (after != events.begin() && std::prev(after)->kitTimeNs > event.kitTimeNs)
        boot->timeOrdered = false;
    events.insert(after, event);
    ++m_size;
    if (m_size > m_capacity)
        forgetOldest();
    return true;
}

void EventLog::forgetOldest()
{
    m_boots.front().events.pop_front();
    if (m_boots.front().events.empty())
        m_boots.pop_front();
    --m_size;
    ++m_forgotten;
}

void EventLog::clear()
{
    const std::scoped_lock lock(m_mutex);
    m_boots.clear();
    m_size = 0;
}

std::size_t EventLog::size() const
{
    const std::scoped_lock lock(m_mutex);
    return m_size;
}

std::uint64_t EventLog::forgotten() const
{
    const std::scoped_lock lock(m_mutex);
    return m_forgotten;
}

std::vector<std::uint32_t> EventLog::boots() const
{
    const std::scoped_lock lock(m_mutex);
    std::vector<std::uint32_t> ids;
    for (const Boot &boot : m_boots)
        ids.push_back(boot.id);
    return ids;
}

std::vector<KitEvent> EventLog::between(
    std::uint32_t bootId, std::int64_t fromNs, std::int64_t toNs, std::size_t maxCount) const
{
    std::vector<KitEvent> found;
    const std::scoped_lock lock(m_mutex);
    const auto boot
        = std::find_if(m_boots.begin(), m_boots.end(), [bootId](const Boot &known) { return known.id == bootId; });
    if (boot == m_boots.end())
        return found;
    auto at = boot->events.begin();
    if (boot->timeOrdered)
        at = std::partition_point(at, boot->events.end(), [fromNs](const KitEvent &e) { return e.kitTimeNs < fromNs; });
    for (; at != boot->events.end() && found.size() < maxCount; ++at) {
        if (at->kitTimeNs >= fromNs && at->kitTimeNs < toNs)
            found.push_back(*at);
        else if (boot->timeOrdered)
            break;
    }
    return found;
}

std::vector<KitEvent> EventLog::newest(std::size_t count) const
{
    std::vector<KitEvent> found;
    const std::scoped_lock lock(m_mutex);
    for (auto boot = m_boots.rbegin(); boot != m_boots.rend(); ++boot)
        for (auto at = boot->events.rbegin(); at != boot->events.rend() && found.size() < count; ++at)
            found.push_back(*at);
    std::reverse(found.begin(), found.end());
    return found;
}

} // namespace device_link
