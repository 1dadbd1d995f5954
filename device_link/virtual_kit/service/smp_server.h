// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "smp_group.h"
#include "smp_settings_store.h"

#include "framing/smp_packet.h"
#include "virtual_kit/flash/flash_bank.h"
#include "virtual_kit/kernel/simulation.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace virtual_kit {

/// What the OS group tells about the kit; "info" prints these.
struct SmpIdentity {
    std::string nodeName = "aiesim-kit";
    std::string kernelRelease = "v4.4.0"; ///< of the Zephyr whose behaviour is simulated
    std::string kernelVersion = "4.4.0";
    std::string buildTime = "2026-01-15T09:00:00";
    std::string machine = "simulated";
    std::string processor = "simulated";
    std::string board = "aiesim_virtual_kit";
};

struct SmpServerConfig {
    std::size_t bufferSize = 2475; ///< of one request or answer; the console framing takes 4 of it
    std::size_t bufferCount = 8;   ///< requests held, the one under way included; more are dropped without a word
    SmpIdentity identity;
};

/// What an accepted reset asked for.
struct ResetRequest {
    bool force = false;
    std::optional<std::uint8_t> bootMode; ///< 0 normal, 1 bootloader (Zephyr retention boot mode)
};

/// Counters of the statistics group.
struct SmpCounters {
    std::uint32_t packets = 0; ///< received, whatever became of them
    std::uint32_t answers = 0;
    std::uint32_t errors = 0;    ///< answers that carried an error
    std::uint32_t dropped = 0;   ///< no free buffer, or larger than one
    std::uint32_t malformed = 0; ///< not an SMP request at all
};

class SmpImageGroup;
class SmpOsGroup;

/// SMP server of the kit (Zephyr 4.x MCUmgr behaviour): takes packets, answers them one after another in order.
/// Lives as long as the kit and answers only while the flash bank's application runs. No I/O: ports deliver and send.
class SmpServer
{
public:
    /// A whole SMP packet for that port.
    using Output = std::function<void(SmpPort port, const framing::Bytes &packet)>;

    /// All outlive the server.
    SmpServer(Simulation &simulation, FlashBank &flash, SettingsStore &settings, SmpServerConfig config, Output output);
    ~SmpServer();
    SmpServer(const SmpServer &) = delete;
    SmpServer &operator=(const SmpServer &) = delete;

    /// One SMP packet from a port. Answered later, from the Simulation. What is larger than the buffer, not an SMP
    /// request, or beyond the buffers is dropped: SMP has no negative acknowledge.
    /// (A console port gives its decoder bufferSize - 4 as the largest packet: length and CRC share the buffer.)
    void receive(SmpPort port, framing::ByteView packet);
    /// The processor starts anew (every boot and power cut): requests, unfinished answers, a planned reset and the
    /// upload session are gone; settings are what was saved.
    void reset();

    /// Adds a group. A second registration of an id replaces the first.
    void registerGroup(SmpGroup group);
    void registerGroup(std::uint16_t id, std::string name, int handlerCount, SmpHandler handler);

    /// Called 250 ms (simulated) after a reset command was taken; the owner then boots flash and server.
    std::function<void(const ResetRequest &)> onReset;

    [[nodiscard]] const SmpCounters &counters() const { return m_counters; }
    [[nodiscard]] const SmpServerConfig &config() const { return m_config; }
    [[nodiscard]] const std::map<std::uint16_t, SmpGroup> &groups() const { return m_groups; }

private:
    struct Pending {
        SmpPort port = 0;
        framing::Bytes packet;
    };
    void registerStandardGroups();
    void plan();
    void process();
    void finish(std::uint64_t ticket, const QCborMap &body, bool isError);

    Simulation &m_simulation;
    FlashBank &m_flash;
    SettingsStore &m_settings;
    SmpServerConfig m_config;
    Output m_output;
    SmpCounters m_counters;
    std::map<std::uint16_t, SmpGroup> m_groups;
    std::deque<Pending> m_queue; ///< front: under way when m_busy
    std::uint64_t m_ticket = 0;  ///< of the request under way; a reply with another one is late
    bool m_busy = false;
    Simulation::Handle m_planned = 0;
    std::shared_ptr<SmpServer *> m_self; ///< replies hold it weakly: they may outlive the server
    std::unique_ptr<SmpOsGroup> m_os;
    std::unique_ptr<SmpImageGroup> m_image;
};

} // namespace virtual_kit
