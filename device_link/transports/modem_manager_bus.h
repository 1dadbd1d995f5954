// SPDX-License-Identifier: GPL-3.0-or-later
// ModemManager's D-Bus interface, as far as we need it.
#pragma once

#include "device_link/result.h"
#include "device_link/transports/modem_manager_inhibition.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QFuture>
#include <QString>

#include <memory>
#include <optional>
#include <stop_token>

namespace device_link {

inline constexpr char kModemManagerService[] = "org.freedesktop.ModemManager1";

/// A bus connection nobody shares: what hangs on it ends with it.
class PrivateBus
{
public:
    /// Blocks until the bus has said hello. An empty address is the system bus.
    explicit PrivateBus(const QString &address);
    ~PrivateBus();
    PrivateBus(const PrivateBus &) = delete;
    PrivateBus &operator=(const PrivateBus &) = delete;

    [[nodiscard]] bool connected() const;
    /// Not to be kept longer than this object.
    [[nodiscard]] QDBusConnection connection() const { return QDBusConnection(m_name); }

private:
    QString m_name;
};

/// Asks for every modem; blocks for up to 2 s. Empty when ModemManager does not run. Anything else, an error included,
/// is for claimIn() to judge.
[[nodiscard]] std::optional<QDBusMessage> askForModems(const PrivateBus &bus);

/// The modem in an answer of GetManagedObjects that has the port ("ttyUSB2"). What is not of the documented types is
/// passed over.
[[nodiscard]] std::optional<ModemManagerClaim> claimIn(const QDBusMessage &answer, const QString &port);

/// Calls InhibitDevice. What a refusal means: NotFound (ModemManager does not know the device), Busy (it has not made a
/// modem of it, yet or at all), HeldByOther (inhibited by somebody else), NoPermission, Timeout, Cancelled, Refused.
[[nodiscard]] QFuture<Result<void>> inhibitDevice(
    const PrivateBus &bus, const ModemManagerClaim &claim, const std::stop_token &stop);

} // namespace device_link
