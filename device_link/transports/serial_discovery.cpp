// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/transports/serial_discovery.h"

#include "device_link/transports/usb/usb_kit.h"
#include "device_link/transports/usb_interface.h"

#include <QSerialPortInfo>

#include <algorithm>

namespace device_link {

namespace {

constexpr quint16 kNordic = 0x1915;
constexpr quint16 kPpk2 = 0xC00A;

} // namespace

QList<SerialPortEntry> discoverSerialPorts()
{
    QList<SerialPortEntry> entries;
    for (const QSerialPortInfo &info : QSerialPortInfo::availablePorts()) {
        SerialPortEntry entry;
        entry.path = info.systemLocation();
        entry.serialNumber = info.serialNumber();
        entry.manufacturer = info.manufacturer();
        entry.product = info.description();
        if (info.hasVendorIdentifier())
            entry.vendorId = info.vendorIdentifier();
        if (info.hasProductIdentifier())
            entry.productId = info.productIdentifier();
        entry.usbInterface = usbInterfaceOf(entry.path);
        entries.append(entry);
    }
    std::ranges::sort(entries, {}, &SerialPortEntry::path);
    return entries;
}

QList<SerialPortEntry> portsOfNoKit(QList<SerialPortEntry> ports, const QList<UsbKit> &kits)
{
    ports.removeIf([&kits](const SerialPortEntry &entry) {
        return std::ranges::any_of(kits, [&entry](const UsbKit &kit) {
            return std::ranges::any_of(kit.ports, [&entry](const UsbKitPort &port) { return port.node == entry.path; });
        });
    });
    return ports;
}

QList<SerialDevice> groupSerialPorts(const QList<SerialPortEntry> &ports)
{
    QList<SerialDevice> devices;
    for (const SerialPortEntry &port : ports) {
        const auto sameDevice = [&port](const SerialDevice &device) {
            const SerialPortEntry &first = device.ports.first();
            return !port.serialNumber.isEmpty() && first.serialNumber == port.serialNumber
                && first.vendorId == port.vendorId && first.productId == port.productId;
        };
        const auto found = std::ranges::find_if(devices, sameDevice);
        if (found != devices.end()) {
            found->ports.append(port);
            continue;
        }
        const QString name = QStringLiteral("%1 %2").arg(port.manufacturer, port.product).trimmed();
        devices.append(SerialDevice{port.serialNumber, name.isEmpty() ? port.path : name, {port}});
    }
    return devices;
}

std::optional<SerialPortEntry> powerMeterPort(const SerialDevice &device)
{
    const auto before = [](const SerialPortEntry &a, const SerialPortEntry &b) {
        const bool known = a.usbInterface && b.usbInterface;
        return known ? *a.usbInterface < *b.usbInterface : a.path < b.path;
    };
    const auto first = std::ranges::min_element(device.ports, before);
    if (first == device.ports.end() || first->vendorId != kNordic || first->productId != kPpk2)
        return std::nullopt;
    return *first;
}

} // namespace device_link
