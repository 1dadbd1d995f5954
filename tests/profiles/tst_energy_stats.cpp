// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/energy/energy_stats.h"

#include "device_link/capture/sample_store.h"

#include <QTest>

#include <cmath>
#include <cstring>

using device_link::SampleGap;
using device_link::SampleStore;

namespace {

constexpr double kVolts = 3.7;

/// As a PPK2 gives it: nanoamperes and the millivolts that are set.
std::shared_ptr<SampleStore> meterStore()
{
    device_link::SampleStreamInfo info;
    info.channels = {{"current", "A", 32, 0, {{1e-9, 0}}}, {"voltage", "V", 16, 0, {{1e-3, 0}}}};
    info.rateHz = 100'000;
    info.rateNum = 100'000;
    info.bootId = 1;
    return std::make_shared<SampleStore>(info);
}

/// A board that is off: noise of 100 nA around 2 nA. millivolts: of each sample, by its index.
template <typename Millivolts>
void fill(SampleStore &store, Millivolts millivolts)
{
    std::vector<std::uint8_t> frames;
    std::uint32_t random = 1;
    for (std::uint32_t i = 0; i < 20'000; ++i) {
        random = random * 1'664'525 + 1'013'904'223;
        const std::int32_t current = std::int32_t(random >> 8) % 204 - 100 + (random >> 30 == 0 ? 8 : 0);
        const std::uint16_t volts = millivolts(i);
        std::uint8_t bytes[6];
        std::memcpy(bytes, &current, 4);
        std::memcpy(bytes + 4, &volts, 2);
        frames.insert(frames.end(), std::begin(bytes), std::end(bytes));
    }
    QVERIFY(store.append(0, 0, frames, SampleGap::Cause::KitDropped));
}

bool near(double a, double b) { return std::abs(a - b) <= 1e-9 * std::abs(b); }

} // namespace

class TestEnergyStats : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void energyIsChargeTimesASetVoltage();
    void voltageThatChangesCountsSampleBySample();
    void percentilesStayWithinWhatWasMeasured();
    void pausesAreNoLoss();
};

void TestEnergyStats::energyIsChargeTimesASetVoltage()
{
    const auto store = meterStore();
    fill(*store, [](std::uint32_t) { return std::uint16_t(3700); });
    const auto stats = profiles::energyStats(*store, 0, 20'000);
    QVERIFY(stats && stats->powerW && stats->energyJ);
    QVERIFY(std::abs(stats->currentA.mean) < 1e-7 && stats->currentA.mean != 0);
    QVERIFY(near(*stats->energyJ, stats->chargeC * kVolts));
    QVERIFY(near(stats->powerW->mean, stats->currentA.mean * kVolts));
    QVERIFY(near(stats->powerW->min, stats->currentA.min * kVolts));
    QVERIFY(near(stats->powerW->max, stats->currentA.max * kVolts));
    const std::size_t power = *profiles::powerChannel(*store);
    const auto whole = profiles::channelStats(*store, power, 0, 20'000);
    QVERIFY(near(whole.stddev, store->stats(0, 0, 20'000).stddev * kVolts));
    constexpr std::array<double, 2> kParts{0.05, 0.95};
    const std::vector<double> watts = profiles::channelPercentiles(*store, power, 0, 20'000, kParts);
    const std::vector<double> amperes = store->percentiles(0, 0, 20'000, kParts);
    QCOMPARE(watts.size(), std::size_t(2));
    QVERIFY(near(watts[0], amperes[0] * kVolts) && near(watts[1], amperes[1] * kVolts));
    QCOMPARE(profiles::channelStats(*store, 0, 0, 20'000).mean, store->stats(0, 0, 20'000).mean); // not of the power
}

void TestEnergyStats::voltageThatChangesCountsSampleBySample()
{
    const auto store = meterStore();
    fill(*store, [](std::uint32_t i) { return std::uint16_t(i < 10'000 ? 3700 : 1800); });
    const std::size_t power = *profiles::powerChannel(*store);
    const auto all = profiles::channelStats(*store, power, 0, 20'000);
    QCOMPARE(all.mean, store->stats(power, 0, 20'000).mean);
    // Each half has one voltage.
    const auto half = profiles::channelStats(*store, power, 10'000, 20'000);
    QVERIFY(near(half.mean, store->stats(0, 10'000, 20'000).mean * 1.8));
}

/// Words of 32 bits are counted in coarse steps: the 99th percentile of 1, 2, 3, 4 uA came out above 4 uA.
void TestEnergyStats::percentilesStayWithinWhatWasMeasured()
{
    auto info = meterStore()->info();
    info.channels[0].ranges = {{2e-15, 0}}; // as an import makes it of such values
    const auto store = std::make_shared<SampleStore>(info);
    std::vector<std::uint8_t> frames;
    for (const std::int32_t current : {500'000'000, 1'000'000'000, 1'500'000'000, 2'000'000'000}) {
        const std::uint16_t volts = 3700;
        std::uint8_t bytes[6];
        std::memcpy(bytes, &current, 4);
        std::memcpy(bytes + 4, &volts, 2);
        frames.insert(frames.end(), std::begin(bytes), std::end(bytes));
    }
    QVERIFY(store->append(0, 0, frames, SampleGap::Cause::KitDropped));
    constexpr std::array<double, 4> kParts{0.0, 0.5, 0.95, 0.99};
    for (const std::size_t channel : {std::size_t(0), *profiles::powerChannel(*store)}) {
        const auto stats = profiles::channelStats(*store, channel, 0, 4);
        for (const double value : profiles::channelPercentiles(*store, channel, 0, 4, kParts))
            QVERIFY2(value >= stats.min && value <= stats.max, qPrintable(QString::number(value, 'g', 12)));
    }
}

/// What the user's own stop left out is told apart from what was lost.
void TestEnergyStats::pausesAreNoLoss()
{
    const auto store = meterStore();
    using Cause = SampleGap::Cause;
    const std::vector<std::uint8_t> frames(1000 * store->info().bytesPerFrame(), 0);
    QVERIFY(store->append(0, 0, frames));
    QVERIFY(store->append(3'000, 30'000'000, frames, Cause::NotMeasured));
    QVERIFY(store->append(4'100, 41'000'000, frames, Cause::LinkLost));
    QCOMPARE(profiles::measuredNs(*store), std::int64_t(31'000'000)); // 3100 of 10 us, 100 lost among them
    struct Range {
        std::uint64_t first, last, missing, paused;
    };
    for (const Range &range : {Range{0, 5'100, 2'100, 2'000}, Range{500, 1'500, 500, 500},
             Range{2'500, 4'050, 550, 500}, Range{3'000, 5'000, 100, 0}, Range{0, 900, 0, 0}}) {
        const auto energy = profiles::energyStats(*store, range.first, range.last);
        QVERIFY(energy);
        QCOMPARE(energy->missing, range.missing);
        QCOMPARE(energy->paused, range.paused);
        QCOMPARE(energy->lost(), range.missing - range.paused);
    }
}

QTEST_GUILESS_MAIN(TestEnergyStats)
#include "tst_energy_stats.moc"
