// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/transports/usb/usb_transport.h"

#include "device_link/transports/serial_transport.h"
#include "device_link/transports/usb/usb_bulk_transport.h"
#include "device_link/transports/usb/usb_discovery.h"

namespace device_link {

UsbTransport::UsbTransport(const DeviceUrl &url)
    : m_url(url)
{
}

UsbTransport::~UsbTransport() = default;

Result<std::unique_ptr<Transport>> UsbTransport::find() const
{
    const Result<UsbKit> kit = findUsbKit(m_url.address, m_url.place);
    if (!kit)
        return tl::unexpected(kit.error());
    const UsbKitPort *port = kit->port(m_url.role);
    if (!port) {
        return fail(Fault::NotFound,
            QStringLiteral("the kit %1 has no port of role %2 on USB").arg(m_url.address, roleName(m_url.role)));
    }
    if (!port->serial)
        return std::make_unique<UsbBulkTransport>(*kit);
    if (port->node.isEmpty()) {
        return fail(Fault::NotFound,
            QStringLiteral("the %1 port of the kit %2 has no device node yet")
                .arg(roleName(m_url.role), m_url.address));
    }
    DeviceUrl serial;
    serial.scheme = DeviceUrl::Scheme::Serial;
    serial.address = port->node;
    serial.role = m_url.role;
    return std::make_unique<SerialTransport>(serial);
}

void UsbTransport::open()
{
    close();
    Result<std::unique_ptr<Transport>> pipe = find();
    if (!pipe) {
        Q_EMIT closed(pipe.error());
        return;
    }
    m_pipe = std::move(*pipe);
    connect(m_pipe.get(), &Transport::opened, this, &Transport::opened);
    connect(m_pipe.get(), &Transport::received, this, &Transport::received);
    connect(m_pipe.get(), &Transport::written, this, &Transport::written);
    connect(m_pipe.get(), &Transport::closed, this, [this](const Error &error) {
        const Error why = error; // close() lets go of the pipe, and of its error with it
        close();
        Q_EMIT closed(why);
    });
    m_pipe->open();
}

bool UsbTransport::write(const QByteArray &bytes) { return m_pipe && m_pipe->write(bytes); }

qint64 UsbTransport::bytesToWrite() const { return m_pipe ? m_pipe->bytesToWrite() : 0; }

void UsbTransport::close()
{
    if (!m_pipe)
        return;
    m_pipe->disconnect(this);
    m_pipe->close();
    m_pipe.release()->deleteLater(); // we may be inside one of its signals
}

} // namespace device_link
