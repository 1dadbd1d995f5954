// SPDX-License-Identifier: GPL-3.0-or-later
#include "usb_bench/sysfs_tree.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <umockdev.h>

#include <algorithm>

namespace usb_bench {
namespace {

const QString hubPath = QStringLiteral("/devices/usb1");

QString hex(unsigned value, int digits) { return QStringLiteral("%1").arg(value, digits, 16, QLatin1Char('0')); }

QString decimal3(int value) { return QStringLiteral("%1").arg(value, 3, 10, QLatin1Char('0')); }

QString nodeName(int number) { return QStringLiteral("bus/usb/%1/%2").arg(decimal3(SysfsTree::bus), decimal3(number)); }

} // namespace

SysfsTree::SysfsTree(UMockdevTestbed *testbed)
    : m_testbed(testbed)
{
    gchar *root = umockdev_testbed_get_root_dir(testbed);
    m_root = QFile::decodeName(root);
    g_free(root);
    addRootHub();
}

void SysfsTree::addRootHub()
{
    UsbDescriptors hub;
    hub.device = QByteArray::fromHex("12010002090001406b1d0200050603020101");
    hub.configuration = QByteArray::fromHex("09021900010100e0000904000001090000000705810304000c");
    hub.manufacturer = QStringLiteral("Linux 6.1.0 vhci_hcd");
    hub.product = QStringLiteral("USB/IP Virtual Host Controller");
    hub.serial = QStringLiteral("vhci_hcd.0");
    addDevice(m_entries[1], 1, hub, hubPath);
}

void SysfsTree::add(int number, const UsbDescriptors &device, const QHash<int, QByteArray> &drivers)
{
    Entry &entry = m_entries[number];
    entry.port = lowestFree(1, [](const Entry &other) { return QList<int>{other.port}; });
    addDevice(entry, number, device, QStringLiteral("%1/1-%2").arg(hubPath).arg(entry.port));
    for (auto driver = drivers.cbegin(); driver != drivers.cend(); ++driver)
        setDriver(number, driver.key(), driver.value());
    for (const QString &path : std::as_const(entry.paths))
        umockdev_testbed_uevent(m_testbed, QFile::encodeName(QStringLiteral("/sys") + path).constData(), "add");
}

void SysfsTree::remove(int number)
{
    const Entry entry = m_entries.take(number);
    for (auto path = entry.paths.crbegin(); path != entry.paths.crend(); ++path)
        umockdev_testbed_uevent(m_testbed, QFile::encodeName(QStringLiteral("/sys") + *path).constData(), "remove");
    for (const QString &link : entry.links)
        QFile::remove(link);
    if (!entry.paths.isEmpty())
        QDir(m_root + QStringLiteral("/sys") + entry.paths.first()).removeRecursively();
}

void SysfsTree::setDriver(int number, int interface, const QByteArray &driver)
{
    const QString path = m_entries.value(number).interfaces.value(interface);
    if (path.isEmpty())
        return;
    const QString sys = m_root + QStringLiteral("/sys");
    const QString home = sys + QStringLiteral("/bus/usb/drivers/") + QString::fromUtf8(driver);
    const QString link = sys + path + QStringLiteral("/driver");
    QFile::remove(link);
    QDir().mkpath(home);
    if (!driver.isEmpty())
        QFile::link(QDir(sys + path).relativeFilePath(home), link);
}

void SysfsTree::setNode(int number, const QString &target)
{
    const QString node = m_root + QStringLiteral("/dev/") + nodeName(number);
    QDir().mkpath(QFileInfo(node).path());
    QFile::remove(node);
    if (!target.isEmpty())
        QFile::link(target, node);
}

void SysfsTree::addDevice(Entry &entry, int number, const UsbDescriptors &device, const QString &path)
{
    const QString vendor = hex(device.vendorId(), 4), product = hex(device.productId(), 4);
    const Values udev{{"ID_BUS", "usb"}, {"ID_VENDOR_ID", vendor}, {"ID_MODEL_ID", product},
        {"ID_VENDOR", device.manufacturer}, {"ID_MODEL", device.product}, {"ID_SERIAL_SHORT", device.serial}};
    const Values attributes{{"busnum", QString::number(bus)}, {"devnum", QString::number(number)},
        {"devpath", QString::number(entry.port)}, {"idVendor", vendor}, {"idProduct", product},
        {"bcdDevice", hex(device.at(13), 2) + hex(device.at(12), 2)}, {"bDeviceClass", hex(device.at(4), 2)},
        {"bDeviceSubClass", hex(device.at(5), 2)}, {"bDeviceProtocol", hex(device.at(6), 2)},
        {"bNumConfigurations", QString::number(device.at(17))},
        {"bConfigurationValue", QString::number(device.configurationValue())},
        {"bNumInterfaces", QStringLiteral(" %1").arg(static_cast<int>(device.configuration.at(4)))},
        {"manufacturer", device.manufacturer}, {"product", device.product}, {"serial", device.serial}, {"speed", "480"},
        {"maxchild", number == 1 ? "15" : "0"}, {"dev", QStringLiteral("189:%1").arg(number - 1)}};
    const Values uevent{{"MAJOR", "189"}, {"MINOR", QString::number(number - 1)}, {"DEVNAME", nodeName(number)},
        {"DEVTYPE", "usb_device"}, {"DRIVER", "usb"}, {"BUSNUM", decimal3(bus)}, {"DEVNUM", decimal3(number)},
        {"PRODUCT",
            QStringLiteral("%1/%2/%3")
                .arg(device.vendorId(), 0, 16)
                .arg(device.productId(), 0, 16)
                .arg(device.at(13) << 8 | device.at(12), 0, 16)}};
    // First: who lists the bus at this moment must not find a device without them.
    QDir().mkpath(m_root + QStringLiteral("/sys") + path);
    writeFile(path + QStringLiteral("/descriptors"), device.device + device.configuration);
    write(entry, path, QStringLiteral("usb"), attributes, uevent + udev);
    for (const UsbDescriptors::Interface &interface : device.interfaces)
        addInterface(entry, device, interface, path, udev);
}

void SysfsTree::addInterface(Entry &entry, const UsbDescriptors &device, const UsbDescriptors::Interface &interface,
    const QString &parent, const Values &udev)
{
    const QString path = QStringLiteral("%1/%2:%3.%4")
                             .arg(parent, QFileInfo(parent).fileName())
                             .arg(device.configurationValue())
                             .arg(interface.number);
    entry.interfaces.insert(interface.number, path);
    const auto byte = [](int value) { return hex(static_cast<unsigned>(value), 2); };
    Values attributes{{"bInterfaceNumber", byte(interface.number)}, {"bAlternateSetting", " 0"},
        {"bNumEndpoints", byte(interface.endpointCount)}, {"bInterfaceClass", byte(interface.usbClass)},
        {"bInterfaceSubClass", byte(interface.subclass)}, {"bInterfaceProtocol", byte(interface.protocol)}};
    if (!interface.name.isEmpty())
        attributes.append({"interface", interface.name});
    write(entry, path, QStringLiteral("usb"), attributes,
        {{"DEVTYPE", "usb_interface"},
            {"INTERFACE",
                QStringLiteral("%1/%2/%3").arg(interface.usbClass).arg(interface.subclass).arg(interface.protocol)}});
    if (interface.usbClass == 0x02 && interface.subclass == 0x02)
        addSerialPort(entry, path, udev + Values{{"ID_USB_INTERFACE_NUM", byte(interface.number)}});
}

void SysfsTree::addSerialPort(Entry &entry, const QString &parent, const Values &udev)
{
    const int index = lowestFree(0, [](const Entry &other) { return other.serialPorts; });
    entry.serialPorts.append(index);
    const QString name = QStringLiteral("ttyACM%1").arg(index);
    write(entry, QStringLiteral("%1/tty/%2").arg(parent, name), QStringLiteral("tty"),
        {{"dev", QStringLiteral("166:%1").arg(index)}},
        Values{{"MAJOR", "166"}, {"MINOR", QString::number(index)}, {"DEVNAME", name}} + udev);
}

void SysfsTree::write(
    Entry &entry, const QString &path, const QString &subsystem, const Values &attributes, const Values &uevent)
{
    const QString sys = m_root + QStringLiteral("/sys");
    QDir().mkpath(sys + path);
    for (const auto &[name, value] : attributes)
        writeFile(path + QLatin1Char('/') + name, value.toUtf8() + '\n');
    QByteArray lines;
    for (const auto &[name, value] : uevent)
        lines += name.data() + QByteArray("=") + value.toUtf8() + '\n';
    writeFile(path + QStringLiteral("/uevent"), lines);

    const bool isBus = subsystem == QLatin1String("usb");
    const QString home = isBus ? QStringLiteral("/bus/usb") : QStringLiteral("/class/") + subsystem;
    const QString list = sys + home + (isBus ? QStringLiteral("/devices") : QString());
    QDir().mkpath(list);
    const QString link = list + QLatin1Char('/') + QFileInfo(path).fileName();
    // Relative, as in a real sysfs: the testbed's root must not show in what udev resolves.
    QFile::link(QDir(list).relativeFilePath(sys + path), link);
    QFile::link(QDir(sys + path).relativeFilePath(sys + home), sys + path + QStringLiteral("/subsystem"));
    entry.links.append(link);
    entry.paths.append(path);
}

void SysfsTree::writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(m_root + QStringLiteral("/sys") + path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("usb_bench: cannot write the testbed's sysfs");
}

template <typename Used>
int SysfsTree::lowestFree(int from, Used used) const
{
    const auto isUsed = [&](int candidate) {
        return std::any_of(
            m_entries.begin(), m_entries.end(), [&](const Entry &entry) { return used(entry).contains(candidate); });
    };
    while (isUsed(from))
        ++from;
    return from;
}

} // namespace usb_bench
