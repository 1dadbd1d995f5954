// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/transports/transports.h"

#include "device_link/transports/serial_transport.h"
#include "device_link/transports/tcp_transport.h"
#include "device_link/transports/usb/usb_transport.h"

namespace device_link {

namespace {

struct Entry {
    DeviceUrl::Scheme scheme;
    std::unique_ptr<Transport> (*make)(const DeviceUrl &url);
};

template <typename T>
std::unique_ptr<Transport> make(const DeviceUrl &url)
{
    return std::make_unique<T>(url);
}

/// Every pipe there is; a new transport is one line here.
constexpr Entry kTransports[] = {
    {DeviceUrl::Scheme::Serial, make<SerialTransport>},
    {DeviceUrl::Scheme::Tcp, make<TcpTransport>},
    {DeviceUrl::Scheme::Usb, make<UsbTransport>},
};

} // namespace

Result<std::unique_ptr<Transport>> makeTransport(const DeviceUrl &url)
{
    for (const Entry &entry : kTransports) {
        if (entry.scheme == url.scheme)
            return entry.make(url);
    }
    return fail(Fault::NotSupported, QStringLiteral("no transport for %1").arg(toString(url)));
}

} // namespace device_link
