// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"
#include "device_link/transports/usb/usb_kit.h"

namespace device_link {

/// Why the device may not be opened, and the command that would change it.
[[nodiscard]] Error usbPermissionFault(const UsbKit &kit);
/// Who has claimed the interface: a kernel driver or another program, by name where the system tells.
[[nodiscard]] Error usbClaimFault(const UsbKit &kit, int interface);

/// Why a serial port that exists may not be opened: detail is the sentence, node the port; of a USB device with these
/// ids, 0: not known. Carries the command that would change it.
[[nodiscard]] Error serialPermissionFault(
    const QString &detail, const QString &node, std::uint16_t vendorId, std::uint16_t productId);

/// The shell line that lets the user at the machine open devices of this vendor and product id, and keeps ModemManager
/// off their ports. Its file is not the package's, which it would hide.
[[nodiscard]] QString usbRuleCommand(std::uint16_t vendorId, std::uint16_t productId);

} // namespace device_link
