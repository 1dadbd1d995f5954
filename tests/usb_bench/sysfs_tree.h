// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "usb_bench/usb_descriptors.h"

#include <QHash>
#include <QStringList>

typedef struct _UMockdevTestbed UMockdevTestbed;

namespace usb_bench {

/// The testbed's /sys and /dev for USB: a root hub, and below it devices with their interfaces and serial ports, as
/// udev leaves them. Not locked.
class SysfsTree
{
public:
    static constexpr int bus = 1;

    explicit SysfsTree(UMockdevTestbed *testbed);

    /// Writes the device with everything below and sends its uevents. The node must be openable by then.
    void add(int number, const UsbDescriptors &device, const QHash<int, QByteArray> &drivers);
    /// Sends the uevents and deletes it.
    void remove(int number);

    /// The "driver" link of an interface; empty: none.
    void setDriver(int number, int interface, const QByteArray &driver);
    /// Lets /dev/bus/usb/BBB/DDD lead to `target`; empty: there is no such file.
    void setNode(int number, const QString &target);

private:
    struct Value {
        Value(const char *key, const char *value)
            : name(key)
            , text(QLatin1String(value))
        {
        }
        Value(const char *key, QString value)
            : name(key)
            , text(std::move(value))
        {
        }
        QLatin1String name;
        QString text;
    };
    using Values = QList<Value>;
    struct Entry {
        int port = 0;
        QStringList paths;              ///< below /sys, parents first
        QStringList links;              ///< files
        QHash<int, QString> interfaces; ///< by number, below /sys
        QList<int> serialPorts;
    };

    void addRootHub();
    void addDevice(Entry &entry, int number, const UsbDescriptors &device, const QString &path);
    void addInterface(Entry &entry, const UsbDescriptors &device, const UsbDescriptors::Interface &interface,
        const QString &parent, const Values &udev);
    void addSerialPort(Entry &entry, const QString &parent, const Values &udev);
    void write(
        Entry &entry, const QString &path, const QString &subsystem, const Values &attributes, const Values &uevent);
    void writeFile(const QString &path, const QByteArray &bytes);
    template <typename Used>
    [[nodiscard]] int lowestFree(int from, Used used) const;

    UMockdevTestbed *m_testbed;
    QString m_root;
    QHash<int, Entry> m_entries;
};

} // namespace usb_bench
