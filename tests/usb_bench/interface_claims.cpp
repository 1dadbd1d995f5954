// SPDX-License-Identifier: GPL-3.0-or-later
#include "usb_bench/interface_claims.h"

#include <cerrno>

namespace usb_bench {

void InterfaceClaims::setDriver(int number, const QByteArray &driver)
{
    m_detached.remove(number);
    if (driver.isEmpty())
        m_drivers.remove(number);
    else
        m_drivers.insert(number, driver);
}

int InterfaceClaims::claim(int number, Client client)
{
    if (!has(number))
        return ENOENT;
    if (m_drivers.contains(number))
        return EBUSY;
    const Client owner = m_clients.value(number, nullptr);
    if (owner && owner != client)
        return EBUSY;
    m_clients.insert(number, client);
    return 0;
}

int InterfaceClaims::release(int number, Client client)
{
    if (m_clients.value(number, nullptr) != client)
        return EINVAL;
    m_clients.remove(number);
    return 0;
}

void InterfaceClaims::releaseAll(Client client)
{
    m_clients.removeIf([client](const auto &entry) { return entry.value() == client; });
}

int InterfaceClaims::disconnect(int number)
{
    if (!m_drivers.contains(number))
        return ENODATA;
    m_detached.insert(number, m_drivers.take(number));
    return 0;
}

int InterfaceClaims::connect(int number)
{
    if (m_drivers.contains(number) || m_clients.contains(number))
        return EBUSY;
    if (m_detached.contains(number))
        m_drivers.insert(number, m_detached.take(number));
    return 0;
}

QByteArray InterfaceClaims::driver(int number) const
{
    if (m_clients.contains(number))
        return "usbfs";
    return m_drivers.value(number);
}

} // namespace usb_bench
