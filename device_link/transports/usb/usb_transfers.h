// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"

#include <QByteArray>

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

struct libusb_device_handle;
struct libusb_transfer;

namespace device_link {

/// The transfers between a claimed pair of bulk endpoints and a link thread: several IN transfers in flight, one OUT
/// transfer at a time so that bytes keep their order.
///
/// libusb calls back in the thread of the bus; every public function is for the link thread. What crosses is guarded by
/// one mutex. Each transfer that was submitted ends exactly once, by whatever cause; end() waits for the last.
class UsbTransfers
{
public:
    struct Shape {
        std::uint8_t inEndpoint = 0, outEndpoint = 0;
        int inCount = 8;
        int inBytes = 64 * 1024; ///< a multiple of the packet size, or the last packet could be too long for it
    };
    /// wake: something is to be looked at. Called in the thread of the bus, once until pump() was called.
    UsbTransfers(libusb_device_handle *handle, Shape shape, std::function<void()> wake);
    ~UsbTransfers();
    UsbTransfers(const UsbTransfers &) = delete;
    UsbTransfers &operator=(const UsbTransfers &) = delete;

    /// Submits the IN transfers.
    [[nodiscard]] Result<void> begin();
    /// Cancels what is in flight and waits until it has ended. False after two seconds: the system does not give it
    /// back, and the handle must not be closed.
    [[nodiscard]] bool end();

    /// Looks after stalls and parked transfers. Gives what has arrived, in order.
    [[nodiscard]] std::vector<QByteArray> pump();
    void write(const QByteArray &bytes);
    [[nodiscard]] qint64 bytesToWrite() const;
    /// Why it came to its end by itself; nothing moves after that.
    [[nodiscard]] std::optional<Error> failure() const;

private:
    struct Lane; ///< one transfer with its buffer
    static void onDone(libusb_transfer *transfer);
    void inDone(Lane &lane);
    void outDone(Lane &lane);
    void settle(Lane &lane, bool stalled);
    [[nodiscard]] bool submit(Lane &lane);
    void submitOut();
    void resumeIn();
    void clearHalts();
    void fail(const Error &error);
    void tell();

    libusb_device_handle *m_handle;
    Shape m_shape;
    std::function<void()> m_wake;
    mutable std::mutex m_mutex;
    std::condition_variable m_allEnded;
    std::vector<std::unique_ptr<Lane>> m_in;
    std::unique_ptr<Lane> m_out;
    std::deque<QByteArray> m_toSend;
    qint64 m_toSendBytes = 0;
    std::vector<QByteArray> m_received;
    std::int64_t m_receivedBytes = 0;
    std::optional<Error> m_failure;
    int m_inFlight = 0;
    int m_faults = 0; ///< in a row, without a byte between them
    bool m_inHalted = false, m_outHalted = false;
    bool m_ending = false;
    bool m_told = false; ///< wake was called and pump() was not
};

} // namespace device_link
