// SPDX-License-Identifier: GPL-3.0-or-later
#include "event_log.h"
#include "session_fixture.h"

#include <QFile>
#include <QTest>
#include <QTimer>

using namespace device_link;
using namespace test_kit;

namespace {

QStringList options(const char *text) { return QString::fromLatin1(text).split(QLatin1Char(' '), Qt::SkipEmptyParts); }

/// Waits until the store holds so many indices.
bool waitForSamples(const std::shared_ptr<PowerSource> &power, std::uint64_t count, int timeoutMs = 60000)
{
    return QTest::qWaitFor([&] { return power->store() && power->store()->endIndex() >= count; }, timeoutMs);
}

} // namespace

class TestStreams : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void streamHasEverySample_data();
    void streamHasEverySample();
    void streamRates();
    void streamGoesOnAfterAPause();
    void streamGoesOnAfterUnplug();
    void streamBeginsAnewAfterReboot();
    void stoppedStreamEndsWithTheBoot();
    void streamEnds_data();
    void streamEnds();
    void streamOnASlowLine();
    void streamAndEverythingElse();
};

void TestStreams::streamHasEverySample_data()
{
    QTest::addColumn<bool>("tcp");
    QTest::newRow("serial") << false;
    QTest::newRow("tcp") << true;
}

void TestStreams::streamHasEverySample()
{
    QFETCH(bool, tcp);
    KitAndSession bench;
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.open({tcp ? bench.kit.tcpUrl(PortRole::Kit) : bench.kit.serialUrl(PortRole::Kit)}));
    const auto power = bench.session->powerSource();
    QVERIFY(!power->running());
    QVERIFY(!power->store());
    QSignalSpy running(power.get(), &PowerSource::runningChanged);
    QSignalSpy stores(power.get(), &PowerSource::storeChanged);
    const double rate = 20000; // what a sanitizer build on a busy machine can be asked for
    const Result<StreamGrant> grant = AWAIT(power->start(rate, bench.never));
    VERIFY_OK(grant);
    QVERIFY(grant->rateHz <= rate && grant->rateHz > 0);
    QCOMPARE(running.size(), 1);
    QCOMPARE(stores.size(), 1);
    QVERIFY(waitForSamples(power, 40000));
    VERIFY_OK(AWAIT(power->stop()));
    QVERIFY(!power->running());
    const auto store = power->store();
    const std::uint64_t end = store->endIndex();
    QCOMPARE(store->lostSamples(), std::uint64_t(0));
    QCOMPARE(store->received(), end);
    const SampleStreamInfo info = store->info();
    QCOMPARE(info.rateHz, grant->rateHz);
    QCOMPARE(info.bootId, bench.session->identity().bootId);
    // Kit time goes with the index, exactly at the rate.
    const double seconds = double(store->kitTimeOf(end - 1) - store->kitTimeOf(0)) / 1e9;
    QVERIFY(std::abs(seconds - double(end - 1) / info.rateHz) < 1e-3);
    const SampleStats current = store->stats(0, 0, end);
    QCOMPARE(current.missing, std::uint64_t(0));
    QVERIFY(current.mean > 0 && current.mean < 2); // amperes of a small device
    QTest::qWait(100);
    QCOMPARE(store->endIndex(), end); // after stop nothing follows
}

void TestStreams::streamRates()
{
    KitAndSession bench;
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.openSerial({PortRole::Kit}));
    const auto power = bench.session->powerSource();
    QVERIFY(power->rates().size() >= 2);
    QCOMPARE(power->rates().first(), 100000.0);
    const double lowest = power->rates().last();
    const Result<StreamGrant> slow = AWAIT(power->start(lowest, bench.never));
    VERIFY_OK(slow);
    QCOMPARE(slow->rateHz, lowest);
    QVERIFY(!slow->reduced());
    const auto firstStore = power->store();
    // Restarting is allowed at any time, and gives a store of its own.
    const Result<StreamGrant> again = AWAIT(power->start(power->rates()[1], bench.never));
    VERIFY_OK(again);
    QVERIFY(power->store() != firstStore);
    const Result<StreamGrant> over = AWAIT(power->start(3e6, bench.never));
    VERIFY_OK(over);
    QVERIFY(over->reduced());
    QCOMPARE(over->rateHz, power->rates().first());
    QVERIFY(!over->reason.isEmpty());
    COMPARE_FAULT(AWAIT(power->start(-1, bench.never)), Fault::BadArgument);
    const Result<StreamGrant> tooSlow = AWAIT(power->start(lowest / 1000, bench.never));
    COMPARE_FAULT(tooSlow, Fault::Refused);
    QVERIFY(!power->running());
}

