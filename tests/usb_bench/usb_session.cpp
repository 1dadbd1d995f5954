// SPDX-License-Identifier: GPL-3.0-or-later
#include "usb_bench/usb_session.h"

#include <QElapsedTimer>
#include <QThread>

namespace usb_bench {

UsbSession::UsbSession()
{
    if (libusb_init(&m_context) != LIBUSB_SUCCESS)
        qFatal("usb_bench: libusb_init");
    libusb_hotplug_register_callback(m_context, LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED | LIBUSB_HOTPLUG_EVENT_DEVICE_LEFT,
        LIBUSB_HOTPLUG_NO_FLAGS, LIBUSB_HOTPLUG_MATCH_ANY, LIBUSB_HOTPLUG_MATCH_ANY, LIBUSB_HOTPLUG_MATCH_ANY,
        onHotplug, this, &m_hotplug);
    m_thread = std::thread([this] {
        while (!m_finished)
            libusb_handle_events_completed(m_context, nullptr);
    });
}

UsbSession::~UsbSession()
{
    m_finished = 1;
    libusb_hotplug_deregister_callback(m_context, m_hotplug);
    libusb_interrupt_event_handler(m_context);
    m_thread.join();
    libusb_exit(m_context);
}

int UsbSession::onHotplug(libusb_context *, libusb_device *device, libusb_hotplug_event event, void *data)
{
    auto *self = static_cast<UsbSession *>(data);
    const std::lock_guard guard(self->m_lock);
    (event == LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED ? self->m_arrived : self->m_left)
        .append(libusb_get_device_address(device));
    return 0;
}

QList<int> UsbSession::arrived() const
{
    const std::lock_guard guard(m_lock);
    return m_arrived;
}

QList<int> UsbSession::left() const
{
    const std::lock_guard guard(m_lock);
    return m_left;
}

UsbSession::Handle UsbSession::open(int number, int *error) const
{
    libusb_device **list = nullptr;
    libusb_device_handle *handle = nullptr;
    int result = LIBUSB_ERROR_NOT_FOUND;
    const ssize_t count = libusb_get_device_list(m_context, &list);
    for (ssize_t i = 0; i < count; ++i) {
        if (libusb_get_device_address(list[i]) == number)
            result = libusb_open(list[i], &handle);
    }
    libusb_free_device_list(list, 1);
    if (error)
        *error = result;
    return Handle(handle);
}

UsbTransfer::UsbTransfer(
    libusb_device_handle *handle, quint8 endpoint, QByteArray bytes, unsigned timeout, quint8 flags)
    : m_bytes(std::move(bytes))
    , m_transfer(libusb_alloc_transfer(0))
{
    libusb_fill_bulk_transfer(m_transfer, handle, endpoint, reinterpret_cast<unsigned char *>(m_bytes.data()),
        static_cast<int>(m_bytes.size()), onDone, this, timeout);
    m_transfer->flags = flags;
    m_submitError = libusb_submit_transfer(m_transfer);
}

UsbTransfer::~UsbTransfer()
{
    if (m_submitError == LIBUSB_SUCCESS && m_callbacks == 0) {
        cancel();
        (void)status();
    }
    libusb_free_transfer(m_transfer);
}

int UsbTransfer::status() const
{
    QElapsedTimer timer;
    timer.start();
    while (m_callbacks == 0) {
        if (timer.elapsed() > 10000)
            return -1;
        QThread::usleep(200);
    }
    return m_transfer->status;
}

void UsbTransfer::onDone(libusb_transfer *transfer) { ++static_cast<UsbTransfer *>(transfer->user_data)->m_callbacks; }

} // namespace usb_bench
