// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "usb_device.h"
#include "usbip_message.h"

#include <QPointer>
#include <QTcpSocket>
#include <QTimer>

#include <memory>
#include <vector>

namespace virtual_kit {

struct UsbipExport {
    QPointer<UsbDevice> device;
    usbip::DeviceRecord record;
};

/// A connection before it carries requests: answers one list, or one import, as usbipd does. Who says nothing is sent
/// away.
class UsbipReception final : public QObject
{
    Q_OBJECT
public:
    /// The exports outlive it.
    UsbipReception(std::unique_ptr<QTcpSocket> socket, const std::vector<UsbipExport> &exports, QObject *parent);

    [[nodiscard]] std::unique_ptr<QTcpSocket> takeSocket();

Q_SIGNALS:
    /// The import was granted, and the answer written. takeSocket() and attach it now.
    void imported(virtual_kit::UsbDevice *device);
    void finished();

private:
    void onReadable();
    void list();
    void import();
    void send(const framing::Bytes &bytes);
    void finish();

    std::unique_ptr<QTcpSocket> m_socket;
    const std::vector<UsbipExport> &m_exports;
    std::optional<usbip::Operation> m_operation;
    QTimer m_patience;
};

} // namespace virtual_kit
