// SPDX-License-Identifier: GPL-3.0-or-later
#include "host.h"
#include "kit_process.h"

#include <QCborArray>
#include <QDir>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSerialPort>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <unistd.h>

namespace {

constexpr int kRead = 0;
constexpr int kWrite = 2;
constexpr int kAiesim = 72;
constexpr int kOs = 0;

qint64 number(const std::optional<QCborMap> &map, const char *key)
{
    return map ? map->value(QLatin1String(key)).toInteger(-1) : -1;
}

qint64 errorOf(const std::optional<QCborMap> &map)
{
    return map ? map->value(QStringLiteral("err")).toMap().value(QStringLiteral("rc")).toInteger(-1) : -1;
}

class TestVirtualKitProgram : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void readyLine();
    void privateDirectory();
    void severalKits();
    void signalsEndIt_data();
    void signalsEndIt();
    void endsWithParent();
    void wrongUsage_data();
    void wrongUsage();
    void help();
    void portInTheWay();

    void helloOverEveryWay_data();
    void helloOverEveryWay();
    void atAnswers();
    void consoleEcho();
    void streamsOnlyOnKitPorts();
    void reopenManyTimes();
    void randomBytes();
    void truthIsWritten();

    void streamLosesNothing();
    void streamTenTimesAsFast();
    void paceLimitsTheRate();
    void ringOverrunIsCounted();
    void streamEndsWithoutReports();
    void streamEndsWithItsHost();
    void idleCostsNothing();

    void resetReenumerates();
    void resetStays();

    void faultDropAndCorrupt();
    void faultMalformed();
    void faultLateTwiceAndWrongSequence();
    void faultSilent();
    void faultUnplug();
    void faultFlood();
    void faultNeverRead();
    void faultBrownout();
    void faultsOfTheKit();

private:
    [[nodiscard]] bool start(QStringList arguments = {});
    [[nodiscard]] std::unique_ptr<SmpHost> kitHost(const char *way = "ports");
    [[nodiscard]] std::unique_ptr<SmpHost> consoleHost();
    [[nodiscard]] std::optional<QCborMap> startStream(SmpHost &host, int rate);
    [[nodiscard]] std::unique_ptr<Host> open(const QString &address) const;

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<KitProcess> m_kit;
};

void TestVirtualKitProgram::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_kit = std::make_unique<KitProcess>();
}

void TestVirtualKitProgram::cleanup()
{
    m_kit.reset();
    m_dir.reset();
}

bool TestVirtualKitProgram::start(QStringList arguments)
{
    return m_kit->start(QStringList{QStringLiteral("--dir"), m_dir->path()} + arguments);
}

