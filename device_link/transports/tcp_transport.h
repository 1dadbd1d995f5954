// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/device_url.h"
#include "device_link/transports/transport.h"

#include <QTcpSocket>
#include <QTimer>

#include <memory>

namespace device_link {

/// A TCP connection to a kit's port.
class TcpTransport : public Transport
{
    Q_OBJECT
public:
    explicit TcpTransport(const DeviceUrl &url);
    ~TcpTransport() override;

    void open() override;
    [[nodiscard]] bool write(const QByteArray &bytes) override;
    [[nodiscard]] qint64 bytesToWrite() const override;
    void close() override;

private:
    void onConnected();
    void onError(QAbstractSocket::SocketError code);
    void giveUp(Fault fault, const QString &text);

    QString m_host;
    quint16 m_port;
    std::unique_ptr<QTcpSocket> m_socket;
    QTimer m_connectTimer;
};

} // namespace device_link
