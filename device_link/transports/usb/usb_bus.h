// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"

#include <QObject>

#include <atomic>
#include <memory>
#include <thread>

struct libusb_context;

namespace device_link {

/// libusb with its one event thread, for all devices of the process: it runs as long as anybody holds this.
/// Hold it while a device handle made from its context is open.
class UsbBus : public QObject
{
    Q_OBJECT
public:
    /// The bus that somebody else holds, or a new one. Any thread.
    [[nodiscard]] static Result<std::shared_ptr<UsbBus>> open();
    ~UsbBus() override;

    [[nodiscard]] libusb_context *context() const { return m_context; }
    /// Arrivals and departures are told by changed(); where libusb has no hotplug somebody has to look from time to
    /// time.
    [[nodiscard]] bool hasHotplug() const { return m_hotplug; }

Q_SIGNALS:
    /// A device came or went. Emitted in the event thread: connect queued, and look with discoverUsbKits().
    void changed();

private:
    explicit UsbBus(libusb_context *context);
    void watch();
    void run();

    libusb_context *m_context;
    std::atomic<bool> m_ending = false;
    bool m_hotplug = false;
    int m_hotplugHandle = 0;
    std::thread m_thread;
};

} // namespace device_link
