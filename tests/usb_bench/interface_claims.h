// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QSet>

namespace usb_bench {

/// Who holds which interface of a device: an open file of usbfs, a kernel driver, or nobody. Errors are errno values,
/// chosen as drivers/usb/core/devio.c does. Not locked.
class InterfaceClaims
{
public:
    using Client = const void *;

    void setInterfaces(const QSet<int> &numbers) { m_numbers = numbers; }
    /// Empty: no driver.
    void setDriver(int number, const QByteArray &driver);

    [[nodiscard]] int claim(int number, Client client);
    [[nodiscard]] int release(int number, Client client);
    void releaseAll(Client client);
    /// Takes the kernel driver off; the interface remembers it for connect().
    [[nodiscard]] int disconnect(int number);
    [[nodiscard]] int connect(int number);
    /// Empty: nobody. A usbfs user is called "usbfs".
    [[nodiscard]] QByteArray driver(int number) const;
    [[nodiscard]] bool has(int number) const { return m_numbers.contains(number); }

private:
    QSet<int> m_numbers;
    QHash<int, Client> m_clients;
    QHash<int, QByteArray> m_drivers, m_detached;
};

} // namespace usb_bench
