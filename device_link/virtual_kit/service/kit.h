// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kit_config.h"
#include "smp_group.h"

#include "framing/bytes.h"
#include "framing/smp_packet.h"
#include "virtual_kit/kernel/simulation.h"

#include <QCborMap>
#include <QJsonObject>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace virtual_kit {

class AtServer;
class EuiccCard;
class EventLog;
class FlashBank;
class PowerModel;
class SmpServer;

/// The firmware of one simulated kit and the board under it: card, flash, modem, power, account, model, services.
/// No I/O and no wall clock: ports deliver bytes and the Simulation's time moves it. One thread.
class Kit
{
public:
    /// The simulation outlives the kit.
    Kit(Simulation &simulation, KitConfig config, KitOutputs outputs);
    ~Kit();
    Kit(const Kit &) = delete;
    Kit &operator=(const Kit &) = delete;

    /// Applies power for the first time: bootloader, application, registration. Call once.
    void powerOn();

    // What ports deliver. Ignored while the kit boots, as a board would.
    /// One SMP packet from control of `port` (kit frames) or from the console framing.
    void controlReceived(int port, framing::ByteView smpPacket);
    void atReceived(framing::ByteView bytes);
    /// The link was silent for a second: sends event `alive` (PROTOCOL.md §3), also while it erases flash.
    void aliveDue();

    /// Adds a command to the aiesim group. The handler finds the port in request.port and must answer the reply.
    void addCommand(std::uint8_t command, framing::SmpOp op, SmpHandler handler);
    /// Writes a line to the truth log: `what` and the fields, with time and boot added. Nothing without a sink.
    void addTruth(std::string_view what, QJsonObject fields = {});
    /// A numbered event of the present boot (`stream.stopped`, ...); nothing while the kit is down.
    void sendEvent(std::string_view name, const QCborMap &fields);

    [[nodiscard]] bool running() const; ///< booted and alive
    [[nodiscard]] std::uint32_t bootId() const;
    /// The kit's clock at simulated time t: ns since its last boot (0 for times before it).
    [[nodiscard]] std::int64_t kitTime(SimTime t) const;
    [[nodiscard]] const std::string &serial() const;
    [[nodiscard]] const KitConfig &config() const;
    [[nodiscard]] PowerModel &power();
    [[nodiscard]] EventLog &events();
    [[nodiscard]] FlashBank &flash();
    [[nodiscard]] EuiccCard &card();
    [[nodiscard]] AtServer &at();
    [[nodiscard]] SmpServer &smp();

    // Faults, now. The planned ones are in KitConfig.
    void loseNetwork(SimTime duration); ///< 0: for good
    void exhaustAccount();
    void brownOut();

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace virtual_kit
