// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "battery.h"
#include "network_kind.h"

#include "virtual_kit/kernel/simulation.h"

#include <cstdint>

namespace virtual_kit {

class PowerModel;

/// The kit's microcontroller and loudspeaker: what they draw while the kit is off, boots, waits or works.
class HostModel
{
public:
    HostModel(Simulation &simulation, PowerModel &power, DeviceKind kind);

    enum class State : std::uint8_t { Off, Booting, Idle, Active };
    void enter(State state);
    [[nodiscard]] State state() const { return m_state; }
    /// Speech is on while an answer streams in, at the pace of its tokens (a simplification: no speech synthesis).
    void setSpeaking(bool on);

private:
    Simulation &m_simulation;
    PowerModel &m_power;
    double m_speakerAmps;
    State m_state = State::Off;
};

/// The battery a device of this kind has.
[[nodiscard]] Battery batteryOf(DeviceKind kind, double charge);

} // namespace virtual_kit
