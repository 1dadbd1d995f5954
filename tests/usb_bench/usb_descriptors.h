// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace usb_bench {

class UsbCalls;

/// What a host learns of a device at enumeration (USB 2.0 §9.6). One configuration, alternate setting 0 of each
/// interface.
struct UsbDescriptors {
    struct Interface {
        int number = 0, endpointCount = 0;
        int usbClass = 0, subclass = 0, protocol = 0;
        QString name;
        QList<quint8> endpoints; ///< addresses
    };
    QByteArray device;        ///< 18 bytes
    QByteArray configuration; ///< wTotalLength bytes
    QString manufacturer, product, serial;
    QList<Interface> interfaces;

    [[nodiscard]] quint16 vendorId() const;
    [[nodiscard]] quint16 productId() const;
    [[nodiscard]] quint8 at(int offset) const { return static_cast<quint8>(device.at(offset)); }
    [[nodiscard]] quint8 configurationValue() const { return static_cast<quint8>(configuration.at(5)); }
    /// -1 when no interface has it.
    [[nodiscard]] int interfaceOf(quint8 endpoint) const;

    /// Reads them and sets the configuration. False, with `problem` set, when the device does not answer sensibly.
    [[nodiscard]] bool read(UsbCalls &calls, QString &problem);

private:
    [[nodiscard]] bool parseInterfaces(UsbCalls &calls);
};

} // namespace usb_bench
