// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/transports/modem_manager_bus.h"

#include <QDBusError>
#include <QUuid>

namespace device_link {

namespace {

constexpr int kLookTimeoutMs = 2000;

} // namespace

PrivateBus::PrivateBus(const QString &address)
    : m_name(QUuid::createUuid().toString())
{
    // Both ways give a connection of our own, also on the system bus.
    if (address.isEmpty())
        QDBusConnection::connectToBus(QDBusConnection::SystemBus, m_name);
    else
        QDBusConnection::connectToBus(address, m_name);
}

PrivateBus::~PrivateBus() { QDBusConnection::disconnectFromBus(m_name); }

bool PrivateBus::connected() const { return connection().isConnected(); }

std::optional<QDBusMessage> askForModems(const PrivateBus &bus)
{
    if (!bus.connected())
        return std::nullopt;
    QDBusMessage question = QDBusMessage::createMethodCall(QString::fromLatin1(kModemManagerService),
        QStringLiteral("/org/freedesktop/ModemManager1"), QStringLiteral("org.freedesktop.DBus.ObjectManager"),
        QStringLiteral("GetManagedObjects"));
    question.setAutoStartService(false); // a question must not set a ModemManager on everybody's ports
    const QDBusMessage answer = bus.connection().call(question, QDBus::Block, kLookTimeoutMs);
    const QString error = answer.errorName();
    if (error == QLatin1String("org.freedesktop.DBus.Error.ServiceUnknown")
        || error == QLatin1String("org.freedesktop.DBus.Error.NameHasNoOwner"))
        return std::nullopt;
    return answer;
}

} // namespace device_link