void TestStreams::streamGoesOnAfterAPause()
{
    KitAndSession bench;
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.openSerial({PortRole::Kit}));
    const auto power = bench.session->powerSource();
    const double lowest = power->rates().last();
    VERIFY_OK(AWAIT(power->start(lowest, bench.never)));
    const auto store = power->store();
    QVERIFY(waitForSamples(power, 100));
    // Stopped and begun again at the same rate it goes on: what was measured stays, and nothing counts as lost.
    VERIFY_OK(AWAIT(power->stop()));
    const std::uint64_t end = store->endIndex();
    QTest::qWait(500); // some samples' time in which nobody measures
    VERIFY_OK(AWAIT(power->start(lowest, bench.never)));
    QCOMPARE(power->store(), store);
    QTRY_VERIFY_WITH_TIMEOUT(store->endIndex() > end, 60000);
    QCOMPARE(store->gaps().size(), std::size_t(1));
    QCOMPARE(store->gaps()[0].firstIndex, end);
    QCOMPARE(store->gaps()[0].cause, SampleGap::Cause::NotMeasured);
    QCOMPARE(store->lostSamples(), std::uint64_t(0));
    const SampleStats whole = store->stats(0, 0, store->endIndex());
    QVERIFY(whole.missing > 0);
    QCOMPARE(whole.paused, whole.missing);
    // Also after the session was closed and opened, while the kit has not restarted.
    bench.session->close();
    // The port is closed by its own thread, a moment later.
    const auto isOpen = [&] { return AWAIT(bench.session->open(bench.never)).has_value(); };
    QVERIFY(QTest::qWaitFor(isOpen, 60000));
    const auto later = bench.session->powerSource();
    QVERIFY(later != power);
    QCOMPARE(later->store(), store);
    const std::uint64_t closed = store->endIndex();
    VERIFY_OK(AWAIT(later->start(lowest, bench.never)));
    QTRY_VERIFY_WITH_TIMEOUT(store->endIndex() > closed, 60000);
    QCOMPARE(later->store(), store);
    QCOMPARE(store->lostSamples(), std::uint64_t(0));
}

void TestStreams::streamGoesOnAfterUnplug()
{
    KitAndSession bench(options("--fault unplug@8s,for=1s"));
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.openSerial({PortRole::Kit}));
    const auto power = bench.session->powerSource();
    VERIFY_OK(AWAIT(power->start(5000, bench.never)));
    const auto store = power->store();
    QTRY_COMPARE_WITH_TIMEOUT(bench.session->state(), SessionState::Lost, 60000);
    QVERIFY(power->running());
    const std::uint64_t before = store->endIndex();
    VERIFY_OK(AWAIT(bench.session->waitConnected(60000, bench.never)));
    QTRY_VERIFY_WITH_TIMEOUT(store->endIndex() > before + 10000, 60000);
    QCOMPARE(power->store(), store);
    const std::vector<SampleGap> gaps = store->gaps();
    QCOMPARE(gaps.size(), std::size_t(1));
    QCOMPARE(gaps[0].cause, SampleGap::Cause::LinkLost);
    QCOMPARE(gaps[0].firstIndex, before);
    QVERIFY(gaps[0].count >= 5000); // a second without the cable
    // The index still is time: over the gap as well.
    const double rate = store->info().rateHz;
    const double span = double(store->kitTimeOf(store->endIndex() - 1) - store->kitTimeOf(0)) / 1e9;
    QVERIFY(std::abs(span - double(store->endIndex() - 1) / rate) < 2 / rate);
    VERIFY_OK(AWAIT(power->stop()));
}

void TestStreams::streamBeginsAnewAfterReboot()
{
    KitAndSession bench(options("--fault brownout@8s"));
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.openSerial({PortRole::Kit}));
    const auto power = bench.session->powerSource();
    VERIFY_OK(AWAIT(power->start(5000, bench.never)));
    const auto store = power->store();
    QSignalSpy stores(power.get(), &PowerSource::storeChanged);
    QSignalSpy reboots(bench.session.get(), &KitSession::rebooted);
    QTRY_COMPARE_WITH_TIMEOUT(reboots.size(), 1, 60000);
    QTRY_COMPARE_WITH_TIMEOUT(stores.size(), 1, 60000);
    QVERIFY(power->running());
    QVERIFY(power->store() != store);
    QVERIFY(waitForSamples(power, 5000));
    QCOMPARE(power->store()->info().bootId, bench.session->identity().bootId);
    QVERIFY(store->info().bootId != power->store()->info().bootId);
    QCOMPARE(power->store()->lostSamples(), std::uint64_t(0));
}

