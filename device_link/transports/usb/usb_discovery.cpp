// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/transports/usb/usb_discovery.h"

namespace device_link {

std::optional<UsbKit> findUsbKit(const QString &serialNumber)
{
    std::optional<UsbKit> found;
    for (const UsbKit &kit : discoverUsbKits()) {
        if (kit.serialNumber == serialNumber && (!found || kit.address > found->address))
            found = kit;
    }
    return found;
}

} // namespace device_link
