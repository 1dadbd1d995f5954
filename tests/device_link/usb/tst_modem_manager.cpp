// SPDX-License-Identifier: GPL-3.0-or-later
// Ports that ModemManager has: told by name, and borrowed. The bus and the ModemManager on it are the test's own.
#include "fake_modem_manager.h"

#include "../session_fixture.h"

#include "device_link/transports/modem_manager.h"
#include "device_link/transports/modem_manager_bus.h"
#include "device_link/transports/serial_holder.h"

#include <QCoroFuture>
#include <QFileInfo>

#include <fcntl.h>
#include <linux/capability.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace device_link;
using namespace test_mm;
using test_kit::VirtualKit;

namespace {

const QString kUid = QStringLiteral("/sys/devices/pci0000:00/0000:00:14.0/usb1/1-1");

/// A pseudo terminal, known to a ModemManager as "pts/N".
class Pty
{
public:
    Pty()
        : m_master(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC))
    {
        ::grantpt(m_master);
        ::unlockpt(m_master);
        m_path = QString::fromLocal8Bit(::ptsname(m_master));
    }
    ~Pty() { ::close(m_master); }
    Pty(const Pty &) = delete;
    Pty &operator=(const Pty &) = delete;
    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] PortEntry entry() const { return {m_path.mid(5)}; }

private:
    int m_master;
    QString m_path;
};

/// Another program that has a port open.
class Holder
{
public:
    explicit Holder(const QString &path)
    {
        m_process.setStandardInputFile(path);
        m_process.start(QStringLiteral("sleep"), {QStringLiteral("60")});
        m_process.waitForStarted();
    }
    ~Holder() { end(); }
    void end()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

private:
    QProcess m_process;
};

/// Takes from this thread the right that lets root open a port in exclusive use.
class LikeAUser
{
public:
    LikeAUser()
    {
        ::syscall(SYS_capget, &m_header, m_data);
        __user_cap_data_struct less[2] = {m_data[0], m_data[1]};
        less[0].effective &= ~(1U << CAP_SYS_ADMIN);
        ::syscall(SYS_capset, &m_header, less);
    }
    ~LikeAUser() { ::syscall(SYS_capset, &m_header, m_data); }
    LikeAUser(const LikeAUser &) = delete;
    LikeAUser &operator=(const LikeAUser &) = delete;

private:
    __user_cap_header_struct m_header{_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct m_data[2] = {};
};

QVariantMap changed(QVariantMap modem, const char *property, const QVariant &value)
{
    modem.insert(QLatin1String(property), value);
    return modem;
}

QString core(const char *error)
{
    return QStringLiteral("org.freedesktop.ModemManager1.Error.Core.") + QLatin1String(error);
}

} // namespace

class TestModemManager : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void noBus();
    void notRunning();
    void withoutThePort();
    void withThePort();
    void hostileAnswers_data();
    void hostileAnswers();
    void theFaultNamesIt();
    void theFaultGuessesIt();
    void borrowedOnceAndGivenBack();
    void refused_data();
    void refused();
    void waitsWhileItLooks();
    void knownAsNoModem();
    void stoppedWhileItIsSlow();
    void lostWithModemManager();
    void lostWithTheBus();
    void commandBorrows();
    void commandKilled();
    void commandGoesOnWhenRefused();

private:
    std::optional<ModemManagerClaim> find(const QString &path)
    {
        const QFuture<std::optional<ModemManagerClaim>> looking = findModemManagerClaim(path);
        return QCoro::waitFor(qCoro(looking).waitForFinished());
    }
    ModemManagerLoans borrow(const QStringList &paths) { return AWAIT(borrowFromModemManager(paths, m_never)); }

    std::unique_ptr<PrivateDaemon> m_daemon;
    std::unique_ptr<FakeModemManager> m_fake;
    std::stop_token m_never;
};

