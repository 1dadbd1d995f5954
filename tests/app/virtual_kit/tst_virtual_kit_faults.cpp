// SPDX-License-Identifier: GPL-3.0-or-later
#include "kit_test.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QTest>

#include <csignal>

namespace {

class TestVirtualKitFaults : public KitTest
{
    Q_OBJECT
private Q_SLOTS:
    void faultDropAndCorrupt();
    void faultMalformed();
    void faultLateTwiceAndWrongSequence();
    void faultSilent();
    void faultUnplug();
    void faultFlood();
    void faultNeverRead();
    void faultBrownout();
    void faultsOfTheKit();
};

void TestVirtualKitFaults::faultDropAndCorrupt()
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

void TestVirtualKitFaults::faultMalformed()
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

void TestVirtualKitFaults::faultLateTwiceAndWrongSequence()
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

void TestVirtualKitFaults::faultSilent()
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

void TestVirtualKitFaults::faultUnplug()
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

void TestVirtualKitFaults::faultFlood()
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

void TestVirtualKitFaults::faultNeverRead()
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

void TestVirtualKitFaults::faultBrownout()
{
    QVERIFY(start(
        {QStringLiteral("--fault"), QStringLiteral("brownout@8s"), QStringLiteral("--reset"), QStringLiteral("stay")}));
    const auto kit = kitHost();
    const auto first = kit->hello();
    QVERIFY(first);
    QTRY_VERIFY_WITH_TIMEOUT(kit->eventCount("brownout") == 1, 40'000);
    QTRY_VERIFY_WITH_TIMEOUT(kit->eventCount("boot") == 1, 40'000);
    const auto second = kit->hello();
    QVERIFY(second && number(first, "boot") != number(second, "boot"));
}

void TestVirtualKitFaults::faultsOfTheKit()
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

QTEST_GUILESS_MAIN(TestVirtualKitFaults)
#include "tst_virtual_kit_faults.moc"
