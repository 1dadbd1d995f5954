// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/device_url.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <functional>

namespace test_kit {

/// The other end of a meter's port, behaving as a test scripts it. Real bytes through a real socket.
class MeterPeer : public QObject
{
public:
    MeterPeer()
    {
        m_server.listen(QHostAddress::LocalHost);
        m_flood.setInterval(5);
        connect(&m_flood, &QTimer::timeout, this, [this] { write(QByteArray(400, 'U')); });
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            m_socket = m_server.nextPendingConnection();
            connect(m_socket, &QTcpSocket::readyRead, this, [this] {
                const QByteArray bytes = m_socket->readAll();
                heard += bytes;
                if (bytes.contains('\x07') && stops)
                    m_flood.stop();
                if (bytes.contains('\x19') && !metadata.isEmpty())
                    write(metadata);
            });
            if (streamsAtOnce)
                m_flood.start();
        });
    }
    QByteArray metadata = "R0: 1000\nVDD: 3300\nmode: 1\nUG1: 2\nEND\n"; ///< empty: no answer
    bool streamsAtOnce = false;                                          ///< an earlier program has left it streaming
    bool stops = true;                                                   ///< when it is told to
    QByteArray heard;

    [[nodiscard]] device_link::DeviceUrl url() const
    {
        device_link::DeviceUrl url;
        url.scheme = device_link::DeviceUrl::Scheme::Tcp;
        url.address = QStringLiteral("127.0.0.1");
        url.tcpPort = m_server.serverPort();
        url.role = device_link::PortRole::Meter;
        return url;
    }
    void write(const QByteArray &bytes)
    {
        m_socket->write(bytes);
        m_socket->flush();
    }
    void hangUp() { m_socket->abort(); }

private:
    QTcpServer m_server;
    QTcpSocket *m_socket = nullptr;
    QTimer m_flood;
};

} // namespace test_kit
