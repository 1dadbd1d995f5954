// SPDX-License-Identifier: GPL-3.0-or-later
#include "kit_test.h"

#include <QSignalSpy>
#include <QTcpSocket>

qint64 number(const std::optional<QCborMap> &map, const char *key)
{
    return map ? map->value(QLatin1String(key)).toInteger(-1) : -1;
}

qint64 errorOf(const std::optional<QCborMap> &map)
{
    return map ? map->value(QStringLiteral("err")).toMap().value(QStringLiteral("rc")).toInteger(-1) : -1;
}

void KitTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_kit = std::make_unique<KitProcess>();
}

void KitTest::cleanup()
{
    m_kit.reset();
    m_dir.reset();
}

bool KitTest::start(QStringList arguments)
{
    return m_kit->start(QStringList{QStringLiteral("--dir"), m_dir->path()} + arguments);
}

std::unique_ptr<Host> KitTest::open(const QString &address) const
{
    if (address.startsWith(QLatin1Char('/')))
        return std::make_unique<Host>(address);
    auto socket = std::make_unique<QTcpSocket>();
    QSignalSpy connected(socket.get(), &QTcpSocket::connected);
    socket->connectToHost(address.section(QLatin1Char(':'), 0, 0), address.section(QLatin1Char(':'), 1).toUShort());
    connected.wait(10'000);
    return std::make_unique<Host>(std::move(socket));
}

std::unique_ptr<SmpHost> KitTest::kitHost(const char *way)
{
    return std::make_unique<SmpHost>(open(m_kit->port("kit", way)), SmpHost::Framing::Kit);
}

std::unique_ptr<SmpHost> KitTest::consoleHost()
{
    return std::make_unique<SmpHost>(open(m_kit->port("console")), SmpHost::Framing::Console);
}

std::optional<QCborMap> KitTest::startStream(SmpHost &host, int rate)
{
    return host.call(
        kWrite, kAiesim, 41, {{QStringLiteral("name"), QStringLiteral("power")}, {QStringLiteral("rate"), rate}});
}
