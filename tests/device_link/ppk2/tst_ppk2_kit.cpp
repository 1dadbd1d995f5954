// SPDX-License-Identifier: GPL-3.0-or-later
// The whole way: a simulated meter in its own process, a real pseudo terminal, a session.
#include "../session_fixture.h"

#include <QFile>
#include <QTest>

using namespace device_link;
using namespace test_kit;

namespace {

struct Meter {
    explicit Meter(const QString &faults = {})
        : bench(options(faults))
    {
    }
    QStringList options(const QString &faults) const
    {
        QStringList list{QStringLiteral("--ppk2"), QStringLiteral("pty:") + path()};
        if (!faults.isEmpty())
            list += {QStringLiteral("--fault"), faults};
        return list;
    }
    QString path() const { return folder.filePath(QStringLiteral("meter")); }
    bool open()
    {
        DeviceUrl url;
        url.scheme = DeviceUrl::Scheme::Serial;
        url.address = path();
        url.role = PortRole::Meter;
        return bench.kit.start() && bench.open({url}).has_value();
    }
    std::shared_ptr<PowerSource> power() const { return bench.session->powerSource(); }
    bool waitFor(std::uint64_t samples) const
    {
        return QTest::qWaitFor([&] { return power()->store() && power()->store()->endIndex() >= samples; }, 120000);
    }
    /// What the simulated meter measured in its last stream, without noise.
    QJsonObject truth() const
    {
        QFile file(bench.kit.truthPath());
        QJsonObject last;
        if (!file.open(QIODevice::ReadOnly))
            return last;
        for (const QByteArray &line : file.readAll().split('\n')) {
            const QJsonObject object = QJsonDocument::fromJson(line).object();
            if (object.value(QLatin1String("what")).toString() == QLatin1String("meter.end"))
                last = object;
        }
        return last;
    }
    bool waitForTruth() const
    {
        return QTest::qWaitFor([&] { return !truth().isEmpty(); }, 30000);
    }
    QTemporaryDir folder;
    KitAndSession bench;
};

} // namespace

class TestPpk2Kit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void measuresWhatTheKitDraws_data();
    void measuresWhatTheKitDraws();
    void sourceAndSwitch();
    void losses_data();
    void losses();
    void unplugged();
    void closedWhileItMeasures();
};

void TestPpk2Kit::measuresWhatTheKitDraws_data()
{
    QTest::addColumn<QString>("faults");
    QTest::newRow("plain") << QString();
    QTest::newRow("words cut in the middle") << QStringLiteral("ppk2-split");
}

