// SPDX-License-Identifier: GPL-3.0-or-later
#include "meter_peer.h"

#include "../client_benches.h"
#include "device_link/protocols/ppk2_client.h"

#include <QSignalSpy>

using namespace device_link;
using namespace test_kit;

namespace {

struct MeterBench {
    MeterPeer peer;
    std::stop_token never;
    std::unique_ptr<Link> link;
    std::shared_ptr<Ppk2Client> client;

    bool open(int timeoutMs = 5000)
    {
        link = std::make_unique<Link>(peer.url());
        client = std::make_shared<Ppk2Client>(link.get(), timeoutMs);
        return await(openLink(*link, 5000, never)).has_value();
    }
    Result<void> greet() { return AWAIT(Ppk2Client::greet(client, never)); }
    bool heardAtEnd(const char *hex)
    {
        const QByteArray bytes = QByteArray::fromHex(hex);
        return QTest::qWaitFor([&] { return peer.heard.endsWith(bytes); });
    }
};

} // namespace

class TestPpk2Client : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void opens();
    void opensASource();
    void opensWhatIsStreaming();
    void badAnswers_data();
    void badAnswers();
    void cancelled();
    void unplugged();
    void settings();
    void returns();
    void notConnected();
};

void TestPpk2Client::opens()
{
    MeterBench bench;
    QVERIFY(bench.open());
    VERIFY_OK(bench.greet());
    // Stop, metadata, the voltage it has, five user gains, and in mode ampere the board is connected.
    QVERIFY(bench.heardAtEnd("07 19 0d0ce4 25000000803f 250100000040 25020000803f 25030000803f 25040000803f 0c01"));
    QCOMPARE(bench.client->settings().mode, PowerMeter::Mode::Ampere);
    QCOMPARE(bench.client->settings().sourceMilliVolts, 3300);
    QCOMPARE(bench.client->settings().dutPower, std::optional(true));
    QCOMPARE(bench.client->metadata().ranges[1].userGain, 2.0);
}

void TestPpk2Client::opensASource()
{
    MeterBench bench;
    bench.peer.metadata.replace("mode: 1", "mode: 2");
    QVERIFY(bench.open());
    VERIFY_OK(bench.greet());
    QVERIFY(bench.heardAtEnd("25040000803f")); // whether the board has power is not touched
    QCOMPARE(bench.client->settings().mode, PowerMeter::Mode::Source);
    QVERIFY(!bench.client->settings().dutPower);
}

void TestPpk2Client::opensWhatIsStreaming()
{
    MeterBench bench;
    bench.peer.streamsAtOnce = true;
    QVERIFY(bench.open());
    VERIFY_OK(bench.greet());
    QCOMPARE(bench.client->settings().sourceMilliVolts, 3300);
}

void TestPpk2Client::badAnswers_data()
{
    QTest::addColumn<QByteArray>("metadata");
    QTest::addColumn<bool>("stops");
    QTest::addColumn<Fault>("fault");
    QTest::newRow("none") << QByteArray() << true << Fault::Timeout;
    QTest::newRow("rubbish") << QByteArray("\x01\x02\nEND\n") << true << Fault::BadReply;
    QTest::newRow("another device") << QByteArray("hello\r\nEND\r\n") << true << Fault::BadReply;
    QTest::newRow("no end") << QByteArray("R0: 1\n") << true << Fault::BadReply;
    QTest::newRow("too long") << QByteArray(20000, 'x') << true << Fault::BadReply;
    QTest::newRow("does not stop") << QByteArray("R0: 1\nEND\n") << false << Fault::BadReply;
}

void TestPpk2Client::badAnswers()
{
    QFETCH(QByteArray, metadata);
    QFETCH(bool, stops);
    QFETCH(Fault, fault);
    MeterBench bench;
    bench.peer.metadata = metadata;
    bench.peer.stops = stops;
    bench.peer.streamsAtOnce = !stops;
    QVERIFY(bench.open(600));
    COMPARE_FAULT(bench.greet(), fault);
}

