// SPDX-License-Identifier: GPL-3.0-or-later
#include "usb_port.h"

#include <array>
#include <utility>

namespace virtual_kit {

namespace {

constexpr std::array<const char *, usb::RoleCount> kRoles{"kit", "at", "console"};

} // namespace

UsbPort::UsbPort(UsbDevice &device, usb::Role role, QObject *parent)
    : BytePort(parent)
    , m_device(device)
    , m_role(role)
{
    m_device.setOwner(role, this);
}

UsbPort::~UsbPort() { m_device.dissolve(); }

bool UsbPort::appear(QString &)
{
    m_present = true;
    m_device.setPortPresent(m_role, true);
    return true;
}

void UsbPort::vanish()
{
    m_present = false;
    m_device.setPortPresent(m_role, false);
    hostWent();
}

std::size_t UsbPort::write(framing::ByteView bytes)
{
    if (!m_open)
        return 0;
    const std::size_t written = m_device.bulkIn(m_role).write(bytes);
    m_full = written < bytes.size();
    scheduleTurn();
    return written;
}

QString UsbPort::address() const
{
    return QStringLiteral("%1#%2").arg(m_device.address(), QLatin1String(kRoles[m_role]));
}

void UsbPort::hostCame()
{
    hostWent();
    m_open = true;
    Q_EMIT opened();
}

void UsbPort::hostWent()
{
    m_full = false;
    if (std::exchange(m_open, false))
        Q_EMIT left();
}

bool UsbPort::takeBytes(framing::ByteView bytes)
{
    if (deaf())
        return false;
    if (!m_open) { // a host that does not tell of its coming (PROTOCOL.md §1.1)
        hostCame();
        m_device.notifyOpen(m_role);
    }
    Q_EMIT received(bytes);
    return true;
}

void UsbPort::roomMade()
{
    if (m_full)
        scheduleTurn();
}

void UsbPort::scheduleTurn()
{
    if (!std::exchange(m_turnDue, true))
        QMetaObject::invokeMethod(this, &UsbPort::turn, Qt::QueuedConnection);
}

void UsbPort::turn()
{
    m_turnDue = false;
    UsbInEndpoint &endpoint = m_device.bulkIn(m_role);
    endpoint.endTalk();
    if (m_full && endpoint.room() > 0) {
        m_full = false;
        Q_EMIT roomAgain();
    }
}

} // namespace virtual_kit
