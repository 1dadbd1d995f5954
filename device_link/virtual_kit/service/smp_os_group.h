// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "smp_group.h"
#include "smp_server.h"

#include "virtual_kit/kernel/simulation.h"

#include <QDateTime>

#include <functional>
#include <optional>

namespace virtual_kit {

/// SMP group 0: echo, task statistics, date and time, reset, parameters, information, bootloader.
class SmpOsGroup
{
public:
    /// config and counters are those of the server and outlive the group.
    SmpOsGroup(Simulation &simulation, const SmpServerConfig &config, const SmpCounters &counters);
    ~SmpOsGroup();
    SmpOsGroup(const SmpOsGroup &) = delete;
    SmpOsGroup &operator=(const SmpOsGroup &) = delete;

    [[nodiscard]] SmpGroup group();
    /// A planned reset is forgotten. The clock goes on: it stands for a battery-backed one.
    void reset();

    std::function<void(const ResetRequest &)> onReset;

private:
    void handle(const SmpRequest &request, const SmpReply &reply);
    void echo(const SmpRequest &request, const SmpReply &reply) const;
    void tasks(const SmpReply &reply) const;
    void readTime(const SmpReply &reply) const;
    void writeTime(const SmpRequest &request, const SmpReply &reply);
    void resetCommand(const SmpRequest &request, const SmpReply &reply);
    void info(const SmpRequest &request, const SmpReply &reply) const;
    void bootloader(const SmpRequest &request, const SmpReply &reply) const;

    Simulation &m_simulation;
    const SmpServerConfig &m_config;
    const SmpCounters &m_counters;
    std::optional<QDateTime> m_clockSet; ///< what the clock was set to ...
    SimTime m_clockSetAt = 0;            ///< ... and when
    Simulation::Handle m_plannedReset = 0;
};

} // namespace virtual_kit
