// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/kit_session.h"
#include "device_link/session/port.h"

#include <memory>
#include <vector>

namespace device_link {

class KitPowerSource;
class KitLatencyProbe;
class Ppk2PowerSource;

/// The capabilities of a session, and what feeds them.
struct Capabilities {
    std::shared_ptr<PowerSource> powerSource;
    std::shared_ptr<LatencyProbe> latencyProbe;
    std::shared_ptr<ModemStatus> modemStatus;
    std::shared_ptr<CardChannel> cardChannel;
    std::shared_ptr<PromptRunner> promptRunner;
    std::shared_ptr<TokenAccount> tokenAccount;
    std::shared_ptr<FirmwareTarget> firmwareTarget;
    std::shared_ptr<Attestation> attestation;
    std::shared_ptr<Console> console;
    std::shared_ptr<PowerMeter> powerMeter;
    /// The same objects where the session drives them; null when another protocol gives the capability.
    std::shared_ptr<KitPowerSource> kitPower;
    std::shared_ptr<KitLatencyProbe> kitProbe;
    std::shared_ptr<Ppk2PowerSource> meterPower;
};

/// Adds what the ports that are up can give and is not there yet. True when something was added.
bool addCapabilities(Capabilities &capabilities, const std::vector<std::shared_ptr<Port>> &ports);

/// Reads what capabilities of a port want to know before they are used: rates, models.
[[nodiscard]] QCoro::Task<Result<void>> refreshCapabilities(Capabilities capabilities, std::stop_token stop);

} // namespace device_link
