// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "usb_device.h"

#include <QByteArray>
#include <QPointer>
#include <QString>
#include <QTimer>

#include <functional>

namespace virtual_kit {

class UsbipConnection;

/// Plugs a device into this computer: one end of a socket pair goes to the kernel's virtual host controller (vhci_hcd),
/// the other carries the requests. No TCP port and no usbip tool; when this process ends the device is unplugged. After
/// an unplug it is plugged in again as soon as it is back.
class VhciAttach final : public QObject
{
    Q_OBJECT
public:
    /// number: 1, 2, ... tells the devices of this process apart. sysfs: where it is mounted.
    VhciAttach(UsbDevice &device, std::uint32_t number, QString sysfs = QStringLiteral("/sys"));
    ~VhciAttach() override;

    /// False with a sentence in error, which says what to do. Needs write access to vhci_hcd's `attach`.
    [[nodiscard]] bool attach(QString &error);
    [[nodiscard]] bool attached() const { return !m_connection.isNull(); }

    /// Replaces the write to `attach`; 0 or an errno. For tests.
    std::function<int(const QByteArray &line)> writeLine;

private:
    [[nodiscard]] std::optional<int> freePort(QString &error) const;
    [[nodiscard]] int writeAttach(const QByteArray &line) const;
    [[nodiscard]] bool hand(int port, int kernelEnd, QString &error) const;
    void onPlugged();

    UsbDevice &m_device;
    std::uint32_t m_number;
    QString m_folder;
    QPointer<UsbipConnection> m_connection;
    QTimer m_again;
};

} // namespace virtual_kit
