// SPDX-License-Identifier: GPL-3.0-or-later
#include "kit_test.h"

#include <QCborArray>
#include <QElapsedTimer>
#include <QRegularExpression>
#include <QSerialPort>
#include <QTest>

#include <csignal>

namespace {

class TestVirtualKitPorts : public KitTest
{
    Q_OBJECT
private Q_SLOTS:
    void helloOverEveryWay_data();
    void helloOverEveryWay();
    void atAnswers();
    void consoleEcho();
    void streamsOnlyOnKitPorts();
    void reopenManyTimes();
    void randomBytes();
    void streamLosesNothing();
    void streamTenTimesAsFast();
    void paceLimitsTheRate();
    void ringOverrunIsCounted();
    void streamEndsWithoutReports();
    void streamEndsWithItsHost();
    void resetReenumerates();
    void resetStays();
};

void TestVirtualKitPorts::helloOverEveryWay_data()
{
    QTest::addColumn<QString>("way");
    QTest::newRow("fd of a pty") << QStringLiteral("ports");
    QTest::newRow("QSerialPort") << QStringLiteral("serial");
    QTest::newRow("TCP") << QStringLiteral("tcp");
}

void TestVirtualKitPorts::helloOverEveryWay()
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

void TestVirtualKitPorts::atAnswers()
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

void TestVirtualKitPorts::consoleEcho()
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

void TestVirtualKitPorts::streamsOnlyOnKitPorts()
{
    QVERIFY(start());
    const auto console = consoleHost();
    QCOMPARE(errorOf(console->call(kWrite, kAiesim, 41,
                 {{QStringLiteral("name"), QStringLiteral("power")}, {QStringLiteral("rate"), 1000}})),
        8);
    QCOMPARE(errorOf(console->call(kRead, kAiesim, 40)), 8);
}

void TestVirtualKitPorts::reopenManyTimes()
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

void TestVirtualKitPorts::randomBytes()
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

void TestVirtualKitPorts::streamLosesNothing()
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

void TestVirtualKitPorts::streamTenTimesAsFast()
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

void TestVirtualKitPorts::paceLimitsTheRate()
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

void TestVirtualKitPorts::ringOverrunIsCounted()
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

void TestVirtualKitPorts::streamEndsWithoutReports()
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

void TestVirtualKitPorts::streamEndsWithItsHost()
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

void TestVirtualKitPorts::resetReenumerates()
{
    QVERIFY(start(
        {QStringLiteral("--tcp"), QStringLiteral("127.0.0.1:0"), QStringLiteral("--speed"), QStringLiteral("5")}));
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

void TestVirtualKitPorts::resetStays()
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

} // namespace

QTEST_GUILESS_MAIN(TestVirtualKitPorts)
#include "tst_virtual_kit_ports.moc"
