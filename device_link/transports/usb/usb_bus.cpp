// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/transports/usb/usb_bus.h"

#include <libusb.h>
#include <mutex>

namespace device_link {

Result<std::shared_ptr<UsbBus>> UsbBus::open()
{
    static std::mutex mutex;
    static std::weak_ptr<UsbBus> running;
    const std::lock_guard lock(mutex);
    if (std::shared_ptr<UsbBus> bus = running.lock())
        return bus;
    libusb_context *context = nullptr;
    if (const int code = libusb_init(&context); code != LIBUSB_SUCCESS) {
        return fail(Fault::NotSupported,
            QStringLiteral("USB cannot be used: %1")
                .arg(QLatin1String(libusb_strerror(static_cast<libusb_error>(code)))));
    }
    // No make_shared: the constructor is ours alone.
    std::shared_ptr<UsbBus> bus(new UsbBus(context));
    running = bus;
    return bus;
}

UsbBus::UsbBus(libusb_context *context)
    : m_context(context)
{
    watch();
    m_thread = std::thread([this] { run(); });
}

UsbBus::~UsbBus()
{
    if (m_hotplug)
        libusb_hotplug_deregister_callback(m_context, m_hotplugHandle);
    m_ending = true;
    libusb_interrupt_event_handler(m_context);
    m_thread.join();
    libusb_exit(m_context);
}

void UsbBus::watch()
{
    if (libusb_has_capability(LIBUSB_CAP_HAS_HOTPLUG) == 0)
        return;
    const auto tell = [](libusb_context *, libusb_device *, libusb_hotplug_event, void *bus) {
        Q_EMIT static_cast<UsbBus *>(bus)->changed();
        return 0; // go on
    };
    const int code = libusb_hotplug_register_callback(m_context,
        LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED | LIBUSB_HOTPLUG_EVENT_DEVICE_LEFT, LIBUSB_HOTPLUG_NO_FLAGS,
        LIBUSB_HOTPLUG_MATCH_ANY, LIBUSB_HOTPLUG_MATCH_ANY, LIBUSB_HOTPLUG_MATCH_ANY, tell, this, &m_hotplugHandle);
    m_hotplug = code == LIBUSB_SUCCESS;
}

void UsbBus::run()
{
    while (!m_ending)
        libusb_handle_events(m_context);
}

} // namespace device_link
