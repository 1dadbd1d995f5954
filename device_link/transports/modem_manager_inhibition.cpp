// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/transports/modem_manager_inhibition.h"

#include "device_link/transports/modem_manager_bus.h"

#include <QDBusServiceWatcher>

#include <utility>

namespace device_link {

ModemManagerInhibition::ModemManagerInhibition(ModemManagerClaim claim, std::shared_ptr<PrivateBus> bus)
    : m_claim(std::move(claim))
    , m_bus(std::move(bus))
{
    auto *watcher = new QDBusServiceWatcher(QString::fromLatin1(kModemManagerService), m_bus->connection(),
        QDBusServiceWatcher::WatchForUnregistration, this);
    connect(watcher, &QDBusServiceWatcher::serviceUnregistered, this,
        [this] { end(QStringLiteral("ModemManager has ended")); });
    m_bus->connection().connect(QString(), QStringLiteral("/org/freedesktop/DBus/Local"),
        QStringLiteral("org.freedesktop.DBus.Local"), QStringLiteral("Disconnected"), this, SLOT(onDisconnected()));
}

ModemManagerInhibition::~ModemManagerInhibition()
{
    // The connection closes only when nobody refers to it any more.
    qDeleteAll(findChildren<QDBusServiceWatcher *>());
}

void ModemManagerInhibition::onDisconnected() { end(QStringLiteral("the message bus has ended")); }

void ModemManagerInhibition::end(const QString &what)
{
    if (std::exchange(m_lost, true))
        return;
    Q_EMIT lost(Error(Fault::LinkLost,
        QStringLiteral("%1: %2 is no longer borrowed, and a ModemManager that starts takes it")
            .arg(what, m_claim.port)));
}

} // namespace device_link
