// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"
#include "device_link/transports/usb/usb_kit.h"

#include <cstdint>
#include <memory>

struct libusb_device_handle;

namespace device_link {

class UsbBus;

/// A kit's device opened, with its vendor interface claimed. Released and closed by its end. For one thread.
class UsbDevice
{
public:
    /// NotFound, NoPermission, HeldByOther, each with what the operating system knows about it.
    [[nodiscard]] static Result<std::unique_ptr<UsbDevice>> open(const UsbKit &kit);
    ~UsbDevice();
    UsbDevice(const UsbDevice &) = delete;
    UsbDevice &operator=(const UsbDevice &) = delete;

    [[nodiscard]] libusb_device_handle *handle() const { return m_handle; }
    [[nodiscard]] std::uint8_t inEndpoint() const { return m_in; }
    [[nodiscard]] std::uint8_t outEndpoint() const { return m_out; }

    /// Tells the kit that a host is there (request HOST, PROTOCOL.md §1.1): it forgets what an earlier one left.
    [[nodiscard]] Result<void> sayHello();
    /// Tells the kit that the host leaves. A kit that does not hear it any more is no fault.
    void sayGoodbye();
    /// Lets go without closing: for a handle whose transfers the system does not give back.
    void abandon();

private:
    UsbDevice(std::shared_ptr<UsbBus> bus, libusb_device_handle *handle, int interface);
    [[nodiscard]] Result<void> claim(const UsbKit &kit);
    [[nodiscard]] Result<void> findEndpoints();
    int tellHost(bool present, unsigned timeoutMs);

    std::shared_ptr<UsbBus> m_bus;
    libusb_device_handle *m_handle;
    int m_interface;
    bool m_claimed = false;
    std::uint8_t m_in = 0, m_out = 0;
};

} // namespace device_link
