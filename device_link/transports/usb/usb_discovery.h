// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"
#include "device_link/transports/usb/usb_kit.h"

namespace device_link {

/// The kits that are plugged in now, ordered by serial number. Known by the class and strings of their interfaces
/// (PROTOCOL.md §1.1), never by VID and PID. Only reads the system's tables: nothing is opened, nothing written to. A
/// kit without a serial number is left out: nothing would name it.
[[nodiscard]] QList<UsbKit> discoverUsbKits();
/// The kit with this serial number and, unless place is empty, at this place. NotFound when there is none; BadArgument
/// with the places when, against the rules, several kits share the serial number and none was chosen.
[[nodiscard]] Result<UsbKit> findUsbKit(const QString &serialNumber, const QString &place = {});
/// Its URL, with the place where the serial number alone would not do among these kits.
[[nodiscard]] DeviceUrl usbKitUrl(const UsbKit &kit, const QList<UsbKit> &kits);

} // namespace device_link
