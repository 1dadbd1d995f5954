// SPDX-License-Identifier: GPL-3.0-or-later
// Lanes of the graph: the charge over time, and lanes that are put away.
#include "power_bench.h"

#include "widgets/common/theme.h"
#include "widgets/power/charge_lane.h"
#include "widgets/power/sample_trace.h"

#include <QImage>
#include <QTest>

using namespace test_power;

namespace {

struct LanesBench {
    LanesBench()
        : plot({Lane::Current, Lane::Voltage, Lane::Charge, Lane::Radio, Lane::Balance}, &clock)
    {
        plot.resize(900, 560);
        plot.setWindow(&window);
        plot.show();
    }
    void show(const std::shared_ptr<SampleStore> &store, double from, double to)
    {
        plot.setStore(store);
        window.setRange(std::int64_t(from * 1e9), std::int64_t(to * 1e9));
        plot.drawFrame();
    }
    /// Height of the highest and lowest painted row of the lane's colour in that column, from the lane's top.
    [[nodiscard]] std::optional<std::pair<int, int>> inkAt(double seconds)
    {
        const QRect lane = plot.laneRect(Lane::Charge);
        const QImage image = plot.grab().toImage();
        const int x = qRound(plot.pixelAtNs(std::int64_t(seconds * 1e9)));
        std::optional<std::pair<int, int>> found;
        for (int y = lane.top(); y <= lane.bottom(); ++y) {
            if (image.pixelColor(x, y) == widgets::theme().energy.mark)
                found = {found ? found->first : y - lane.top(), y - lane.top()};
        }
        return found;
    }
    FrameClock clock;
    TimeWindow window;
    LanePlot plot;
};

/// 10 mA, and from 8 s on 30 mA; 2 s of it are lost from 4 s on when asked for.
std::shared_ptr<SampleStore> steps(bool gap = false)
{
    auto store = emptyStore(1000);
    const auto append = [&](std::uint64_t from, std::uint64_t to, float ampere) {
        std::vector<float> values;
        for (std::uint64_t i = from; i < to; ++i)
            values.insert(values.end(), {ampere, 3.8F});
        QVERIFY(store->append(from, std::int64_t(from) * 1'000'000, values));
    };
    append(0, 4000, 0.01F);
    if (!gap)
        append(4000, 6000, 0.01F);
    append(6000, 8000, 0.01F);
    append(8000, 16'000, 0.03F);
    return store;
}

} // namespace

class TestPlotLanes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void chargeIsTheSumOfWhatIsShown();
    void missingSamplesAddNoCharge();
    void chargeIsDrawn();
    void noSamplesNoCharge();
    void emptyStretchIsExplained();
    void lanesArePutAway();
    void oneLaneStays();
    void chargeNeedsRoom();
    void manyPromptsVeilNothing();
};

void TestPlotLanes::chargeIsTheSumOfWhatIsShown()
{
    LanesBench bench;
    const auto store = steps();
    for (const auto &[from, to] : {std::pair{0.0, 16.0}, {2.0, 10.0}, {7.9, 8.1}}) {
        bench.show(store, from, to);
        const auto [first, last] = bench.plot.trace(Lane::Current)->indexRange();
        const auto exact = profiles::energyStats(*store, first, last);
        QVERIFY(exact && !bench.plot.charge()->charge().empty());
        // To a column, or to a sample where these are wider.
        const double step = std::max(0.001, (to - from) / double(bench.plot.charge()->charge().size()));
        const double total = bench.plot.charge()->charge().back();
        QVERIFY2(std::abs(total - exact->chargeC) <= 0.03 * step + 1e-9, qPrintable(QString::number(total)));
    }
    // 8 s of 10 mA and 8 s of 30 mA: it rises three times as fast in the second half.
    bench.show(store, 0, 16);
    const auto &charge = bench.plot.charge()->charge();
    const double half = charge.at(charge.size() / 2);
    QVERIFY(std::abs(half - 0.080) < 0.002);
    QVERIFY(std::abs(charge.back() - 0.320) < 0.002);
    QVERIFY(bench.plot.exponent(Lane::Charge) == -3); // told in mC
}

void TestPlotLanes::missingSamplesAddNoCharge()
{
    LanesBench bench;
    bench.show(steps(true), 0, 16);
    const auto &charge = bench.plot.charge()->charge();
    const auto at = [&](double seconds) { return charge.at(std::size_t(seconds / 16 * double(charge.size()))); };
    QVERIFY(std::abs(at(5.9) - at(4.1)) < 1e-9);
    QVERIFY(std::abs(charge.back() - 0.300) < 0.002);
}

void TestPlotLanes::chargeIsDrawn()
{
    LanesBench bench;
    bench.show(steps(), 0, 16);
    const auto early = bench.inkAt(1), middle = bench.inkAt(8), late = bench.inkAt(15.5);
    QVERIFY(early && middle && late);
    QVERIFY(early->first > middle->first && middle->first > late->first); // up is more
    QVERIFY(late->first >= 0 && early->second < bench.plot.laneRect(Lane::Charge).height());
    // A view past the end of the samples: the line ends with them.
    bench.show(steps(), 8, 24);
    QVERIFY(bench.inkAt(15.5) && !bench.inkAt(17));
}