void TestModemManager::initTestCase()
{
    // The library reads this once: the system bus of this program and of those it starts.
    m_daemon = std::make_unique<PrivateDaemon>();
    QVERIFY2(!m_daemon->address().isEmpty(), "dbus-daemon does not start; installer/dev installs it");
    qputenv("DBUS_SYSTEM_BUS_ADDRESS", m_daemon->address().toLatin1());
}

void TestModemManager::init()
{
    m_fake.reset();
    m_fake = std::make_unique<FakeModemManager>(m_daemon->address());
}

void TestModemManager::noBus()
{
    const QString nowhere = QStringLiteral("unix:path=/nonexistent/bus");
    QVERIFY(!lookAtModemManager(QStringLiteral("/dev/tty"), nowhere).running);
    const ModemManagerLoans loans = AWAIT(borrowFromModemManager({QStringLiteral("/dev/tty")}, m_never, nowhere));
    QVERIFY(loans.held.empty() && loans.refused.isEmpty());
}

void TestModemManager::notRunning()
{
    m_fake.reset();
    const Pty pty;
    QVERIFY(!lookAtModemManager(pty.path()).running);
    QVERIFY(!find(pty.path()).has_value());
    const ModemManagerLoans loans = borrow({pty.path()});
    QVERIFY(loans.held.empty() && loans.refused.isEmpty());
}

void TestModemManager::withoutThePort()
{
    const Pty pty;
    m_fake->drive({modemWith(kUid, {{QStringLiteral("ttyUSB9")}, {pty.entry().name, 9}})}); // 9: ignored by it
    QVERIFY(lookAtModemManager(pty.path()).running);
    QVERIFY(!find(pty.path()).has_value());
    const ModemManagerLoans loans = borrow({pty.path(), QStringLiteral("/dev/nothing")});
    QVERIFY(loans.held.empty() && loans.refused.isEmpty());
    QCOMPARE(m_fake->calls(), 0);
}

void TestModemManager::withThePort()
{
    const Pty pty;
    QTemporaryDir folder;
    const QString link = folder.filePath(QStringLiteral("kit"));
    QVERIFY(QFile::link(pty.path(), link));
    m_fake->drive({modemWith(QStringLiteral("/sys/devices/other"), {{QStringLiteral("ttyUSB9")}}),
        modemWith(kUid, {{QStringLiteral("wwan0"), 2}, pty.entry()})});
    const ModemManagerClaim expected{pty.entry().name, QStringLiteral("Quectel EG25-G"), kUid};
    QCOMPARE(find(pty.path()).value_or(ModemManagerClaim()).uid, kUid);
    QVERIFY(find(link) == expected);
    QCOMPARE(m_fake->calls(), 0);
}

void TestModemManager::hostileAnswers_data()
{
    QTest::addColumn<QVariantList>("answer");
    QTest::addColumn<bool>("found");
    const QString port = QStringLiteral("ttyHOSTILE");
    const QVariantMap good = modemWith(kUid, {{port}});
    const auto modems = [](const QVariantMap &modem) {
        Objects objects;
        objects[QDBusObjectPath("/m/0")][QStringLiteral("org.freedesktop.ModemManager1.Modem")] = modem;
        return QVariantList{QVariant::fromValue(objects)};
    };
    QTest::newRow("good") << modems(good) << true;
    QTest::newRow("nothing") << QVariantList() << false;
    QTest::newRow("a text") << QVariantList{QStringLiteral("modems")} << false;
    QTest::newRow("a list") << QVariantList{QStringList{QStringLiteral("modems")}} << false;
    QTest::newRow("one too many") << modems(good) + QVariantList{1} << false;
    QTest::newRow("flat") << QVariantList{good} << false;
    QTest::newRow("device is a number") << modems(changed(good, "Device", 7)) << false;
    QTest::newRow("device is empty") << modems(changed(good, "Device", QString())) << false;
    QTest::newRow("device is huge") << modems(changed(good, "Device", QString(1 << 20, u'x'))) << false;
    QTest::newRow("ports are a text") << modems(changed(good, "Ports", port)) << false;
    QTest::newRow("ports are texts") << modems(changed(good, "Ports", QStringList{port})) << false;
    QTest::newRow("ports are a map") << modems(changed(good, "Ports", QVariantMap{{port, 3}})) << false;
    QTest::newRow("ports are bytes") << modems(changed(good, "Ports", QByteArray("ttyHOSTILE"))) << false;
    QTest::newRow("primary port alone") << modems(changed(changed(good, "Ports", 1), "PrimaryPort", port)) << true;
    QTest::newRow("primary port is a list")
        << modems(changed(changed(good, "Ports", 1), "PrimaryPort", QStringList{port})) << false;
}

