// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "usb_bench/echo_end.h"
#include "usb_bench/mock_usb_host.h"
#include "usb_bench/usb_session.h"

#include <QTest>

namespace usb_bench {

/// A host, libusb and echo devices: what the tests of the host itself begin with.
struct EchoBench {
    MockUsbHost host;
    UsbSession session;
    EchoEnd *end = nullptr; ///< of the device plugged last

    int plug(const QByteArray &serial = "ECHO0001")
    {
        auto echo = std::make_unique<EchoEnd>(serial);
        end = echo.get();
        return host.plug(std::move(echo));
    }
    /// Null when the device does not come, open or let interface 0 be claimed.
    UsbSession::Handle open(int number)
    {
        if (!QTest::qWaitFor([&] { return session.arrived().contains(number); }))
            return {};
        UsbSession::Handle handle = session.open(number);
        if (handle && libusb_claim_interface(handle.get(), 0) != LIBUSB_SUCCESS)
            handle.reset();
        return handle;
    }
};

/// Bytes of which no two stretches look alike.
inline QByteArray pattern(qsizetype size)
{
    QByteArray bytes(size, '\0');
    quint32 state = static_cast<quint32>(size) + 1;
    for (char &byte : bytes)
        byte = static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
    return bytes;
}

} // namespace usb_bench
