// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/device_url.h"

#include <QList>
#include <QString>

#include <optional>

namespace device_link {

/// A serial port of this computer, as the operating system describes it.
struct SerialPortEntry {
    QString path;         ///< device node, "/dev/ttyACM0"
    QString serialNumber; ///< of the USB device; what names a kit across re-plugging. Empty for plain UARTs
    QString manufacturer, product;
    std::optional<quint16> vendorId, productId;
    std::optional<int> usbInterface; ///< interface number, where the system tells
    friend bool operator==(const SerialPortEntry &, const SerialPortEntry &) = default;
};

/// The ports that are there now, ordered by path. Only reads the system's tables: no port is opened, none written to.
[[nodiscard]] QList<SerialPortEntry> discoverSerialPorts();

struct UsbKit;
/// Without those that a kit on USB has named as its own.
[[nodiscard]] QList<SerialPortEntry> portsOfNoKit(QList<SerialPortEntry> ports, const QList<UsbKit> &kits);

/// Ports grouped into devices: those of one USB device (same serial number, vendor and product) belong together; a
/// port without a serial number is a device of its own.
struct SerialDevice {
    QString serialNumber;
    QString description; ///< "vendor product", or the path
    QList<SerialPortEntry> ports;
};
[[nodiscard]] QList<SerialDevice> groupSerialPorts(const QList<SerialPortEntry> &ports);

/// The port of role `meter` when the device is a Nordic PPK2 (1915:C00A): the first of its two, by interface number (by
/// path where that is not known); the second, which firmware from 1.2.0 on has, is a shell.
[[nodiscard]] std::optional<SerialPortEntry> powerMeterPort(const SerialDevice &device);

} // namespace device_link
