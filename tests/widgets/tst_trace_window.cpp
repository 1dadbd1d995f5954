// SPDX-License-Identifier: GPL-3.0-or-later
// A view that moves: what it keeps must be what it would have asked for.
#include "reference_samples.h"

#include "widgets/power/trace_image.h"

#include <QTest>

using namespace device_link;
using widgets::ColumnWindow;
using widgets::TraceImage;

namespace {

constexpr std::size_t kWidth = 200;
constexpr double kRate = 100'000;
constexpr QRgb kSpan = 0xFF204060, kMean = 0xFF80A0C0, kHatch = 0xFF303030;

std::shared_ptr<SampleStore> emptyStore()
{
    return std::make_shared<SampleStore>(ReferenceSamples::powerStream(), std::size_t(64) << 20);
}

/// Blocks of 1000 whose values tell their index; slowness: how many times 10 us pass between two samples.
void append(SampleStore &store, std::uint64_t count, double slowness = 1)
{
    static constexpr std::size_t block = 1000;
    std::vector<float> values(2 * block, 4);
    for (std::uint64_t until = store.endIndex() + count; store.endIndex() < until;) {
        const std::uint64_t first = store.endIndex();
        for (std::size_t i = 0; i < block; ++i)
            values[2 * i] = float((first + i) * 7 % 5003);
        const std::int64_t before = first > 0 ? store.kitTimeOf(first - 1) : -10'000;
        QVERIFY(store.append(first, before + std::int64_t(slowness * 10'000), values));
    }
}

/// Of columns that are step seconds wide; half a column off so that no sample lies on an edge by rounding.
struct Range {
    double step;
    double column;
    [[nodiscard]] double lower() const { return (column + 0.5) * step; }
    [[nodiscard]] double upper() const { return lower() + step * double(kWidth); }
};

void show(ColumnWindow &window, const Range &range) { window.show(range.lower(), range.upper(), kWidth); }

bool same(const std::vector<SampleColumn> &a, const std::vector<SampleColumn> &b)
{
    const auto alike = [](const SampleColumn &x, const SampleColumn &y) {
        return x.count == y.count && x.gap == y.gap && x.min == y.min && x.max == y.max && x.mean == y.mean;
    };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), alike);
}

/// Without what lies after all samples.
std::vector<SampleColumn> held(const ColumnWindow &window)
{
    const auto begin = window.columns().begin();
    return {begin, begin + std::ptrdiff_t(window.filledTo())};
}

std::size_t kept(const ColumnWindow &window) { return window.kept().last - window.kept().first; }

QImage painted(const TraceImage &image, QSize size)
{
    QImage picture(size, QImage::Format_ARGB32_Premultiplied);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    image.paint(painter, {});
    return picture;
}

} // namespace

class TestTraceWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsWhatScrolls();
    void anyWayOfMoving();
    void asksAgainAfterOtherScales();
    void followsAClockThatRunsOff();
    void nothingIsKeptOfAnotherSource();
    void samplesStandAtTheirTime();
    void nothingHoldsAfterTheEnd();
    void whatThereIsNot();
    void pictureIsThatOfAll();
    void onlyTheNewIsDrawn();
    void pictureOnAGroundIsThatOfAll();
    void coversWhatItPaints();
};