void TestPpk2Kit::measuresWhatTheKitDraws()
{
    QFETCH(QString, faults);
    Meter meter(faults);
    QVERIFY(meter.open());
    VERIFY_OK(meter.bench.session->powerMeter()->setMode(PowerMeter::Mode::Ampere));
    VERIFY_OK(AWAIT(meter.power()->start(0, meter.bench.never)));
    QVERIFY(meter.waitFor(500'000));
    VERIFY_OK(AWAIT(meter.power()->stop()));
    QVERIFY(meter.waitForTruth());
    const auto store = meter.power()->store();
    const QJsonObject truth = meter.truth();
    const double samples = truth.value(QLatin1String("samples")).toDouble();
    QVERIFY(samples >= double(store->endIndex()));
    const double expected = truth.value(QLatin1String("coulombs")).toDouble() / (samples / 1e5);
    const double mean = store->stats(0, 0, store->endIndex()).mean;
    QVERIFY2(std::abs(mean - expected) < 0.05 * expected,
        qPrintable(QStringLiteral("measured %1 A, drawn %2 A").arg(mean).arg(expected)));
    if (truth.value(QLatin1String("lost")).toInt() == 0)
        QCOMPARE(store->lostSamples(), std::uint64_t(0));
}

void TestPpk2Kit::sourceAndSwitch()
{
    Meter meter;
    QVERIFY(meter.open());
    const auto power = meter.power();
    const auto settings = meter.bench.session->powerMeter();
    VERIFY_OK(settings->setMode(PowerMeter::Mode::Source)); // the board is off
    VERIFY_OK(AWAIT(power->start(0, meter.bench.never)));
    QVERIFY(meter.waitFor(50'000));
    VERIFY_OK(AWAIT(power->stop()));
    const double off = power->store()->stats(0, 1000, power->store()->endIndex()).mean;
    QVERIFY2(std::abs(off) < 1e-6, qPrintable(QString::number(off)));
    // The same power takes less current at a higher voltage.
    std::array<double, 2> watts{};
    for (std::size_t i = 0; i < watts.size(); ++i) {
        VERIFY_OK(settings->setSourceMilliVolts(i == 0 ? 3000 : 5000));
        VERIFY_OK(settings->setDutPower(true));
        const auto store = power->store(); // goes on over a stop and a start
        const std::uint64_t from = store->endIndex();
        VERIFY_OK(AWAIT(power->start(0, meter.bench.never)));
        QVERIFY(meter.waitFor(from + 400'000));
        VERIFY_OK(AWAIT(power->stop()));
        QCOMPARE(power->store(), store);
        const std::vector<SampleGap> gaps = store->gaps();
        const auto pause = std::ranges::find(gaps, from, &SampleGap::firstIndex);
        QVERIFY(pause != gaps.end() && pause->cause == SampleGap::Cause::NotMeasured); // which is no loss
        QVERIFY(std::abs(store->stats(1, from, store->endIndex()).mean - (i == 0 ? 3.0 : 5.0)) < 1e-6);
        watts[i] = store->stats(3, from, store->endIndex()).mean;
        QVERIFY(watts[i] > 1e-3);
    }
    QVERIFY2(watts[1] > 0.3 * watts[0] && watts[1] < 3 * watts[0],
        qPrintable(QStringLiteral("%1 W, %2 W").arg(watts[0]).arg(watts[1])));
}

void TestPpk2Kit::losses_data()
{
    QTest::addColumn<int>("count");
    QTest::newRow("one") << 1;
    QTest::newRow("as the counter tells") << 37;
    QTest::newRow("a multiple of 64") << 6400;
    QTest::newRow("both") << 6437;
}

void TestPpk2Kit::losses()
{
    QFETCH(int, count);
    Meter meter(QStringLiteral("ppk2-lose=%1").arg(count));
    QVERIFY(meter.open());
    VERIFY_OK(AWAIT(meter.power()->start(0, meter.bench.never)));
    QVERIFY(meter.waitFor(1'000'000));
    const auto store = meter.power()->store();
    VERIFY_OK(AWAIT(meter.power()->stop()));
    QVERIFY(meter.waitForTruth());
    const auto lost = std::uint64_t(meter.truth().value(QLatin1String("lost")).toInteger());
    QVERIFY(lost >= std::uint64_t(count));
    if (lost > std::uint64_t(count))
        QSKIP("this machine was too busy to read all that the meter sent");
    QCOMPARE(store->lostSamples(), lost);
}

void TestPpk2Kit::unplugged()
{
    Meter meter(QStringLiteral("unplug@12s,for=1s"));
    QVERIFY(meter.open());
    VERIFY_OK(AWAIT(meter.power()->start(0, meter.bench.never)));
    QVERIFY(meter.waitFor(20'000));
    const auto store = meter.power()->store();
    QTRY_COMPARE_WITH_TIMEOUT(meter.bench.session->state(), SessionState::Lost, 60000);
    QVERIFY(meter.power()->running());
    const std::uint64_t before = store->endIndex();
    VERIFY_OK(AWAIT(meter.bench.session->waitConnected(60000, meter.bench.never)));
    QTRY_VERIFY_WITH_TIMEOUT(store->endIndex() > before + 150'000, 60000);
    QCOMPARE(meter.power()->store(), store);
    const std::vector<SampleGap> gaps = store->gaps();
    QVERIFY(!gaps.empty());
    const auto gap = std::ranges::find(gaps, before, &SampleGap::firstIndex);
    QVERIFY(gap != gaps.end());
    QVERIFY(gap->cause == SampleGap::Cause::LinkLost);
    QVERIFY(gap->count > 50'000); // most of a second
}

void TestPpk2Kit::closedWhileItMeasures()
{
    Meter meter;
    QVERIFY(meter.open());
    VERIFY_OK(AWAIT(meter.power()->start(0, meter.bench.never)));
    QVERIFY(meter.waitFor(20'000));
    const auto power = meter.power();
    meter.bench.session->close(); // the meter goes on streaming
    QVERIFY(!power->running());
    // The thread of the port gives it free in its own time.
    QVERIFY(QTest::qWaitFor([&] { return AWAIT(meter.bench.session->open(meter.bench.never)).has_value(); }, 30000));
    VERIFY_OK(AWAIT(meter.power()->start(0, meter.bench.never)));
    QVERIFY(meter.waitFor(20'000));
    QVERIFY(power->store() != meter.power()->store());
    // The process is killed while a start is under way.
    QCoro::Task<Result<StreamGrant>> starting = meter.power()->start(0, meter.bench.never);
    meter.bench.kit.killHard();
    QFile::remove(meter.path());
    COMPARE_FAULT(AWAIT(std::move(starting)), Fault::LinkLost);
}

QTEST_GUILESS_MAIN(TestPpk2Kit)
#include "tst_ppk2_kit.moc"
