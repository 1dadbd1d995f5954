// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <libusb-1.0/libusb.h>

#include <QByteArray>
#include <QList>

#include <atomic>
#include <memory>
#include <mutex>
#include <thread>

namespace usb_bench {

/// A libusb context with a thread that handles its events, as programs have it.
class UsbSession
{
public:
    UsbSession();
    ~UsbSession();
    UsbSession(const UsbSession &) = delete;
    UsbSession &operator=(const UsbSession &) = delete;

    [[nodiscard]] libusb_context *context() const { return m_context; }
    /// Device numbers of those that came or left since the session began.
    [[nodiscard]] QList<int> arrived() const;
    [[nodiscard]] QList<int> left() const;

    struct CloseHandle {
        void operator()(libusb_device_handle *handle) const { libusb_close(handle); }
    };
    using Handle = std::unique_ptr<libusb_device_handle, CloseHandle>;
    /// Null, with a libusb error in `error`, when it is not there or does not open.
    [[nodiscard]] Handle open(int number, int *error = nullptr) const;

private:
    static int LIBUSB_CALL onHotplug(libusb_context *, libusb_device *device, libusb_hotplug_event event, void *self);

    libusb_context *m_context = nullptr;
    libusb_hotplug_callback_handle m_hotplug = 0;
    std::atomic<int> m_finished = 0;
    std::thread m_thread;
    mutable std::mutex m_lock;
    QList<int> m_arrived, m_left;
};

/// One transfer of a test: submitted at once, kept until it ended.
class UsbTransfer
{
public:
    /// OUT sends `bytes`, IN asks for that many.
    UsbTransfer(
        libusb_device_handle *handle, quint8 endpoint, QByteArray bytes, unsigned timeout = 0, quint8 flags = 0);
    ~UsbTransfer();
    UsbTransfer(const UsbTransfer &) = delete;
    UsbTransfer &operator=(const UsbTransfer &) = delete;

    [[nodiscard]] int submitError() const { return m_submitError; }
    void cancel() { libusb_cancel_transfer(m_transfer); }
    [[nodiscard]] int callbacks() const { return m_callbacks; }
    /// Waits for the callback, at most 10 s; -1 is too long.
    [[nodiscard]] int status() const;
    [[nodiscard]] QByteArray received() const { return m_bytes.left(m_transfer->actual_length); }
    [[nodiscard]] int actual() const { return m_transfer->actual_length; }

private:
    static void LIBUSB_CALL onDone(libusb_transfer *transfer);

    QByteArray m_bytes;
    libusb_transfer *m_transfer;
    int m_submitError;
    std::atomic<int> m_callbacks = 0;
};

} // namespace usb_bench