std::unique_ptr<Host> TestVirtualKitProgram::open(const QString &address) const
{
    if (address.startsWith(QLatin1Char('/')))
        return std::make_unique<Host>(address);
    auto socket = std::make_unique<QTcpSocket>();
    QSignalSpy connected(socket.get(), &QTcpSocket::connected);
    socket->connectToHost(address.section(QLatin1Char(':'), 0, 0), address.section(QLatin1Char(':'), 1).toUShort());
    connected.wait(10'000);
    return std::make_unique<Host>(std::move(socket));
}

std::unique_ptr<SmpHost> TestVirtualKitProgram::kitHost(const char *way)
{
    return std::make_unique<SmpHost>(open(m_kit->port("kit", way)), SmpHost::Framing::Kit);
}

std::unique_ptr<SmpHost> TestVirtualKitProgram::consoleHost()
{
    return std::make_unique<SmpHost>(open(m_kit->port("console")), SmpHost::Framing::Console);
}

std::optional<QCborMap> TestVirtualKitProgram::startStream(SmpHost &host, int rate)
{
    return host.call(kWrite, kAiesim, 41,
        {{QStringLiteral("name"), QStringLiteral("power")}, {QStringLiteral("rate"), rate}});
}

void TestVirtualKitProgram::readyLine()
{
    QVERIFY(start({QStringLiteral("--tcp"), QStringLiteral("127.0.0.1:0"), QStringLiteral("--serial"),
        QStringLiteral("TEST-1")}));
    QVERIFY(m_kit->readyLine().endsWith("\n"));
    const QJsonObject kit = m_kit->kits().at(0).toObject();
    QCOMPARE(m_kit->kits().size(), 1);
    QCOMPARE(kit.value(QStringLiteral("serial")).toString(), QStringLiteral("TEST-1"));
    for (const char *role : {"kit", "at", "console"}) {
        QCOMPARE(m_kit->port(role), m_dir->filePath(QLatin1String(role)));
        QVERIFY(QFileInfo(m_kit->port(role)).isSymbolicLink());
        static const QRegularExpression address(QStringLiteral("^127\\.0\\.0\\.1:[1-9][0-9]*$"));
        QVERIFY(address.match(m_kit->port(role, "tcp")).hasMatch());
    }
}

void TestVirtualKitProgram::privateDirectory()
{
    QVERIFY(m_kit->start({}));
    const QString kit = m_kit->port("kit");
    const QDir directory = QFileInfo(kit).dir();
    QVERIFY(directory.exists() && QFileInfo(kit).isSymbolicLink());
    QCOMPARE(m_kit->stop(SIGTERM), 0);
    QVERIFY(!directory.exists());
}

void TestVirtualKitProgram::severalKits()
{
    QVERIFY(start({QStringLiteral("--kits"), QStringLiteral("3")}));
    QStringList serials;
    QStringList eids;
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(m_kit->port("at", "ports", i), m_dir->filePath(QStringLiteral("kit-%1/at").arg(i + 1)));
        serials << m_kit->kits().at(i).toObject().value(QStringLiteral("serial")).toString();
        SmpHost host(open(m_kit->port("kit", "ports", i)), SmpHost::Framing::Kit);
        QVERIFY(host.hello());
        const auto identity = host.call(kRead, kAiesim, 1);
        QVERIFY(identity);
        QCOMPARE(identity->value(QStringLiteral("serial")).toString(), serials.last());
        eids << identity->value(QStringLiteral("eid")).toString();
    }
    QCOMPARE(serials.removeDuplicates(), 0);
    QCOMPARE(eids.removeDuplicates(), 0);
    QCOMPARE(m_kit->stop(SIGINT), 0);
    QVERIFY(!QFileInfo::exists(m_dir->filePath(QStringLiteral("kit-1"))));
}

void TestVirtualKitProgram::signalsEndIt_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void TestVirtualKitProgram::signalsEndIt()
{
    QFETCH(int, signal);
    QVERIFY(start());
    auto host = kitHost();
    QVERIFY(host->hello());
    QCOMPARE(m_kit->stop(signal), 0);
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot), QStringList());
    QTRY_VERIFY(host->host().hungUp());
    QCOMPARE(m_kit->errors(), QString());
}

void TestVirtualKitProgram::endsWithParent()
{
    // A shell starts the kit and waits; the shell dies, so does the kit.
    QProcess shell;
    shell.start(QStringLiteral("/bin/sh"),
        {QStringLiteral("-c"), QStringLiteral("%1/aiesim-virtual-kit --with-parent --dir %2; true")
                                   .arg(QStringLiteral(AIESIM_BIN_DIR), m_dir->path())});
    QTRY_VERIFY_WITH_TIMEOUT(shell.canReadLine(), 60'000);
    QVERIFY(QFileInfo(m_dir->filePath(QStringLiteral("kit"))).isSymbolicLink());
    shell.kill();
    QVERIFY(shell.waitForFinished());
    QTRY_VERIFY_WITH_TIMEOUT(!QFileInfo(m_dir->filePath(QStringLiteral("kit"))).isSymbolicLink(), 20'000);
}

void TestVirtualKitProgram::wrongUsage_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *arguments, const char *said) {
        QTest::newRow(arguments) << QString::fromLatin1(arguments) << QString::fromLatin1(said);
    };
    row("--frobnicate", "frobnicate");
    row("--network 7g", "cat1");
    row("--device fridge", "toy");
    row("--kits 0", "range");
    row("--kits 1000", "range");
    row("--speed 0", "range");
    row("--speed fast", "fast");
    row("--power-rate 99999999", "range");
    row("--reset maybe", "stay");
    row("--pace 5", "range");
    row("--tcp 127.0.0.1", "HOST:PORT");
    row("--tcp 127.0.0.1:70000", "HOST:PORT");
    row("--tcp 127.0.0.1:65534", "HOST:PORT");
    row("--tcp 0.0.0.0:4000", "loopback");
    row("--tcp 192.0.2.1:4000", "loopback");
    row("--fault explode", "no fault 'explode'");
    row("--fault drop=7", "drop=P");
    row("--fault unplug@soon", "unplug@T");
    row("extra", "extra");
}

