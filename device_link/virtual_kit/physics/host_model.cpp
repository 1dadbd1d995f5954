// SPDX-License-Identifier: GPL-3.0-or-later
#include "host_model.h"

#include "constants.h"
#include "power_model.h"

namespace virtual_kit {

HostModel::HostModel(Simulation &simulation, PowerModel &power, DeviceKind kind)
    : m_simulation(simulation)
    , m_power(power)
    , m_speakerAmps(constant(name(kind), "speaker_ma") / 1000.0)
{
}

void HostModel::enter(State state)
{
    m_state = state;
    double milliamps = 0;
    if (state == State::Booting)
        milliamps = constant("host", "boot_ma");
    else if (state == State::Idle)
        milliamps = constant("host", "idle_ma");
    else if (state == State::Active)
        milliamps = constant("host", "active_ma");
    m_power.set(m_simulation.now(), PowerConsumer::Host, milliamps / 1000.0);
    if (state != State::Active)
        setSpeaking(false);
}

void HostModel::setSpeaking(bool on)
{
    m_power.set(m_simulation.now(), PowerConsumer::Speaker, on ? m_speakerAmps : 0.0);
}

Battery batteryOf(DeviceKind kind, double charge)
{
    return {constant(name(kind), "battery_mah"), charge, constant(name(kind), "battery_ohm")};
}

} // namespace virtual_kit
