// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <functional>

namespace usb_bench {

/// A USB device as a host controller sees it: requests go in, each ends once. The bytes may come from a process behind
/// USB/IP or from a few lines in a test.
class UsbEnd
{
public:
    struct Request {
        quint32 id = 0;          ///< unique among those in flight
        quint8 endpoint = 0;     ///< address with the direction bit; 0x00 and 0x80 are control
        QByteArray setup;        ///< 8 bytes on control, else empty
        QByteArray out;          ///< bytes to the device
        int length = 0;          ///< bytes wanted on IN, out.size() on OUT
        bool zeroPacket = false; ///< ends OUT of whole packets with an empty one (URB_ZERO_PACKET)
    };
    struct Result {
        quint32 id = 0;
        int status = 0; ///< 0 or a negative errno: -EPIPE stall, -ECONNRESET cancelled
        int actual = 0; ///< bytes that moved, also when cancelled
        QByteArray in;  ///< `actual` bytes on IN
    };
    using Done = std::function<void(const Result &)>;
    using Gone = std::function<void()>;

    virtual ~UsbEnd() = default;

    /// Before anything else. `done` may be called from any thread and inside submit() and cancel(); `gone`, from any
    /// thread but not inside these, when the device left by itself. After stop() returned neither is called.
    virtual void start(Done done, Gone gone) = 0;
    virtual void stop() = 0;
    virtual void submit(const Request &request) = 0;
    /// The request ends soon: cancelled, or as it ended meanwhile. Unknown ids are ignored.
    virtual void cancel(quint32 id) = 0;
};

} // namespace usb_bench
