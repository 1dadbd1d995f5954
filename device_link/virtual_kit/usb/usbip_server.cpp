// SPDX-License-Identifier: GPL-3.0-or-later
#include "usbip_server.h"

#include "usbip_connection.h"

#include <utility>

namespace virtual_kit {

namespace {

constexpr std::uint32_t kBus = 1;
constexpr int kMaxGuests = 64;

} // namespace

UsbipServer::UsbipServer(QHostAddress host, quint16 port, QObject *parent)
    : QObject(parent)
    , m_host(std::move(host))
    , m_port(port)
{
    connect(&m_server, &QTcpServer::newConnection, this, &UsbipServer::onConnection);
}

UsbipServer::~UsbipServer()
{
    const auto connections = findChildren<QObject *>(QString(), Qt::FindDirectChildrenOnly);
    qDeleteAll(connections); // while the exports are still there
}

bool UsbipServer::listen(QString &error)
{
    if (!m_host.isLoopback()) {
        error = QStringLiteral("%1 is not a loopback address; USB/IP has no password").arg(m_host.toString());
        return false;
    }
    if (!m_server.listen(m_host, m_port)) {
        error = QStringLiteral("cannot listen on %1: %2").arg(address(), m_server.errorString());
        return false;
    }
    m_port = m_server.serverPort();
    return true;
}

QString UsbipServer::address() const
{
    const bool six = m_host.protocol() == QAbstractSocket::IPv6Protocol;
    return (six ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2")).arg(m_host.toString()).arg(m_port);
}

QString UsbipServer::add(UsbDevice &device)
{
    const auto number = static_cast<std::uint32_t>(m_exports.size() + 1);
    const std::string busid = std::to_string(kBus) + "-" + std::to_string(number);
    m_exports.push_back({&device, {"/aiesim-virtual-kit/" + busid, busid, kBus, number}});
    device.setAddress(QStringLiteral("usbip:%1/%2").arg(address(), QString::fromStdString(busid)));
    return QString::fromStdString(busid);
}

void UsbipServer::onConnection()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        socket->setParent(nullptr);
        receive(std::unique_ptr<QTcpSocket>(socket));
    }
}

void UsbipServer::receive(std::unique_ptr<QTcpSocket> socket)
{
    if (m_guests >= kMaxGuests) {
        socket->abort();
        return;
    }
    ++m_guests;
    auto *reception = new UsbipReception(std::move(socket), m_exports, this);
    connect(reception, &QObject::destroyed, this, [this] { --m_guests; });
    connect(reception, &UsbipReception::finished, reception, &QObject::deleteLater);
    connect(reception, &UsbipReception::imported, this, [this, reception](UsbDevice *device) {
        attach(reception->takeSocket(), *device);
        reception->deleteLater();
    });
}

void UsbipServer::attach(std::unique_ptr<QTcpSocket> socket, UsbDevice &device)
{
    auto *connection = new UsbipConnection(std::move(socket), device, this);
    connect(connection, &UsbipConnection::finished, connection, &QObject::deleteLater);
    if (!connection->start())
        connection->deleteLater();
}

} // namespace virtual_kit
