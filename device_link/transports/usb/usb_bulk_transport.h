// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/transports/transport.h"
#include "device_link/transports/usb/usb_kit.h"

#include <memory>

namespace device_link {

class UsbDevice;
class UsbTransfers;

/// The vendor interface of a kit as a pipe of bytes (PROTOCOL.md §1.1).
class UsbBulkTransport : public Transport
{
    Q_OBJECT
public:
    explicit UsbBulkTransport(UsbKit kit);
    ~UsbBulkTransport() override;

    void open() override;
    [[nodiscard]] bool write(const QByteArray &bytes) override;
    [[nodiscard]] qint64 bytesToWrite() const override;
    void close() override;

private:
    [[nodiscard]] Result<void> begin();
    void letGo(bool alive);
    void look();

    UsbKit m_kit;
    std::unique_ptr<UsbDevice> m_device;
    std::unique_ptr<UsbTransfers> m_transfers;
    quint32 m_opening = 0;
    qint64 m_unsent = 0;
};

} // namespace device_link
