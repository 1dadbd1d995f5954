// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/transports/usb/usb_kit.h"

#include <optional>

namespace device_link {

/// The kits that are plugged in now, ordered by serial number. Known by the class and strings of their interfaces
/// (PROTOCOL.md §1.1), never by VID and PID. Only reads the system's tables: nothing is opened, nothing written to. A
/// kit without a serial number is left out: nothing would name it.
[[nodiscard]] QList<UsbKit> discoverUsbKits();
/// The kit with this serial number; the one enumerated last when, against the rules, two share it.
[[nodiscard]] std::optional<UsbKit> findUsbKit(const QString &serialNumber);

} // namespace device_link
