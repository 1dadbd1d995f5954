// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/capture/sample_store.h"
#include "widgets/common/badge.h"
#include "widgets/common/error_banner.h"
#include "widgets/common/icons.h"
#include "widgets/common/number_label.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"
#include "widgets/common/toast.h"
#include "widgets/common/workbench_style.h"
#include "widgets/kit/frame_clock.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/offered_stack.h"
#include "widgets/kit/prompt_phases.h"
#include "widgets/kit/status_bar.h"
#include "widgets/kit_rail/kit_list_model.h"
#include "widgets/kit_rail/kit_rail.h"
#include "widgets/kit_rail/panel_list_model.h"
#include "widgets/log/log_filter.h"
#include "widgets/log/log_model.h"
#include "widgets/log/log_panel.h"
#include "widgets/overview/overview_card.h"
#include "widgets/overview/overview_panel.h"
#include "widgets/overview/plot_legend.h"
#include "widgets/power/balance_lane.h"
#include "widgets/power/column_raster.h"
#include "widgets/power/kit_time_ticker.h"
#include "widgets/power/lane_plot.h"
#include "widgets/power/power_panel.h"
#include "widgets/power/sample_trace.h"
#include "widgets/prompts/gap_legend.h"
#include "widgets/prompts/phase_table.h"
#include "widgets/prompts/prompts_panel.h"
#include "widgets/text/translations.h"

#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QApplication>
#include <QCborMap>
#include <QCheckBox>
#include <QCompleter>
#include <QFocusFrame>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <optional>
#include <random>

using namespace widgets;
using device_link::KitEvent;
using device_link::PromptEvent;
using device_link::RadioState;
using device_link::SampleColumn;
using device_link::SampleStore;

namespace {

/// WCAG 2.1 relative luminance and contrast ratio.
double luminance(const QColor &colour)
{
    const auto linear = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

/// Current 10 mA with a sawtooth of 1 mA, voltage 3.8 V.
float sampleAt(std::uint64_t index) { return 0.010F + 0.001F * static_cast<float>(index % 10) / 10.0F; }

std::shared_ptr<SampleStore> makeStore(std::uint64_t count, std::uint64_t gapAt = 0, std::uint64_t gapLength = 0)
{
    device_link::SampleStreamInfo info;
    info.channels = {{"current", "A"}, {"voltage", "V"}};
    info.rateHz = 1000;
    info.rateNum = 1000;
    info.rateDen = 1;
    info.bootId = 7;
    auto store = std::make_shared<SampleStore>(info);
    constexpr std::uint64_t kBlock = 100;
    for (std::uint64_t first = 0; first < count; first += kBlock) {
        if (gapLength > 0 && first >= gapAt && first < gapAt + gapLength)
            continue;
        std::vector<float> values;
        for (std::uint64_t i = first; i < first + kBlock; ++i) {
            values.push_back(sampleAt(i));
            values.push_back(3.8F);
        }
        store->append(first, static_cast<std::int64_t>(first) * 1'000'000, values);
    }
    return store;
}

KitEvent radioEvent(std::uint32_t boot, std::int64_t ns, const char *state)
{
    KitEvent event;
    event.bootId = boot;
    event.kitTimeNs = ns;
    event.name = QStringLiteral("radio");
    event.fields = {{QStringLiteral("state"), QLatin1String(state)}};
    return event;
}

PromptEvent promptEvent(PromptEvent::Kind kind, const char *id, std::int64_t ns)
{
    PromptEvent event;
    event.kind = kind;
    event.id = QLatin1String(id);
    event.kitTimeNs = ns;
    return event;
}

std::shared_ptr<KitContext> closedKit() { return std::make_shared<KitContext>(device_link::KitSession::create({})); }

constexpr QRgb kSpan = 0xFF0000FF;
constexpr QRgb kMean = 0xFFFF0000;
constexpr QRgb kHatch = 0xFF00FF00;

} // namespace

class TestWidgets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, lightTheme()); }

    void styleSheetFillsEveryToken();
    void toastGoesWithAClick();
    void toastLiesWhereNothingIsPressed();
    void balanceAtMoments();
    void completionsAreReadable_data();
    void completionsAreReadable();
    void focusRingKeepsOffWords();
    void inkIsReadable_data();
    void inkIsReadable();
    void iconsExist_data();
    void iconsExist();
    void digitsAreEquallyWide();
    void legendsTakeTheLanguage();
    void badgeTellsTheOrigin();

    void rasterDrawsSpanMeanAndGap();
    void rasterJoinsStepsAndHoldsBetweenSamples();
    void rasterIsThatOfAPlainPainter();
    void rasterSurvivesOddInput();
    void framesRestWhenNothingDraws();
    void plotTakesTheThemeAtOnce();
    void traceColumnsMatchTheStore();
    void traceShowsGapsOnlyWhereTheyAre();
    void traceOutsideTheDataIsEmpty();
    void valueRangeStandsStill();
    void timeWindowFollowsAndHolds();
    void lanePlotZoomsAndPans();
    void lanePlotPaintsAllOfItself_data();
    void lanePlotPaintsAllOfItself();

    void timelineKeepsOrderAndBoot();
    void timelineMarksStalls();
    void wallClockIsFixedPerBoot();
    void phasesTileTheAnswer();
    void phasesExplainTheFirstToken();
    void costsAreInOrderAndUnknownIsADash();

    void logModelIsBounded();
    void logFilterAndCopy();
    void railModels();
    void historyWithoutAKit();
    void panelsSayThatNoKitIsConnected();
    void bannerSpeaksTheLanguage();
    void everyInteractiveWidgetIsNamed();
};

void TestWidgets::styleSheetFillsEveryToken()
{
    for (const Theme *each : {&lightTheme(), &darkTheme()}) {
        const QString sheet = styleSheetOf(*each);
        QVERIFY(sheet.size() > 1000);
        QVERIFY(!sheet.contains(u'@'));
        QVERIFY(sheet.contains(each->surface.name()));
    }
}

