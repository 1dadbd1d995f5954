// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "usb_bench/usb_end.h"

#include <chrono>
#include <memory>
#include <mutex>
#include <unordered_map>

namespace usb_bench {

/// Every request to one UsbEnd, with who is to be told. From any thread; callbacks run on the end's thread or inside
/// submit(), cancel() and close(), and without a lock held.
class UsbCalls
{
public:
    using Answer = std::function<void(const UsbEnd::Result &)>;

    UsbCalls(std::unique_ptr<UsbEnd> end, UsbEnd::Gone gone);
    ~UsbCalls();

    [[nodiscard]] quint32 newId();
    /// request.id comes from newId(), so that the caller can know it before the answer does.
    void submit(const UsbEnd::Request &request, Answer answer);
    void cancel(quint32 id);
    /// Whatever is in flight ends with -ESHUTDOWN, and so does whatever comes later. Not from the end's own thread.
    void close();

    /// Waits. Too late: cancelled, -ETIMEDOUT.
    [[nodiscard]] UsbEnd::Result control(const QByteArray &setup, const QByteArray &out = {},
        std::chrono::milliseconds timeout = std::chrono::seconds(5));

private:
    void finish(const UsbEnd::Result &result);

    std::mutex m_lock;
    std::unordered_map<quint32, Answer> m_waiting;
    quint32 m_lastId = 0;
    bool m_closed = false;
    std::unique_ptr<UsbEnd> m_end;
};

/// The 8 bytes of a SETUP packet.
[[nodiscard]] QByteArray setupPacket(quint8 type, quint8 request, quint16 value, quint16 index, quint16 length = 0);
/// A control request as UsbEnd wants it; IN or OUT by the setup packet.
[[nodiscard]] UsbEnd::Request controlRequest(quint32 id, const QByteArray &setup, const QByteArray &out = {});

} // namespace usb_bench
