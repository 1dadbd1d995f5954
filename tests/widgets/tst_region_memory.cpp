// SPDX-License-Identifier: GPL-3.0-or-later
// Figures of a region stay when its samples leave memory, and are told as what they are.
#include "lagging_kit.h"
#include "power_bench.h"

#include "profiles/energy/energy_per_token.h"
#include "widgets/common/text_label.h"
#include "widgets/kit/kit_context.h"
#include "widgets/power/figure_roles.h"
#include "widgets/power/region_memory.h"
#include "widgets/power/region_table_model.h"

#include <QTest>

#include <algorithm>

using namespace test_power;
using widgets::KitContext;
using widgets::RegionMemory;
using widgets::RegionTableModel;

namespace {

constexpr std::size_t kSmall = std::size_t(3) << 20;

/// A kit whose samples a test appends, in a store that soon forgets.
struct MemoryBench {
    MemoryBench()
    {
        device_link::SampleStreamInfo info = session->power->samples->info();
        session->power->samples = std::make_shared<SampleStore>(info, kSmall);
        kit = std::make_shared<KitContext>(session);
        regions = kit->model<RegionModel>();
        memory = kit->model<RegionMemory>();
        table.setKit(kit);
    }
    ~MemoryBench() { table.setKit(nullptr); }
    void grow(std::uint64_t samples)
    {
        const std::uint64_t end = store().endIndex();
        fill(store(), end, end + samples);
        memory->take();
    }
    /// Until the oldest sample is younger than that.
    void forgetUntil(std::int64_t ns)
    {
        while (store().kitTimeOf(store().beginIndex()) <= ns)
            grow(50'000);
    }
    [[nodiscard]] SampleStore &store() const { return *session->power->samples; }

    std::shared_ptr<test_kit::LaggingKit> session = std::make_shared<test_kit::LaggingKit>();
    std::shared_ptr<KitContext> kit;
    RegionModel *regions;
    RegionMemory *memory;
    RegionTableModel table;
};

} // namespace

class TestRegionMemory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void figuresOutliveTheirSamples();
    void unfinishedRegionIsNotRemembered();
    void quietestTenthIsAMean();
    void missingSamplesHaveNoPriceInEnergy();
};