void TestTraceWindow::keepsWhatScrolls()
{
    const auto store = emptyStore();
    append(*store, 300'000);
    ColumnWindow window;
    window.setSource(store, 0);
    double column = 0; // 500 samples each
    for (int turn = 0; turn < 40; ++turn, column += 3) {
        const Range range{0.005, column + 395};
        show(window, range);
        ColumnWindow anew;
        anew.setSource(store, 0);
        show(anew, range);
        QVERIFY(same(window.columns(), anew.columns()));
        QCOMPARE(window.indexRange(), anew.indexRange());
        if (turn > 0)
            QVERIFY(kept(window) > kWidth - 30);
        QCOMPARE(kept(anew), 0U);
        append(*store, turn % 3 == 0 ? 3000 : 1000);
        if (turn == 15) { // a gap at the end, before anything of it is in view
            const std::uint64_t end = store->endIndex();
            QVERIFY(store->append(end + 4321, std::int64_t(end + 4321) * 10'000, std::vector<float>(2000, 1)));
        }
    }
    std::uint64_t counted = 0;
    for (const SampleColumn &each : window.columns())
        counted += each.count;
    QVERIFY(counted > 50'000);
}

void TestTraceWindow::anyWayOfMoving()
{
    std::mt19937 random(3);
    const auto store = emptyStore();
    append(*store, 400'000);
    for (const std::size_t channel : {0U, 2U}) { // current and the power that is derived
        ColumnWindow window;
        window.setSource(store, channel);
        double column = 100;
        double step = 0.002;
        for (int turn = 0; turn < 300; ++turn) {
            if (random() % 20 == 0)
                step = std::array{0.002, 0.005, 0.0007, 0.00001, 0.00333}[random() % 5];
            else if (random() % 20 == 0)
                column = double(random() % 2500) - 150;
            else
                column += double(random() % 41) - 20;
            if (random() % 5 == 0)
                append(*store, 1000);
            const Range range{step, column};
            show(window, range);
            ColumnWindow anew;
            anew.setSource(store, channel);
            show(anew, range);
            QVERIFY2(same(window.columns(), anew.columns()), qPrintable(QString::number(turn)));
        }
    }
}

void TestTraceWindow::asksAgainAfterOtherScales()
{
    const auto store = emptyStore();
    append(*store, 300'000);
    ColumnWindow window;
    window.setSource(store, 0);
    show(window, {0.005, 100});
    show(window, {0.005, 101});
    QVERIFY(kept(window) > 0);
    show(window, {0.004, 101});
    QCOMPARE(kept(window), 0U);
    show(window, {0.004, 101.5}); // no whole column
    QCOMPARE(kept(window), 0U);
    show(window, {0.004, 101.5});
    QVERIFY(kept(window) > 0);
    show(window, {0.004, 101.5 + kWidth}); // beyond
    QCOMPARE(kept(window), 0U);
}

void TestTraceWindow::followsAClockThatRunsOff()
{
    // Its samples come 1 % slower than the nominal rate has it: a grid of samples alone would come apart from the time.
    const auto store = emptyStore();
    append(*store, 100'000);
    ColumnWindow window;
    window.setSource(store, 0);
    for (int turn = 0; turn < 400; ++turn) {
        append(*store, 1000, 1.01 * 1000 - 999);
        const double end = double(store->kitTimeOf(store->endIndex() - 1)) / 1e9;
        show(window, {0.005, std::floor(end / 0.005) - kWidth});
        const auto &columns = window.columns();
        std::uint64_t counted = 0;
        for (const SampleColumn &each : columns)
            counted += each.count;
        const auto [first, last] = window.indexRange();
        QVERIFY(qAbs(qint64(counted) - qint64(last - first)) <= 1000); // two columns
    }
}

void TestTraceWindow::nothingIsKeptOfAnotherSource()
{
    const auto one = emptyStore();
    const auto other = emptyStore();
    append(*one, 200'000);
    QVERIFY(other->append(0, 0, std::vector<float>(400'000, 3)));
    ColumnWindow window;
    window.setSource(one, 0);
    show(window, {0.005, 10});
    window.setSource(other, 0);
    show(window, {0.005, 11});
    QCOMPARE(window.columns()[50].max, 3.0F);
    window.setSource(other, 1);
    show(window, {0.005, 12});
    QCOMPARE(kept(window), 0U);
}

void TestTraceWindow::samplesStandAtTheirTime()
{
    const auto store = emptyStore(); // a sample each 10 us, the first at 0
    append(*store, 10'000);
    const std::uint64_t end = store->endIndex();
    QVERIFY(store->append(end + 3, std::int64_t(end + 3) * 10'000, std::vector<float>(2000, 1)));
    ColumnWindow window;
    window.setSource(store, 0);
    // 10 samples in 200 columns: each 20 columns wide. The first one in view comes 4.3 us after its begin.
    window.show(0.0100057, 0.0101057, kWidth);
    const auto &columns = window.columns();
    for (std::size_t i = 0; i < kWidth; ++i) {
        const bool sample = i == 0 || (i >= 8 && (i - 8) % 20 == 0);
        QCOMPARE(columns[i].count, std::uint64_t(sample ? 1 : 0));
        QVERIFY(!columns[i].gap);
        if (sample)
            QCOMPARE(columns[i].max, float((1000 + (i + 12) / 20) * 7 % 5003));
    }
    // A gap is where the samples are that are not there.
    window.show(0.0999837, 0.1000837, kWidth);
    QCOMPARE(columns[12].count, std::uint64_t(1)); // 9999 at 99.99 ms
    QVERIFY(!columns[31].gap && columns[32].gap && columns[91].gap && !columns[92].gap);
    QCOMPARE(columns[92].max, 1.0F);
    // Nothing comes before the first sample.
    window.show(-0.00005, 0.00005, kWidth);
    QCOMPARE(columns[0].count, std::uint64_t(0));
    QCOMPARE(columns[100].count, std::uint64_t(1));
    // The power that is derived stands there too.
    window.setSource(store, 2);
    window.show(0.0100057, 0.0101057, kWidth);
    QCOMPARE(columns[8].max, float(1001 * 7 % 5003) * 4);
}

void TestTraceWindow::nothingHoldsAfterTheEnd()
{
    const auto store = emptyStore();
    append(*store, 10'000);
    ColumnWindow window;
    window.setSource(store, 0);
    window.show(0.05, 0.15, kWidth); // they end in the middle
    QCOMPARE(window.filledTo(), kWidth / 2);
    TraceImage image;
    image.render(window, window.columns(), {0, 5003, 90, 1}, {kSpan, kMean, kHatch}, {}, 0, 1);
    const QImage picture = painted(image, {int(kWidth), 90});
    for (int x = int(kWidth) / 2; x < int(kWidth); ++x)
        for (int y = 0; y < 90; ++y)
            QCOMPARE(picture.pixel(x, y), 0U);
}

void TestTraceWindow::whatThereIsNot()
{
    ColumnWindow window;
    window.show(0, 1, kWidth);
    QCOMPARE(window.columns().size(), kWidth);
    window.setSource(emptyStore(), 0);
    window.show(0, 1, kWidth);
    window.show(1, 1, kWidth);
    window.show(0, 1, 0);
    QVERIFY(window.columns().empty());
    const auto store = emptyStore();
    append(*store, 10'000);
    window.setSource(store, 7); // no such channel
    window.show(0, 1, kWidth);
    QCOMPARE(window.columns()[0].count, 0U);
    window.setSource(store, 0);
    window.show(5, 6, kWidth); // after the end
    QCOMPARE(window.columns()[0].count, 0U);
    TraceImage image;
    image.render(window, window.columns(), {0, 1, 0, 1}, {kSpan, kMean, kHatch}, {}, 0, 1);
    QCOMPARE(image.drawn(), 0U);
    QVERIFY(painted(image, {10, 10}).pixel(0, 0) == 0U);
}

void TestTraceWindow::pictureIsThatOfAll()
{
    std::mt19937 random(5);
    const auto store = emptyStore();
    append(*store, 300'000);
    QVERIFY(store->append(330'000, std::int64_t(330'000) * 10'000, std::vector<float>(20'000, 900)));
    append(*store, 50'000);
    ColumnWindow window;
    window.setSource(store, 0);
    TraceImage image;
    const QSize size(int(kWidth), 90);
    double column = 430;
    widgets::TraceScale scale{0, 5003, size.height(), 1};
    for (int turn = 0; turn < 200; ++turn) {
        const int moved = int(random() % 31) - 14;
        column += moved;
        if (random() % 30 == 0)
            scale.high = 2000 + double(random() % 4000);
        if (random() % 30 == 0)
            column = double(random() % 700);
        show(window, {0.005, column});
        const int origin = -int(column) % 4096;
        if (random() % 10 > 0) // a turn that is not drawn
            image.render(window, window.columns(), scale, {kSpan, kMean, kHatch}, {}, origin, 1);
        else
            continue;
        QImage all(size, QImage::Format_ARGB32_Premultiplied);
        widgets::rasterise(all, held(window), scale.low, scale.high, {kSpan, kMean, kHatch}, 1, origin);
        QCOMPARE(painted(image, size), all);
    }
}

void TestTraceWindow::onlyTheNewIsDrawn()
{
    const auto store = emptyStore();
    append(*store, 400'000);
    ColumnWindow window;
    window.setSource(store, 0);
    TraceImage image;
    const widgets::TraceScale scale{0, 5003, 90, 1};
    const auto drawn
        = [&](double column, const widgets::TraceColours &colours = {kSpan, kMean, kHatch}, double ratio = 1) {
              show(window, {0.005, column});
              image.render(window, window.columns(), scale, colours, {}, 0, ratio);
              return image.drawn();
          };
    QCOMPARE(drawn(100), kWidth);
    QVERIFY(drawn(103) < 40);
    image.render(window, window.columns(), scale, {kSpan, kMean, kHatch}, {}, 0, 1); // painted again
    QCOMPARE(image.drawn(), 0U);
    QVERIFY(drawn(101) < 40);
    QCOMPARE(drawn(102, {kMean, kSpan, kHatch}), kWidth);
    for (int turn = 0; turn < 3; ++turn) // pieces of half pixels would not meet
        QCOMPARE(drawn(103 + turn, {kMean, kSpan, kHatch}, 1.5), kWidth);
}

/// Ground of columns that have a line every tenth, counted from the begin of time, and two rows that are lines.
widgets::TraceGround groundAt(double column)
{
    widgets::TraceGround ground;
    for (std::size_t i = 0; i < kWidth; ++i)
        ground.columns.push_back((std::int64_t(column) + std::int64_t(i)) % 10 == 0 ? 0xFF334455U : 0xFF101010U);
    ground.lines = {{7, 0xFF445566U}, {40, 0xFF556677U}};
    return ground;
}

void TestTraceWindow::pictureOnAGroundIsThatOfAll()
{
    std::mt19937 random(6);
    const auto store = emptyStore();
    append(*store, 300'000);
    QVERIFY(store->append(330'000, std::int64_t(330'000) * 10'000, std::vector<float>(20'000, 900)));
    append(*store, 50'000);
    ColumnWindow window;
    window.setSource(store, 0);
    TraceImage image;
    const QSize size(int(kWidth), 90);
    const widgets::TraceScale scale{0, 5003, size.height(), 1};
    double column = 430;
    std::size_t pieces = 0;
    for (int turn = 0; turn < 200; ++turn) {
        column += double(random() % 31) - 14;
        if (random() % 30 == 0)
            column = double(random() % 700);
        show(window, {0.005, column});
        const int origin = -int(column) % 4096;
        widgets::TraceGround ground = groundAt(column);
        if (turn % 50 == 49)
            ground.lines.erase(7); // the axis has other ticks for once
        image.render(window, window.columns(), scale, {kSpan, kMean, kHatch}, ground, origin, 1);
        pieces += image.drawn() < kWidth ? 1 : 0;

        QImage trace(size, QImage::Format_ARGB32_Premultiplied);
        widgets::rasterise(trace, held(window), scale.low, scale.high, {kSpan, kMean, kHatch}, 1, origin);
        QImage expected(size, QImage::Format_ARGB32_Premultiplied);
        for (int y = 0; y < size.height(); ++y) {
            for (int x = 0; x < size.width(); ++x) {
                const auto line = ground.lines.find(y);
                const QRgb under = line == ground.lines.end() ? ground.columns[std::size_t(x)] : line->second;
                expected.setPixel(x, y, trace.pixel(x, y) == 0U ? under : trace.pixel(x, y));
            }
        }
        // Where it paints nothing the ground is to be seen.
        QImage shown(expected);
        const QRegion covered = image.covered({});
        for (int y = 0; y < size.height(); ++y) {
            for (int x = 0; x < size.width(); ++x) {
                if (covered.contains(QPoint(x, y)))
                    shown.setPixel(x, y, 0xFFFF0000U);
            }
        }
        QPainter painter(&shown);
        image.paint(painter, {});
        painter.end();
        QCOMPARE(shown, expected);
    }
    QVERIFY(pieces > 100);
}

void TestTraceWindow::coversWhatItPaints()
{
    const auto store = emptyStore();
    append(*store, 300'000);
    ColumnWindow window;
    window.setSource(store, 0);
    TraceImage image;
    const widgets::TraceScale scale{0, 5003, 90, 1};
    show(window, {0.005, 100});
    image.render(window, window.columns(), scale, {kSpan, kMean, kHatch}, {}, 0, 1);
    QVERIFY(image.covered({}).isEmpty()); // what is clear hides nothing
    image.render(window, window.columns(), scale, {kSpan, kMean, kHatch}, groundAt(100), 0, 1);
    QCOMPARE(image.drawn(), kWidth); // the ground is another
    QVERIFY(!image.covered({}).isEmpty());
    image.render(window, window.columns(), scale, {kSpan, kMean, kHatch}, groundAt(100), 0, 2);
    const QRect half = image.covered({5, 6}).boundingRect();
    QVERIFY(QRect(5, 6, int(kWidth) / 2, 45).contains(half));
    image.render(window, window.columns(), scale, {kSpan, kMean, kHatch}, groundAt(100), 0, 1.5);
    QVERIFY(image.covered({}).isEmpty()); // its edges lie between pixels
}

QTEST_MAIN(TestTraceWindow)
#include "tst_trace_window.moc"
