// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>

namespace device_link {

/// Who a kit says it is, joined from what its open ports give. Empty strings: not told.
struct KitIdentity {
    QString serial, vendor, model, hardware, firmware;
    QString eid;                             ///< 32 digits
    QString imei;                            ///< 15 digits
    QString iccid;                           ///< of the enabled profile
    std::optional<bool> simulated;           ///< unknown for a kit that only speaks AT or plain SMP
    QString deviceKind;                      ///< "toy", "glasses", "wearable"
    QString network;                         ///< "cat1", "ltem", "redcap", "ble-tether"
    std::optional<std::uint32_t> batteryMah; ///< capacity of its battery as the kit states it
    std::uint32_t bootId = 0;
    std::uint8_t protocolVersion = 0; ///< of the aiesim group; 0: not spoken
    friend bool operator==(const KitIdentity &, const KitIdentity &) = default;
};

} // namespace device_link
