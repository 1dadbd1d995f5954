// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stream_rates.h"

#include "framing/bytes.h"
#include "virtual_kit/kernel/simulation.h"
#include "virtual_kit/service/smp_group.h"

#include <QCborMap>

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace virtual_kit {

class KitLink;
class PowerModel;

struct StreamConfig {
    std::uint32_t highestRate = 100'000;          ///< Hz
    std::uint64_t ringBytes = 8ULL * 1024 * 1024; ///< of samples held back before blocks are dropped
    double speed = 1;                             ///< kit seconds per second of the line
};

/// The commands stream.* (PROTOCOL.md §5.6) and the one stream "power": samples of the rail's current and voltage on
/// the kit's clock. Which samples a stream has depends on the simulation and its start alone, not on when produce() is
/// called. One stream at a time, on the link that started it.
class StreamService
{
public:
    StreamService(const Simulation &simulation, const PowerModel &power, StreamConfig config);

    /// A `kit` port; links outlive the service. Requests of other ports are answered "not supported".
    void addLink(SmpPort port, KitLink &link) { m_links[port] = &link; }

    void list(const SmpRequest &request, SmpReply reply) const;
    void start(const SmpRequest &request, SmpReply reply);
    void stop(const SmpRequest &request, SmpReply reply);

    /// Makes every block whose last sample lies before the simulation's time.
    void produce();
    /// When the next block is complete; empty when no stream runs.
    [[nodiscard]] std::optional<SimTime> nextDue() const;
    /// Ends the stream of this port, or with none any stream: host gone, hello, reset, no report.
    void end(std::optional<SmpPort> port = {}, std::string_view why = "host left");

    [[nodiscard]] bool running() const { return m_run.has_value(); }
    [[nodiscard]] std::optional<std::uint8_t> runningId() const;

    /// The kit's clock at a simulated time.
    std::function<std::int64_t(SimTime)> kitTime;
    /// What really happened, for the truth log: "stream.start", "stream.end".
    std::function<void(std::string_view what, const QCborMap &fields)> onTruth;

private:
    struct Run {
        SmpPort port = 0;
        KitLink *link = nullptr;
        std::uint8_t id = 0;
        std::uint32_t rate = 0;
        std::uint32_t count = 0;
        SimTime start = 0;
        std::uint64_t next = 0; ///< index of the first sample not yet made
        std::uint64_t lost = 0;
    };
    [[nodiscard]] static SimTime sampleTime(const Run &run, std::uint64_t index);
    [[nodiscard]] StreamLine lineOf(const KitLink &link) const;
    void begin(SmpPort port, KitLink &link, const StreamGrant &grant, const SmpReply &reply);
    void makeBlock();
    void tellTruth(std::string_view what, const QCborMap &fields) const;

    const Simulation &m_simulation;
    const PowerModel &m_power;
    StreamConfig m_config;
    std::vector<std::uint32_t> m_rates;
    std::map<SmpPort, KitLink *> m_links;
    std::optional<Run> m_run;
    std::uint8_t m_lastId = 0; ///< ids go 1...255 and round
    bool m_wrapped = false;
    std::vector<float> m_amps;
    std::vector<float> m_volts;
    framing::Bytes m_words;
};

} // namespace virtual_kit
