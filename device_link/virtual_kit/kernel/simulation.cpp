// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation.h"

#include <algorithm>

namespace virtual_kit {

Simulation::Handle Simulation::at(SimTime t, Action action)
{
    const SimTime due = std::max(t, m_now);
    const Handle handle = ++m_last;
    m_planned.emplace(Key(due, handle), std::move(action));
    m_times.emplace(handle, due);
    return handle;
}

void Simulation::cancel(Handle handle)
{
    const auto it = m_times.find(handle);
    if (it == m_times.end())
        return;
    m_planned.erase(Key(it->second, handle));
    m_times.erase(it);
}

std::optional<SimTime> Simulation::nextDue() const
{
    if (m_planned.empty())
        return std::nullopt;
    return m_planned.begin()->first.first;
}

void Simulation::advanceTo(SimTime t)
{
    while (!m_planned.empty() && m_planned.begin()->first.first <= t) {
        auto node = m_planned.extract(m_planned.begin());
        m_now = std::max(m_now, node.key().first);
        m_times.erase(node.key().second);
        node.mapped()();
    }
    m_now = std::max(m_now, t);
}

} // namespace virtual_kit