void TestPlotLanes::emptyStretchIsExplained()
{
    LanesBench bench;
    for (const auto &[from, to] : {std::pair{8.0, 24.0}, {-4.0, 1.0}, {4.0, 6.0}}) {
        bench.show(steps(true), from, to);
        QVERIFY2(bench.plot.note().isEmpty(), qPrintable(bench.plot.note())); // a gap shows itself
    }
    for (const auto &[from, to] : {std::pair{17.0, 24.0}, {-9.0, -1.0}}) {
        bench.show(steps(true), from, to);
        QVERIFY(!bench.plot.note().isEmpty());
    }
    bench.plot.setNote(QStringLiteral("of the owner"));
    bench.plot.drawFrame();
    QCOMPARE(bench.plot.note(), QStringLiteral("of the owner"));
}

void TestPlotLanes::noSamplesNoCharge()
{
    LanesBench bench;
    bench.show(nullptr, 0, 16);
    QVERIFY(bench.plot.charge()->charge().empty());
    bench.show(steps(), 100, 120);
    QVERIFY(bench.plot.charge()->charge().empty());
}

void TestPlotLanes::lanesArePutAway()
{
    LanesBench bench;
    bench.show(steps(), 0, 16);
    const int currentHeight = bench.plot.laneRect(Lane::Current).height();
    const int bottom = bench.plot.laneRect(Lane::Balance).bottom();
    bench.plot.setLaneShown(Lane::Voltage, false);
    bench.plot.setLaneShown(Lane::Balance, false); // the last: the time axis moves up
    bench.plot.drawFrame();
    QVERIFY(!bench.plot.isLaneShown(Lane::Voltage) && bench.plot.laneRect(Lane::Voltage).isEmpty());
    QVERIFY(bench.plot.laneRect(Lane::Current).height() > currentHeight);
    QCOMPARE(bench.plot.laneRect(Lane::Radio).bottom(), bottom); // what is last now ends where the last one did
    bench.plot.grab();
    bench.plot.setLaneShown(Lane::Current, false); // the charge needs its columns all the same
    bench.show(steps(), 0, 16);
    QVERIFY(std::abs(bench.plot.charge()->charge().back() - 0.320) < 0.002);
    bench.plot.setLaneShown(Lane::Current, true);
    bench.plot.setLaneShown(Lane::Voltage, true);
    bench.plot.setLaneShown(Lane::Balance, true);
    bench.plot.drawFrame();
    QCOMPARE(bench.plot.laneRect(Lane::Current).height(), currentHeight);
}

void TestPlotLanes::oneLaneStays()
{
    LanesBench bench;
    bench.show(steps(), 0, 16);
    for (const Lane lane : bench.plot.lanes())
        bench.plot.setLaneShown(lane, false);
    QVERIFY(bench.plot.isLaneShown(Lane::Balance));
    QVERIFY(!bench.plot.isLaneShown(Lane::Current));
    bench.plot.grab();
}

/// Where there is little room the other lanes keep theirs, unless the user asks for it.
void TestPlotLanes::chargeNeedsRoom()
{
    LanesBench bench;
    bench.show(steps(), 0, 16);
    QVERIFY(bench.plot.isLaneShown(Lane::Charge));
    bench.plot.resize(900, 400);
    bench.plot.drawFrame();
    QVERIFY(!bench.plot.isLaneShown(Lane::Charge) && bench.plot.laneRect(Lane::Charge).isEmpty());
    bench.plot.setLaneShown(Lane::Charge, true);
    QVERIFY(!bench.plot.laneRect(Lane::Charge).isEmpty());
    bench.plot.resize(900, 300);
    QVERIFY(bench.plot.isLaneShown(Lane::Charge));
    bench.plot.setLaneShown(Lane::Charge, false);
    bench.plot.resize(900, 900);
    QVERIFY(!bench.plot.isLaneShown(Lane::Charge));
}

/// A line for each prompt goes through all lanes; where they are too many, only a tick at the top is left of them.
void TestPlotLanes::manyPromptsVeilNothing()
{
    for (const auto &[count, through] : {std::pair{10, true}, {60, true}, {400, false}}) {
        LanesBench bench;
        widgets::EventTimeline timeline;
        for (int i = 0; i < count; ++i) {
            device_link::PromptEvent event;
            event.id = QString::number(i);
            event.kitTimeNs = 16 * kSecond / count * i + kSecond / 1000;
            timeline.add(event, i + 1);
        }
        bench.show(steps(), 0, 16);
        const QImage bare = bench.plot.grab().toImage();
        bench.plot.setTimeline(&timeline);
        bench.plot.drawFrame();
        const QImage image = bench.plot.grab().toImage();
        const auto inked = [&](const QRect &lane) { return image.copy(lane) != bare.copy(lane); };
        QVERIFY(inked(bench.plot.laneRect(Lane::Current)));
        QCOMPARE(inked(bench.plot.laneRect(Lane::Voltage)), through);
        QCOMPARE(inked(bench.plot.laneRect(Lane::Balance)), through);
        bench.plot.setTimeline(nullptr);
    }
}

QTEST_MAIN(TestPlotLanes)
#include "tst_plot_lanes.moc"
