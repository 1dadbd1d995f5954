// SPDX-License-Identifier: GPL-3.0-or-later
#include "usb_bench/usb_descriptors.h"

#include "usb_bench/usb_calls.h"

#include <QtEndian>

namespace usb_bench {
namespace {

enum : quint8 { GetDescriptor = 6, SetConfiguration = 9 };
enum : quint8 { Device = 1, Configuration = 2, String = 3, InterfaceKind = 4, EndpointKind = 5 };

QByteArray descriptor(UsbCalls &calls, quint16 kind, quint16 index, quint16 language, quint16 length)
{
    const quint16 value = static_cast<quint16>(kind << 8 | index);
    const UsbEnd::Result result = calls.control(setupPacket(0x80, GetDescriptor, value, language, length));
    return result.status == 0 ? result.in : QByteArray();
}

QString string(UsbCalls &calls, quint8 index)
{
    if (index == 0)
        return {};
    const QByteArray languages = descriptor(calls, String, 0, 0, 255);
    if (languages.size() < 4)
        return {};
    const QByteArray bytes
        = descriptor(calls, String, index, qFromLittleEndian<quint16>(languages.constData() + 2), 255);
    QString text;
    for (qsizetype at = 2; at + 1 < bytes.size(); at += 2)
        text += QChar(qFromLittleEndian<quint16>(bytes.constData() + at));
    return text;
}

} // namespace

quint16 UsbDescriptors::vendorId() const { return qFromLittleEndian<quint16>(device.constData() + 8); }

quint16 UsbDescriptors::productId() const { return qFromLittleEndian<quint16>(device.constData() + 10); }

int UsbDescriptors::interfaceOf(quint8 endpoint) const
{
    for (const Interface &candidate : interfaces) {
        if (candidate.endpoints.contains(endpoint))
            return candidate.number;
    }
    return -1;
}

bool UsbDescriptors::read(UsbCalls &calls, QString &problem)
{
    device = descriptor(calls, Device, 0, 0, 18);
    if (device.size() != 18) {
        problem = QStringLiteral("no device descriptor");
        return false;
    }
    const QByteArray head = descriptor(calls, Configuration, 0, 0, 9);
    const quint16 total = head.size() == 9 ? qFromLittleEndian<quint16>(head.constData() + 2) : quint16(0);
    configuration = total ? descriptor(calls, Configuration, 0, 0, total) : QByteArray();
    if (total < 9 || configuration.size() != total || !parseInterfaces(calls)) {
        problem = QStringLiteral("no configuration descriptor, or a wrong one");
        return false;
    }
    manufacturer = string(calls, at(14));
    product = string(calls, at(15));
    serial = string(calls, at(16));
    if (calls.control(setupPacket(0, SetConfiguration, configurationValue(), 0)).status != 0) {
        problem = QStringLiteral("the device refused its configuration");
        return false;
    }
    return true;
}

bool UsbDescriptors::parseInterfaces(UsbCalls &calls)
{
    bool first = true; // of the alternate settings
    for (qsizetype at = 0; at < configuration.size();) {
        const auto byte = [&](int offset) { return static_cast<quint8>(configuration.at(at + offset)); };
        const int length = byte(0);
        if (length < 2 || at + length > configuration.size())
            return false;
        if (byte(1) == InterfaceKind && length >= 9) {
            first = byte(3) == 0;
            if (first)
                interfaces.append({byte(2), byte(4), byte(5), byte(6), byte(7), string(calls, byte(8)), {}});
        } else if (byte(1) == EndpointKind && length >= 7 && first && !interfaces.isEmpty()) {
            interfaces.last().endpoints.append(byte(2));
        }
        at += length;
    }
    return true;
}

} // namespace usb_bench