void TestModemManager::hostileAnswers()
{
    QFETCH(QVariantList, answer);
    QFETCH(bool, found);
    m_fake->answer(answer);
    const PrivateBus bus(m_daemon->address());
    const std::optional<QDBusMessage> reply = askForModems(bus);
    QVERIFY(reply.has_value());
    QCOMPARE(claimIn(*reply, QStringLiteral("ttyHOSTILE")).has_value(), found);
}

void TestModemManager::theFaultNamesIt()
{
    const Pty pty;
    const QString text = QStringLiteral("Device or resource busy");
    m_fake->drive({modemWith(kUid, {pty.entry()})});
    const Error error = serialOpenFault(pty.path(), text);
    QCOMPARE(error.fault(), Fault::HeldByOther);
    QVERIFY2(error.detail().contains(QLatin1String("ModemManager drives the modem Quectel EG25-G")),
        qPrintable(error.detail()));
    QVERIFY(error.detail().contains(QLatin1String("--borrow-from-modemmanager")));
    QCOMPARE(error.remedy(), QStringLiteral("sudo systemctl stop ModemManager"));
}

void TestModemManager::theFaultGuessesIt()
{
    const Pty pty;
    const QString text = QStringLiteral("Device or resource busy");
    // In exclusive use by this very process, which is never named as the holder: as if the holder could not be seen.
    const int port = ::open(qPrintable(pty.path()), O_RDWR | O_NOCTTY | O_CLOEXEC);
    QVERIFY(port >= 0 && ::ioctl(port, TIOCEXCL) == 0);
    {
        const LikeAUser user;
        const Error guess = serialOpenFault(pty.path(), text);
        QCOMPARE(guess.fault(), Fault::HeldByOther);
        QVERIFY2(guess.detail().contains(QLatin1String("probably by ModemManager")), qPrintable(guess.detail()));
        m_fake.reset();
        QVERIFY(serialOpenFault(pty.path(), text).detail().endsWith(text));
    }
    ::ioctl(port, TIOCNXCL);
    ::close(port);
}

void TestModemManager::borrowedOnceAndGivenBack()
{
    const Pty at, console;
    m_fake->drive({modemWith(kUid, {at.entry(), console.entry()})});
    ModemManagerLoans loans = borrow({at.path(), console.path(), at.path()});
    QVERIFY(loans.refused.isEmpty());
    QCOMPARE(loans.held.size(), 1U);
    QCOMPARE(m_fake->lent(), QStringList{kUid});
    QCOMPARE(loans.held.front()->claim().modem, QStringLiteral("Quectel EG25-G"));
    // Somebody else gets to know that it is lent.
    const ModemManagerLoans second = borrow({at.path()});
    QCOMPARE(second.refused.size(), 1);
    QCOMPARE(second.refused.constFirst().fault(), Fault::HeldByOther);
    loans.held.clear();
    QTRY_COMPARE(m_fake->lent(), QStringList());
    QCOMPARE(m_fake->calls(), 2);
}

