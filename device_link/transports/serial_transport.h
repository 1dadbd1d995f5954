// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/device_url.h"
#include "device_link/transports/transport.h"

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
    [[nodiscard]] Error openError(const QString &path) const;

    QString m_path;
    qint32 m_baud;
    std::unique_ptr<QSerialPort> m_port;
};

} // namespace device_link