void TestWidgets::balanceAtMoments()
{
    const QList<KitFacts::BalanceStep> steps{{100, 400, 0}, {200, 400, 160}, {300, 342, 0}};
    QVERIFY(!balanceAt(steps, 99)); // the account was not known yet
    QCOMPARE(balanceAt(steps, 100)->balanceMicro, 400);
    QCOMPARE(balanceAt(steps, 299)->reservedMicro, 160);
    QCOMPARE(balanceAt(steps, 1'000'000)->balanceMicro, 342);
    QVERIFY(!balanceAt({}, 0));
}

void TestWidgets::completionsAreReadable_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

/// The list of a completer is a window of its own: a transparent one would be black on black in the light theme.
void TestWidgets::completionsAreReadable()
{
    QFETCH(bool, dark);
    const Theme &look = dark ? darkTheme() : lightTheme();
    QApplication::setStyle(new WorkbenchStyle);
    applyTheme(*qApp, look);
    QLineEdit edit;
    QCompleter completer(QStringList{QStringLiteral("firmware-1.bin"), QStringLiteral("firmware-2.bin")});
    edit.setCompleter(&completer);
    edit.show();
    QVERIFY(QTest::qWaitForWindowExposed(&edit));
    QTest::keyClicks(&edit, QStringLiteral("firm"));
    QTRY_VERIFY(completer.popup()->isVisible());
    const QImage shown = completer.popup()->grab().toImage();
    QCOMPARE(shown.pixelColor(shown.width() - 6, shown.height() - 6), look.surface);
    completer.popup()->hide();
    applyTheme(*qApp, lightTheme());
}

void TestWidgets::focusRingKeepsOffWords()
{
    const WorkbenchStyle style;
    QWidget window;
    QCheckBox words(&window); // they reach its edge
    QPushButton framed(&window);
    QFocusFrame ring;
    const auto margin = [&](QWidget *around) {
        ring.setWidget(around);
        return style.pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, &ring);
    };
    constexpr int kRing = 2;
    QVERIFY(margin(&words) - kRing >= 2);
    QVERIFY(margin(&framed) - kRing >= 1);
}

void TestWidgets::inkIsReadable_data()
{
    QTest::addColumn<QColor>("ink");
    QTest::addColumn<QColor>("ground");
    QTest::addColumn<double>("least");
    for (const Theme *theme : {&lightTheme(), &darkTheme()}) {
        const Theme &t = *theme;
        const auto rowName = [](const Theme &each, const char *what, const QColor &colour) {
            const QByteArray name = QByteArray(each.dark ? "dark " : "light ") + what + ' ' + colour.name().toLatin1();
            return name;
        };
        for (const QColor &ground : {t.surface, t.bg, t.side}) {
            QTest::newRow(rowName(t, "text", ground).constData()) << t.text << ground << 7.0;
            QTest::newRow(rowName(t, "text2", ground).constData()) << t.text2 << ground << 4.5;
            QTest::newRow(rowName(t, "text3", ground).constData()) << t.text3 << ground << 4.5;
        }
        QTest::newRow(rowName(t, "primary", t.surface).constData()) << t.onPrimary << t.primary << 7.0;
        QTest::newRow(rowName(t, "accent", t.surface).constData()) << t.accent << t.selected << 4.5;
        QTest::newRow(rowName(t, "ok", t.surface).constData()) << t.ok << t.okBg << 4.5;
        QTest::newRow(rowName(t, "warn", t.surface).constData()) << t.warn << t.warnBg << 4.5;
        QTest::newRow(rowName(t, "error", t.surface).constData()) << t.error << t.errorBg << 4.5;
        QTest::newRow(rowName(t, "live", t.surface).constData()) << t.onLive << t.live << 4.5;
        QTest::newRow(rowName(t, "control frame", t.surface).constData()) << t.control << t.surface << 3.0;
        for (const DataColour &data : {t.time, t.energy, t.tokens, t.money, t.power}) {
            QTest::newRow(rowName(t, "ink", data.ink).constData()) << data.ink << t.surface << 4.5;
            QTest::newRow(rowName(t, "mark", data.mark).constData()) << data.mark << t.sunken << 4.2;
        }
    }
}

void TestWidgets::inkIsReadable()
{
    QFETCH(QColor, ink);
    QFETCH(QColor, ground);
    QFETCH(double, least);
    QVERIFY2(contrast(ink, ground) >= least, qPrintable(QString::number(contrast(ink, ground))));
}

void TestWidgets::iconsExist_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"overview", "power", "prompts", "log", "brain", "sim", "account", "mast", "alert", "globe",
             "theme", "product", "follow", "copy", "save", "stop"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestWidgets::iconsExist()
{
    QFETCH(QString, name);
    const QPixmap pixmap = iconPixmap(name, Qt::red, 20, 2);
    QCOMPARE(pixmap.size(), QSize(40, 40));
    const QImage image = pixmap.toImage();
    bool inked = false;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            inked = inked || image.pixelColor(x, y).red() > 200;
    }
    QVERIFY(inked);
    QVERIFY(iconPixmap(QStringLiteral("no such icon"), Qt::red, 20, 1).isNull());
}

void TestWidgets::digitsAreEquallyWide()
{
    const QFont font = roleFont(TextRole::CostNumber);
    QCOMPARE(tabularWidth(font, QStringLiteral("111.1")), tabularWidth(font, QStringLiteral("808.4")));
    QVERIFY(tabularWidth(font, QStringLiteral("1111.1")) > tabularWidth(font, QStringLiteral("111.1")));
}

/// Made in the language with the shorter words.
void TestWidgets::legendsTakeTheLanguage()
{
    Translations translations;
    QVERIFY(translations.setLanguage(QStringLiteral("zh_CN")));
    QWidget page;
    auto *row = new ::QHBoxLayout(&page);
    const QList<QWidget *> legends{new PlotLegend, new GapLegend};
    for (QWidget *legend : legends)
        row->addWidget(legend);
    row->addStretch();
    page.resize(1200, 40);
    page.show();
    QTRY_COMPARE(legends.first()->width(), legends.first()->sizeHint().width());
    QVERIFY(translations.setLanguage(QStringLiteral("en")));
    for (const QWidget *legend : legends)
        QTRY_VERIFY(legend->width() >= legend->sizeHint().width());
}

