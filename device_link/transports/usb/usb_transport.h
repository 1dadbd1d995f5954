// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/device_url.h"
#include "device_link/transports/transport.h"

#include <memory>

namespace device_link {

/// A port of the kit with a serial number. At each opening the kit is looked for anew: after a reset it may have
/// another address, and its serial ports other names.
class UsbTransport : public Transport
{
    Q_OBJECT
public:
    explicit UsbTransport(const DeviceUrl &url);
    ~UsbTransport() override;

    void open() override;
    [[nodiscard]] bool write(const QByteArray &bytes) override;
    [[nodiscard]] qint64 bytesToWrite() const override;
    void close() override;

private:
    [[nodiscard]] Result<std::unique_ptr<Transport>> find() const;

    DeviceUrl m_url;
    std::unique_ptr<Transport> m_pipe;
};

} // namespace device_link
