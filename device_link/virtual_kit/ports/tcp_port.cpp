// SPDX-License-Identifier: GPL-3.0-or-later
#include "tcp_port.h"

#include <QTcpSocket>

#include <algorithm>
#include <array>

namespace virtual_kit {

namespace {

/// Bytes that wait here and in the system: enough for 2 MS/s between two turns of the loop, little enough that a
/// control frame does not wait long behind samples.
constexpr qint64 kQueued = 64 * 1024;
constexpr qint64 kReadBuffer = 64 * 1024;

} // namespace

TcpPort::TcpPort(QHostAddress host, quint16 port, QObject *parent)
    : BytePort(parent)
    , m_host(std::move(host))
    , m_port(port)
{
    connect(&m_server, &QTcpServer::newConnection, this, &TcpPort::onConnection);
}

TcpPort::~TcpPort() { vanish(); }

bool TcpPort::appear(QString &error)
{
    if (present())
        return true;
    if (!m_host.isLoopback()) {
        error = QStringLiteral("%1 is not a loopback address; the virtual kit has no password").arg(m_host.toString());
        return false;
    }
    if (!m_server.listen(m_host, m_port)) {
        error = QStringLiteral("cannot listen on %1: %2").arg(address(), m_server.errorString());
        return false;
    }
    m_port = m_server.serverPort();
    return true;
}

void TcpPort::vanish()
{
    m_server.close();
    dropClient();
}

std::size_t TcpPort::write(framing::ByteView bytes)
{
    if (!m_client)
        return 0;
    const qint64 room = std::max<qint64>(0, kQueued - m_client->bytesToWrite());
    const qint64 count = std::min(room, static_cast<qint64>(bytes.size()));
    const qint64 taken = count > 0 ? m_client->write(reinterpret_cast<const char *>(bytes.data()), count) : 0;
    return static_cast<std::size_t>(std::max<qint64>(taken, 0));
}

QString TcpPort::address() const
{
    const bool six = m_host.protocol() == QAbstractSocket::IPv6Protocol;
    return (six ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2")).arg(m_host.toString()).arg(m_port);
}

void TcpPort::onConnection()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        if (m_client) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        m_client = socket;
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        socket->setSocketOption(QAbstractSocket::SendBufferSizeSocketOption, kQueued);
        socket->setReadBufferSize(kReadBuffer);
        connect(socket, &QTcpSocket::readyRead, this, &TcpPort::onReadable);
        connect(socket, &QTcpSocket::bytesWritten, this, &BytePort::roomAgain);
        connect(socket, &QTcpSocket::disconnected, this, &TcpPort::onDisconnected);
        m_open = true;
        Q_EMIT opened();
        onReadable();
    }
}

void TcpPort::onReadable()
{
    std::array<char, 16 * 1024> buffer;
    while (m_client && !deaf()) {
        const qint64 got = m_client->read(buffer.data(), buffer.size());
        if (got <= 0)
            return;
        const auto *bytes = reinterpret_cast<const std::uint8_t *>(buffer.data());
        Q_EMIT received(framing::ByteView(bytes, static_cast<std::size_t>(got)));
    }
}

void TcpPort::onDisconnected()
{
    onReadable(); // what came with the end
    dropClient();
}

void TcpPort::dropClient()
{
    QTcpSocket *client = m_client;
    if (!client)
        return;
    m_client = nullptr;
    client->disconnect(this);
    client->abort();
    client->deleteLater();
    m_open = false;
    Q_EMIT left();
}

} // namespace virtual_kit
