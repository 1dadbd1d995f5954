// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "usb_device.h"

#include "virtual_kit/ports/byte_port.h"

namespace virtual_kit {

/// One role of a kit on USB. The device is present while the ports of all three roles are; when one vanishes the whole
/// device is unplugged, and the others close.
class UsbPort final : public BytePort, private UsbFunctionOwner
{
    Q_OBJECT
public:
    /// The device outlives the port.
    UsbPort(UsbDevice &device, usb::Role role, QObject *parent = nullptr);
    ~UsbPort() override;

    [[nodiscard]] bool appear(QString &error) override;
    void vanish() override;
    [[nodiscard]] bool present() const override { return m_present; }
    [[nodiscard]] bool isOpen() const override { return m_open; }
    /// What leaves in one turn of the event loop leaves together.
    [[nodiscard]] std::size_t write(framing::ByteView bytes) override;
    /// "usbip:127.0.0.1:3240/1-1#kit"
    [[nodiscard]] QString address() const override;

private:
    void hostCame() override;
    void hostWent() override;
    [[nodiscard]] bool takeBytes(framing::ByteView bytes) override;
    void roomMade() override;
    void scheduleTurn();
    void turn();

    UsbDevice &m_device;
    usb::Role m_role;
    bool m_present = false;
    bool m_open = false;
    bool m_full = false; ///< the last write was not taken whole
    bool m_turnDue = false;
};

} // namespace virtual_kit
