// SPDX-License-Identifier: GPL-3.0-or-later
#include "virtual_kit/kernel/random.h"
#include "virtual_kit/kernel/simulation.h"
#include "virtual_kit/physics/constants.h"
#include "virtual_kit/physics/host_model.h"
#include "virtual_kit/physics/network_profile.h"
#include "virtual_kit/physics/power_model.h"

#include <QTest>

#include <cmath>
#include <set>
#include <string>
#include <vector>

using namespace virtual_kit;

namespace {

/// Levels that change at odd times over four seconds.
PowerModel busyModel(std::uint64_t seed)
{
    PowerModel model(seed, Battery(200, 0.8, 0.3));
    Random random(seed, "test");
    SimTime t = 0;
    while (t < 4 * kSecond) {
        model.set(t, static_cast<PowerConsumer>(random.next() % kPowerConsumers), random.uniform(0.01, 0.3));
        t += static_cast<SimTime>(random.uniform(1.0, 40e6));
    }
    model.settle(4 * kSecond);
    return model;
}

struct Samples {
    std::vector<float> amps, volts;
};

Samples renderAll(const PowerModel &model, std::int64_t rate, std::size_t count, std::size_t block, SimTime start = 0)
{
    Samples all{std::vector<float>(count), std::vector<float>(count)};
    for (std::size_t at = 0; at < count; at += block) {
        const std::size_t size = std::min(block, count - at);
        model.render(start, rate, 1, at, std::span(all.amps).subspan(at, size), std::span(all.volts).subspan(at, size));
    }
    return all;
}

} // namespace

class TstPowerModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void integralAgreesWithSamples_data()
    {
        QTest::addColumn<qint64>("rate");
        QTest::newRow("10 kHz") << qint64{10'000};
        QTest::newRow("100 kHz") << qint64{100'000};
        QTest::newRow("odd rate") << qint64{33'333};
    }
    void integralAgreesWithSamples()
    {
        QFETCH(qint64, rate);
        const PowerModel model = busyModel(5);
        const auto count = static_cast<std::size_t>(4 * rate);
        const Samples samples = renderAll(model, rate, count, 1000);
        double coulombs = 0, joules = 0;
        for (std::size_t i = 0; i < count; ++i) {
            coulombs += static_cast<double>(samples.amps[i]);
            joules += static_cast<double>(samples.amps[i]) * static_cast<double>(samples.volts[i]);
        }
        coulombs /= static_cast<double>(rate);
        joules /= static_cast<double>(rate);
        const PowerTotals totals = model.totalsAt(4 * kSecond);
        QVERIFY2(std::abs(coulombs / totals.coulombs - 1) < 0.001, qPrintable(QString::number(coulombs)));
        QVERIFY2(std::abs(joules / totals.joules - 1) < 0.001, qPrintable(QString::number(joules)));
        double parts = 0;
        for (const double part : totals.joulesOf)
            parts += part;
        QVERIFY(std::abs(parts - totals.joules) < 1e-9);
    }

    void blocksDoNotMatter()
    {
        const PowerModel model = busyModel(6);
        const Samples whole = renderAll(model, 77'777, 20'000, 20'000, 123'456);
        for (const std::size_t block : {std::size_t{1}, std::size_t{7}, std::size_t{999}}) {
            const Samples pieces = renderAll(model, 77'777, 20'000, block, 123'456);
            QVERIFY(pieces.amps == whole.amps);
            QVERIFY(pieces.volts == whole.volts);
        }
        const PowerModel same = busyModel(6);
        QVERIFY(renderAll(same, 77'777, 20'000, 20'000, 123'456).amps == whole.amps);
        const PowerModel other = busyModel(7);
        QVERIFY(renderAll(other, 77'777, 20'000, 20'000, 123'456).amps != whole.amps);
    }

    void currentAloneIsTheSame()
    {
        const PowerModel model = busyModel(8);
        const Samples both = renderAll(model, 10'000, 500, 500);
        std::vector<float> amps(500);
        model.render(0, 10'000, 1, 0, amps, {});
        QVERIFY(amps == both.amps);
    }

    void edgesFallWhereTheyShould()
    {
        PowerModel model(1, Battery(500, 0.5, 0.2));
        model.set(0, PowerConsumer::Host, 0.010);
        model.set(1'500'000, PowerConsumer::Modem, 0.200);      // half way between samples 1 and 2 of 1 kHz
        model.set(5 * kMillisecond, PowerConsumer::Modem, 0.0); // exactly at sample 5
        const Samples samples = renderAll(model, 1000, 8, 3);
        const std::vector<double> levels{10, 10, 210, 210, 210, 10, 10, 10};
        for (std::size_t i = 0; i < levels.size(); ++i)
            QVERIFY2(std::abs(1000.0 * static_cast<double>(samples.amps[i]) - levels[i]) < 15.0,
                qPrintable(QStringLiteral("%1: %2").arg(i).arg(static_cast<double>(samples.amps[i]))));
    }

    void rationalRatesKeepTime()
    {
        PowerModel model(1, Battery(500, 0.5, 0.2));
        model.set(0, PowerConsumer::Host, 0.010);
        model.set(kSecond, PowerConsumer::Host, 0.200);
        std::vector<float> amps(11); // 10/3 Hz: sample 4 lies 1.2 s after the start, sample 3 at 0.9 s
        model.render(0, 10, 3, 0, amps, {});
        QVERIFY(amps[3] < 0.1f);
        QVERIFY(amps[4] > 0.1f);
    }

    void batterySags()
    {
        PowerModel model(1, Battery(100, 0.9, 0.5));
        const double rest = model.voltsAt(0);
        model.set(kSecond, PowerConsumer::Modem, 0.3);
        QVERIFY(std::abs(rest - model.voltsAt(kSecond) - 0.15) < 1e-6);
        for (SimTime t = 2 * kSecond; t <= 600 * kSecond; t += kSecond)
            model.settle(t);
        // 0.3 A for 599 s out of 100 mAh
        QVERIFY(std::abs(model.battery().charge() - (0.9 - 0.3 * 599 / 360.0)) < 1e-9);
        QVERIFY(model.voltsAt(600 * kSecond) < rest - 0.15);
    }

    void historyIsBounded()
    {
        PowerModel model(1, Battery(100, 0.9, 0.5));
        for (SimTime t = 0; t < 60 * kSecond; t += kMillisecond)
            model.set(t, PowerConsumer::Modem, (t / kMillisecond) % 2 == 0 ? 0.1 : 0.2);
        QVERIFY(model.now() - model.oldest() >= 4 * kSecond);
        QVERIFY(model.now() - model.oldest() <= PowerModel::kHistory + kMillisecond);
        std::vector<float> amps(4);
        model.render(0, 1000, 1, 0, amps, {}); // long gone: the oldest level kept
        QVERIFY(amps[0] > 0.05f && amps[0] < 0.25f);
    }

    void constantsAreTagged()
    {
        std::set<std::string> ids;
        for (const Constant &row : constants()) {
            const std::string id(row.id);
            QVERIFY2(ids.insert(id).second, id.c_str());
            QVERIFY2(id.find('.') != std::string::npos, id.c_str());
            QVERIFY2(!row.unit.empty() && !row.source.empty(), id.c_str());
            QVERIFY2(std::isfinite(row.value), id.c_str());
            QVERIFY2(!name(row.provenance).empty(), id.c_str());
            QVERIFY(findConstant(row.id) == &row);
        }
        QCOMPARE(findConstant("cat1.nothing"), nullptr);
        QCOMPARE(constant("core", "metro_ms"), 1.0);
        QCOMPARE(constant("core", "province_ms"), 5.0);
        QCOMPARE(constant("core", "nation_ms"), 20.0);
        // What no source states must not claim one.
        QVERIFY(findConstant("redcap.idle_ma")->provenance == Provenance::Assumed);
        QVERIFY(findConstant("cat1.idle_ma")->provenance == Provenance::Sourced);
    }

    void profilesComeFromTheTable()
    {
        for (const NetworkKind kind :
            {NetworkKind::Cat1, NetworkKind::LteM, NetworkKind::RedCap, NetworkKind::BleTether}) {
            const NetworkProfile p = networkProfile(kind);
            const double awake = static_cast<double>(p.pagingAwake) / static_cast<double>(p.pagingPeriod);
            const double idle = p.pagingAmps * awake + p.sleepAmps * (1 - awake);
            QVERIFY(std::abs(idle * 1000 - constant(name(kind), "idle_ma")) < 1e-9);
            QVERIFY(p.sleepAmps > 0);
            QVERIFY(p.hold <= p.tail || p.tail == 0);
            if (p.drxCycle > 0) {
                const double on = static_cast<double>(p.drxOn) / static_cast<double>(p.drxCycle);
                const double mean = p.drxOnAmps * on + p.drxSleepAmps * (1 - on);
                QVERIFY(std::abs(mean * 1000 - constant(name(kind), "drx_ma")) < 1e-9);
            }
            QCOMPARE(networkKindFromName(name(kind)), kind);
        }
        QVERIFY(!networkKindFromName("5g"));
        QVERIFY(batteryOf(DeviceKind::Glasses, 1).capacityMah() < batteryOf(DeviceKind::Toy, 1).capacityMah());
    }
};

QTEST_GUILESS_MAIN(TstPowerModel)
#include "tst_power_model.moc"
