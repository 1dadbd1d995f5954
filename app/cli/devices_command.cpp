// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

#include "device_link/transports/serial_discovery.h"

#include <QJsonArray>

namespace app {

using namespace device_link;

namespace {

QJsonObject toJson(const SerialDevice &device)
{
    QJsonArray ports;
    for (const SerialPortEntry &port : device.ports) {
        QJsonObject object{{QStringLiteral("path"), port.path}};
        if (port.vendorId && port.productId) {
            object.insert(QStringLiteral("vendor_id"), *port.vendorId);
            object.insert(QStringLiteral("product_id"), *port.productId);
        }
        if (port.usbInterface)
            object.insert(QStringLiteral("usb_interface"), *port.usbInterface);
        ports.append(object);
    }
    return {{QStringLiteral("serial"), device.serialNumber}, {QStringLiteral("description"), device.description},
        {QStringLiteral("ports"), ports}};
}

QCoro::Task<int> runDevices(std::shared_ptr<CommandContext> context)
{
    const QList<SerialDevice> devices = groupSerialPorts(discoverSerialPorts());
    if (devices.isEmpty()) {
        context->print(QStringLiteral(
            "No serial ports. Plug a board in, or work on a simulated kit: aiesim --device virtual: info"));
    }
    for (const SerialDevice &device : devices) {
        context->print(device.serialNumber.isEmpty()
                ? device.description
                : QStringLiteral("%1  serial number %2").arg(device.description, device.serialNumber));
        for (const SerialPortEntry &port : device.ports)
            context->print(QStringLiteral("  serial:%1,role=kit|at|console").arg(port.path));
        context->printJson(toJson(device));
    }
    co_return 0;
}

} // namespace

void setUpDevices(CLI::App &app, CommandChoice &choice)
{
    CLI::App *command = app.add_subcommand("devices", "Serial ports that are there, by board; none is opened");
    command->callback([&choice] { choice.choose(runDevices); });
}

} // namespace app
