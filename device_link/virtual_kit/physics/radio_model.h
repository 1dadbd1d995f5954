// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network_profile.h"

#include "virtual_kit/kernel/simulation.h"

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace virtual_kit {

class PowerModel;

/// What the radio does (RRC of 3GPP TS 36.331; the tail and C-DRX are the last part of a connection).
enum class RadioState : std::uint8_t { Off, Searching, Idle, Promotion, Connected, Tail, Drx };
[[nodiscard]] std::string_view name(RadioState state); ///< wire names of PROTOCOL.md §5.8

enum class RadioBurst : std::uint8_t { Transmit, Receive };

/// The radio connection of the kit and the current it draws. Knows nothing of SIM and registration; the modem
/// tells it to search, camp and stop. Time moves it through promotion, tail and C-DRX.
class RadioModel
{
public:
    /// ok is false when the radio was switched off or lost its cell before it was connected.
    using Ready = std::function<void(bool ok)>;

    RadioModel(Simulation &simulation, PowerModel &power, const NetworkProfile &profile);
    ~RadioModel();
    RadioModel(const RadioModel &) = delete;
    RadioModel &operator=(const RadioModel &) = delete;

    void switchOff();
    void search(); ///< scans for a cell until told otherwise
    void camp();   ///< a cell was found: idle

    /// Asks for a connection. Ready is called from the simulation: after promotion, after the next on duration of
    /// C-DRX, or at once when connected. Called with false when the radio is off or searching, or gets so.
    void connect(Ready ready);
    /// Data on the air for this long from now; keeps the connection. Ignored when there is none.
    void burst(RadioBurst burst, SimTime duration);

    [[nodiscard]] RadioState state() const { return m_state; }
    /// RRC connected: data may flow (connected, tail, C-DRX).
    [[nodiscard]] bool isConnected() const { return m_state >= RadioState::Connected; }
    [[nodiscard]] bool isCamped() const { return m_state >= RadioState::Idle; }
    [[nodiscard]] const NetworkProfile &profile() const { return m_profile; }

    /// Called after each change, in order of adding. Listeners live as long as the model.
    void onState(std::function<void(RadioState)> listener) { m_listeners.push_back(std::move(listener)); }

private:
    /// A level that comes back: on for the first part of each period.
    struct Cycle {
        SimTime period, on;
        double onAmps, offAmps;
    };
    void enter(RadioState state);
    void plan(SimTime delay, void (RadioModel::*next)());
    void dropConnection();
    void promote();
    void promoted();
    void scheduleInactivity();
    void inactive();
    void scheduleAnswer(SimTime delay);
    void answerWaiting();
    [[nodiscard]] SimTime untilNextOnDuration() const;
    [[nodiscard]] double cyclicAmps(const Cycle &cycle, SimTime &next) const;
    [[nodiscard]] double connectedAmps(SimTime &next) const;
    [[nodiscard]] double levelAmps(SimTime &next) const;
    void updateLevel();

    Simulation &m_simulation;
    PowerModel &m_power;
    NetworkProfile m_profile;
    RadioState m_state = RadioState::Off;
    SimTime m_since = 0;        ///< start of the state; phase of paging and C-DRX cycles
    SimTime m_lastActivity = 0; ///< end of the last burst
    SimTime m_txUntil = 0, m_rxUntil = 0;
    Simulation::Handle m_timer = 0;      ///< next state
    Simulation::Handle m_levelTimer = 0; ///< next edge of the current
    Simulation::Handle m_answer = 0;     ///< when those who wait are told
    std::vector<Ready> m_waiting;
    std::vector<std::function<void(RadioState)>> m_listeners;
};

} // namespace virtual_kit
