// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event_log.h"

#include "virtual_kit/kernel/simulation.h"

#include <QJsonObject>

#include <functional>
#include <string_view>

namespace virtual_kit {

/// What really happened inside the kit, for tests: one JSON object per line with `t` (simulated ns since power-on),
/// `boot`, `kt` (kit time, ns), `what`, and the fields of that kind.
class TruthLog
{
public:
    using Sink = std::function<void(std::string_view line)>;
    TruthLog(const Simulation &simulation, const EventLog &events, Sink sink);
    void add(std::string_view what, QJsonObject fields = {}) const;

private:
    const Simulation &m_simulation;
    const EventLog &m_events;
    Sink m_sink;
};

} // namespace virtual_kit