/// Samples of a boot that is over would stand on the axis of the next one.
void TestStreams::stoppedStreamEndsWithTheBoot()
{
    KitAndSession bench(options("--fault brownout@8s"));
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.openSerial({PortRole::Kit}));
    const auto power = bench.session->powerSource();
    VERIFY_OK(AWAIT(power->start(5000, bench.never)));
    QVERIFY(waitForSamples(power, 1000));
    VERIFY_OK(AWAIT(power->stop()));
    QVERIFY(power->store());
    QSignalSpy stores(power.get(), &PowerSource::storeChanged);
    bool goneWhenTold = false;
    connect(bench.session.get(), &KitSession::rebooted, this, [&] { goneWhenTold = !power->store(); });
    QTRY_COMPARE_WITH_TIMEOUT(stores.size(), 1, 60000);
    QTRY_VERIFY(goneWhenTold);
    QVERIFY(!power->running());
    QVERIFY(!power->store());
    VERIFY_OK(AWAIT(power->start(5000, bench.never)));
    QVERIFY(waitForSamples(power, 1000));
    QCOMPARE(power->store()->info().bootId, bench.session->identity().bootId);
}

void TestStreams::streamEnds_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<Fault>("fault");
    QTest::newRow("cancel") << "cancel" << Fault::Cancelled;
    QTest::newRow("unplug") << "unplug" << Fault::LinkLost;
    QTest::newRow("owner") << "owner" << Fault::LinkLost;
    QTest::newRow("newer start") << "newer" << Fault::Cancelled;
}

void TestStreams::streamEnds()
{
    QFETCH(QString, how);
    QFETCH(Fault, fault);
    KitAndSession bench;
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.openSerial({PortRole::Kit}));
    const auto power = bench.session->powerSource();
    std::stop_source stop;
    if (how != QLatin1String("newer"))
        bench.kit.freeze();
    QCoro::Task<Result<StreamGrant>> starting = power->start(1000, stop.get_token());
    QTimer::singleShot(50, qApp, [&] {
        if (how == QLatin1String("cancel"))
            stop.request_stop();
        if (how == QLatin1String("unplug"))
            bench.kit.killHard();
        if (how == QLatin1String("owner"))
            bench.session.reset();
    });
    if (how == QLatin1String("newer")) {
        const Result<StreamGrant> second = AWAIT(power->start(5000, bench.never));
        VERIFY_OK(second);
        COMPARE_FAULT(AWAIT(std::move(starting)), fault);
        QVERIFY(power->running());
        QVERIFY(waitForSamples(power, 1000));
        return;
    }
    COMPARE_FAULT(AWAIT(std::move(starting)), fault);
    QVERIFY(!power->running());
}

void TestStreams::streamOnASlowLine()
{
    KitAndSession bench(options("--pace 3000000"));
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.openSerial({PortRole::Kit}));
    const auto power = bench.session->powerSource();
    const Result<StreamGrant> grant = AWAIT(power->start(0, bench.never));
    VERIFY_OK(grant);
    QVERIFY(grant->reduced());
    QCOMPARE(grant->reason, QStringLiteral("line"));
    QVERIFY(waitForSamples(power, std::uint64_t(grant->rateHz)));
    QCOMPARE(power->store()->lostSamples(), std::uint64_t(0));
    QCOMPARE(power->store()->info().rateHz, grant->rateHz);
}

void TestStreams::streamAndEverythingElse()
{
    // Samples do not stand in the way of requests, events and an upload.
    KitAndSession bench;
    QVERIFY(bench.kit.start());
    VERIFY_OK(bench.openSerial({PortRole::Kit}));
    EventLog log(bench.session.get());
    const auto power = bench.session->powerSource();
    VERIFY_OK(AWAIT(power->start(10000, bench.never)));
    for (int i = 0; i < 20; ++i)
        VERIFY_OK(AWAIT(bench.session->tokenAccount()->read(bench.never)));
    QFile file(QStringLiteral(AIESIM_FIXTURES "/mcuboot/ed25519-1.2.3.bin"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    VERIFY_OK(AWAIT(bench.session->firmwareTarget()->upload(file.readAll(), 0, {}, bench.never)));
    QVERIFY(waitForSamples(power, 20000));
    QCOMPARE(power->store()->lostSamples(), std::uint64_t(0));
    QVERIFY(log.isWhole());
}

QTEST_GUILESS_MAIN(TestStreams)
#include "tst_streams.moc"
