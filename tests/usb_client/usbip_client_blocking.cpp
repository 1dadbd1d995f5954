// SPDX-License-Identifier: GPL-3.0-or-later
// The half of the client that waits.
#include "usbip_client.h"
#include "usbip_fields.h"

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QTimer>

#include <algorithm>
#include <memory>

namespace usb_client {

using namespace wire;

namespace {

UsbipClient::Device deviceFrom(const QByteArray &bytes)
{
    UsbipClient::Device device;
    device.path = textAt(bytes, 0, kPathBytes);
    device.busid = textAt(bytes, kPathBytes, kBusidBytes);
    const qsizetype numbers = kPathBytes + kBusidBytes;
    device.bus = u32At(bytes, numbers);
    device.number = u32At(bytes, numbers + 4);
    device.speed = u32At(bytes, numbers + 8);
    device.vendor = u16At(bytes, numbers + 12);
    device.product = u16At(bytes, numbers + 14);
    device.release = u16At(bytes, numbers + 16);
    device.deviceClass = u8At(bytes, numbers + 18);
    device.subclass = u8At(bytes, numbers + 19);
    device.protocol = u8At(bytes, numbers + 20);
    device.configuration = u8At(bytes, numbers + 21);
    device.configurations = u8At(bytes, numbers + 22);
    device.interfaceCount = u8At(bytes, numbers + 23);
    return device;
}

} // namespace

bool UsbipClient::connectTo(const QString &address)
{
    const qsizetype colon = address.lastIndexOf(QLatin1Char(':'));
    m_socket.connectToHost(address.left(colon), static_cast<quint16>(address.mid(colon + 1).toUInt()));
    connect(&m_socket, &QTcpSocket::connected, this, &UsbipClient::progressed, Qt::UniqueConnection);
    const auto settled = [this] { return isConnected() || m_socket.state() == QAbstractSocket::UnconnectedState; };
    if (!waitUntil(settled) || !isConnected())
        return fail(QStringLiteral("cannot connect to %1: %2").arg(address, m_socket.errorString()));
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_open = true;
    return true;
}

bool UsbipClient::waitUntil(const std::function<bool()> &condition)
{
    const QDeadlineTimer deadline(m_patience);
    QEventLoop loop;
    connect(this, &UsbipClient::progressed, &loop, &QEventLoop::quit);
    connect(this, &UsbipClient::closed, &loop, &QEventLoop::quit);
    QTimer timer; // conditions that nothing of this object announces are looked at now and then
    connect(&timer, &QTimer::timeout, &loop, &QEventLoop::quit);
    timer.start(20);
    while (!condition()) {
        if (deadline.hasExpired())
            return fail(QStringLiteral("nothing came within %1 ms").arg(m_patience.count()));
        loop.exec();
    }
    return true;
}

bool UsbipClient::readExactly(qint64 count, QByteArray &into)
{
    const bool came = waitUntil([this, count] { return m_socket.bytesAvailable() >= count || !isConnected(); });
    if (!came)
        return false;
    if (m_socket.bytesAvailable() < count)
        return fail(
            QStringLiteral("the connection ended after %1 of %2 bytes").arg(m_socket.bytesAvailable()).arg(count));
    into = m_socket.read(count);
    return true;
}

std::optional<QList<UsbipClient::Device>> UsbipClient::list()
{
    writeRaw(Wire().u16(kVersion).u16(kAskList).u32(0).done());
    QByteArray head;
    if (!readExactly(12, head))
        return std::nullopt;
    if (u16At(head, 0) != kVersion || u16At(head, 2) != kTellList || u32At(head, 4) != 0) {
        fail(QStringLiteral("not a device list: %1").arg(QString::fromLatin1(head.toHex())));
        return std::nullopt;
    }
    QList<Device> devices;
    for (quint32 left = u32At(head, 8); left > 0; --left) {
        QByteArray bytes;
        if (!readExactly(kDeviceBytes, bytes))
            return std::nullopt;
        devices.append(deviceFrom(bytes));
        for (int interface = 0; interface < devices.last().interfaceCount; ++interface) {
            if (!readExactly(4, bytes))
                return std::nullopt;
            devices.last().interfaces.append(bytes.first(3));
        }
    }
    return devices;
}

int UsbipClient::import(const QString &busid)
{
    writeRaw(Wire()
                 .u16(kVersion)
                 .u16(kAskImport)
                 .u32(0)
                 .bytes(busid.toUtf8().leftJustified(kBusidBytes, '\0', true))
                 .done());
    QByteArray head;
    if (!readExactly(8, head))
        return -1;
    if (u16At(head, 0) != kVersion || u16At(head, 2) != kTellImport) {
        fail(QStringLiteral("not an answer to import: %1").arg(QString::fromLatin1(head.toHex())));
        return -1;
    }
    const auto status = static_cast<int>(u32At(head, 4));
    if (status != 0)
        return status;
    QByteArray bytes;
    if (!readExactly(kDeviceBytes, bytes))
        return -1;
    m_device = deviceFrom(bytes);
    m_deviceId = m_device.bus << 16 | m_device.number;
    m_imported = true;
    return 0;
}

UsbipClient::Result UsbipClient::await(const Request &request)
{
    const auto result = std::make_shared<std::optional<Result>>();
    const quint32 id = submit(request, [result](const Result &came) { *result = came; });
    if (!waitUntil([&result] { return result->has_value(); })) {
        unlink(id);
        return {id, kTimedOut, 0, {}};
    }
    return **result;
}

UsbipClient::Result UsbipClient::control(
    quint8 requestType, quint8 request, quint16 value, quint16 index, const QByteArray &out, int length)
{
    const bool in = (requestType & 0x80) != 0;
    const auto bytes = static_cast<quint16>(in ? length : static_cast<int>(out.size()));
    QByteArray setup; // a setup packet is little endian, as on the cable
    setup.append(static_cast<char>(requestType)).append(static_cast<char>(request));
    for (const quint16 field : {value, index, bytes})
        setup.append(static_cast<char>(field & 0xFF)).append(static_cast<char>(field >> 8));
    return await({static_cast<quint8>(in ? 0x80 : 0x00), setup, out, length, 0});
}

UsbipClient::Result UsbipClient::write(quint8 endpoint, const QByteArray &bytes, quint32 flags)
{
    return await({endpoint, {}, bytes, 0, flags});
}

UsbipClient::Result UsbipClient::read(quint8 endpoint, int length)
{
    return await({static_cast<quint8>(endpoint | 0x80), {}, {}, length, 0});
}

} // namespace usb_client
