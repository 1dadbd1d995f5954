// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/transports/usb/usb_bulk_transport.h"

#include "device_link/transports/usb/usb_device.h"
#include "device_link/transports/usb/usb_transfers.h"

#include <spdlog/spdlog.h>

namespace device_link {

UsbBulkTransport::UsbBulkTransport(UsbKit kit)
    : m_kit(std::move(kit))
{
}

UsbBulkTransport::~UsbBulkTransport() { letGo(true); }

void UsbBulkTransport::open()
{
    close();
    if (const Result<void> begun = begin(); !begun) {
        letGo(false);
        Q_EMIT closed(begun.error());
        return;
    }
    Q_EMIT opened();
}

Result<void> UsbBulkTransport::begin()
{
    Result<std::unique_ptr<UsbDevice>> device = UsbDevice::open(m_kit);
    if (!device)
        return tl::unexpected(device.error());
    m_device = std::move(*device);
    if (const Result<void> heard = m_device->sayHello(); !heard)
        return heard;
    UsbTransfers::Shape shape;
    shape.inEndpoint = m_device->inEndpoint();
    shape.outEndpoint = m_device->outEndpoint();
    m_unsent = 0;
    m_transfers = std::make_unique<UsbTransfers>(m_device->handle(), shape, [this, opening = ++m_opening] {
        QMetaObject::invokeMethod(
            this,
            [this, opening] {
                if (opening == m_opening)
                    look();
            },
            Qt::QueuedConnection);
    });
    return m_transfers->begin();
}

bool UsbBulkTransport::write(const QByteArray &bytes)
{
    if (!m_transfers || m_transfers->bytesToWrite() + bytes.size() > kWriteLimit)
        return false;
    m_transfers->write(bytes);
    m_unsent = m_transfers->bytesToWrite();
    return true;
}

qint64 UsbBulkTransport::bytesToWrite() const { return m_transfers ? m_transfers->bytesToWrite() : 0; }

void UsbBulkTransport::close() { letGo(true); }

/// alive: the kit is there, as far as is known, and can be told.
void UsbBulkTransport::letGo(bool alive)
{
    ++m_opening; // what is on its way here belongs to the past
    if (m_transfers) {
        alive = alive && !m_transfers->failure();
        if (!m_transfers->end()) {
            spdlog::error("USB transfers of {} do not come back; their device stays open", m_kit.node.toStdString());
            m_device->abandon();
            [[maybe_unused]] const auto *kept = m_transfers.release();
        }
        m_transfers.reset();
    }
    if (m_device && alive && m_device->handle())
        m_device->sayGoodbye();
    m_device.reset();
}

void UsbBulkTransport::look()
{
    const quint32 opening = m_opening;
    for (const QByteArray &bytes : m_transfers->pump()) {
        Q_EMIT received(bytes);
        if (opening != m_opening)
            return; // closed by who received it
    }
    const qint64 unsent = m_transfers->bytesToWrite();
    if (std::exchange(m_unsent, unsent) > unsent)
        Q_EMIT written();
    if (opening != m_opening)
        return;
    if (const std::optional<Error> failure = m_transfers->failure()) {
        letGo(false);
        Q_EMIT closed(*failure);
    }
}

} // namespace device_link
