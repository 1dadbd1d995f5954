// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/device_url.h"
#include "device_link/transports/transport.h"

#include <QDeadlineTimer>
#include <QSerialPort>

#include <memory>

namespace device_link {

/// A serial port (UART, CDC-ACM or pseudo terminal), 8N1, without flow control.
class SerialTransport : public Transport
{
    Q_OBJECT
public:
    explicit SerialTransport(const DeviceUrl &url);
    ~SerialTransport() override;

    void open() override;
    [[nodiscard]] bool write(const QByteArray &bytes) override;
    [[nodiscard]] qint64 bytesToWrite() const override;
    void close() override;

private:
    void readAll();
    void onError(QSerialPort::SerialPortError code);
    void onBytesTaken();
    [[nodiscard]] bool openPort(const QString &path);
    [[nodiscard]] Error openError(const QString &path) const;

    QString m_path;
    QString m_node;               ///< what m_path leads to, as of the last opening
    QDeadlineTimer m_nextLook{0}; ///< for who takes bytes from us: all processes are looked through
    qint32 m_baud;
    std::unique_ptr<QSerialPort> m_port;
};

} // namespace device_link
