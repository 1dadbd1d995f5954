// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../session_fixture.h"
#include "usb_bench/mock_usb_host.h"

namespace test_kit {

/// A USB host, kits that can be plugged into it, and a session on the `kit` port of the first. Serial ports of the mock
/// host lead nowhere, so only that role is opened here; the others are tested in the guest (tests/usb_guest).
struct UsbKitBench {
    explicit UsbKitBench(QStringList options = {})
        : first(QStringList{QStringLiteral("--usbip"), QStringLiteral("127.0.0.1:0")} + options)
    {
    }
    ~UsbKitBench()
    {
        // libusb has to be at its end before the host is.
        if (first.session)
            first.session->close();
        first.session.reset();
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
    }
    [[nodiscard]] bool plug()
    {
        number = host.plug(first.kit.usbipAddress(), first.kit.busId());
        return number > 0;
    }
    void unplug() { host.unplug(number); }
    [[nodiscard]] device_link::Result<void> open()
    {
        return first.open({first.kit.usbUrl(device_link::PortRole::Kit)});
    }
    [[nodiscard]] bool waitState(device_link::SessionState state) const
    {
        return QTest::qWaitFor([&] { return first.session->state() == state; }, 60000);
    }

    usb_bench::MockUsbHost host; ///< first: it has to be there before other threads are
    KitAndSession first;
    int number = 0; ///< of the first kit's device on the host
};

} // namespace test_kit
