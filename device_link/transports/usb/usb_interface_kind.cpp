// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/transports/usb/usb_interface_kind.h"

namespace device_link {

std::optional<PortRole> roleOfInterface(const UsbInterfaceKind &kind, const QString &interfaceString)
{
    if (kind.isKit())
        return PortRole::Kit;
    if (!kind.isAcm())
        return std::nullopt;
    if (interfaceString == QLatin1String("AI-eSIM AT"))
        return PortRole::At;
    if (interfaceString == QLatin1String("AI-eSIM console"))
        return PortRole::Console;
    if (interfaceString == QLatin1String("AI-eSIM kit")) // a kit without a vendor interface
        return PortRole::Kit;
    return std::nullopt;
}

} // namespace device_link
