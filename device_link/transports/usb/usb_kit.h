// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/device_url.h"

#include <QList>
#include <QString>

#include <algorithm>

namespace device_link {

/// One port of a kit on USB (PROTOCOL.md §1.1).
struct UsbKitPort {
    PortRole role = PortRole::Kit;
    int interface = 0; ///< bInterfaceNumber
    /// It is a CDC-ACM interface and not the vendor one.
    bool serial = false;
    /// Device node of a CDC-ACM interface ("/dev/ttyACM0"); empty until the system has made it.
    QString node;
    friend bool operator==(const UsbKitPort &, const UsbKitPort &) = default;
};

/// A kit that is plugged in: one USB device with its ports, as the operating system describes it.
struct UsbKit {
    QString serialNumber; ///< names the kit across ports and re-enumeration
    QString manufacturer, product;
    quint16 vendorId = 0, productId = 0;
    int bus = 0, address = 0; ///< of this enumeration
    QString place;            ///< where it is plugged in: "1-1.4"
    QString node;             ///< of the whole device, "/dev/bus/usb/001/004"; empty where there is no such thing
    QList<UsbKitPort> ports;  ///< ordered by role

    [[nodiscard]] const UsbKitPort *port(PortRole role) const
    {
        const auto found = std::ranges::find(ports, role, &UsbKitPort::role);
        return found == ports.end() ? nullptr : &*found;
    }
    /// Every CDC-ACM port has its device node: right after plugging in they come one by one.
    [[nodiscard]] bool complete() const
    {
        return std::ranges::none_of(ports, [](const UsbKitPort &p) { return p.serial && p.node.isEmpty(); });
    }
    friend bool operator==(const UsbKit &, const UsbKit &) = default;
};

} // namespace device_link
