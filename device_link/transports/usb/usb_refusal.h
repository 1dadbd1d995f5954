// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"
#include "device_link/transports/usb/usb_kit.h"

namespace device_link {

/// Why the device may not be opened, and the command that would change it.
[[nodiscard]] Error usbPermissionFault(const UsbKit &kit);
/// Who has claimed the interface: a kernel driver or another program, by name where the system tells.
[[nodiscard]] Error usbClaimFault(const UsbKit &kit, int interface);

/// The shell line that lets the user at the machine open the kit, for this vendor and product id.
[[nodiscard]] QString usbRuleCommand(const UsbKit &kit);

} // namespace device_link
