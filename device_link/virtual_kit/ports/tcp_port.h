// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "byte_port.h"

#include <QHostAddress>
#include <QPointer>
#include <QTcpServer>

class QTcpSocket;

namespace virtual_kit {

/// A TCP port as a host's cable. One host at a time; a second connection is closed at once. There is neither a password
/// nor encryption, so it listens on loopback addresses only.
class TcpPort final : public BytePort
{
    Q_OBJECT
public:
    /// port 0: a free one is chosen when it first appears, and kept.
    TcpPort(QHostAddress host, quint16 port, QObject *parent = nullptr);
    ~TcpPort() override;

    [[nodiscard]] bool appear(QString &error) override;
    void vanish() override;
    [[nodiscard]] bool present() const override { return m_server.isListening(); }
    [[nodiscard]] bool isOpen() const override { return m_open; }
    [[nodiscard]] std::size_t write(framing::ByteView bytes) override;
    [[nodiscard]] QString address() const override;

private:
    void onConnection();
    void onReadable();
    void onDisconnected();
    void dropClient();

    QHostAddress m_host;
    quint16 m_port;
    QTcpServer m_server;
    QPointer<QTcpSocket> m_client;
    bool m_open = false;
};

} // namespace virtual_kit
