// SPDX-License-Identifier: GPL-3.0-or-later
// Logic inputs under the graph: what is drawn of them is what the samples say, however far away one looks.
#include "widgets/common/theme.h"
#include "widgets/kit/frame_clock.h"
#include "widgets/power/cursor_values.h"
#include "widgets/power/lane_plot.h"
#include "widgets/power/logic_lane.h"

#include "device_link/capture/sample_store.h"

#include <QApplication>
#include <QTest>

using namespace device_link;
using widgets::Lane;
using widgets::LogicColumns;
using Levels = LogicColumns::Levels;

namespace {

constexpr std::int64_t kRate = 100'000;

std::shared_ptr<SampleStore> makeStore(bool logic = true)
{
    SampleStreamInfo info;
    info.channels = {{"current", "A", 16, 0, {{1e-6, 0}}}};
    if (logic)
        info.channels.push_back({"logic", "", 8, 0, {{1, 0}}});
    info.rateHz = double(kRate);
    info.rateNum = kRate;
    info.bootId = 1;
    return std::make_shared<SampleStore>(info);
}

/// A word for each sample by its index.
template <typename Word>
void append(SampleStore &store, std::uint64_t from, std::uint64_t to, Word word)
{
    constexpr std::uint64_t kBlock = 1000;
    const bool logic = store.info().channels.size() > 1;
    for (std::uint64_t first = from; first < to; first += kBlock) {
        std::vector<std::uint8_t> bytes;
        for (std::uint64_t i = first; i < std::min(to, first + kBlock); ++i) {
            bytes.push_back(std::uint8_t(i));
            bytes.push_back(1);
            if (logic)
                bytes.push_back(word(i));
        }
        QVERIFY(store.append(first, std::int64_t(first * 1'000'000'000 / kRate), bytes, SampleGap::Cause::KitDropped));
    }
}

/// All of it, as often as it takes to know all.
LogicColumns shown(const std::shared_ptr<SampleStore> &store, double lower, double upper, std::size_t width)
{
    LogicColumns columns;
    columns.setSource(store, 1);
    int turns = 0;
    do
        columns.show(lower, upper, width);
    while (!columns.isComplete() && ++turns < 10'000);
    return columns;
}

} // namespace

class TestLogicLane : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { widgets::applyTheme(*qApp, widgets::lightTheme()); }
    void extremesTellWhatTheyCan_data();
    void extremesTellWhatTheyCan();
    void columnsAreWhatTheSamplesSay();
    void bitsThatExtremesHideAreFound();
    void aPartWithEachTurn();
    void tooManySamplesAreNotRead();
    void gapsAreNothing();
    void wideSamplesGoOn();
    void whatScrollsIsWhatIsAskedAnew();
    void theLaneComesWithTheStream();
};

void TestLogicLane::extremesTellWhatTheyCan_data()
{
    QTest::addColumn<int>("least");
    QTest::addColumn<int>("most");
    QTest::addColumn<int>("low");
    QTest::addColumn<int>("high");
    QTest::newRow("one word") << 0x55 << 0x55 << 0xAA << 0x55;
    QTest::newRow("the last bit") << 0x54 << 0x55 << 0xAA << 0x54;
    QTest::newRow("bits above stay") << 0x81 << 0x84 << 0x78 << 0x80;
    QTest::newRow("all may differ") << 0x00 << 0xFF << 0x00 << 0x00;
    QTest::newRow("the first bit") << 0x7F << 0x80 << 0x00 << 0x00;
}

void TestLogicLane::extremesTellWhatTheyCan()
{
    QFETCH(int, least);
    QFETCH(int, most);
    QFETCH(int, low);
    QFETCH(int, high);
    const Levels levels = LogicColumns::between(std::uint8_t(least), std::uint8_t(most));
    QCOMPARE(int(levels.low), low);
    QCOMPARE(int(levels.high), high);
}

void TestLogicLane::columnsAreWhatTheSamplesSay()
{
    const auto store = makeStore();
    const auto word = [](std::uint64_t i) { return std::uint8_t((i / 700 % 2) | (i / 330 % 3 == 0 ? 0x80 : 0)); };
    append(*store, 0, 40'000, word);
    const LogicColumns columns = shown(store, 0, 0.4, 200); // 200 samples each
    QCOMPARE(columns.levels().size(), std::size_t(200));
    for (std::size_t column = 0; column < 200; ++column) {
        Levels expected;
        for (std::uint64_t i = column * 200; i < (column + 1) * 200; ++i) {
            expected.high |= word(i);
            expected.low |= std::uint8_t(~word(i));
        }
        QVERIFY2(columns.levels()[column] == expected, qPrintable(QString::number(column)));
    }
    QVERIFY(!columns.isTooWide());
}

void TestLogicLane::bitsThatExtremesHideAreFound()
{
    const auto store = makeStore();
    // D7 changes all the time; D0 is low, but for one sample. Extremes of words tell neither of D0.
    append(*store, 0, 100'000, [](std::uint64_t i) { return std::uint8_t((i % 2 << 7) | (i == 61'803 ? 1 : 0)); });
    const LogicColumns columns = shown(store, 0, 1, 100);
    for (std::size_t column = 0; column < 100; ++column) {
        QCOMPARE(columns.levels()[column].high & 0x81, column == 61 ? 0x81 : 0x80);
        QCOMPARE(columns.levels()[column].low & 0xFF, 0xFF);
    }
}

void TestLogicLane::aPartWithEachTurn()
{
    const auto store = makeStore();
    append(*store, 0, 1'000'000, [](std::uint64_t i) { return std::uint8_t(i % 2 << 7); });
    LogicColumns columns;
    columns.setSource(store, 1);
    columns.show(0, 10, 100);
    QVERIFY(!columns.isComplete());
    const auto known = [&] {
        return std::ranges::count_if(columns.levels(), [](Levels levels) { return (levels.low & 0x80) != 0; });
    };
    const auto first = known();
    QVERIFY(first > 0 && first < 100);
    columns.show(0, 10, 100);
    QVERIFY(known() > first); // it goes on where it was
    for (int turn = 0; turn < 100 && !columns.isComplete(); ++turn)
        columns.show(0, 10, 100);
    QVERIFY(columns.isComplete());
    QCOMPARE(known(), 100);
}

void TestLogicLane::tooManySamplesAreNotRead()
{
    const auto store = makeStore();
    append(*store, 0, 400'000, [](std::uint64_t i) { return std::uint8_t(0x40 | (i < 200'000 ? i % 2 << 2 : 4)); });
    const LogicColumns columns = shown(store, 0, 4, 10); // 40 000 samples each
    QVERIFY(columns.isTooWide());
    QVERIFY(columns.isComplete()); // asking again tells nothing new
    QCOMPARE(int(columns.levels()[1].high), 0x40);
    QCOMPARE(int(columns.levels()[1].low), 0xB8); // D2 and what is below it are not known
    QCOMPARE(int(columns.levels()[9].high), 0x44);
    QCOMPARE(int(columns.levels()[9].low), 0xBB);
}

