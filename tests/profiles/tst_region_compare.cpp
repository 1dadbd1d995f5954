// SPDX-License-Identifier: GPL-3.0-or-later
// Two stretches of samples laid over each other: columns, their difference, and the figures beside each other.
#include "device_link/capture/sample_store.h"
#include "profiles/energy/aligned_columns.h"
#include "profiles/energy/region_comparison.h"

#include <QTest>

#include <cmath>
#include <numeric>

using namespace profiles;
using device_link::SampleColumn;
using device_link::SampleStore;

namespace {

constexpr std::int64_t kMs = 1'000'000;
constexpr std::int64_t kSecond = 1'000 * kMs;

/// 1 kS/s; sample i is value(i) mA at 4 V. Samples in [gapFrom, gapTo) are lost.
template <typename Value>
std::shared_ptr<SampleStore> storeOf(
    std::uint64_t count, Value value, std::uint64_t gapFrom = 0, std::uint64_t gapTo = 0)
{
    device_link::SampleStreamInfo info;
    info.channels = {{"current", "A"}, {"voltage", "V"}};
    info.rateHz = 1000;
    info.rateNum = 1000;
    info.bootId = 1;
    auto store = std::make_shared<SampleStore>(info, SampleStore::kDefaultBudget);
    constexpr std::uint64_t kBlock = 100;
    for (std::uint64_t first = 0; first < count; first += kBlock) {
        if (first >= gapFrom && first < gapTo)
            continue;
        std::vector<float> values;
        for (std::uint64_t i = first; i < first + kBlock; ++i)
            values.insert(values.end(), {static_cast<float>(value(i)) * 1e-3F, 4.0F});
        if (!store->append(first, static_cast<std::int64_t>(first) * kMs, values))
            return nullptr;
    }
    return store;
}

/// 5 mA, and 105 mA from 200 ms to 300 ms of each second.
double pulses(std::uint64_t i) { return i % 1000 >= 200 && i % 1000 < 300 ? 105 : 5; }

double ramp(std::uint64_t i) { return static_cast<double>(i % 5000); }

std::uint64_t samplesIn(const std::vector<SampleColumn> &columns)
{
    return std::accumulate(columns.begin(), columns.end(), std::uint64_t(0),
        [](std::uint64_t sum, const SampleColumn &column) { return sum + column.count; });
}

bool near(double a, double b, double within = 1e-5) { return std::abs(a - b) <= within; }

} // namespace

class TestRegionCompare : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachSampleInItsColumn();
    void manySamplesPerColumn();
    void fewerSamplesThanColumns();
    void nothingOutsideTheStretch();
    void sameStretchHasNoDifference();
    void shiftMovesTheStretch();
    void gapsAreMasked();
    void differenceEndsWithTheShorter();
    void hostileRanges();
    void figuresBesideEachOther();
};

