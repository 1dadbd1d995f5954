// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "usbip_reception.h"

#include <QHostAddress>
#include <QTcpServer>

#include <vector>

namespace virtual_kit {

/// Offers USB devices over USB/IP, as usbipd does. There is neither a password nor encryption, and the client is a
/// kernel that trusts what it reads: loopback addresses only.
class UsbipServer final : public QObject
{
    Q_OBJECT
public:
    /// port 0: a free one.
    UsbipServer(QHostAddress host, quint16 port, QObject *parent = nullptr);
    ~UsbipServer() override;

    /// False with a sentence in error.
    [[nodiscard]] bool listen(QString &error);
    /// "127.0.0.1:3240"
    [[nodiscard]] QString address() const;
    /// Offers it as long as it lives. Returns its bus id: 1-1, 1-2, ... After listen(), so that the device's address is
    /// known.
    QString add(UsbDevice &device);

private:
    void onConnection();
    void receive(std::unique_ptr<QTcpSocket> socket);
    void attach(std::unique_ptr<QTcpSocket> socket, UsbDevice &device);

    QHostAddress m_host;
    quint16 m_port;
    QTcpServer m_server;
    std::vector<UsbipExport> m_exports;
    int m_guests = 0; ///< connections at the reception
};

} // namespace virtual_kit
