// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "usb_bench/interface_claims.h"

#include <functional>
#include <mutex>

typedef struct _UMockdevIoctlData UMockdevIoctlData;

namespace usb_bench {

/// The ioctls about who holds an interface. From any thread.
class ClaimIoctls
{
public:
    using Client = InterfaceClaims::Client;

    /// `driverChanged`: a client took a kernel driver off or put it back; the name is empty when there is none now.
    explicit ClaimIoctls(std::function<void(int interface, const QByteArray &driver)> driverChanged)
        : m_driverChanged(std::move(driverChanged))
    {
    }

    void setInterfaces(const QSet<int> &numbers);
    void setDriver(int number, const QByteArray &driver);
    [[nodiscard]] int claim(int number, Client client);
    void releaseAll(Client client);

    /// As ioctl_argument.h has it; ENOTTY for what does not belong here.
    [[nodiscard]] int handle(unsigned long request, Client client, UMockdevIoctlData *argument);

private:
    [[nodiscard]] int claimOrRelease(unsigned long request, Client client, UMockdevIoctlData *argument);
    [[nodiscard]] int getDriver(UMockdevIoctlData *argument);
    [[nodiscard]] int connectOrDisconnect(UMockdevIoctlData *argument);
    [[nodiscard]] int disconnectClaim(Client client, UMockdevIoctlData *argument);
    /// For sysfs.
    void tellDriver(int number);

    std::function<void(int, const QByteArray &)> m_driverChanged;
    std::mutex m_lock;
    InterfaceClaims m_claims;
};

} // namespace usb_bench
