// SPDX-License-Identifier: GPL-3.0-or-later
// A message bus of the test's own, and a ModemManager on it that does what the test says. The interface is
// ModemManager's published one.
#pragma once

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusVirtualObject>
#include <QMutex>
#include <QProcess>
#include <QThread>
#include <QVariantMap>

#include <utility>

namespace test_mm {

/// dbus-daemon as its own process.
class PrivateDaemon
{
public:
    PrivateDaemon()
    {
        m_process.start(QStringLiteral("dbus-daemon"),
            {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address")});
        while (!m_process.canReadLine() && m_process.waitForReadyRead(10000)) { }
        m_address = QString::fromLatin1(m_process.readLine()).trimmed();
    }
    ~PrivateDaemon() { kill(); }
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    [[nodiscard]] QString address() const { return m_address; }

private:
    QProcess m_process;
    QString m_address;
};

/// An element of Modem.Ports.
struct PortEntry {
    QString name;
    uint type = 3; // MM_MODEM_PORT_TYPE_AT
};
inline QDBusArgument &operator<<(QDBusArgument &argument, const PortEntry &port)
{
    argument.beginStructure();
    argument << port.name << port.type;
    argument.endStructure();
    return argument;
}
inline const QDBusArgument &operator>>(const QDBusArgument &argument, PortEntry &port)
{
    argument.beginStructure();
    argument >> port.name >> port.type;
    argument.endStructure();
    return argument;
}
using Interfaces = QMap<QString, QVariantMap>;
using Objects = QMap<QDBusObjectPath, Interfaces>;

inline QVariantMap modemWith(const QString &uid, const QList<PortEntry> &ports)
{
    return {{QStringLiteral("Device"), uid}, {QStringLiteral("Ports"), QVariant::fromValue(ports)},
        {QStringLiteral("Manufacturer"), QStringLiteral("Quectel")},
        {QStringLiteral("Model"), QStringLiteral("EG25-G")}};
}

/// The service's object; lives in the service's thread, asked from the test's.
class FakeObject : public QDBusVirtualObject
{
    Q_OBJECT
public:
    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override
    {
        const QMutexLocker lock(&m_mutex);
        if (message.member() == QLatin1String("GetManagedObjects"))
            return connection.send(message.createReply(answer));
        if (message.member() != QLatin1String("InhibitDevice") || message.signature() != QLatin1String("sb"))
            return false;
        ++calls;
        if (silent)
            return true; // answers nothing, ever
        if (!errors.isEmpty())
            return connection.send(message.createErrorReply(errors.takeFirst(), QStringLiteral("the fake says so")));
        const QString uid = message.arguments().at(0).toString();
        if (holders.contains(uid)) {
            return connection.send(message.createErrorReply(
                QStringLiteral("org.freedesktop.ModemManager1.Error.Core.InProgress"), QStringLiteral("inhibited")));
        }
        holders.insert(uid, message.service());
        return connection.send(message.createReply());
    }
    [[nodiscard]] QMutex *mutex() const { return &m_mutex; }

    // Under the mutex.
    QVariantList answer{QVariant::fromValue(Objects())}; ///< to GetManagedObjects
    QStringList errors;                                  ///< the next answers to InhibitDevice; then it grants
    bool silent = false;                                 ///< to InhibitDevice
    int calls = 0;
    QMap<QString, QString> holders; ///< uid: bus name of the borrower

private Q_SLOTS:
    /// ModemManager ends an inhibition with its caller's connection.
    void onOwnerChanged(const QString &name, const QString &, const QString &owner)
    {
        const QMutexLocker lock(&m_mutex);
        if (owner.isEmpty())
            holders.removeIf([&name](auto entry) { return entry.value() == name; });
    }

private:
    mutable QMutex m_mutex;
};

/// ModemManager's name on a bus.
class FakeModemManager
{
public:
    explicit FakeModemManager(const QString &address)
        : m_connection(QDBusConnection::connectToBus(address, QStringLiteral("fake ModemManager")))
    {
        qDBusRegisterMetaType<PortEntry>();
        qDBusRegisterMetaType<QList<PortEntry>>();
        qDBusRegisterMetaType<Interfaces>();
        qDBusRegisterMetaType<Objects>();
        m_connection.connect(QStringLiteral("org.freedesktop.DBus"), QStringLiteral("/org/freedesktop/DBus"),
            QStringLiteral("org.freedesktop.DBus"), QStringLiteral("NameOwnerChanged"), &m_object,
            SLOT(onOwnerChanged(QString, QString, QString)));
        m_object.moveToThread(&m_thread);
        m_thread.start();
        m_connection.registerVirtualObject(QStringLiteral("/org/freedesktop/ModemManager1"), &m_object);
        m_connection.registerService(QStringLiteral("org.freedesktop.ModemManager1"));
    }
    ~FakeModemManager()
    {
        m_connection.unregisterService(QStringLiteral("org.freedesktop.ModemManager1"));
        m_connection.unregisterObject(QStringLiteral("/org/freedesktop/ModemManager1"));
        QDBusConnection::disconnectFromBus(QStringLiteral("fake ModemManager"));
        m_thread.quit();
        m_thread.wait();
    }

    void answer(const QVariantList &arguments)
    {
        const QMutexLocker lock(m_object.mutex());
        m_object.answer = arguments;
    }
    void drive(const QList<QVariantMap> &modems)
    {
        Objects objects;
        for (const QVariantMap &modem : modems) {
            const QString path = QStringLiteral("/org/freedesktop/ModemManager1/Modem/%1").arg(objects.size());
            objects[QDBusObjectPath(path)][QStringLiteral("org.freedesktop.ModemManager1.Modem")] = modem;
        }
        answer({QVariant::fromValue(objects)});
    }
    void refuse(const QStringList &errors)
    {
        const QMutexLocker lock(m_object.mutex());
        m_object.errors = errors;
    }
    void fallSilent()
    {
        const QMutexLocker lock(m_object.mutex());
        m_object.silent = true;
    }
    [[nodiscard]] int calls() const
    {
        const QMutexLocker lock(m_object.mutex());
        return m_object.calls;
    }
    [[nodiscard]] QStringList lent() const
    {
        const QMutexLocker lock(m_object.mutex());
        return m_object.holders.keys();
    }

private:
    QDBusConnection m_connection;
    QThread m_thread;
    FakeObject m_object;
};

} // namespace test_mm

Q_DECLARE_METATYPE(test_mm::PortEntry)