void TestModemManager::refused_data()
{
    QTest::addColumn<QString>("error");
    QTest::addColumn<int>("fault");
    QTest::newRow("bus policy") << QStringLiteral("org.freedesktop.DBus.Error.AccessDenied")
                                << int(Fault::NoPermission);
    QTest::newRow("polkit") << core("Unauthorized") << int(Fault::NoPermission);
    QTest::newRow("no polkit") << core("Failed") << int(Fault::Refused);
    QTest::newRow("strange") << QStringLiteral("a.b") << int(Fault::Refused);
    QTest::newRow("lent already") << core("InProgress") << int(Fault::HeldByOther);
    QTest::newRow("late") << QStringLiteral("org.freedesktop.DBus.Error.NoReply") << int(Fault::Timeout);
    QTest::newRow("gone meanwhile") << QStringLiteral("org.freedesktop.DBus.Error.ServiceUnknown") << -1;
    QTest::newRow("not its own any more") << core("NotFound") << -1;
}

void TestModemManager::refused()
{
    QFETCH(QString, error);
    QFETCH(int, fault);
    const Pty pty;
    m_fake->drive({modemWith(QStringLiteral("/sys/it's"), {pty.entry()})});
    m_fake->refuse({error});
    const ModemManagerLoans loans = borrow({pty.path()});
    QVERIFY(loans.held.empty());
    QCOMPARE(loans.refused.isEmpty() ? -1 : int(loans.refused.constFirst().fault()), fault);
    if (fault == int(Fault::NoPermission)) {
        QCOMPARE(loans.refused.constFirst().remedy(), QStringLiteral("sudo mmcli --inhibit-device='/sys/it'\\''s'"));
        QVERIFY(loans.refused.constFirst().detail().contains(pty.entry().name));
    }
}

void TestModemManager::waitsWhileItLooks()
{
    const Pty pty;
    Holder looking(pty.path());
    m_fake->drive({modemWith(kUid, {pty.entry()})});
    m_fake->refuse({core("WrongState"), core("WrongState")});
    QCoro::Task<ModemManagerLoans> borrowing = borrowFromModemManager({pty.path()}, m_never);
    QTRY_COMPARE(m_fake->calls(), 3);
    looking.end();
    const ModemManagerLoans loans = QCoro::waitFor(borrowing);
    QCOMPARE(loans.held.size(), 1U);
}

void TestModemManager::knownAsNoModem()
{
    const Pty pty;
    m_fake->drive({modemWith(kUid, {pty.entry()})});
    m_fake->refuse({core("WrongState"), core("WrongState")});
    const ModemManagerLoans loans = borrow({pty.path()});
    QVERIFY(loans.held.empty() && loans.refused.isEmpty());
    QCOMPARE(m_fake->calls(), 1);
}

void TestModemManager::stoppedWhileItIsSlow()
{
    const Pty pty;
    m_fake->drive({modemWith(kUid, {pty.entry()})});
    std::stop_source stop;
    m_fake->refuse({core("WrongState")});
    Holder looking(pty.path());
    QCoro::Task<ModemManagerLoans> borrowing = borrowFromModemManager({pty.path()}, stop.get_token());
    QTRY_COMPARE(m_fake->calls(), 1);
    m_fake->fallSilent();
    QTRY_VERIFY(m_fake->calls() > 1);
    stop.request_stop();
    const ModemManagerLoans loans = QCoro::waitFor(borrowing);
    QVERIFY(loans.held.empty());
    QCOMPARE(loans.refused.constFirst().fault(), Fault::Cancelled);
}

void TestModemManager::lostWithModemManager()
{
    const Pty pty;
    m_fake->drive({modemWith(kUid, {pty.entry()})});
    const ModemManagerLoans loans = borrow({pty.path()});
    QCOMPARE(loans.held.size(), 1U);
    QStringList lost;
    connect(loans.held.front().get(), &ModemManagerInhibition::lost, this,
        [&lost](const Error &error) { lost.append(error.detail()); });
    m_fake.reset();
    QTRY_COMPARE(lost.size(), 1);
    QVERIFY(lost.constFirst().contains(pty.entry().name));
}

