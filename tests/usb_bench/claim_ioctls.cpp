// SPDX-License-Identifier: GPL-3.0-or-later
#include "usb_bench/claim_ioctls.h"

#include "usb_bench/ioctl_argument.h"

#include <cerrno>

namespace usb_bench {

void ClaimIoctls::setInterfaces(const QSet<int> &numbers)
{
    const std::lock_guard guard(m_lock);
    m_claims.setInterfaces(numbers);
}

void ClaimIoctls::setDriver(int number, const QByteArray &driver)
{
    const std::lock_guard guard(m_lock);
    m_claims.setDriver(number, driver);
}

int ClaimIoctls::claim(int number, Client client)
{
    const std::lock_guard guard(m_lock);
    return m_claims.claim(number, client);
}

void ClaimIoctls::releaseAll(Client client)
{
    const std::lock_guard guard(m_lock);
    m_claims.releaseAll(client);
}

int ClaimIoctls::handle(unsigned long request, Client client, UMockdevIoctlData *argument)
{
    switch (request) {
    case USBDEVFS_CLAIMINTERFACE:
    case USBDEVFS_RELEASEINTERFACE: return claimOrRelease(request, client, argument);
    case USBDEVFS_GETDRIVER: return getDriver(argument);
    case USBDEVFS_IOCTL: return connectOrDisconnect(argument);
    case USBDEVFS_DISCONNECT_CLAIM: return disconnectClaim(client, argument);
    default: return ENOTTY;
    }
}

int ClaimIoctls::claimOrRelease(unsigned long request, Client client, UMockdevIoctlData *argument)
{
    const Argument<int> number(argument);
    if (!number)
        return EFAULT;
    const std::lock_guard guard(m_lock);
    return request == USBDEVFS_CLAIMINTERFACE ? m_claims.claim(*number, client) : m_claims.release(*number, client);
}

int ClaimIoctls::getDriver(UMockdevIoctlData *argument)
{
    const Argument<usbdevfs_getdriver> answer(argument);
    if (!answer)
        return EFAULT;
    const std::lock_guard guard(m_lock);
    const QByteArray name = m_claims.driver(static_cast<int>(answer->interface));
    if (name.isEmpty())
        return ENODATA;
    qstrncpy(answer->driver, name.constData(), sizeof answer->driver);
    return 0;
}

int ClaimIoctls::connectOrDisconnect(UMockdevIoctlData *argument)
{
    const Argument<usbdevfs_ioctl> order(argument);
    if (!order)
        return EFAULT;
    const bool connect = static_cast<unsigned>(order->ioctl_code) == USBDEVFS_CONNECT;
    if (!connect && static_cast<unsigned>(order->ioctl_code) != USBDEVFS_DISCONNECT)
        return ENOTTY;
    int error = 0;
    bool bound = false;
    {
        const std::lock_guard guard(m_lock);
        if (!m_claims.has(order->ifno))
            return EINVAL;
        error = connect ? m_claims.connect(order->ifno) : m_claims.disconnect(order->ifno);
        bound = !m_claims.driver(order->ifno).isEmpty();
    }
    if (error)
        return error;
    tellDriver(order->ifno);
    return connect && bound ? returnsOne : 0; // CONNECT returns whether a driver took it
}

int ClaimIoctls::disconnectClaim(Client client, UMockdevIoctlData *argument)
{
    const Argument<usbdevfs_disconnect_claim> order(argument);
    if (!order)
        return EFAULT;
    const int number = static_cast<int>(order->interface);
    int error = 0;
    {
        const std::lock_guard guard(m_lock);
        const QByteArray holder = m_claims.driver(number);
        const bool named = holder == order->driver;
        const bool onlyNamed = order->flags & USBDEVFS_DISCONNECT_CLAIM_IF_DRIVER;
        const bool exceptNamed = order->flags & USBDEVFS_DISCONNECT_CLAIM_EXCEPT_DRIVER;
        if (!holder.isEmpty() && ((onlyNamed && !named) || (exceptNamed && named)))
            return EBUSY;
        (void)m_claims.disconnect(number); // ENODATA: there was none
        error = m_claims.claim(number, client);
    }
    tellDriver(number);
    return error;
}

void ClaimIoctls::tellDriver(int number)
{
    QByteArray name;
    {
        const std::lock_guard guard(m_lock);
        name = m_claims.driver(number);
    }
    m_driverChanged(number, name);
}

} // namespace usb_bench
