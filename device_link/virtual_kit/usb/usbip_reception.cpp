// SPDX-License-Identifier: GPL-3.0-or-later
#include "usbip_reception.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace virtual_kit {

using framing::Bytes;

namespace {

constexpr std::chrono::seconds kPatience{10};
constexpr qint64 kReadBuffer = 4096;

} // namespace

UsbipReception::UsbipReception(
    std::unique_ptr<QTcpSocket> socket, const std::vector<UsbipExport> &exports, QObject *parent)
    : QObject(parent)
    , m_socket(std::move(socket))
    , m_exports(exports)
{
    m_socket->setReadBufferSize(kReadBuffer);
    connect(m_socket.get(), &QTcpSocket::readyRead, this, &UsbipReception::onReadable);
    connect(m_socket.get(), &QTcpSocket::disconnected, this, &UsbipReception::finished);
    connect(&m_patience, &QTimer::timeout, this, &UsbipReception::finish);
    m_patience.setSingleShot(true);
    m_patience.start(kPatience);
    QMetaObject::invokeMethod(this, &UsbipReception::onReadable, Qt::QueuedConnection);
}

std::unique_ptr<QTcpSocket> UsbipReception::takeSocket()
{
    m_patience.stop();
    m_socket->disconnect(this);
    return std::move(m_socket);
}

void UsbipReception::onReadable()
{
    if (!m_socket || !m_socket->isOpen())
        return;
    if (!m_operation) {
        std::array<std::uint8_t, usbip::kOperationBytes> head;
        if (m_socket->bytesAvailable() < static_cast<qint64>(head.size()))
            return;
        m_socket->read(reinterpret_cast<char *>(head.data()), head.size());
        m_operation = usbip::parseOperation(head);
        if (!m_operation)
            return finish();
        if (m_operation == usbip::Operation::DeviceList)
            return list();
    }
    if (m_operation == usbip::Operation::Import && m_socket->bytesAvailable() >= qint64(usbip::kBusidBytes))
        import();
}

void UsbipReception::list()
{
    Bytes devices;
    std::uint32_t count = 0;
    for (const UsbipExport &entry : m_exports) {
        if (!entry.device || !entry.device->isPresent() || entry.device->hasHost())
            continue;
        ++count;
        usbip::writeDevice(entry.record, devices);
        usbip::writeInterfaces(devices);
    }
    Bytes answer;
    usbip::writeDeviceListHead(count, answer);
    answer.insert(answer.end(), devices.begin(), devices.end());
    send(answer);
    m_socket->disconnectFromHost(); // once it is written
}

void UsbipReception::import()
{
    std::array<std::uint8_t, usbip::kBusidBytes> bytes;
    m_socket->read(reinterpret_cast<char *>(bytes.data()), bytes.size());
    const std::string_view busid = usbip::parseBusid(bytes);
    const auto found = std::find_if(
        m_exports.begin(), m_exports.end(), [busid](const UsbipExport &entry) { return entry.record.busid == busid; });
    const bool here = found != m_exports.end() && found->device && found->device->isPresent();
    Bytes answer;
    if (here && !found->device->hasHost()) {
        usbip::writeImportHead(usbip::OperationStatus::Ok, answer);
        usbip::writeDevice(found->record, answer);
        send(answer);
        Q_EMIT imported(found->device);
        return;
    }
    usbip::writeImportHead(here ? usbip::OperationStatus::Busy : usbip::OperationStatus::NoDevice, answer);
    send(answer);
    m_socket->disconnectFromHost();
}

void UsbipReception::send(const Bytes &bytes)
{
    m_socket->write(reinterpret_cast<const char *>(bytes.data()), static_cast<qint64>(bytes.size()));
}

void UsbipReception::finish()
{
    m_socket->disconnect(this);
    m_socket->abort();
    Q_EMIT finished();
}

} // namespace virtual_kit
