// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

#include "device_link/transports/serial_discovery.h"
#include "device_link/transports/usb/usb_discovery.h"

#include <QJsonArray>

namespace app {

using namespace device_link;

namespace {

QString nameOf(const UsbKit &kit)
{
    const QString name = QString(kit.manufacturer + QLatin1Char(' ') + kit.product).trimmed();
    return name.isEmpty() ? QStringLiteral("USB kit") : name;
}

QJsonObject toJson(const UsbKit &kit, const DeviceUrl &wholeKit)
{
    QJsonArray ports;
    for (const UsbKitPort &port : kit.ports) {
        DeviceUrl url = wholeKit;
        url.wholeKit = false;
        url.role = port.role;
        QJsonObject object{{QStringLiteral("role"), roleName(port.role)}, {QStringLiteral("url"), toString(url)},
            {QStringLiteral("usb_interface"), port.interface}};
        if (port.serial)
            object.insert(QStringLiteral("path"), port.node);
        ports.append(object);
    }
    return {{QStringLiteral("serial"), kit.serialNumber}, {QStringLiteral("description"), nameOf(kit)},
        {QStringLiteral("kind"), QStringLiteral("kit")}, {QStringLiteral("url"), toString(wholeKit)},
        {QStringLiteral("vendor_id"), kit.vendorId}, {QStringLiteral("product_id"), kit.productId},
        {QStringLiteral("usb_place"), kit.place}, {QStringLiteral("ports"), ports}};
}

void print(const CommandContext &context, const UsbKit &kit, const DeviceUrl &wholeKit)
{
    QStringList roles;
    for (const UsbKitPort &port : kit.ports) {
        roles.append(!port.serial     ? roleName(port.role)
                : port.node.isEmpty() ? QString(roleName(port.role) + QStringLiteral(" (no device node yet)"))
                                      : QStringLiteral("%1 on %2").arg(roleName(port.role), port.node));
    }
    context.print(QStringLiteral("%1  serial number %2").arg(nameOf(kit), kit.serialNumber));
    context.print(QStringLiteral("  %1  ports: %2").arg(toString(wholeKit), roles.join(QStringLiteral(", "))));
    context.printJson(toJson(kit, wholeKit));
}

/// A PPK2 has one port of a known role; what its other one is for is nobody's business here.
QString urlOf(const SerialDevice &device, const SerialPortEntry &port)
{
    const std::optional<SerialPortEntry> meter = powerMeterPort(device);
    if (!meter)
        return QStringLiteral("serial:%1,role=kit|at|console").arg(port.path);
    return port == *meter ? QStringLiteral("serial:%1,role=meter").arg(port.path) : QString();
}

QJsonObject toJson(const SerialDevice &device)
{
    const std::optional<SerialPortEntry> meter = powerMeterPort(device);
    QJsonArray ports;
    for (const SerialPortEntry &port : device.ports) {
        QJsonObject object{{QStringLiteral("path"), port.path}};
        if (meter && port == *meter) {
            object.insert(QStringLiteral("role"), roleName(PortRole::Meter));
            object.insert(QStringLiteral("url"), urlOf(device, port));
        }
        if (port.vendorId && port.productId) {
            object.insert(QStringLiteral("vendor_id"), *port.vendorId);
            object.insert(QStringLiteral("product_id"), *port.productId);
        }
        if (port.usbInterface)
            object.insert(QStringLiteral("usb_interface"), *port.usbInterface);
        ports.append(object);
    }
    return {{QStringLiteral("serial"), device.serialNumber}, {QStringLiteral("description"), device.description},
        {QStringLiteral("kind"), meter ? QStringLiteral("meter") : QStringLiteral("serial ports")},
        {QStringLiteral("ports"), ports}};
}

void print(const CommandContext &context, const SerialDevice &device)
{
    context.print(device.serialNumber.isEmpty()
            ? device.description
            : QStringLiteral("%1  serial number %2").arg(device.description, device.serialNumber));
    for (const SerialPortEntry &port : device.ports) {
        const QString url = urlOf(device, port);
        if (!url.isEmpty())
            context.print(QStringLiteral("  %1").arg(url));
    }
    context.printJson(toJson(device));
}

QCoro::Task<int> runDevices(std::shared_ptr<CommandContext> context)
{
    const QList<UsbKit> kits = discoverUsbKits();
    const QList<SerialDevice> devices = groupSerialPorts(portsOfNoKit(discoverSerialPorts(), kits));
    if (kits.isEmpty() && devices.isEmpty()) {
        context->print(QStringLiteral("No kit on USB and no serial ports. Plug a board in, or work on a simulated kit: "
                                      "aiesim --device virtual: info"));
    }
    for (const UsbKit &kit : kits)
        print(*context, kit, usbKitUrl(kit, kits));
    for (const SerialDevice &device : devices)
        print(*context, device);
    co_return 0;
}

} // namespace

void setUpDevices(CLI::App &app, CommandChoice &choice)
{
    CLI::App *command = app.add_subcommand("devices", "Kits on USB, and serial ports by board; nothing is opened");
    command->callback([&choice] { choice.choose(runDevices); });
}

} // namespace app
