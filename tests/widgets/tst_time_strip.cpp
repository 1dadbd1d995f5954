// SPDX-License-Identifier: GPL-3.0-or-later
// The strip under the panels: what is painted again is what looks otherwise, and no more.
#include "power_bench.h"

#include "widgets/common/theme.h"
#include "widgets/power/time_strip.h"

#include <QApplication>
#include <QScreen>
#include <QWindow>

using namespace test_power;

namespace {

/// Where it was painted.
class PaintSpy : public QObject
{
public:
    explicit PaintSpy(QWidget *of) { of->installEventFilter(this); }
    QRegion region;
    int count = 0;
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint) {
            region += static_cast<QPaintEvent *>(event)->region();
            ++count;
        }
        return false;
    }
};

struct StripBench {
    StripBench()
    {
        store = emptyStore(1000);
        fill(*store, 0, 200'000);
        window.setRange(150 * kSecond, 170 * kSecond);
        strip.setAxis(&window, nullptr);
        strip.setStore(store);
        strip.resize(1000, strip.height());
        strip.show();
    }
    ~StripBench() { strip.setAxis(nullptr, nullptr); }
    [[nodiscard]] bool shown() { return QTest::qWaitForWindowExposed(&strip); }
    /// What is on the screen, part by part.
    [[nodiscard]] QImage onScreen() const { return strip.screen()->grabWindow(strip.winId()).toImage(); }
    std::shared_ptr<SampleStore> store;
    TimeWindow window;
    widgets::TimeStrip strip;
};

} // namespace

class TestTimeStrip : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { widgets::applyTheme(*qApp, widgets::lightTheme()); }
    void fractionsOfAPixelAreNotPainted();
    void onlyTheFrameIsPainted();
    void partsMakeTheWhole();
    void goesOnWhereNothingIsMeasured();
};

void TestTimeStrip::fractionsOfAPixelAreNotPainted()
{
    StripBench bench;
    QVERIFY(bench.shown());
    bench.window.setRange(150 * kSecond, 170 * kSecond + 1000);
    QTest::qWait(50);
    PaintSpy spy(&bench.strip);
    for (int i = 0; i < 20; ++i) {
        bench.window.pan(1'000'000); // 20 ms in all of the 0.2 s of a pixel
        QTest::qWait(20);            // each change could be painted by itself
    }
    QVERIFY2(spy.count <= 2, qPrintable(QString::number(spy.count))); // either edge may have been near a pixel's
}

void TestTimeStrip::onlyTheFrameIsPainted()
{
    StripBench bench;
    QVERIFY(bench.shown());
    QTest::qWait(50);
    PaintSpy spy(&bench.strip);
    bench.window.pan(5 * kSecond);
    QTRY_VERIFY(spy.count > 0);
    QVERIFY(!spy.region.isEmpty());
    QVERIFY(spy.region.boundingRect().width() < 200);
    QVERIFY(spy.region.boundingRect().left() > 600);
}

void TestTimeStrip::partsMakeTheWhole()
{
    StripBench bench;
    QVERIFY(bench.shown());
    for (const std::int64_t by : {7, -60, 3, 45, -100, 1}) {
        bench.window.pan(by * kSecond);
        QTest::qWait(30);
        const QImage whole = bench.strip.grab().toImage().convertToFormat(QImage::Format_RGB32);
        QCOMPARE(bench.onScreen().convertToFormat(QImage::Format_RGB32), whole);
    }
}

void TestTimeStrip::goesOnWhereNothingIsMeasured()
{
    widgets::EventTimeline timeline;
    StripBench bench; // 200 s of samples
    bench.strip.setAxis(&bench.window, &timeline);
    QVERIFY(bench.shown());
    device_link::PromptEvent accepted;
    accepted.kitTimeNs = 300 * kSecond;
    accepted.id = QStringLiteral("p");
    accepted.kind = device_link::PromptEvent::Kind::Accepted;
    timeline.add(accepted, 1);
    const auto marks = [&] {
        const QImage image = bench.strip.grab().toImage();
        int found = 0;
        for (int x = 0; x < image.width(); ++x)
            found += image.pixelColor(x, int(8 * image.devicePixelRatio())) == widgets::theme().tokens.mark ? 1 : 0;
        return found;
    };
    bench.window.advance(400 * kSecond);
    QTest::qWait(1200);   // two looks of its own
    QCOMPARE(marks(), 0); // a stream that runs ends now: an axis that is elsewhere is another boot's
    bench.strip.setStore(bench.store, widgets::TimeStrip::Source::Stopped); // nobody measured since
    QVERIFY(marks() > 0);
    // And nothing is drawn where nothing was.
    const QImage image = bench.strip.grab().toImage();
    const auto inkAt = [&](double share) {
        const int x = int((132 + share * (1000 - 148)) * image.devicePixelRatio());
        int rows = 0;
        for (int y = 12; y < 46; ++y)
            rows += image.pixelColor(x, int(y * image.devicePixelRatio())) == widgets::theme().sunken ? 0 : 1;
        return rows;
    };
    QVERIFY(inkAt(0.2) > 0);
    QCOMPARE(inkAt(0.8), 0);
    bench.strip.setAxis(nullptr, nullptr);
}

QTEST_MAIN(TestTimeStrip)
#include "tst_time_strip.moc"