void TestLogicLane::gapsAreNothing()
{
    const auto store = makeStore();
    append(*store, 0, 10'000, [](std::uint64_t) { return std::uint8_t(3); });
    append(*store, 20'000, 30'000, [](std::uint64_t) { return std::uint8_t(1); });
    const LogicColumns columns = shown(store, 0, 0.3, 30);
    QCOMPARE(int(columns.levels()[5].high), 3);
    QVERIFY(columns.levels()[15] == Levels{});
    QCOMPARE(int(columns.levels()[25].high), 1);
    QCOMPARE(int(columns.levels()[25].low), 0xFE);
    LogicColumns none;
    none.show(0, 1, 10); // no source
    QVERIFY(none.isComplete());
    QVERIFY(std::ranges::all_of(none.levels(), [](Levels levels) { return levels == Levels{}; }));
}

void TestLogicLane::wideSamplesGoOn()
{
    const auto store = makeStore();
    append(*store, 0, 1000, [](std::uint64_t i) { return std::uint8_t(i >= 105 ? 2 : 0); });
    const LogicColumns columns = shown(store, 0.001, 0.0011, 100); // samples 100 to 110, ten columns each
    const auto high = [&](std::size_t column) { return (columns.levels()[column].high & 2) != 0; };
    const auto low = [&](std::size_t column) { return (columns.levels()[column].low & 2) != 0; };
    QVERIFY(low(25) && !high(25)); // between two samples: as the one before
    QVERIFY(high(75) && !low(75));
    const auto edges
        = std::ranges::count_if(columns.levels(), [](Levels levels) { return (levels.high & levels.low); });
    QCOMPARE(edges, 1);
}

void TestLogicLane::whatScrollsIsWhatIsAskedAnew()
{
    const auto store = makeStore();
    append(*store, 0, 200'000, [](std::uint64_t i) { return std::uint8_t((i / 90) ^ (i / 411)); });
    LogicColumns columns;
    columns.setSource(store, 1);
    for (int turn = 0; turn < 60; ++turn) {
        const double lower = 0.0025 + 0.005 * (turn * 3 % 50);
        do
            columns.show(lower, lower + 1, 200);
        while (!columns.isComplete());
        const LogicColumns anew = shown(store, lower, lower + 1, 200);
        QVERIFY2(columns.levels() == anew.levels(), qPrintable(QString::number(turn)));
    }
}

void TestLogicLane::theLaneComesWithTheStream()
{
    widgets::FrameClock clock;
    widgets::TimeWindow window;
    widgets::LanePlot plot({Lane::Current, Lane::Logic, Lane::Radio}, &clock);
    plot.resize(900, 400);
    plot.setWindow(&window);
    plot.show();
    const auto without = makeStore(false);
    append(*without, 0, 100'000, [](std::uint64_t) { return std::uint8_t(0); });
    plot.setStore(without);
    window.setRange(0, 1'000'000'000);
    plot.drawFrame();
    QVERIFY(!plot.hasLogic());
    QVERIFY(plot.laneRect(Lane::Logic).isEmpty());
    QVERIFY(!plot.grab().isNull());
    const int before = plot.laneRect(Lane::Current).height();
    const auto with = makeStore();
    append(*with, 0, 100'000, [](std::uint64_t i) { return std::uint8_t(i < 50'000 ? 0 : 5); });
    plot.setStore(with);
    plot.drawFrame();
    const QImage picture = plot.grab().toImage(); // lays it out
    QVERIFY(plot.hasLogic());
    const QRect lane = plot.laneRect(Lane::Logic);
    QCOMPARE(lane.height(), widgets::LogicLane::kHeight);
    QCOMPARE(plot.laneRect(Lane::Current).height(), before - lane.height() - 8);
    const auto middle = [&](int input, double part) {
        const double y = lane.top() + (input + 0.5) * widgets::LogicLane::kStripHeight;
        return picture.pixelColor(
            QPoint(lane.left() + int(part * lane.width()), int(y)) * picture.width() / plot.width());
    };
    QVERIFY(middle(0, 0.75) != middle(0, 0.25)); // D0 and D2 go high
    QCOMPARE(middle(2, 0.75), middle(0, 0.75));
    QCOMPARE(middle(1, 0.75), middle(1, 0.25));
    QCOMPARE(widgets::valuesAt(with.get(), 750'000'000).logic, std::optional<std::uint8_t>(5));
    QCOMPARE(widgets::valuesAt(without.get(), 750'000'000).logic, std::optional<std::uint8_t>());
}

QTEST_MAIN(TestLogicLane)
#include "tst_logic_lane.moc"
