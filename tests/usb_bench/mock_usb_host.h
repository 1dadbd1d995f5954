// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "usb_bench/usb_end.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace usb_bench {

/// A USB host that exists for the real libusb of this process only: sysfs, usbfs nodes and uevents of umockdev in
/// front, a device behind a UsbEnd at the back. The test must run under umockdev-wrapper (aiesim_usb_test of CMake does
/// it).
///
///     usb_bench::MockUsbHost host;                        // first: before libusb_init() and before other threads
///     test_kit::VirtualKit kit({"--usbip", "127.0.0.1:0"});
///     const int number = host.plug("127.0.0.1:34567", "1-1");
///     ... libusb ...                                      // hotplug callbacks come, as from a real host
///     host.unplug(number);
///
/// Close every libusb handle and context before this object ends. One at a time per process. All functions may be
/// called from any thread; none needs an event loop.
class MockUsbHost
{
public:
    MockUsbHost();
    ~MockUsbHost();
    MockUsbHost(const MockUsbHost &) = delete;
    MockUsbHost &operator=(const MockUsbHost &) = delete;

    /// Imports `busid` from the USB/IP server at `address` ("127.0.0.1:3240"), reads its descriptors and plugs it in.
    /// Waits for the device, at most 10 s. Returns its device number on bus 1, never used before, or 0 with problem()
    /// set. When the connection ends the device is unplugged by itself.
    int plug(const QString &address, const QString &busid);
    /// The same with a device of the test's own.
    int plug(std::unique_ptr<UsbEnd> end);
    /// Pulls the plug: what is in flight ends with ESHUTDOWN, then ENODEV; POLLERR at the node; uevent "remove".
    /// On return libusb was told, its callbacks may still be running. A second call does nothing.
    void unplug(int number);
    [[nodiscard]] bool isPlugged(int number) const;
    [[nodiscard]] QString problem() const;

    // Number 0 below: every device, present and to come.

    /// open() of the node fails with EACCES (the udev rule is missing) or ENOENT; 0 lets it be opened again.
    void refuseOpen(int number, int error);
    /// A kernel driver ("cdc_acm") holds the interface: claiming gives EBUSY until it is detached. Empty: none does.
    void claimedByOther(int number, int interface, const QByteArray &driver);

    static constexpr int bus = 1;
    /// "/dev/bus/usb/001/002"
    [[nodiscard]] static QString nodePath(int number);
    /// ioctls libusb has sent to this device's node, reaps included: stands still when nobody spins.
    [[nodiscard]] quint64 ioctlCount(int number) const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace usb_bench
