// SPDX-License-Identifier: GPL-3.0-or-later
#include "client_benches.h"

#include "device_link/protocols/aiesim_client.h"
#include "device_link/protocols/kit_power_source.h"

#include <QTest>

using namespace device_link;
using namespace test_kit;

namespace {

constexpr quint8 kStart = 41;
constexpr quint32 kBoot = 7;

QCborMap grant(int id)
{
    QCborMap range;
    range.insert(QLatin1String("gain"), 1e-5);
    range.insert(QLatin1String("offset"), 0.0);
    QCborMap current;
    current.insert(QLatin1String("name"), QStringLiteral("current"));
    current.insert(QLatin1String("unit"), QStringLiteral("A"));
    current.insert(QLatin1String("bits"), 16);
    current.insert(QLatin1String("range_bits"), 0);
    current.insert(QLatin1String("ranges"), QCborArray{range});
    QCborMap answer;
    answer.insert(QLatin1String("id"), id);
    answer.insert(QLatin1String("rate_num"), 1000);
    answer.insert(QLatin1String("rate_den"), 1);
    answer.insert(QLatin1String("window"), 64);
    answer.insert(QLatin1String("channels"), QCborArray{current});
    return answer;
}

KitEvent stopped(int id)
{
    KitEvent event;
    event.bootId = kBoot;
    event.name = QStringLiteral("stream.stopped");
    event.fields.insert(QLatin1String("id"), id);
    return event;
}

/// A power source and a kit that grants each start under a new id, while it answers.
struct PowerBench {
    explicit PowerBench(int timeoutMs = 3000)
        : source(std::make_shared<KitPowerSource>(std::make_shared<AiesimClient>(bench.smp, timeoutMs)))
    {
        source->resume(kBoot); // as a session says which boot it is
        bench.peer.onRequest = [this](const Request &request) {
            if (request.header.command == kStart)
                ++starts;
            if (!silent)
                bench.peer.answer(request.header, request.header.command == kStart ? grant(++lastId) : QCborMap());
        };
    }
    SmpBench bench;
    std::shared_ptr<KitPowerSource> source;
    int starts = 0;
    int lastId = 0;
    bool silent = false;
};

} // namespace

class TestKitPowerSource : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void stoppedStreamGoesOn_data();
    void stoppedStreamGoesOn();
    void otherStreamsAreNotOurs();
    void silentKitIsAskedAgain();
    void silentKitIsLetGo_data();
    void silentKitIsLetGo();
    void firstStartTellsItsTimeout();
};

void TestKitPowerSource::stoppedStreamGoesOn_data()
{
    QTest::addColumn<bool>("fetched");
    QTest::newRow("told as it happens") << false;
    // The kit stopped the stream while its events were being repaired: events.get has it.
    QTest::newRow("fetched") << true;
}

void TestKitPowerSource::stoppedStreamGoesOn()
{
    QFETCH(bool, fetched);
    PowerBench power;
    QVERIFY(power.bench.open());
    VERIFY_OK(AWAIT(power.source->start(1000, power.bench.never)));
    KitEvent event = stopped(power.lastId);
    event.replayed = fetched;
    power.source->take(event);
    QTRY_COMPARE(power.starts, 2);
    QTRY_COMPARE(power.lastId, 2);
    QVERIFY(power.source->running());
}

void TestKitPowerSource::otherStreamsAreNotOurs()
{
    PowerBench power;
    QVERIFY(power.bench.open());
    VERIFY_OK(AWAIT(power.source->start(1000, power.bench.never)));
    const int before = power.lastId;
    power.source->resume(kBoot); // the link was lost; this start has no answer yet
    power.source->take(stopped(before));
    QTRY_COMPARE(power.lastId, 2);
    power.source->take(stopped(before));
    VERIFY_OK(AWAIT(power.source->stop())); // answered in order: another start would have come before it
    QCOMPARE(power.starts, 2);
}

void TestKitPowerSource::silentKitIsAskedAgain()
{
    PowerBench power(150);
    QVERIFY(power.bench.open());
    VERIFY_OK(AWAIT(power.source->start(1000, power.bench.never)));
    const auto store = power.source->store();
    power.silent = true;
    power.source->suspend();
    power.source->resume(kBoot);
    QTRY_VERIFY(power.starts > 1 + 3); // all repetitions of one start, and of the next
    QVERIFY(power.source->running());
    power.silent = false;
    QTRY_VERIFY(power.lastId > 1);
    QTRY_COMPARE(power.source->store(), store);
    QVERIFY(power.source->running());
}

void TestKitPowerSource::silentKitIsLetGo_data()
{
    QTest::addColumn<bool>("stopped");
    QTest::newRow("stopped") << true;
    QTest::newRow("link lost") << false;
}

void TestKitPowerSource::silentKitIsLetGo()
{
    QFETCH(bool, stopped);
    PowerBench power(150);
    QVERIFY(power.bench.open());
    VERIFY_OK(AWAIT(power.source->start(1000, power.bench.never)));
    power.silent = true;
    power.source->resume(kBoot);
    QTRY_VERIFY(power.starts >= 1 + 3);
    if (stopped)
        QVERIFY(!AWAIT(power.source->stop()));
    else
        power.source->suspend();
    QTest::qWait(500); // what was asked already is repeated to its end
    const int asked = power.starts;
    QTest::qWait(1500);
    QCOMPARE(power.starts, asked);
    QCOMPARE(power.source->running(), !stopped);
}

void TestKitPowerSource::firstStartTellsItsTimeout()
{
    PowerBench power(150);
    QVERIFY(power.bench.open());
    power.silent = true;
    COMPARE_FAULT(AWAIT(power.source->start(1000, power.bench.never)), Fault::Timeout);
    QVERIFY(!power.source->running());
}

QTEST_GUILESS_MAIN(TestKitPowerSource)
#include "tst_kit_power_source.moc"
