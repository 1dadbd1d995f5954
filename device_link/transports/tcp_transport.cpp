// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/transports/tcp_transport.h"

#include <QNetworkProxy>

namespace device_link {

namespace {

constexpr int kConnectTimeoutMs = 5000;

} // namespace

TcpTransport::TcpTransport(const DeviceUrl &url)
    : m_host(url.address)
    , m_port(url.tcpPort)
    , m_connectTimer(this)
{
    m_connectTimer.setSingleShot(true);
    connect(&m_connectTimer, &QTimer::timeout, this,
        [this] { giveUp(Fault::Timeout, QStringLiteral("no answer to the connection")); });
}

TcpTransport::~TcpTransport()
{
    if (m_socket)
        m_socket->disconnect(this);
}

void TcpTransport::open()
{
    close();
    m_socket = std::make_unique<QTcpSocket>();
    m_socket->setProxy(QNetworkProxy::NoProxy);
    connect(m_socket.get(), &QTcpSocket::connected, this, &TcpTransport::onConnected);
    connect(m_socket.get(), &QTcpSocket::readyRead, this, [this] {
        const QByteArray bytes = m_socket->readAll();
        if (!bytes.isEmpty())
            Q_EMIT received(bytes);
    });
    connect(m_socket.get(), &QTcpSocket::bytesWritten, this, &Transport::written);
    connect(m_socket.get(), &QTcpSocket::errorOccurred, this, &TcpTransport::onError);
    m_connectTimer.start(kConnectTimeoutMs);
    m_socket->connectToHost(m_host, m_port);
}

void TcpTransport::onConnected()
{
    m_connectTimer.stop();
    // Requests are small and waited for: Nagle would add up to 40 ms to each.
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    Q_EMIT opened();
}

bool TcpTransport::write(const QByteArray &bytes)
{
    if (!m_socket || m_socket->state() != QAbstractSocket::ConnectedState
        || m_socket->bytesToWrite() + bytes.size() > kWriteLimit)
        return false;
    return m_socket->write(bytes) == bytes.size();
}

qint64 TcpTransport::bytesToWrite() const { return m_socket ? m_socket->bytesToWrite() : 0; }

void TcpTransport::close()
{
    m_connectTimer.stop();
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    m_socket->flush(); // what was said last still goes out
    m_socket->abort();
    m_socket.release()->deleteLater(); // we may be inside one of its signals
}

void TcpTransport::onError(QAbstractSocket::SocketError code)
{
    const bool wasConnecting = m_connectTimer.isActive();
    const QString text = m_socket->errorString();
    const bool nobody = code == QAbstractSocket::ConnectionRefusedError || code == QAbstractSocket::HostNotFoundError
        || wasConnecting;
    giveUp(nobody ? Fault::NotFound : Fault::LinkLost, text);
}

void TcpTransport::giveUp(Fault fault, const QString &text)
{
    close();
    Q_EMIT closed(Error(fault, QStringLiteral("%1:%2: %3").arg(m_host).arg(m_port).arg(text)));
}

} // namespace device_link
