// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sim_clock.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <utility>

namespace virtual_kit {

/// Deterministic discrete-event clock of the virtual kit: actions run strictly in order of time, then of their making.
/// Nothing in the kit reads a wall clock; the ports drive advanceTo().
class Simulation
{
public:
    /// Handle of a planned action; 0 is none.
    using Handle = std::uint64_t;
    using Action = std::function<void()>;

    [[nodiscard]] SimTime now() const { return m_now; }
    /// Plans an action at t (not before now).
    Handle at(SimTime t, Action action);
    Handle after(SimTime delay, Action action) { return at(m_now + delay, std::move(action)); }
    void cancel(Handle handle);
    /// Time of the next planned action.
    [[nodiscard]] std::optional<SimTime> nextDue() const;
    /// Runs everything due up to and including t, then now() is t.
    void advanceTo(SimTime t);

private:
    using Key = std::pair<SimTime, Handle>;
    SimTime m_now = 0;
    Handle m_last = 0;
    std::map<Key, Action> m_planned;
    std::map<Handle, SimTime> m_times;
};

} // namespace virtual_kit
