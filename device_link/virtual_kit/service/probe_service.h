// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event_log.h"
#include "truth_log.h"

#include "virtual_kit/kernel/simulation.h"
#include "virtual_kit/physics/network_path.h"
#include "virtual_kit/physics/radio_model.h"

#include <cstdint>
#include <functional>
#include <map>

namespace virtual_kit {

/// What was asked for; every field is valid.
struct ProbeAsk {
    std::uint32_t id = 0;
    ComputeTier tier = ComputeTier::Metro;
    std::uint32_t count = 1;
    SimTime interval = kSecond;
};

/// Latency probes (PROTOCOL.md §5.7): one small packet to a tier and back, again and again. The radio leg of a probe
/// that found the radio idle includes its promotion.
class ProbeService
{
public:
    ProbeService(std::uint64_t seed, Simulation &simulation, RadioModel &radio, EventLog &events, TruthLog &truth);
    ~ProbeService() { stop(); }
    ProbeService(const ProbeService &) = delete;
    ProbeService &operator=(const ProbeService &) = delete;

    /// Begins a run; one under way must be of the same id and goes on unchanged.
    void start(const ProbeAsk &ask);
    /// Probes in flight are not told.
    void stop();
    /// Until the last probe of the run was told.
    [[nodiscard]] bool isRunning() const { return m_running; }
    [[nodiscard]] std::uint32_t id() const { return m_ask.id; }

    static constexpr SimTime kLostAfter = 3 * kSecond; ///< PROTOCOL.md §5.7

private:
    struct Flight {
        SimTime sent = 0;
        Simulation::Handle timer = 0; ///< arrival or loss
        SimTime radio = 0, core = 0;
    };
    void send();
    void onAir(std::uint32_t index);
    void arrived(std::uint32_t index);
    void lost(std::uint32_t index);
    void tell(std::uint32_t index, const Flight &flight, bool lost);

    Simulation &m_simulation;
    RadioModel &m_radio;
    EventLog &m_events;
    TruthLog &m_truth;
    NetworkPath m_path;
    ProbeAsk m_ask;
    bool m_running = false;
    std::uint64_t m_run = 0; ///< answers of the radio to an earlier run are stale
    std::uint32_t m_sent = 0;
    Simulation::Handle m_next = 0;
    std::map<std::uint32_t, Flight> m_flights; ///< by index
};

} // namespace virtual_kit
