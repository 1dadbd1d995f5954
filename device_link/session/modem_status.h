// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"

#include <QCoroTask>
#include <QObject>

#include <optional>
#include <stop_token>

namespace device_link {

/// The radio's state as the kit reports it (3GPP TS 36.331 RRC, and the kit's own tail).
enum class RadioState : std::uint8_t { Unknown, Off, Searching, Idle, Promotion, Connected, Tail, Drx };
[[nodiscard]] QString radioStateName(RadioState state); ///< wire names: "off", "searching", "idle", ...
[[nodiscard]] RadioState radioStateFromName(const QString &name);

/// Registration and signal of the modem. Empty optionals: not told or not known to the modem.
struct ModemState {
    RadioState radio = RadioState::Unknown;
    std::optional<int> registration; ///< 27.007 +CEREG <stat>: 0 idle 1 home 2 searching 3 denied 5 roaming
    QString operatorName, plmn, tac, cell, accessTechnology; ///< plmn "46000", tac and cell hex
    std::optional<double> rsrpDbm, rsrqDb, sinrDb, rssiDbm;
    std::int64_t kitTimeNs = 0;
};

/// Capability: what the modem says of the network.
class ModemStatus : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    [[nodiscard]] virtual QCoro::Task<Result<ModemState>> read(std::stop_token stop) = 0;
    [[nodiscard]] virtual ModemState last() const = 0;
Q_SIGNALS:
    void changed(const device_link::ModemState &state);
};

} // namespace device_link
Q_DECLARE_METATYPE(device_link::ModemState)
