// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/connect/offered_ports.h"

#include "device_link/transports/usb/usb_discovery.h"

#include <algorithm>

namespace app {

using device_link::SerialDevice;
using device_link::SerialPortEntry;
using device_link::UsbKit;

namespace {

OfferedPorts offerOf(const UsbKit &kit, const QList<UsbKit> &kits)
{
    const QString name = QString(kit.manufacturer + u' ' + kit.product).trimmed();
    const device_link::DeviceUrl url = device_link::usbKitUrl(kit, kits);
    const QString serial = url.place.isEmpty() ? kit.serialNumber : QString(kit.serialNumber + u" · " + url.place);
    return {OfferedPorts::Kind::UsbKit, name, serial, {toString(url)}};
}

OfferedPorts offerOf(const SerialDevice &device)
{
    OfferedPorts offer{OfferedPorts::Kind::SerialPorts, device.description, device.serialNumber, {}};
    if (const auto meter = device_link::powerMeterPort(device)) {
        offer.kind = OfferedPorts::Kind::Meter;
        offer.urls = {QStringLiteral("serial:%1,role=meter").arg(meter->path)};
        return offer;
    }
    // What a port speaks cannot be seen from outside: the user says it.
    static const QStringList roles{QStringLiteral("kit"), QStringLiteral("at"), QStringLiteral("console")};
    for (qsizetype i = 0; i < std::min(device.ports.size(), roles.size()); ++i)
        offer.urls.append(QStringLiteral("serial:%1,role=%2").arg(device.ports.at(i).path, roles.at(i)));
    return offer;
}

} // namespace

QList<OfferedPorts> offeredPorts(const QList<UsbKit> &kits, const QList<SerialPortEntry> &ports)
{
    QList<OfferedPorts> offers{{OfferedPorts::Kind::VirtualKit, {}, {}, {QStringLiteral("virtual:")}}};
    for (const UsbKit &kit : kits)
        offers.append(offerOf(kit, kits));
    for (const SerialDevice &device : device_link::groupSerialPorts(device_link::portsOfNoKit(ports, kits)))
        offers.append(offerOf(device));
    std::ranges::stable_sort(offers, {}, &OfferedPorts::kind);
    return offers;
}

QList<OfferedPorts> lookForPorts()
{
    return offeredPorts(device_link::discoverUsbKits(), device_link::discoverSerialPorts());
}

} // namespace app