void TestPpk2Client::cancelled()
{
    MeterBench bench;
    bench.peer.metadata.clear();
    QVERIFY(bench.open(60000));
    std::stop_source stop;
    QCoro::Task<Result<void>> greeting = Ppk2Client::greet(bench.client, stop.get_token());
    QVERIFY(QTest::qWaitFor([&] { return bench.peer.heard.endsWith('\x19'); }));
    stop.request_stop();
    COMPARE_FAULT(AWAIT(std::move(greeting)), Fault::Cancelled);
    // The newest request wins.
    const QFuture<Result<QByteArray>> first = bench.client->quiet(bench.never);
    const QFuture<Result<QByteArray>> second = bench.client->quiet(bench.never);
    COMPARE_FAULT(await(first), Fault::Cancelled);
    VERIFY_OK(await(second));
}

void TestPpk2Client::unplugged()
{
    MeterBench bench;
    bench.peer.metadata.clear();
    QVERIFY(bench.open(60000));
    QCoro::Task<Result<void>> greeting = Ppk2Client::greet(bench.client, bench.never);
    QVERIFY(QTest::qWaitFor([&] { return bench.peer.heard.endsWith('\x19'); }));
    bench.peer.hangUp();
    COMPARE_FAULT(AWAIT(std::move(greeting)), Fault::LinkLost);
}

void TestPpk2Client::settings()
{
    MeterBench bench;
    QVERIFY(bench.open());
    VERIFY_OK(bench.greet());
    QSignalSpy changes(bench.client.get(), &PowerMeter::settingsChanged);
    VERIFY_OK(bench.client->setMode(PowerMeter::Mode::Source));
    QVERIFY(bench.heardAtEnd("0c00 1102"));
    QCOMPARE(bench.client->settings().dutPower, std::optional(false));
    VERIFY_OK(bench.client->setSourceMilliVolts(1800));
    QVERIFY(bench.heardAtEnd("0d0708"));
    VERIFY_OK(bench.client->setDutPower(true));
    QVERIFY(bench.heardAtEnd("0c01"));
    QCOMPARE(changes.size(), 3);
    VERIFY_OK(bench.client->setMode(PowerMeter::Mode::Ampere));
    QVERIFY(bench.heardAtEnd("1101 0c01"));
    COMPARE_FAULT(bench.client->setSourceMilliVolts(799), Fault::BadArgument);
    COMPARE_FAULT(bench.client->setSourceMilliVolts(5001), Fault::BadArgument);
    QCOMPARE(bench.client->settings().sourceMilliVolts, 1800);
    QVERIFY(bench.client->settings().spikeFilter);
    VERIFY_OK(bench.client->setSpikeFilter(false));
    QVERIFY(!bench.client->settings().spikeFilter);
}

/// After a loss what was set here counts, but a board is not fed again by itself.
void TestPpk2Client::returns()
{
    MeterBench bench;
    QVERIFY(bench.open());
    VERIFY_OK(bench.greet());
    VERIFY_OK(bench.client->setMode(PowerMeter::Mode::Source));
    VERIFY_OK(bench.client->setSourceMilliVolts(1800));
    VERIFY_OK(bench.client->setDutPower(true));
    QVERIFY(bench.heardAtEnd("0c01"));
    bench.peer.hangUp();
    QTRY_VERIFY(!bench.link->isOpen());
    VERIFY_OK(await(openLink(*bench.link, 5000, bench.never)));
    VERIFY_OK(bench.greet()); // it says mode 1 and 3300 mV, as after power-on
    QVERIFY(bench.heardAtEnd("25040000803f 0c00 1102"));
    QVERIFY(bench.peer.heard.contains(QByteArray::fromHex("190d0708")));
    QCOMPARE(bench.client->settings().mode, PowerMeter::Mode::Source);
    QCOMPARE(bench.client->settings().sourceMilliVolts, 1800);
    QCOMPARE(bench.client->settings().dutPower, std::optional(false));
}

void TestPpk2Client::notConnected()
{
    MeterBench bench;
    QVERIFY(bench.open());
    bench.link->close();
    COMPARE_FAULT(bench.greet(), Fault::LinkLost);
    COMPARE_FAULT(bench.client->setDutPower(true), Fault::LinkLost);
    QVERIFY(!bench.client->settings().dutPower);
}

QTEST_GUILESS_MAIN(TestPpk2Client)
#include "tst_ppk2_client.moc"
