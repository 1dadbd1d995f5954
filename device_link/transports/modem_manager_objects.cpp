// SPDX-License-Identifier: GPL-3.0-or-later
// What ModemManager says of its modems. Any program may stand behind a bus name, so nothing is taken at its word: types
// are checked before they are read.
#include "device_link/transports/modem_manager_bus.h"

#include <QDBusArgument>
#include <QDBusObjectPath>
#include <QMap>
#include <QVariantMap>

#include <algorithm>

namespace device_link {

namespace {

using Interfaces = QMap<QString, QVariantMap>;
using Objects = QMap<QDBusObjectPath, Interfaces>;

constexpr int kTextLimit = 80;   // of a maker's or model's name
constexpr int kUidLimit = 4096;  // of a path in sysfs
constexpr uint kPortIgnored = 9; // MM_MODEM_PORT_TYPE_IGNORED: listed, not opened

QString textOf(const QVariantMap &properties, const char *name)
{
    const QVariant value = properties.value(QLatin1String(name));
    return value.metaType() == QMetaType::fromType<QString>() ? value.toString() : QString();
}

QString nameOf(const QVariantMap &modem)
{
    QString name = textOf(modem, "Manufacturer").left(kTextLimit) + u' ' + textOf(modem, "Model").left(kTextLimit);
    std::ranges::replace_if(
        name, [](QChar c) { return !c.isPrint(); }, QChar(u' '));
    return name.simplified();
}

/// Modem.Ports is an array of (name, MMModemPortType).
bool listsPort(const QVariant &ports, const QString &port)
{
    if (ports.metaType() != QMetaType::fromType<QDBusArgument>())
        return false;
    const auto list = ports.value<QDBusArgument>();
    if (list.currentSignature() != QLatin1String("a(su)"))
        return false;
    bool found = false;
    list.beginArray();
    while (!list.atEnd()) {
        QString name;
        uint type = 0;
        list.beginStructure();
        list >> name >> type;
        list.endStructure();
        found = found || (name == port && type != kPortIgnored);
    }
    list.endArray();
    return found;
}

} // namespace

std::optional<ModemManagerClaim> claimIn(const QDBusMessage &answer, const QString &port)
{
    if (answer.type() != QDBusMessage::ReplyMessage || answer.signature() != QLatin1String("a{oa{sa{sv}}}"))
        return std::nullopt;
    Objects objects;
    answer.arguments().constFirst().value<QDBusArgument>() >> objects;
    for (const Interfaces &interfaces : std::as_const(objects)) {
        const QVariantMap modem = interfaces.value(QStringLiteral("org.freedesktop.ModemManager1.Modem"));
        const QString uid = textOf(modem, "Device");
        if (uid.isEmpty() || uid.size() > kUidLimit)
            continue;
        if (listsPort(modem.value(QStringLiteral("Ports")), port) || textOf(modem, "PrimaryPort") == port)
            return ModemManagerClaim{port, nameOf(modem), uid};
    }
    return std::nullopt;
}

} // namespace device_link