void TestVirtualKitProgram::wrongUsage()
{
    QFETCH(QString, arguments);
    QFETCH(QString, said);
    QVERIFY(!m_kit->start(arguments.split(QLatin1Char(' '))));
    QCOMPARE(m_kit->process().exitCode(), 2);
    const QString errors = m_kit->errors();
    QVERIFY2(errors.contains(said), qPrintable(errors));
}

void TestVirtualKitProgram::help()
{
    QVERIFY(!m_kit->start({QStringLiteral("--help")}));
    QCOMPARE(m_kit->process().exitCode(), 0);
    const QString text = QString::fromUtf8(m_kit->readyLine() + m_kit->process().readAllStandardOutput());
    for (const char *part : {"--dir", "--tcp", "--seed", "--speed", "--network", "--device", "--power-rate", "--pace",
             "--ring", "--reset", "--kits", "--fault", "--truth", "--serial", "unplug@T", "brownout=update", "wrong-seq"})
        QVERIFY2(text.contains(QLatin1String(part)), part);
}

void TestVirtualKitProgram::portInTheWay()
{
    QFile file(m_dir->filePath(QStringLiteral("console")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(!start());
    QCOMPARE(m_kit->process().exitCode(), 1);
    QVERIFY(m_kit->errors().contains(QStringLiteral("in the way")));
    QVERIFY(!QFileInfo(m_dir->filePath(QStringLiteral("kit"))).isSymbolicLink());
}

void TestVirtualKitProgram::helloOverEveryWay_data()
{
    QTest::addColumn<QString>("way");
    QTest::newRow("fd of a pty") << QStringLiteral("ports");
    QTest::newRow("QSerialPort") << QStringLiteral("serial");
    QTest::newRow("TCP") << QStringLiteral("tcp");
}

void TestVirtualKitProgram::helloOverEveryWay()
{
    QFETCH(QString, way);
    QVERIFY(start({QStringLiteral("--tcp"), QStringLiteral("127.0.0.1:0")}));
    std::unique_ptr<Host> host;
    if (way == QStringLiteral("serial")) {
        auto port = std::make_unique<QSerialPort>(m_kit->port("kit"));
        QVERIFY2(port->open(QIODevice::ReadWrite), qPrintable(port->errorString()));
        host = std::make_unique<Host>(std::move(port));
    } else {
        host = open(m_kit->port("kit", way.toLatin1().constData()));
    }
    SmpHost kit(std::move(host), SmpHost::Framing::Kit);
    const auto answer = kit.hello();
    QVERIFY(answer);
    QCOMPARE(answer->value(QStringLiteral("magic")).toString(), QStringLiteral("aiesim-kit"));
    QCOMPARE(answer->value(QStringLiteral("sim")).toBool(), true);
    QVERIFY(number(answer, "boot") != 0);
    QTRY_VERIFY(kit.eventCount("alive") >= 2);
    const auto list = kit.call(kRead, kAiesim, 40);
    QVERIFY(list);
    QCOMPARE(list->value(QStringLiteral("streams")).toArray().size(), 1);
}

void TestVirtualKitProgram::atAnswers()
{
    QVERIFY(start({QStringLiteral("--tcp"), QStringLiteral("127.0.0.1:0")}));
    for (const char *way : {"ports", "tcp"}) {
        const auto at = open(m_kit->port("at", way));
        at->write("AT\r\n");
        QTRY_VERIFY(at->received.contains("\r\nOK\r\n"));
        at->received.clear();
        at->write("AT+CGSN\r\n");
        static const QRegularExpression imei(QStringLiteral("\r\n[0-9]{15}\r\n\r\nOK\r\n"));
        QTRY_VERIFY(imei.match(QString::fromLatin1(at->received)).hasMatch());
    }
}

void TestVirtualKitProgram::consoleEcho()
{
    QVERIFY(start());
    const auto console = consoleHost();
    const QCborMap request{{QStringLiteral("d"), QStringLiteral("hello")}};
    const auto answer = console->call(kWrite, kOs, 0, request);
    QVERIFY(answer);
    QCOMPARE(answer->value(QStringLiteral("r")).toString(), QStringLiteral("hello"));
    // The aiesim group answers here as well.
    const auto hello = console->call(kRead, kAiesim, 0);
    QVERIFY(hello);
    QCOMPARE(hello->value(QStringLiteral("magic")).toString(), QStringLiteral("aiesim-kit"));
}

void TestVirtualKitProgram::streamsOnlyOnKitPorts()
{
    QVERIFY(start());
    const auto console = consoleHost();
    QCOMPARE(errorOf(console->call(kWrite, kAiesim, 41,
                 {{QStringLiteral("name"), QStringLiteral("power")}, {QStringLiteral("rate"), 1000}})),
        8);
    QCOMPARE(errorOf(console->call(kRead, kAiesim, 40)), 8);
}

void TestVirtualKitProgram::reopenManyTimes()
{
    QVERIFY(start());
    for (int i = 0; i < 25; ++i) {
        const auto at = open(m_kit->port("at"));
        at->write("AT\r\n");
        QTRY_VERIFY(at->received.contains("OK\r\n"));
        const auto kit = kitHost();
        QVERIFY(kit->hello());
    }
}

void TestVirtualKitProgram::randomBytes()
{
    QVERIFY(start());
    const auto kit = kitHost();
    const auto at = open(m_kit->port("at"));
    const auto console = consoleHost();
    quint32 state = 12345;
    for (int round = 0; round < 100; ++round) {
        QByteArray junk(1000, Qt::Uninitialized);
        for (char &byte : junk) {
            state = state * 1664525 + 1013904223;
            byte = static_cast<char>(state >> 24);
        }
        kit->host().write(junk);
        at->write(junk);
        console->host().write(junk);
        QTest::qWait(1);
    }
    QVERIFY(kit->hello());
    at->write("\r\n");
    at->received.clear();
    at->write("AT\r\n");
    QTRY_VERIFY(at->received.contains("OK\r\n"));
    console->host().write("\n");
    QVERIFY(console->call(kWrite, kOs, 0, {{QStringLiteral("d"), QStringLiteral("x")}}));
    QCOMPARE(m_kit->stop(SIGTERM), 0);
}

void TestVirtualKitProgram::truthIsWritten()
{
    const QString path = m_dir->filePath(QStringLiteral("truth.jsonl"));
    QVERIFY(start({QStringLiteral("--truth"), path}));
    const auto kit = kitHost();
    QVERIFY(kit->hello());
    const qint64 id = number(startStream(*kit, 1000), "id");
    QVERIFY(kit->call(kWrite, kAiesim, 42, {{QStringLiteral("id"), id}}));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto seen = [&](const char *what) {
        file.seek(0);
        while (!file.atEnd()) {
            const QByteArray line = file.readLine();
            if (!QJsonDocument::fromJson(line).isObject())
                return false;
            if (line.contains(what))
                return true;
        }
        return false;
    };
    QTRY_VERIFY(seen("boot"));
    QTRY_VERIFY(seen("stream.start"));
    QTRY_VERIFY(seen("stream.end"));
}

void TestVirtualKitProgram::streamLosesNothing()
{
    QVERIFY(start());
    const auto kit = kitHost();
    QVERIFY(kit->hello());
    kit->reporting = true;
    const auto answer = startStream(*kit, 100'000);
    QCOMPARE(number(answer, "rate_num"), 100'000);
    QVERIFY(number(answer, "window") >= 2);
    QTRY_COMPARE(kit->stream.id, int(number(answer, "id")));
    QTRY_VERIFY_WITH_TIMEOUT(kit->stream.next >= 300'000, 60'000);
    QVERIFY(kit->stream.consistent);
    QCOMPARE(kit->stream.lost, std::uint64_t(0));
    QCOMPARE(kit->counters().badCrc + kit->counters().badCobs, std::uint64_t(0));
    const auto stopped = kit->call(kWrite, kAiesim, 42, {{QStringLiteral("id"), kit->stream.id}});
    QCOMPARE(stopped.value_or(QCborMap{{1, 1}}), QCborMap());
    const int blocks = kit->stream.blocks;
    QVERIFY(kit->call(kRead, kAiesim, 2)); // a later answer: no block came between
    QCOMPARE(kit->stream.blocks, blocks);
}

void TestVirtualKitProgram::streamTenTimesAsFast()
{
    QVERIFY(start({QStringLiteral("--speed"), QStringLiteral("10")}));
    const auto kit = kitHost();
    QVERIFY(kit->hello());
    kit->reporting = true;
    const qint64 before = number(kit->call(kRead, kAiesim, 2), "t");
    QElapsedTimer wall;
    wall.start();
    QVERIFY(startStream(*kit, 10'000));
    QTRY_VERIFY_WITH_TIMEOUT(kit->stream.next >= 200'000, 60'000); // 20 s of the kit
    const qint64 after = number(kit->call(kRead, kAiesim, 2), "t");
    QVERIFY(after - before >= 19'000'000'000);
    QVERIFY(double(after - before) > 5.0 * double(wall.nsecsElapsed()));
    QVERIFY(kit->stream.consistent);
}

void TestVirtualKitProgram::paceLimitsTheRate()
{
    QVERIFY(start({QStringLiteral("--pace"), QStringLiteral("3000000")}));
    const auto kit = kitHost();
    QVERIFY(kit->hello());
    kit->reporting = true;
    const auto answer = startStream(*kit, 100'000);
    QCOMPARE(number(answer, "rate_num"), 50'000);
    QCOMPARE(answer->value(QStringLiteral("why")).toString(), QStringLiteral("line"));
    QElapsedTimer wall;
    wall.start();
    QTRY_VERIFY_WITH_TIMEOUT(kit->stream.next >= 100'000, 60'000);
    QCOMPARE(kit->stream.lost, std::uint64_t(0));
    QVERIFY(kit->stream.consistent);
    // Never more than the line carries.
    QVERIFY(double(kit->host().received.size()) < 300'000.0 * (double(wall.elapsed()) / 1000.0 + 0.5));
}

void TestVirtualKitProgram::ringOverrunIsCounted()
{
    QVERIFY(start({QStringLiteral("--ring"), QStringLiteral("40000")}));
    const auto kit = kitHost();
    QVERIFY(kit->hello());
    QCOMPARE(number(startStream(*kit, 100'000), "window"), 10);
    QTRY_COMPARE(kit->stream.blocks, 10); // the window is full
    const qint64 from = number(kit->call(kRead, kAiesim, 2), "t");
    const auto passed = [&] { return number(kit->call(kRead, kAiesim, 2), "t") - from; };
    QTRY_VERIFY(passed() > 300'000'000);
    QCOMPARE(kit->stream.blocks, 10);
    kit->reporting = true;
    kit->report(kit->stream.id, kit->stream.lastNumber);
    QTRY_VERIFY(kit->stream.blocks > 20);
    QVERIFY(kit->stream.lost >= 20'000);
    QVERIFY(kit->stream.consistent);
}

void TestVirtualKitProgram::streamEndsWithoutReports()
{
    QVERIFY(start());
    const auto kit = kitHost();
    QVERIFY(kit->hello());
    QVERIFY(startStream(*kit, 1000));
    QTRY_COMPARE_WITH_TIMEOUT(kit->eventCount("stream.stopped"), 1, 20'000);
    for (const QCborMap &event : kit->events) {
        if (event.value(QStringLiteral("e")).toString() == QStringLiteral("stream.stopped")) {
            QCOMPARE(event.value(QStringLiteral("id")).toInteger(), kit->stream.id);
            QCOMPARE(event.value(QStringLiteral("why")).toString(), QStringLiteral("no report"));
        }
    }
}

void TestVirtualKitProgram::streamEndsWithItsHost()
{
    const QString path = m_dir->filePath(QStringLiteral("truth.jsonl"));
    QVERIFY(start({QStringLiteral("--truth"), path}));
    {
        const auto kit = kitHost();
        QVERIFY(kit->hello());
        kit->reporting = true;
        QVERIFY(startStream(*kit, 100'000));
        QTRY_VERIFY(kit->stream.blocks > 3);
    }
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray truth;
    QTRY_VERIFY((truth += file.readAll()).contains("host left"));
    const auto next = kitHost();
    QVERIFY(next->hello());
    QVERIFY(next->call(kRead, kAiesim, 2));
    QCOMPARE(next->stream.blocks, 0); // no samples of an earlier host
}

void TestVirtualKitProgram::idleCostsNothing()
{
    QVERIFY(start());
    {
        const auto kit = kitHost();
        QVERIFY(kit->hello());
    }
    QTest::qWait(500);
    const double before = m_kit->cpuSeconds();
    QTest::qWait(2000);
    const double used = m_kit->cpuSeconds() - before;
    // A loop that spins takes most of two seconds, also on a busy machine half of one.
    QVERIFY2(used < 0.3, qPrintable(QString::number(used)));
}

void TestVirtualKitProgram::resetReenumerates()
{
    QVERIFY(start({QStringLiteral("--tcp"), QStringLiteral("127.0.0.1:0"), QStringLiteral("--speed"), QStringLiteral("5")}));
    auto kit = kitHost();
    const auto first = kit->hello();
    QVERIFY(first);
    const auto tcp = open(m_kit->port("kit", "tcp"));
    QVERIFY(kit->call(kWrite, kOs, 5));
    QTRY_VERIFY_WITH_TIMEOUT(kit->host().hungUp(), 20'000);
    QTRY_VERIFY(tcp->hungUp());
    kit.reset();
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(m_kit->port("kit")).isSymbolicLink(), 30'000);
    kit = kitHost();
    const auto second = kit->hello();
    QVERIFY(second);
    QVERIFY(number(first, "boot") != number(second, "boot"));
    QVERIFY(kitHost("tcp")->hello());
}

void TestVirtualKitProgram::resetStays()
{
    QVERIFY(start({QStringLiteral("--reset"), QStringLiteral("stay"), QStringLiteral("--speed"), QStringLiteral("5")}));
    const auto kit = kitHost();
    const auto first = kit->hello();
    QVERIFY(first);
    kit->reporting = true;
    QVERIFY(startStream(*kit, 1000));
    const auto console = consoleHost();
    QVERIFY(console->call(kWrite, kOs, 0, {{QStringLiteral("d"), QStringLiteral("x")}}));
    QVERIFY(kit->call(kWrite, kOs, 5));
    QTRY_COMPARE_WITH_TIMEOUT(kit->eventCount("boot"), 1, 30'000);
    QVERIFY(!kit->host().hungUp());
    QCOMPARE(kit->eventCount("stream.stopped"), 1);
    QTRY_VERIFY(console->log.size() >= 2); // boot text
    QVERIFY(QFileInfo(m_kit->port("kit")).isSymbolicLink());
    const auto second = kit->hello();
    QVERIFY(second && number(first, "boot") != number(second, "boot"));
}

void TestVirtualKitProgram::faultDropAndCorrupt()
{
    QVERIFY(start({QStringLiteral("--fault"), QStringLiteral("drop=0.2,corrupt=0.2")}));
    const auto kit = kitHost();
    QVERIFY(kit->hello());
    int lost = 0;
    const auto more = [&] { // until an answer was lost, and corrupt frames were seen
        lost += kit->call(kRead, kAiesim, 2, {}, 300) ? 0 : 1;
        return lost > 0 && kit->counters().badCrc + kit->counters().badCobs > 0;
    };
    QTRY_VERIFY_WITH_TIMEOUT(more(), 20'000);
    QVERIFY(kit->hello()); // and some still arrive
}

void TestVirtualKitProgram::faultMalformed()
{
    QVERIFY(start({QStringLiteral("--fault"), QStringLiteral("malformed=0.5")}));
    const auto kit = kitHost();
    QVERIFY(kit->hello());
    const auto more = [&] {
        kit->send(kRead, kAiesim, 2);
        QTest::qWait(5);
        const framing::KitFrameCounters counters = kit->counters();
        return counters.badCobs > 0 && counters.tooShort > 0 && counters.tooLong > 0;
    };
    QTRY_VERIFY_WITH_TIMEOUT(more(), 20'000);
    QVERIFY(kit->hello()); // what is not malformed still arrives
}

void TestVirtualKitProgram::faultLateTwiceAndWrongSequence()
{
    QVERIFY(start({QStringLiteral("--fault"), QStringLiteral("late=300,twice"), QStringLiteral("--fault"),
        QStringLiteral("wrong-seq")}));
    const auto kit = kitHost();
    QElapsedTimer wall;
    wall.start();
    const int sequence = kit->send(kRead, kAiesim, 0);
    QTRY_COMPARE(int(kit->answers.size()), 2);
    QVERIFY(wall.elapsed() >= 300);
    QVERIFY(kit->answers[0].sequence != sequence);
    QCOMPARE(kit->answers[0].sequence, kit->answers[1].sequence);
    const auto at = open(m_kit->port("at"));
    wall.start();
    at->write("AT\r\n");
    QTRY_VERIFY(at->received.contains("OK\r\n"));
    QVERIFY(wall.elapsed() >= 300);
}

void TestVirtualKitProgram::faultSilent()
{
    QVERIFY(start({QStringLiteral("--fault"), QStringLiteral("silent@8s")}));
    const auto kit = kitHost();
    QVERIFY(kit->hello());
    const auto quiet = [&] { return !kit->call(kRead, kAiesim, 2, {}, 1500); };
    QTRY_VERIFY_WITH_TIMEOUT(quiet(), 40'000);
    const qsizetype before = kit->host().received.size();
    QVERIFY(!kit->call(kRead, kAiesim, 2, {}, 2000));
    QCOMPARE(kit->host().received.size(), before); // no alive either
    QVERIFY(!kit->host().hungUp());
}

void TestVirtualKitProgram::faultUnplug()
{
    QVERIFY(start({QStringLiteral("--fault"), QStringLiteral("unplug@8s,for=1s")}));
    auto kit = kitHost();
    const auto first = kit->hello();
    QVERIFY(first);
    QTRY_VERIFY_WITH_TIMEOUT(kit->host().hungUp(), 40'000);
    kit.reset();
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(m_kit->port("kit")).isSymbolicLink(), 40'000);
    kit = kitHost();
    const auto second = kit->hello();
    QVERIFY(second);
    QCOMPARE(number(first, "boot"), number(second, "boot")); // the kit itself went on
}

void TestVirtualKitProgram::faultFlood()
{
    QVERIFY(start({QStringLiteral("--fault"), QStringLiteral("flood")}));
    const auto kit = kitHost();
    QTRY_VERIFY(kit->host().received.size() > 100'000);
    const auto at = open(m_kit->port("at"));
    const auto console = consoleHost();
    QTRY_VERIFY(at->received.size() > 20'000);
    QTRY_VERIFY(console->host().received.size() > 20'000);
    QVERIFY(kit->counters().badCobs + kit->counters().badCrc > 100);
    QVERIFY(kit->hello()); // between the junk the kit still answers
}

void TestVirtualKitProgram::faultNeverRead()
{
    QVERIFY(start({QStringLiteral("--fault"), QStringLiteral("never-read")}));
    const auto kit = kitHost();
    QTRY_VERIFY(kit->eventCount("alive") >= 1);
    QVERIFY(!kit->call(kRead, kAiesim, 0, {}, 1000));
    const QByteArray chunk(1024, 'x');
    qint64 total = 0;
    int refused = 0;
    while (refused < 3) {
        const qint64 count = kit->host().writeSome(chunk);
        total += count;
        refused += count == 0 ? 1 : 0;
        QVERIFY(total < 1'000'000);
    }
    QCOMPARE(m_kit->stop(SIGTERM), 0);
}

void TestVirtualKitProgram::faultBrownout()
{
    QVERIFY(start({QStringLiteral("--fault"), QStringLiteral("brownout@8s"), QStringLiteral("--reset"),
        QStringLiteral("stay")}));
    const auto kit = kitHost();
    const auto first = kit->hello();
    QVERIFY(first);
    QTRY_VERIFY_WITH_TIMEOUT(kit->eventCount("brownout") == 1, 40'000);
    QTRY_VERIFY_WITH_TIMEOUT(kit->eventCount("boot") == 1, 40'000);
    const auto second = kit->hello();
    QVERIFY(second && number(first, "boot") != number(second, "boot"));
}

void TestVirtualKitProgram::faultsOfTheKit()
{
    QVERIFY(start({QStringLiteral("--fault"), QStringLiteral("account=exhausted,no-network")}));
    const auto kit = kitHost();
    QVERIFY(kit->hello());
    const auto account = kit->call(kRead, kAiesim, 30);
    QVERIFY(account);
    QCOMPARE(number(account, "balance"), 0);
    const auto radio = kit->call(kRead, kAiesim, 60);
    QVERIFY(radio);
    QVERIFY(number(radio, "stat") != 1);
}

} // namespace

QTEST_GUILESS_MAIN(TestVirtualKitProgram)
#include "tst_virtual_kit_program.moc"