void TestRegionCompare::eachSampleInItsColumn()
{
    const auto store = storeOf(10'000, ramp);
    const AlignedStretch stretch{3 * kSecond, 4 * kSecond, 0};
    const auto columns = alignedColumns(*store, 0, stretch, 0, kSecond, 500);
    QCOMPARE(samplesIn(columns), std::uint64_t(1000));
    for (std::size_t i = 0; i < columns.size(); ++i) {
        QCOMPARE(columns[i].count, std::uint64_t(2));
        QVERIFY(near(columns[i].mean, (3000.5 + 2.0 * double(i)) * 1e-3));
        QVERIFY(near(double(columns[i].min), (3000 + 2.0 * double(i)) * 1e-3));
    }
}

void TestRegionCompare::manySamplesPerColumn()
{
    const auto store = storeOf(20'000, ramp);
    // 4000 samples in 40 columns of 100; edges may be an eighth of a column off.
    const auto columns
        = alignedColumns(*store, 0, {5 * kSecond + 37 * kMs, 9 * kSecond + 37 * kMs, 0}, 0, 4 * kSecond, 40);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        QVERIFY(near(double(columns[i].count), 100, 14));
        QVERIFY(near(columns[i].mean, (37 + 49.5 + 100.0 * double(i)) * 1e-3, 0.0126));
    }
}

void TestRegionCompare::fewerSamplesThanColumns()
{
    const auto store = storeOf(10'000, ramp);
    const auto columns = alignedColumns(*store, 0, {2 * kSecond, 3 * kSecond, 0}, 100 * kMs, 110 * kMs, 100);
    QCOMPARE(samplesIn(columns), std::uint64_t(10));
    for (std::size_t i = 0; i < columns.size(); ++i)
        QCOMPARE(columns[i].count, std::uint64_t(i % 10 == 0 ? 1 : 0));
    QVERIFY(near(columns[50].mean, 2.105));
    // A column without a sample of its own still has a difference, up to the last sample.
    const auto none = columnDifference(columns, columns);
    QVERIFY(none[55].count == 1 && near(none[55].mean, 0));
    QCOMPARE(none[95].count, std::uint64_t(0));
}

void TestRegionCompare::nothingOutsideTheStretch()
{
    const auto store = storeOf(10'000, pulses);
    for (const std::size_t count : {20UL, 400UL, 4000UL}) {
        const auto columns = alignedColumns(*store, 0, {3 * kSecond, 4 * kSecond, 0}, -kSecond, 3 * kSecond, count);
        for (std::size_t i = 0; i < count; ++i)
            QVERIFY2((i >= count / 4 && i < count / 2) || columns[i].count == 0, qPrintable(QString::number(i)));
        QVERIFY(near(double(samplesIn(columns)), 1000, 5));
    }
    // Where the store holds a part of the stretch alone, so do the columns.
    const auto late = alignedColumns(*store, 0, {9 * kSecond, 11 * kSecond, 0}, 0, 2 * kSecond, 20);
    QVERIFY(late[9].count > 0 && late[10].count == 0);
}

void TestRegionCompare::sameStretchHasNoDifference()
{
    const auto store = storeOf(60'000, pulses);
    // The same second after second, at places that do not lie on one grid.
    for (const std::size_t count : {37UL, 300UL, 1000UL, 1700UL}) {
        const auto a = alignedColumns(*store, 0, {1 * kSecond, 21 * kSecond, 0}, 0, 20 * kSecond, count);
        const auto b = alignedColumns(*store, 0, {34 * kSecond, 54 * kSecond, 0}, 0, 20 * kSecond, count);
        const auto same = columnDifference(a, a);
        const auto difference = columnDifference(a, b);
        double sum = 0;
        for (std::size_t i = 0; i < count; ++i) {
            QCOMPARE(same[i].mean, 0.0);
            QCOMPARE(difference[i].count, std::uint64_t(1));
            QVERIFY(std::abs(difference[i].mean) <= 0.1 / 8 + 1e-6); // an eighth of the edge of a pulse
            sum += difference[i].mean;
        }
        QVERIFY(std::abs(sum / double(count)) < 1e-4);
    }
}

void TestRegionCompare::shiftMovesTheStretch()
{
    const auto store = storeOf(10'000, pulses);
    const auto b = alignedColumns(*store, 0, {3 * kSecond, 4 * kSecond, 50 * kMs}, 0, 2 * kSecond, 2000);
    QVERIFY(b[49].count == 0 && b[50].count == 1 && b[1049].count == 1 && b[1050].count == 0);
    QVERIFY(near(b[249].mean, 0.005) && near(b[250].mean, 0.105)); // the pulse of 200 ms
    const auto a = alignedColumns(*store, 0, {3 * kSecond, 4 * kSecond, 0}, 0, 2 * kSecond, 2000);
    const auto difference = columnDifference(a, b);
    QVERIFY(near(difference[220].mean, 0.1) && near(difference[320].mean, -0.1) && near(difference[270].mean, 0));
    QCOMPARE(difference[49].count, std::uint64_t(0));
    const AlignedStretch back{0, kSecond, -kSecond};
    QCOMPARE(back.fromNs(), -kSecond);
    QCOMPARE(back.toNs(), std::int64_t(0));
}

void TestRegionCompare::gapsAreMasked()
{
    const auto whole = storeOf(10'000, pulses);
    const auto holed = storeOf(10'000, pulses, 3400, 3600);
    for (const std::size_t count : {100UL, 1000UL, 3000UL}) { // read as a view, and sample by sample
        const auto a = alignedColumns(*whole, 0, {3 * kSecond, 4 * kSecond, 0}, 0, kSecond, count);
        const auto b = alignedColumns(*holed, 0, {3 * kSecond, 4 * kSecond, 0}, 0, kSecond, count);
        const auto difference = columnDifference(a, b);
        QVERIFY(!a[count / 2].gap && b[count / 2].gap && difference[count / 2].gap);
        QCOMPARE(difference[count / 2].count, std::uint64_t(0));
        QVERIFY(difference[count * 3 / 10 + 1].count == 1 && difference[count * 7 / 10 + 1].count == 1);
        QCOMPARE(columnDifference(b, a)[count / 2].count, std::uint64_t(0));
    }
}

void TestRegionCompare::differenceEndsWithTheShorter()
{
    const auto store = storeOf(10'000, pulses);
    const auto a = alignedColumns(*store, 0, {0, 4 * kSecond, 0}, 0, 4 * kSecond, 400);
    const auto b = alignedColumns(*store, 0, {0, 2 * kSecond, 0}, 0, 4 * kSecond, 400);
    const auto difference = columnDifference(a, b);
    QVERIFY(difference[198].count == 1 && difference[202].count == 0 && !difference[202].gap);
    QVERIFY(columnDifference(a, {}).empty());
}

void TestRegionCompare::hostileRanges()
{
    const auto store = storeOf(1000, pulses);
    const std::int64_t most = std::numeric_limits<std::int64_t>::max() / 4;
    QVERIFY(alignedColumns(*store, 0, {0, kSecond, 0}, 0, kSecond, 0).empty());
    QCOMPARE(samplesIn(alignedColumns(*store, 0, {0, kSecond, 0}, kSecond, 0, 10)), std::uint64_t(0));
    QCOMPARE(samplesIn(alignedColumns(*store, 0, {kSecond, 0, 0}, 0, kSecond, 10)), std::uint64_t(0));
    QCOMPARE(samplesIn(alignedColumns(*store, 9, {0, kSecond, 0}, 0, kSecond, 10)), std::uint64_t(0));
    QCOMPARE(samplesIn(alignedColumns(*store, 0, {0, kSecond, most}, 0, kSecond, 10)), std::uint64_t(0));
    QCOMPARE(samplesIn(alignedColumns(*store, 0, {most / 2, most, 0}, 0, kSecond, 10)), std::uint64_t(0));
    const auto wide = alignedColumns(*store, 0, {0, most, 0}, -most, most, 10);
    QVERIFY(samplesIn(wide) <= 1000);
}

void TestRegionCompare::figuresBesideEachOther()
{
    const auto store = storeOf(10'000, pulses);
    const RegionStats one = regionStats(*store, 1 * kSecond, 3 * kSecond);               // 15 mA, 30 mC, 120 mJ
    const RegionStats other = regionStats(*store, 5 * kSecond + 300 * kMs, 6 * kSecond); // 5 mA, 3.5 mC, 14 mJ
    const RegionComparison compared = compareRegions(one, other);
    const auto figure = [&](RegionComparison::Figure which) { return compared.figures[which]; };
    QVERIFY(near(*figure(RegionComparison::Seconds).difference(), 1.3));
    QVERIFY(near(*figure(RegionComparison::AverageA).a, 0.015)
        && near(*figure(RegionComparison::AverageA).ratio(), 3, 1e-4));
    QVERIFY(near(*figure(RegionComparison::MaxA).difference(), 0.1));
    QVERIFY(near(*figure(RegionComparison::ChargeC).difference(), 0.0265));
    QVERIFY(near(*figure(RegionComparison::EnergyJ).a, 0.12) && near(*figure(RegionComparison::EnergyJ).b, 0.014));

    const RegionStats none = regionStats(*store, 20 * kSecond, 21 * kSecond);
    const RegionComparison half = compareRegions(one, none);
    QVERIFY(half.figures[RegionComparison::Seconds].ratio());
    QVERIFY(half.figures[RegionComparison::EnergyJ].a && !half.figures[RegionComparison::EnergyJ].b);
    QVERIFY(!half.figures[RegionComparison::EnergyJ].difference() && !half.figures[RegionComparison::EnergyJ].ratio());
    QVERIFY(!(ComparedFigure{1.0, 0.0}.ratio()) && !(ComparedFigure{-1.0, 2.0}.ratio()));
}

QTEST_APPLESS_MAIN(TestRegionCompare)
#include "tst_region_compare.moc"