void TestModemManager::lostWithTheBus()
{
    PrivateDaemon daemon;
    m_fake.reset();
    m_fake = std::make_unique<FakeModemManager>(daemon.address());
    const Pty pty;
    m_fake->drive({modemWith(kUid, {pty.entry()})});
    const ModemManagerLoans loans = AWAIT(borrowFromModemManager({pty.path()}, m_never, daemon.address()));
    QCOMPARE(loans.held.size(), 1U);
    QSignalSpy lost(loans.held.front().get(), &ModemManagerInhibition::lost);
    daemon.kill();
    QTRY_COMPARE(lost.size(), 1);
}

void TestModemManager::commandBorrows()
{
    VirtualKit kit;
    QVERIFY2(kit.start(), qPrintable(kit.problem()));
    const QString node = QFileInfo(kit.serialUrl(PortRole::At).address).canonicalFilePath();
    m_fake->drive({modemWith(kUid, {{node.mid(5)}})});
    QProcess command;
    command.start(QStringLiteral(AIESIM_BIN_DIR "/aiesim"),
        {QStringLiteral("--borrow-from-modemmanager"), QStringLiteral("--json"), QStringLiteral("--device"),
            toString(kit.serialUrl(PortRole::At)), QStringLiteral("info")});
    QVERIFY(QTest::qWaitFor([&command] { return command.state() == QProcess::NotRunning; }, 60000));
    const QByteArray said = command.readAllStandardError();
    QCOMPARE(command.exitCode(), 0);
    const QByteArray expected = "aiesim: borrowed " + node.mid(5).toUtf8() + " (Quectel EG25-G) from ModemManager";
    QVERIFY2(said.startsWith(expected), said.constData());
    QCOMPARE(said.count('\n'), 1);
    QCOMPARE(m_fake->calls(), 1);
    QTRY_COMPARE(m_fake->lent(), QStringList());
}

void TestModemManager::commandKilled()
{
    VirtualKit kit;
    QVERIFY2(kit.start(), qPrintable(kit.problem()));
    kit.freeze();
    const QString node = QFileInfo(kit.serialUrl(PortRole::At).address).canonicalFilePath();
    m_fake->drive({modemWith(kUid, {{node.mid(5)}})});
    QProcess command;
    command.start(QStringLiteral(AIESIM_BIN_DIR "/aiesim"),
        {QStringLiteral("--borrow-from-modemmanager"), QStringLiteral("--device"),
            toString(kit.serialUrl(PortRole::At)), QStringLiteral("info")});
    QTRY_COMPARE(m_fake->lent(), QStringList{kUid});
    command.kill();
    QVERIFY(command.waitForFinished());
    QTRY_COMPARE(m_fake->lent(), QStringList());
}

void TestModemManager::commandGoesOnWhenRefused()
{
    VirtualKit kit;
    QVERIFY2(kit.start(), qPrintable(kit.problem()));
    const QString node = QFileInfo(kit.serialUrl(PortRole::At).address).canonicalFilePath();
    m_fake->drive({modemWith(kUid, {{node.mid(5)}})});
    m_fake->refuse({QStringLiteral("org.freedesktop.DBus.Error.AccessDenied")});
    QProcess command;
    command.start(QStringLiteral(AIESIM_BIN_DIR "/aiesim"),
        {QStringLiteral("--borrow-from-modemmanager"), QStringLiteral("--json"), QStringLiteral("--device"),
            toString(kit.serialUrl(PortRole::At)), QStringLiteral("info")});
    QVERIFY(QTest::qWaitFor([&command] { return command.state() == QProcess::NotRunning; }, 60000));
    const QByteArray said = command.readAllStandardError();
    QCOMPARE(command.exitCode(), 0);
    QVERIFY2(said.startsWith("aiesim: not borrowed: ModemManager does not lend"), said.constData());
    QVERIFY2(said.contains("sudo mmcli --inhibit-device="), said.constData());
}

QTEST_GUILESS_MAIN(TestModemManager)
#include "tst_modem_manager.moc"
