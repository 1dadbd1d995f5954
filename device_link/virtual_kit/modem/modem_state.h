// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace virtual_kit {

/// 3GPP TS 27.007 <AcT>.
enum class AccessTechnology : std::uint8_t {
    Gsm = 0,
    Utran = 2,
    EUtran = 7,
    EUtranNb = 9,
    NrSa = 11,
    NgRan = 12,
    EnDc = 13
};

/// What the modem knows of SIM, network and signal at one moment. Empty optionals: not known to the modem.
struct ModemView {
    bool simReady = false; ///< SIM read after power-on or REFRESH; until then +CPIN? says busy
    int registration = 0;  ///< 27.007 <stat>: 0 idle 1 home 2 searching 3 denied 4 unknown 5 roaming
    std::string plmn;      ///< registered network "46000"; empty when not registered
    std::string operatorName;
    std::uint32_t trackingArea = 0; ///< 0...FFFF (LTE), 0...FFFFFF (NR)
    std::uint32_t cell = 0;         ///< 28 bits
    AccessTechnology act = AccessTechnology::EUtran;
    std::optional<double> rssiDbm; ///< +CSQ
    std::optional<double> rsrpDbm; ///< +CESQ (SS-RSRP on NR)
    std::optional<double> rsrqDb;  ///< +CESQ (SS-RSRQ on NR)
    std::optional<double> sinrDb;  ///< +CESQ ss_sinr, NR only
    bool rrcConnected = false;     ///< +CSCON
    friend bool operator==(const ModemView &, const ModemView &) = default;
};

/// Implemented by the radio model; asked by the AT port. Called on the simulation's thread only.
class ModemStateSource
{
public:
    virtual ~ModemStateSource() = default;
    [[nodiscard]] virtual ModemView modemView() const = 0;
    /// 27.007 +CFUN <fun>: 0 minimum (SIM off too), 1 full, 4 radio off.
    [[nodiscard]] virtual int functionality() const = 0;
    /// Takes 0, 1 or 4; effects (detach, SIM read, search) follow in simulated time.
    virtual void setFunctionality(int fun) = 0;
};

} // namespace virtual_kit