void TestRegionMemory::figuresOutliveTheirSamples()
{
    MemoryBench bench;
    bench.regions->append(10 * kSecond, 12 * kSecond, QStringLiteral("kept"));
    bench.grow(60'000);
    const profiles::RegionStats before = bench.memory->statsOf(bench.regions->region(0));
    QVERIFY(before.complete() && !before.remembered && before.energy->count == 2000);
    QTRY_VERIFY(bench.memory->percentilesOf(bench.regions->region(0)).has_value());
    const auto percentiles = *bench.memory->percentilesOf(bench.regions->region(0));

    bench.forgetUntil(12 * kSecond);
    QVERIFY(!profiles::regionStats(bench.store(), 10 * kSecond, 12 * kSecond).energy); // nothing of it is left
    const profiles::RegionStats after = bench.memory->statsOf(bench.regions->region(0));
    QVERIFY(after.remembered && after.complete());
    QCOMPARE(after.energy->chargeC, before.energy->chargeC);
    QCOMPARE(after.energy->energyJ, before.energy->energyJ);
    QCOMPARE(after.quietestA, before.quietestA);
    bench.table.refresh(0, 0);
    QCOMPARE(bench.table.percentiles(0)->p95A, percentiles.p95A);
    QVERIFY(bench.table.value(0, RegionTableModel::Charge) != QString(widgets::kEmDash));
    // What was taken is of that stretch: another one has nothing.
    QVERIFY(!bench.memory->statsOf({10 * kSecond, 11 * kSecond}).energy);
    // It is told where the figures are.
    const QString why = bench.table.index(0, RegionTableModel::Charge).data(Qt::ToolTipRole).toString();
    QVERIFY2(why.contains(QStringLiteral("no longer in memory")), qPrintable(why));
    const widgets::RegionReport report = widgets::reportOf(*bench.kit, bench.regions->region(0), {});
    QVERIFY(widgets::regionCaveats(report).join(u' ').contains(QStringLiteral("no longer in memory")));
}

void TestRegionMemory::unfinishedRegionIsNotRemembered()
{
    MemoryBench bench;
    bench.grow(11'000);
    bench.regions->append(10 * kSecond, 12 * kSecond, QStringLiteral("not yet over"));
    bench.memory->take();
    QVERIFY(bench.memory->statsOf(bench.regions->region(0)).endsLater);
    // The row says that it is not all there.
    bench.table.refresh(0, 0);
    const QModelIndex duration = bench.table.index(0, RegionTableModel::Duration);
    QCOMPARE(duration.data(widgets::ToneRole).toInt(), int(widgets::Tone::Warn));
    QVERIFY(!duration.data(Qt::ToolTipRole).toString().isEmpty());
    bench.grow(49'000);
    bench.forgetUntil(12 * kSecond);
    const profiles::RegionStats after = bench.memory->statsOf(bench.regions->region(0));
    QCOMPARE(after.energy->count, std::uint64_t(2000)); // of when it was over, not of when it began to be
    bench.table.refresh(0, 0);
    QCOMPARE(duration.data(widgets::ToneRole).toInt(), int(widgets::Tone::Text));
}

void TestRegionMemory::quietestTenthIsAMean()
{
    const auto store = emptyStore(1000);
    std::vector<float> values;
    for (int i = 0; i < 10'000; ++i) { // 20 mA; from 4 s to 6 s 1 mA and a spike down to 0
        const bool quiet = i >= 4000 && i < 6000;
        values.insert(values.end(), {quiet ? (i % 2 == 0 ? 0.002F : 0.0F) : i == 9000 ? 0.0F : 0.02F, 3.8F});
    }
    QVERIFY(store->append(0, 0, values));
    const profiles::RegionStats stats = profiles::regionStats(*store, 0, 10 * kSecond);
    QVERIFY(std::abs(stats.quietestA - 0.001) < 1e-6); // neither the least sample nor the mean of all
    QCOMPARE(stats.energy->currentA.min, 0.0);
    // A stretch with samples missing does not count as quiet.
    const auto holed = emptyStore(1000);
    QVERIFY(holed->append(0, 0, std::vector<float>(2 * 4000, 0.02F)));
    QVERIFY(holed->append(6000, 6 * kSecond, std::vector<float>(2 * 4000, 0.03F)));
    QVERIFY(std::abs(profiles::regionStats(*holed, 0, 10 * kSecond).quietestA - 0.02) < 1e-6);
    // Too short to have parts: its mean.
    const profiles::RegionStats brief = profiles::regionStats(*store, 3 * kSecond, 3 * kSecond + 5'000'000);
    QCOMPARE(brief.quietestA, brief.energy->currentA.mean);
}

/// All tokens of a stretch over the energy of what is left of it would make each too cheap, in a view as in a region.
void TestRegionMemory::missingSamplesHaveNoPriceInEnergy()
{
    const auto store = emptyStore(1000);
    fill(*store, 0, 2000);
    fill(*store, 3000, 5000);
    const auto whole = profiles::energyStats(*store, 0, 2000);
    QVERIFY(std::abs(*profiles::energyPerTokenMj(whole, 4) - *whole->energyJ * 1e3 / 4) < 1e-9);
    QVERIFY(!profiles::energyPerTokenMj(whole, 0));
    QVERIFY(!profiles::energyPerTokenMj(profiles::energyStats(*store, 1000, 4000), 4));
    QVERIFY(!profiles::energyPerTokenMj(std::nullopt, 4));
}

QTEST_MAIN(TestRegionMemory)
#include "tst_region_memory.moc"