void TestWidgets::badgeTellsTheOrigin()
{
    QCOMPARE(originOf(true), Origin::Simulated);
    QCOMPARE(originOf(false), Origin::Live);
    Badge badge;
    QVERIFY(!badge.origin());
    badge.setOrigin(Origin::Simulated);
    QCOMPARE(badge.accessibleName(), QStringLiteral("SIMULATED"));
    QVERIFY(badge.sizeHint().width() > badgeSize(Origin::Simulated, true).width());
}

void TestWidgets::rasterDrawsSpanMeanAndGap()
{
    QImage image(3, 101, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    std::vector<SampleColumn> columns(3);
    columns[0] = {20, 80, 50, 10, false};
    columns[1] = {0, 0, 0, 0, true};
    columns[2] = {100, 100, 100, 1, false};
    rasterise(image, columns, 0, 100, {kSpan, kMean, kHatch}, 1, 0);
    QCOMPARE(image.pixel(0, 20), kSpan); // the maximum, 80, is 20 rows from the top
    QCOMPARE(image.pixel(0, 80), kSpan);
    QCOMPARE(image.pixel(0, 50), kMean);
    QCOMPARE(image.pixel(0, 19), 0U);
    QCOMPARE(image.pixel(0, 81), 0U);
    int hatched = 0;
    for (int y = 0; y < image.height(); ++y) {
        QVERIFY(image.pixel(1, y) == 0U || image.pixel(1, y) == kHatch);
        hatched += image.pixel(1, y) == kHatch ? 1 : 0;
    }
    QVERIFY(hatched > 5);
    QCOMPARE(image.pixel(2, 0), kMean); // not joined across the gap
    QCOMPARE(image.pixel(2, 50), 0U);
}

void TestWidgets::rasterJoinsStepsAndHoldsBetweenSamples()
{
    QImage image(4, 101, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    std::vector<SampleColumn> columns(4);
    columns[0] = {10, 10, 10, 1, false};
    columns[1] = {0, 0, 0, 0, false}; // no sample falls here, and none is missing
    columns[2] = {90, 90, 90, 1, false};
    columns[3] = {90, 90, 90, 1, false};
    rasterise(image, columns, 0, 100, {kSpan, kMean, kHatch}, 1, 0);
    QCOMPARE(image.pixel(1, 90), kMean);
    for (int y = 10; y < 90; ++y)
        QCOMPARE(image.pixel(2, y), kMean);
    QCOMPARE(image.pixel(3, 50), 0U);
}

/// Column by column, pixel by pixel: what the picture must be.
QImage plainPicture(QSize size, const std::vector<SampleColumn> &columns, double high, int penWidth, int origin)
{
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    const auto row = [&](double value) {
        return int(std::lround(std::clamp((high - value) * (size.height() - 1) / high, -1.0, double(size.height()))));
    };
    const auto draw = [&](int x, int top, int bottom, QRgb colour) {
        for (int y = std::max(top, 0); y <= std::min(bottom, size.height() - 1); ++y)
            image.setPixel(x, y, colour);
    };
    const int below = (penWidth - 1) / 2, above = penWidth - 1 - below;
    std::optional<int> before;
    for (int x = 0; x < size.width(); ++x) {
        const SampleColumn &column = columns[std::size_t(x)];
        for (int y = 0; column.gap && y < size.height(); ++y) {
            if ((x - origin - y) % 8 == 0)
                draw(x, y, y, kHatch);
        }
        if (column.count == 0) {
            if (column.gap)
                before.reset();
            if (before)
                draw(x, *before - above, *before + below, kMean);
            continue;
        }
        draw(x, row(double(column.max)), row(double(column.min)), kSpan);
        const int mean = row(column.mean);
        const int top = before && *before < mean ? *before + 1 : mean;
        const int bottom = before && *before > mean ? *before - 1 : mean;
        draw(x, std::min(top, mean) - above, std::max(bottom, mean) + below, kMean);
        before = mean;
    }
    return image;
}

void TestWidgets::rasterIsThatOfAPlainPainter()
{
    std::mt19937 random(7);
    const auto upTo = [&random](int most) { return int(random() % unsigned(most + 1)); };
    for (int round = 0; round < 60; ++round) {
        const QSize size(1 + upTo(60), 1 + upTo(90));
        std::vector<SampleColumn> columns(std::size_t(size.width()));
        for (SampleColumn &column : columns) {
            const int a = upTo(1200) - 100, b = upTo(1200) - 100;
            if (upTo(5) > 0)
                column = {float(std::min(a, b)), float(std::max(a, b)), (a + b) / 2.0, 3, upTo(9) == 0};
            else
                column.gap = upTo(1) == 0;
        }
        const int pen = 1 + upTo(3);
        const int origin = upTo(1000) - 500;
        QImage image(size, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::red); // of the picture before
        rasterise(image, columns, 0, 1000, {kSpan, kMean, kHatch}, pen, origin);
        QCOMPARE(image, plainPicture(size, columns, 1000, pen, origin));
    }
}

void TestWidgets::rasterSurvivesOddInput()
{
    QImage image(4, 10, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    std::vector<SampleColumn> columns(9); // more columns than pixels
    columns[0] = {-1e30F, 1e30F, 1e300, 1, false};
    columns[1] = {1, 2, 1.5, 3, true};
    rasterise(image, columns, 0, 1, {kSpan, kMean, kHatch}, 3, -123456789);
    QCOMPARE(image.pixel(0, 5), kSpan);
    rasterise(image, columns, 1, 1, {kSpan, kMean, kHatch}, 1, 0);                // no range: nothing
    QCOMPARE(image, QImage(image).copy(100, 100, image.width(), image.height())); // all clear
    QImage empty;
    rasterise(empty, columns, 0, 1, {kSpan, kMean, kHatch}, 1, 0);
}

void TestWidgets::framesRestWhenNothingDraws()
{
    FrameClock clock;
    QWidget hand;
    QVERIFY(!clock.resting());
    QTRY_VERIFY(clock.resting());
    QSignalSpy frames(&clock, &FrameClock::frame);
    QTRY_VERIFY(frames.count() >= 2); // slowly, and not never: what comes by itself must be seen
    QVERIFY(clock.resting());
    clock.report(1'000'000); // only how long it took: an axis that goes on wakes nobody
    QVERIFY(clock.resting());
    clock.drew();
    QVERIFY(!clock.resting());
    QTRY_VERIFY(clock.resting());
    QTest::keyClick(&hand, Qt::Key_Plus);
    QVERIFY(!clock.resting());
}

void TestWidgets::plotTakesTheThemeAtOnce()
{
    FrameClock clock;
    LanePlot plot({Lane::Current}, &clock);
    plot.resize(400, 200);
    TimeWindow window;
    plot.setWindow(&window);
    plot.setStore(makeStore(1'000));
    plot.show();
    const auto shows = [&plot](const QColor &colour) {
        const QImage image = plot.grab().toImage();
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixelColor(x, y) == colour)
                    return true;
            }
        }
        return false;
    };
    for (const Theme &each : {lightTheme(), darkTheme(), lightTheme()}) { // no frame in between
        applyTheme(*qApp, each);
        QCoreApplication::sendPostedEvents();
        QVERIFY(shows(each.sunken));
        QVERIFY(!shows((each.dark ? lightTheme() : darkTheme()).sunken));
    }
}

void TestWidgets::traceColumnsMatchTheStore()
{
    FrameClock clock;
    LanePlot plot({Lane::Current, Lane::Power}, &clock);
    plot.resize(800, 400);
    TimeWindow window;
    plot.setWindow(&window);
    const auto store = makeStore(20'000);
    plot.setStore(store);
    window.setRange(2'000'000'000, 18'000'000'000);
    plot.show();
    plot.drawFrame();
    const SampleTrace *trace = plot.trace(Lane::Current);
    QVERIFY(trace && trace->columns().size() > 500);
    std::uint64_t counted = 0;
    for (const SampleColumn &column : trace->columns()) {
        if (column.count == 0)
            continue;
        counted += column.count;
        QVERIFY(column.min >= 0.0099F && column.max <= 0.0111F && column.min <= column.max);
        QVERIFY(column.mean >= double(column.min) && column.mean <= double(column.max));
        QVERIFY(!column.gap);
    }
    // 16 seconds at 1 kS/s, each sample in one column, edges up to a column off.
    const auto edge = 2 * 16'000 / trace->columns().size() + 2;
    QVERIFY2(counted >= 16'000 - edge && counted <= 16'000 + edge, qPrintable(QString::number(counted)));
    // Brute force over the same index range.
    const auto [first, last] = trace->indexRange();
    const auto values = store->values(0, first, last, last - first);
    const auto [least, most] = std::ranges::minmax(values);
    double min = 0;
    double max = 0;
    QVERIFY(trace->extremes(&min, &max));
    QVERIFY(std::abs(min - double(least)) < 1e-6 && std::abs(max - double(most)) < 1e-6);
    // The derived channel has its own trace.
    QVERIFY(plot.trace(Lane::Power)->extremes(&min, &max));
    QVERIFY(min > 0.037 && max < 0.043);
    QVERIFY(!plot.trace(Lane::Voltage));
}

void TestWidgets::traceShowsGapsOnlyWhereTheyAre()
{
    FrameClock clock;
    LanePlot plot({Lane::Current}, &clock);
    plot.resize(800, 300);
    TimeWindow window;
    plot.setWindow(&window);
    plot.setStore(makeStore(10'000, 4'000, 2'000));
    window.setRange(0, 10'000'000'000);
    plot.show();
    plot.drawFrame();
    const auto &columns = plot.trace(Lane::Current)->columns();
    const double perColumn = 10'000.0 / static_cast<double>(columns.size());
    int gaps = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const double index = static_cast<double>(i) * perColumn;
        const bool deep = index > 4'000 + 3 * perColumn && index < 6'000 - 3 * perColumn;
        const bool away = index < 4'000 - 3 * perColumn || index > 6'000 + 3 * perColumn;
        if (deep)
            QVERIFY(columns[i].gap && columns[i].count == 0);
        if (away)
            QVERIFY(!columns[i].gap);
        gaps += columns[i].gap ? 1 : 0;
    }
    QVERIFY(std::abs(gaps - 2'000 / perColumn) <= 3);
}

void TestWidgets::traceOutsideTheDataIsEmpty()
{
    FrameClock clock;
    LanePlot plot({Lane::Current}, &clock);
    plot.resize(400, 200);
    TimeWindow window;
    plot.setWindow(&window);
    plot.setStore(makeStore(1'000));
    plot.show();
    window.setRange(50'000'000'000, 60'000'000'000);
    plot.drawFrame();
    double min = 0;
    double max = 0;
    QVERIFY(!plot.trace(Lane::Current)->extremes(&min, &max));
    const auto [first, last] = plot.trace(Lane::Current)->indexRange();
    QCOMPARE(first, last);
    plot.setStore(nullptr);
    plot.drawFrame();
    QVERIFY(!plot.trace(Lane::Current)->extremes(&min, &max));
}

void TestWidgets::valueRangeStandsStill()
{
    ValueRange range(true);
    QVERIFY(range.fit(0.01, 0.36));
    QCOMPARE(range.high(), 0.4);
    QVERIFY(!range.fit(0.01, 0.39));
    QVERIFY(!range.fit(0.01, 0.2)); // half of it: stays
    QVERIFY(range.fit(0.01, 0.15)); // less than two fifths of it, also where the next round bound is half
    QCOMPARE(range.high(), 0.2);
    QVERIFY(range.fit(0.01, 0.05));
    QVERIFY(range.high() < 0.1);
    QVERIFY(range.fit(0.0, 2.0));
    QVERIFY(range.high() >= 2.0);
    QVERIFY(!range.fit(std::nan(""), 1));
    ValueRange voltage(false);
    QVERIFY(voltage.fit(3.70, 3.82));
    QVERIFY(voltage.low() > 3 && voltage.low() <= 3.70 && voltage.high() >= 3.82);
    for (const double flat : {3.7, double(3.7F), 0.999, 4.2, -1.0}) { // a line that nobody sees on an edge
        ValueRange set(false);
        QVERIFY(set.fit(flat, flat));
        const double room = 0.1 * (set.high() - set.low());
        QVERIFY2(flat - set.low() > room && set.high() - flat > room, qPrintable(QString::number(flat)));
    }
    QCOMPARE(roundUp(0.36), 0.4);
    QCOMPARE(roundUp(1000), 1000.0);
}

void TestWidgets::timeWindowFollowsAndHolds()
{
    TimeWindow window;
    QSignalSpy changed(&window, &TimeWindow::changed);
    window.advance(100'000'000'000);
    QCOMPARE(window.endNs(), 100'000'000'000);
    window.zoom(0.5, 90'000'000'000); // following: the right end stays
    QCOMPARE(window.endNs(), 100'000'000'000);
    QCOMPARE(window.spanNs(), TimeWindow::kDefaultSpanNs / 2);
    window.pan(-5'000'000'000);
    QVERIFY(!window.following());
    window.advance(101'000'000'000);
    QCOMPARE(window.endNs(), 95'000'000'000);
    const std::int64_t about = 90'000'000'000;
    const double before = double(about - window.beginNs()) / double(window.spanNs());
    window.zoom(0.25, about);
    QVERIFY(std::abs(double(about - window.beginNs()) / double(window.spanNs()) - before) < 1e-6);
    window.setFollowing(true);
    QCOMPARE(window.endNs(), 101'000'000'000);
    window.setSpan(1);
    QCOMPARE(window.spanNs(), TimeWindow::kMinSpanNs);
    QVERIFY(changed.count() >= 5);
}

void TestWidgets::lanePlotZoomsAndPans()
{
    FrameClock clock;
    LanePlot plot({Lane::Current, Lane::Radio, Lane::Tokens}, &clock);
    plot.resize(800, 300);
    TimeWindow window;
    plot.setWindow(&window);
    plot.setStore(makeStore(40'000));
    plot.show();
    plot.drawFrame();
    const std::int64_t span = window.spanNs();
    const QPointF middle(400, 100);
    QWheelEvent zoom(middle, plot.mapToGlobal(middle), {}, QPoint(0, 120), Qt::NoButton, Qt::ControlModifier,
        Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&plot, &zoom);
    QVERIFY(window.spanNs() < span);
    QVERIFY(window.following());
    const std::int64_t followed = window.endNs();
    QWheelEvent wheel(
        middle, plot.mapToGlobal(middle), {}, QPoint(0, 120), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&plot, &wheel);
    QVERIFY(window.endNs() < followed);
    QVERIFY(!window.following());
    window.setFollowing(true);
    QTest::mousePress(&plot, Qt::LeftButton, Qt::NoModifier, QPoint(400, 100));
    QMouseEvent move(QEvent::MouseMove, QPointF(500, 100), plot.mapToGlobal(QPointF(500, 100)), Qt::NoButton,
        Qt::LeftButton, Qt::NoModifier);
    const std::int64_t end = window.endNs();
    QCoreApplication::sendEvent(&plot, &move);
    QTest::mouseRelease(&plot, Qt::LeftButton, Qt::NoModifier, QPoint(500, 100));
    QVERIFY(window.endNs() < end);
    QVERIFY(!window.following());
    QTest::keyClick(&plot, Qt::Key_Space);
    QVERIFY(window.following());
    QTest::keyClick(&plot, Qt::Key_F);
    QVERIFY(!window.following());
    plot.drawFrame(); // all of it, to the last sample
    QCOMPARE(plot.trace(Lane::Current)->indexRange(), std::pair(std::uint64_t(0), std::uint64_t(40'000)));
}

void TestWidgets::lanePlotPaintsAllOfItself_data()
{
    QTest::addColumn<double>("ratio");
    QTest::addColumn<bool>("region");
    for (const double ratio : {1.0, 2.0}) {
        QTest::addRow("%g", ratio) << ratio << false;
        QTest::addRow("%g with a region", ratio) << ratio << true;
    }
}

void TestWidgets::lanePlotPaintsAllOfItself()
{
    QFETCH(double, ratio);
    QFETCH(bool, region);
    FrameClock clock;
    LanePlot plot({Lane::Current, Lane::Radio, Lane::Tokens}, &clock);
    plot.resize(800, 300);
    plot.setAttribute(Qt::WA_OpaquePaintEvent);
    TimeWindow window;
    plot.setWindow(&window);
    const auto store = makeStore(40'000);
    const std::uint64_t end = store->endIndex();
    store->append(end + 3000, store->kitTimeOf(end + 3000), std::vector<float>(4000, 0.01F)); // after a gap
    plot.setStore(store);
    RegionModel regions;
    if (region) {
        plot.setRegions(&regions);
        regions.add(store->kitTimeOf(1000), store->kitTimeOf(20'000));
    }
    plot.show();
    QTest::keyClick(&plot, Qt::Key_F);
    for (int frame = 0; frame < 3; ++frame) { // anew, and moved on
        plot.drawFrame();
        QImage shown(QSize(800, 300) * ratio, QImage::Format_RGB32);
        shown.setDevicePixelRatio(ratio);
        shown.fill(Qt::magenta);
        plot.render(&shown, {}, {}, QWidget::DrawChildren);
        int left = 0;
        for (int y = 0; y < shown.height(); ++y)
            for (int x = 0; x < shown.width(); ++x)
                left += shown.pixel(x, y) == QColor(Qt::magenta).rgb() ? 1 : 0;
        QCOMPARE(left, 0);
        window.pan(window.spanNs() / 10);
    }
}

void TestWidgets::timelineKeepsOrderAndBoot()
{
    EventTimeline timeline;
    QSignalSpy changed(&timeline, &EventTimeline::changed);
    timeline.add(radioEvent(7, 1'000, "idle"));
    timeline.add(radioEvent(7, 2'000, "promotion"));
    timeline.add(radioEvent(7, 3'000, "connected"));
    timeline.add(radioEvent(7, 3'500, "connected")); // no change
    QCOMPARE(timeline.radio().size(), 3U);
    QCOMPARE(timeline.radioAt(500), RadioState::Unknown);
    QCOMPARE(timeline.radioAt(1'500), RadioState::Idle);
    QCOMPARE(timeline.radioAt(9'000), RadioState::Connected);
    auto late = radioEvent(6, 10, "idle"); // an earlier boot, fetched late
    late.replayed = true;
    timeline.add(late);
    QCOMPARE(timeline.bootId(), 7U);
    timeline.add(radioEvent(8, 5, "searching"));
    QCOMPARE(timeline.bootId(), 8U);
    QCOMPARE(timeline.radio().size(), 1U);
    QVERIFY(changed.count() >= 5);
}

void TestWidgets::timelineMarksStalls()
{
    EventTimeline timeline;
    timeline.add(promptEvent(PromptEvent::Kind::Accepted, "a", 1'000'000'000), 47);
    timeline.add(promptEvent(PromptEvent::Kind::Accepted, "a", 1'000'000'000), 47); // replayed
    QCOMPARE(timeline.prompts().size(), 1U);
    QCOMPARE(timeline.prompts().front().number, 47);
    for (const std::int64_t ms : {1900, 1930, 2400})
        timeline.add(promptEvent(PromptEvent::Kind::Token, "a", ms * 1'000'000), 47);
    timeline.add(promptEvent(PromptEvent::Kind::Token, "a", 1930 * 1'000'000LL), 47); // a repeat
    QCOMPARE(timeline.tokens().size(), 3U);
    QCOMPARE(timeline.prompts().front().firstTokenNs, 1'900'000'000);
    QCOMPARE(timeline.tokens()[0].gapNs, 0);
    QVERIFY(timeline.tokens()[2].gapNs > EventTimeline::kStallNs);
}

void TestWidgets::wallClockIsFixedPerBoot()
{
    WallClock clock;
    QVERIFY(!clock.known());
    QCOMPARE(clock.timeOfDay(5), 5);
    device_link::ClockMap map;
    map.add(7, {1'000'000'000, 1'000'100'000, 500'000'000});
    clock.update(map, 2'000'000'000, 40'000'000'000'000);
    QVERIFY(clock.known());
    const std::int64_t offset = clock.offsetNs();
    clock.update(map, 9'000'000'000, 50'000'000'000'000); // the same boot: labels never jump
    QCOMPARE(clock.offsetNs(), offset);
    map.add(8, {10'000'000'000, 10'000'100'000, 1'000'000});
    clock.update(map, 10'500'000'000, 51'000'000'000'000);
    QVERIFY(clock.offsetNs() != offset);

    // An axis of more than a day tells the date as well, where it is known.
    constexpr std::int64_t day = 86'400'000'000'000;
    const QDate today = clock.dayOf(1'000'000).value();
    QCOMPARE(clock.dayOf(1'000'000 + day), std::optional(today.addDays(1)));
    QCOMPARE(clock.dayOf(1'000'000 - 2 * day), std::optional(today.addDays(-2)));
    QCOMPARE(axisTime(clock, day, 3 * 86'400.0, 0),
        today.addDays(1).toString(QStringLiteral("MM-dd ")) + clockTime(clock.timeOfDay(0)).left(5));
    QCOMPARE(axisTime(clock, day, 60, 0), clockTime(clock.timeOfDay(0), 0));
    QCOMPARE(axisTime(WallClock(), 5'000'000'000, 3 * 86'400.0, 0), clockTime(5'000'000'000, 0));
    QVERIFY(roundTimeStep(2.5 * 86'400) == 3 * 86'400);
}

void TestWidgets::phasesTileTheAnswer()
{
    PromptEntry entry;
    QVERIFY(phasesOf(entry).isEmpty());
    entry.run.accepted = 1'000'000'000;
    entry.run.radioUp = 1'163'400'000;
    entry.run.sent = 1'563'800'000;
    entry.run.firstByte = 1'948'200'000;
    QCOMPARE(phasesOf(entry).size(), 3);
    // Cut off after its second token: it streamed at least that long.
    entry.running = false;
    entry.run.tokens = {{0, 2'000'000'000, QStringLiteral("a")}, {1, 2'500'000'000, QStringLiteral("b")}};
    QCOMPARE(phasesOf(entry).size(), 5);
    QVERIFY(std::abs(phasesOf(entry).last().seconds - 0.5) < 1e-9);
    entry.running = true;
    QCOMPARE(phasesOf(entry).last().id, profiles::EnergyPhaseId::FirstToken);
    entry.run.tokens.clear();
    entry.run.done = 6'730'600'000;
    entry.run.quiet = 16'730'000'000;
    const QList<PromptPhase> phases = phasesOf(entry);
    QCOMPARE(phases.size(), 5);
    double total = 0;
    for (const PromptPhase &phase : phases) {
        total += phase.seconds;
        QVERIFY(!phaseWord(phase.id).isEmpty() && phaseColour(phase.id).isValid());
    }
    QVERIFY(std::abs(total - 15.73) < 1e-9);
    PhaseTable table;
    table.setPhases(phases);
    double shown = 0;
    for (const double ms : table.shownMs())
        shown += ms;
    QCOMPARE(shown, 15'730.0);       // what is shown adds up to what is shown
    entry.run.radioUp = 900'000'000; // the radio was still up: no setup
    QCOMPARE(phasesOf(entry).first().seconds, 0.0);
}

/// Between the first byte of the answer and its first text no token comes: that time is part of the wait for it.
void TestWidgets::phasesExplainTheFirstToken()
{
    PromptEntry entry;
    entry.run.accepted = 1'000'000'000;
    entry.run.radioUp = 1'120'000'000;
    entry.run.sent = 1'150'000'000;
    entry.run.firstByte = 1'301'000'000;
    entry.run.tokens = {{0, 1'523'600'000, QStringLiteral("Once")}, {1, 1'560'000'000, QStringLiteral(" upon")}};
    entry.run.done = 3'000'000'000;
    entry.run.quiet = 13'000'000'000;
    entry.metrics = profiles::metricsOf(entry.run);
    const auto untilFirst = [](const QList<PromptPhase> &phases) {
        double seconds = 0;
        for (const PromptPhase &phase : phases) {
            seconds += phase.seconds;
            if (phase.id == profiles::EnergyPhaseId::FirstToken)
                return seconds * 1e3;
        }
        return 0.0;
    };
    QVERIFY(std::abs(untilFirst(phasesOf(entry)) - *entry.metrics.ttftDev) < 1e-6);

    const auto phase = [](profiles::EnergyPhaseId id, double seconds, double joules) {
        profiles::EnergyPhase made;
        made.id = id;
        made.seconds = seconds;
        made.joules = joules;
        return made;
    };
    using Id = profiles::EnergyPhaseId;
    entry.energy.emplace();
    entry.energy->phases = {phase(Id::Promotion, 0.120, 0.1), phase(Id::Uplink, 0.030, 0.1),
        phase(Id::Wait, 0.151, 0.1), phase(Id::Stream, 1.699, 1.0), phase(Id::Tail, 10, 2.0)};
    entry.energy->firstToken = phase(Id::FirstToken, 0.2226, 0.2);
    const QList<PromptPhase> measured = phasesOf(entry);
    QCOMPARE(measured.size(), 6);
    QVERIFY(std::abs(untilFirst(measured) - *entry.metrics.ttftDev) < 1e-6);
    double joules = 0;
    for (const PromptPhase &each : measured)
        joules += *each.joules;
    QVERIFY(std::abs(joules - 3.3) < 1e-9); // nothing is counted twice
}

void TestWidgets::costsAreInOrderAndUnknownIsADash()
{
    PromptEntry entry;
    Costs costs = costsOf(entry);
    for (const Quantity &cost : {costs.time, costs.energy, costs.tokens, costs.money})
        QCOMPARE(cost.number, QString(kEmDash));
    entry.metrics.ttftDev = 947.3;
    entry.run.usage = profiles::PromptUsage{38, 161, QStringLiteral("server_usage")};
    entry.cost = profiles::Money{500, false, QStringLiteral("CNY"), QStringLiteral("v3")};
    costs = costsOf(entry);
    QCOMPARE(costs.time, (Quantity{QStringLiteral("947"), QStringLiteral("ms")}));
    QCOMPARE(costs.tokens, (Quantity{QStringLiteral("199"), QStringLiteral("tok")}));
    QVERIFY(!tokensAreCharged(entry));
    entry.run.charge = profiles::PromptCharge{104'000'000, 7}; // as the money, and as the balance moves
    QVERIFY(tokensAreCharged(entry));
    QCOMPARE(costsOf(entry).tokens, (Quantity{QStringLiteral("104"), QStringLiteral("tok")}));
    PromptEntry streaming;
    streaming.run.tokens = {{0, 1, QStringLiteral("Once")}};
    QCOMPARE(costsOf(streaming).tokens.number, QString(kEmDash)); // tokens that came are not those that are charged
    QCOMPARE(costs.money.unit, QStringLiteral("¥"));
    QCOMPARE(costs.energy.number, QString(kEmDash));
}

void TestWidgets::logModelIsBounded()
{
    LogModel model(100);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QList<LogLine> lines;
    for (int i = 0; i < 60; ++i)
        lines.append({i, i % 10 == 0 ? LogLevel::Warning : LogLevel::Info, QStringLiteral("link"), QString::number(i)});
    model.append(lines);
    model.append(lines);
    QVERIFY(model.rowCount() <= 100 && model.rowCount() > 60);
    QCOMPARE(model.warnings(), 12);
    QCOMPARE(model.line(model.rowCount() - 1).text, QStringLiteral("59"));
    QCOMPARE(model.areas(), QStringList{QStringLiteral("link")});
    for (int i = 0; i < 5; ++i)
        lines.append(lines); // far more than fit
    model.append(lines);
    QCOMPARE(model.rowCount(), 100);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

void TestWidgets::logFilterAndCopy()
{
    LogModel model;
    LogPanel panel(&model);
    QAbstractItemModelTester tester(panel.filter(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.append({{1, LogLevel::Debug, QStringLiteral("link"), QStringLiteral("opened")},
        {2, LogLevel::Info, QStringLiteral("kit"), QStringLiteral("boot")},
        {3, LogLevel::Error, QStringLiteral("link"), QStringLiteral("bad frame")}});
    QCOMPARE(panel.filter()->rowCount(), 2);
    panel.filter()->setLevel(LogLevel::Trace);
    QCOMPARE(panel.filter()->rowCount(), 3);
    panel.filter()->setArea(QStringLiteral("link"));
    QCOMPARE(panel.filter()->rowCount(), 2);
    panel.filter()->setSearch(QStringLiteral("FRAME"));
    QCOMPARE(panel.filter()->rowCount(), 1);
    QVERIFY(panel.shownText().endsWith(QStringLiteral("error link bad frame\n")));
}

void TestWidgets::railModels()
{
    KitListModel kits;
    QAbstractItemModelTester kitTester(&kits, QAbstractItemModelTester::FailureReportingMode::QtTest);
    PanelListModel panels;
    QAbstractItemModelTester panelTester(&panels, QAbstractItemModelTester::FailureReportingMode::QtTest);
    kits.add(closedKit());
    panels.add(QStringLiteral("overview"));
    panels.setName(0, QStringLiteral("Overview"));
    panels.setValue(0, QStringLiteral("31.6 mA"));
    panels.setValue(9, QStringLiteral("out of range"));
    QCOMPARE(panels.index(0).data(PanelListModel::ValueRole).toString(), QStringLiteral("31.6 mA"));
    QVERIFY(!kits.index(0).data(KitListModel::OriginRole).isValid()); // no badge before a kit has answered
    KitRail rail(&kits, &panels);
    QSignalSpy chosen(&rail, &KitRail::panelChosen);
    rail.setCurrentPanel(0);
    QCOMPARE(chosen.count(), 1);
    rail.setCollapsed(true);
    QCOMPARE(rail.width(), KitRail::kCollapsedWidth);
    QVERIFY(!rail.grab().isNull());
}

void TestWidgets::historyWithoutAKit()
{
    const auto kit = closedKit();
    PromptHistory *history = kit->prompts();
    QAbstractItemModelTester tester(history, QAbstractItemModelTester::FailureReportingMode::QtTest);
    device_link::PromptRequest request;
    request.text = QStringLiteral("hello");
    const QFuture<QString> ended = history->ask(request);
    QVERIFY(ended.isFinished());
    QVERIFY(ended.result().isEmpty());
    QCOMPARE(history->rowCount(), 0);
    QVERIFY(!history->last() && !history->running());
}

void TestWidgets::panelsSayThatNoKitIsConnected()
{
    FrameClock clock;
    const auto kit = closedKit();
    PowerPanel power(&clock);
    QVERIFY(!power.stack()->offered());
    power.setKit(kit);
    QVERIFY(!power.stack()->offered());
    QCOMPARE(power.stack()->sentence(), QStringLiteral("No kit is connected."));
    PromptsPanel prompts;
    prompts.setKit(kit);
    QCOMPARE(prompts.stack()->sentence(), QStringLiteral("No kit is connected."));
    OverviewPanel overview(&clock);
    overview.setKit(kit);
    for (const OverviewCard *card : overview.cards())
        QCOMPARE(card->number()->quantity().number, QString(kEmDash));
    StatusBar status(&clock);
    status.setKit(kit);
    QVERIFY(status.dropped().startsWith(kEmDash));
    for (QWidget *panel : QList<QWidget *>{&power, &prompts, &overview}) {
        panel->resize(1100, 700);
        panel->show();
        QVERIFY(!panel->grab().isNull());
    }
    power.setKit(nullptr);
    prompts.setKit(nullptr);
    overview.setKit(nullptr);
}

void TestWidgets::bannerSpeaksTheLanguage()
{
    ErrorBanner banner;
    QVERIFY(banner.what().isEmpty());
    banner.showError(device_link::Error(device_link::Fault::HeldByOther, QStringLiteral("pid 42 (minicom)")));
    QCOMPARE(banner.what(), QStringLiteral("Another program has this port open."));
    banner.clear();
    QVERIFY(banner.what().isEmpty());
}

void TestWidgets::everyInteractiveWidgetIsNamed()
{
    FrameClock clock;
    LogModel log;
    const auto kit = closedKit();
    PowerPanel power(&clock);
    PromptsPanel prompts;
    LogPanel logPanel(&log);
    power.setKit(kit);
    prompts.setKit(kit);
    for (const QWidget *panel : QList<const QWidget *>{&power, &prompts, &logPanel}) {
        for (const QWidget *child : panel->findChildren<QWidget *>()) {
            const auto *button = qobject_cast<const QAbstractButton *>(child);
            const bool input = child->inherits("QComboBox") || child->inherits("QLineEdit")
                || child->inherits("QPlainTextEdit") || child->inherits("QAbstractItemView")
                || child->inherits("QCustomPlot");
            const bool inner = child->objectName().startsWith(QStringLiteral("qt_"))
                || (child->parentWidget() && child->parentWidget()->inherits("QAbstractSpinBox"))
                || child->inherits("QHeaderView") || child->inherits("QTableCornerButton")
                || child->inherits("QComboBoxListView") || child->inherits("QLineEditIconButton")
                || (button && child->parentWidget() && child->parentWidget()->inherits("QTableView"));
            if (inner || (!button && !input))
                continue;
            const QString name = !child->accessibleName().isEmpty() ? child->accessibleName()
                : button                                            ? button->text()
                                                                    : QString();
            // Buttons that are hidden until they have something to say have no words yet.
            if (button && child->isHidden())
                continue;
            QVERIFY2(!name.isEmpty(), child->metaObject()->className());
        }
    }
    power.setKit(nullptr);
    prompts.setKit(nullptr);
}

void TestWidgets::toastGoesWithAClick()
{
    QWidget over;
    over.resize(800, 400);
    Toast toast(&over);
    over.show();
    bool acted = false;
    toast.tell(QStringLiteral("Saved."), QStringLiteral("Show"), [&] { acted = true; });
    QVERIFY(toast.isVisible());
    QTest::mouseClick(&toast, Qt::LeftButton, Qt::NoModifier, QPoint(6, 6));
    QVERIFY(!toast.isVisible());
    QVERIFY(!acted);
    // It covers no more than its words need.
    const int small = toast.width();
    toast.tell(QStringLiteral("Recorded 1,234,567 samples into a file with quite a long name.aer"));
    QVERIFY(toast.width() > small);
    QVERIFY(small < over.width() / 2);
    QCOMPARE(toast.geometry().right(), over.width() - 17);
}

void TestWidgets::toastLiesWhereNothingIsPressed()
{
    QWidget window;
    window.resize(800, 500);
    QWidget panel(&window), strip(&window);
    panel.setGeometry(100, 0, 700, 400);
    strip.setGeometry(100, 400, 700, 80);
    Toast toast(&panel);
    toast.lieOn(&strip);
    window.show();
    toast.tell(QStringLiteral("Saved."));
    QVERIFY(toast.isVisible());
    QVERIFY(strip.geometry().contains(toast.geometry()));
    panel.resize(700, 300); // a lower window: one after the other
    strip.setGeometry(100, 300, 700, 80);
    QVERIFY(strip.geometry().contains(toast.geometry()));
    strip.hide();
    toast.tell(QStringLiteral("Saved."));
    QVERIFY(panel.geometry().contains(toast.geometry()));
}

QTEST_MAIN(TestWidgets)
#include "tst_widgets.moc"
