// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/transports/usb/usb_discovery.h"
#include "device_link/transports/usb/usb_interface_kind.h"

#include <QFile>

#include <dirent.h>
#include <memory>

namespace device_link {

namespace {

// The layout is described in the kernel's Documentation/ABI/stable/sysfs-bus-usb.
constexpr char kDevices[] = "/sys/bus/usb/devices";
constexpr qint64 kLongestAttribute = 512; // a USB string has at most 126 characters

QList<QByteArray> namesIn(const QByteArray &folder)
{
    QList<QByteArray> names;
    const auto close = [](DIR *open) { ::closedir(open); };
    const std::unique_ptr<DIR, decltype(close)> directory(::opendir(folder.constData()), close);
    if (!directory)
        return names;
    while (const dirent *entry = ::readdir(directory.get())) { // NOLINT(concurrency-mt-unsafe): our own stream
        if (entry->d_name[0] != '.')
            names.append(entry->d_name);
    }
    std::ranges::sort(names);
    return names;
}

QString textOf(const QByteArray &folder, const char *attribute)
{
    QFile file(QFile::decodeName(folder + '/' + attribute));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return {};
    return QString::fromUtf8(file.read(kLongestAttribute)).trimmed();
}

std::optional<int> numberOf(const QByteArray &folder, const char *attribute, int base)
{
    bool ok = false;
    const int number = textOf(folder, attribute).toInt(&ok, base);
    return ok ? std::optional(number) : std::nullopt;
}

std::optional<UsbKitPort> portAt(const QByteArray &folder)
{
    const auto number = numberOf(folder, "bInterfaceNumber", 16);
    const auto interfaceClass = numberOf(folder, "bInterfaceClass", 16);
    const auto subclass = numberOf(folder, "bInterfaceSubClass", 16);
    const auto protocol = numberOf(folder, "bInterfaceProtocol", 16);
    if (!number || !interfaceClass || !subclass || !protocol)
        return std::nullopt;
    const UsbInterfaceKind kind{*interfaceClass, *subclass, *protocol};
    const std::optional<PortRole> role = roleOfInterface(kind, textOf(folder, "interface"));
    if (!role)
        return std::nullopt;
    UsbKitPort port{*role, *number, kind.isAcm(), {}};
    if (port.serial) {
        const QList<QByteArray> nodes = namesIn(folder + "/tty");
        if (!nodes.isEmpty())
            port.node = QStringLiteral("/dev/") + QFile::decodeName(nodes.first());
    }
    return port;
}

/// The ports of the device; interfaces stand beside it, named "1-1.4:1.0".
QList<UsbKitPort> portsOf(const QByteArray &device, const QList<QByteArray> &all)
{
    QList<UsbKitPort> ports;
    for (const QByteArray &name : all) {
        if (!name.startsWith(QByteArray(device + ':')))
            continue;
        const std::optional<UsbKitPort> port = portAt(QByteArray(kDevices) + '/' + name);
        const auto sameRole = [&port](const UsbKitPort &other) { return other.role == port->role; };
        if (port && std::ranges::none_of(ports, sameRole))
            ports.append(*port);
    }
    std::ranges::sort(ports, {}, &UsbKitPort::role);
    return ports;
}

std::optional<UsbKit> kitAt(const QByteArray &name, const QList<QByteArray> &all)
{
    UsbKit kit;
    kit.ports = portsOf(name, all);
    if (kit.ports.isEmpty())
        return std::nullopt;
    const QByteArray folder = QByteArray(kDevices) + '/' + name;
    kit.serialNumber = textOf(folder, "serial");
    kit.manufacturer = textOf(folder, "manufacturer");
    kit.product = textOf(folder, "product");
    kit.vendorId = quint16(numberOf(folder, "idVendor", 16).value_or(0));
    kit.productId = quint16(numberOf(folder, "idProduct", 16).value_or(0));
    kit.bus = numberOf(folder, "busnum", 10).value_or(0);
    kit.address = numberOf(folder, "devnum", 10).value_or(0);
    kit.place = QString::fromLatin1(name);
    kit.node = QStringLiteral("/dev/bus/usb/%1/%2")
                   .arg(kit.bus, 3, 10, QLatin1Char('0'))
                   .arg(kit.address, 3, 10, QLatin1Char('0'));
    return kit;
}

} // namespace

QList<UsbKit> discoverUsbKits()
{
    QList<UsbKit> kits;
    const QList<QByteArray> all = namesIn(kDevices);
    for (const QByteArray &name : all) {
        if (name.contains(':'))
            continue;
        if (const std::optional<UsbKit> kit = kitAt(name, all); kit && !kit->serialNumber.isEmpty())
            kits.append(*kit);
    }
    std::ranges::stable_sort(kits, {}, &UsbKit::serialNumber);
    return kits;
}

} // namespace device_link
