// SPDX-License-Identifier: GPL-3.0-or-later
#include "panel_bench.h"

#include "widgets/common/error_banner.h"
#include "widgets/common/number_label.h"
#include "widgets/common/text_label.h"
#include "widgets/common/theme.h"
#include "widgets/kit/frame_clock.h"
#include "widgets/kit/offered_stack.h"
#include "widgets/latency/latency_feed.h"
#include "widgets/latency/latency_panel.h"
#include "widgets/latency/probe_csv.h"
#include "widgets/latency/probe_lanes.h"
#include "widgets/latency/waterfall_model.h"
#include "widgets/text/translations.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace widgets;
using device_link::ComputeTier;
using device_link::ProbeResult;
using test_kit::kSlow;
using test_kit::PanelBench;

namespace {

const QStringList kQuick{QStringLiteral("--speed"), QStringLiteral("4")};

/// The panel of one kit, on screen.
struct Shown {
    explicit Shown(PanelBench &bench)
        : panel(&clock)
        , feed(bench.kit->model<LatencyFeed>())
        , tester(feed, QAbstractItemModelTester::FailureReportingMode::QtTest)
    {
        panel.setKit(bench.kit);
        panel.resize(1300, 820);
        panel.show();
    }
    ~Shown() { panel.setKit(nullptr); }
    template <typename Widget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        return panel.findChild<Widget *>(QLatin1String(name));
    }
    void click(const char *name) { QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton); }
    [[nodiscard]] int sent(ComputeTier tier) const { return static_cast<int>(feed->history(tier).probes().size()); }
    [[nodiscard]] bool all(int count) const
    {
        return std::ranges::all_of(LatencyFeed::kTiers, [&](ComputeTier tier) { return sent(tier) >= count; });
    }

    FrameClock clock;
    LatencyPanel panel;
    LatencyFeed *feed;
    QAbstractItemModelTester tester;
};

ProbeResult probeAt(std::int64_t sentNs, std::optional<double> rttMs, std::optional<double> coreMs = {})
{
    ProbeResult result;
    result.kitTimeNs = sentNs;
    result.rttMs = rttMs;
    result.coreMs = coreMs;
    return result;
}

constexpr std::int64_t kSecond = 1'000'000'000;

} // namespace

class TestLatencyPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, lightTheme()); }
    void figuresOfATier();
    void historyKeepsItsPlaceAndBounds();
    void probingFillsTheRowsAndStopsByClick();
    void keyboardAlone();
    void unpluggedInMidProbing();
    void silenceEndsProbingAndStartsAgain();
    void noNetworkIsSaidUntilItReturns();
    void promptsFallAsWater();
    void exportSaysWhyItFailed();
    void followsLanguageAndTheme();
    void atPortOffersNone();
};

void TestLatencyPanel::figuresOfATier()
{
    ProbeHistory history;
    for (int i = 0; i < 10; ++i)
        history.add(1, probeAt(i * kSecond, 50 + 10 * (i % 2), i == 9 ? 1.5 : 0.9));
    history.add(1, probeAt(10 * kSecond, std::nullopt));
    history.add(1, probeAt(11 * kSecond, std::nullopt));
    const TierStats stats = tierStats(history, ComputeTier::Metro, StatsSpan::All);
    QCOMPARE(stats.sent, 12);
    QCOMPARE(stats.lost, 2);
    QCOMPARE(*stats.p50, 55.0);
    QCOMPARE(*stats.jitter, 10.0); // each follows one that is 10 ms away
    QCOMPARE(*stats.inBandPercent, 90.0);
    QCOMPARE(history.unanswered(), 2);
    QCOMPARE(history.lastReply()->sentNs, 9 * kSecond);
    QCOMPARE(*history.medianMs(), 60.0); // of 60, 50 and 60: the 2 s up to the last reply
    QCOMPARE(tierStats(history, ComputeTier::Metro, StatsSpan::Last5Minutes).sent, 12);
    history.add(1, probeAt(400 * kSecond, 42));
    QCOMPARE(tierStats(history, ComputeTier::Metro, StatsSpan::Last5Minutes).sent, 1);
    QCOMPARE(tierStats(history, ComputeTier::Metro, StatsSpan::Last100).sent, 13);
    QCOMPARE(history.unanswered(), 0);
    QVERIFY(!tierStats(ProbeHistory(), ComputeTier::Nation, StatsSpan::All).p50);
}

void TestLatencyPanel::historyKeepsItsPlaceAndBounds()
{
    ProbeHistory history;
    history.add(7, probeAt(1 * kSecond, 50));
    history.add(7, probeAt(3 * kSecond, 51));
    history.add(7, probeAt(2 * kSecond, std::nullopt)); // a loss is told late
    QCOMPARE(history.probes().at(1).sentNs, 2 * kSecond);
    QVERIFY(history.probes().at(1).lost());
    QCOMPARE(history.lowerBound(7, 2 * kSecond), 1U);
    history.add(8, probeAt(1 * kSecond, 52)); // another boot: its clock starts again
    QCOMPARE(history.probes().back().bootId, 8U);
    QCOMPARE(history.lowerBound(8, 0), 3U);
    for (std::size_t i = 0; i < ProbeHistory::kLimit + 10; ++i)
        history.add(8, probeAt(static_cast<std::int64_t>(i + 2) * kSecond, 50));
    QCOMPARE(history.probes().size(), ProbeHistory::kLimit);
}

void TestLatencyPanel::probingFillsTheRowsAndStopsByClick()
{
    PanelBench bench(kQuick);
    QVERIFY(bench.open());
    Shown shown(bench);
    QTRY_VERIFY_WITH_TIMEOUT(bench.registered(), kSlow);
    QVERIFY(!shown.panel.canExport());
    shown.click("runAll");
    QVERIFY(shown.feed->running());
    QTRY_VERIFY_WITH_TIMEOUT(shown.all(5), kSlow);
    for (const char *name : {"p50_metro", "p50_province", "p50_nation"})
        QTRY_VERIFY_WITH_TIMEOUT(shown.find<NumberLabel>(name)->quantity().number != kEmDash, kSlow);
    QVERIFY(shown.panel.banner()->what().isEmpty());
    const TierStats &nation = shown.feed->stats(ComputeTier::Nation);
    QVERIFY(nation.coreP50 && nation.inBandPercent);
    QVERIFY(*nation.p50 > *nation.coreP50); // the round trip is more than its core leg
    shown.click("runAll");
    QVERIFY(!shown.feed->running());
    QTest::mouseClick(shown.find<QPushButton>("run_province"), Qt::LeftButton);
    QVERIFY(shown.feed->running(ComputeTier::Province));
    QVERIFY(!shown.feed->running(ComputeTier::Metro));
    const int before = shown.sent(ComputeTier::Province);
    QTRY_VERIFY_WITH_TIMEOUT(shown.sent(ComputeTier::Province) > before + 1, kSlow);
    QTest::mouseClick(shown.find<QPushButton>("run_province"), Qt::LeftButton);
    QVERIFY(!shown.feed->running());

    shown.click("copy");
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("province\t")));
    const QByteArray csv = probeCsv(*bench.kit, *shown.feed);
    QCOMPARE(csv.count('\n'),
        1 + shown.sent(ComputeTier::Metro) + shown.sent(ComputeTier::Province) + shown.sent(ComputeTier::Nation));
    QVERIFY(csv.contains(",SIMULATED,nation,"));
}

void TestLatencyPanel::keyboardAlone()
{
    PanelBench bench(kQuick);
    QVERIFY(bench.open());
    Shown shown(bench);
    QTRY_VERIFY_WITH_TIMEOUT(bench.registered(), kSlow);
    shown.panel.activateWindow();
    auto *run = shown.find<QPushButton>("run_metro");
    // Every control is reached by Tab.
    shown.panel.setFocus();
    QCOMPARE(QApplication::focusWidget(), shown.find<QPushButton>("runAll"));
    QSet<QWidget *> reached;
    for (int i = 0; i < 60; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        reached.insert(QApplication::focusWidget());
    }
    for (const char *name : {"runAll", "run_metro", "run_province", "run_nation"})
        QVERIFY2(reached.contains(shown.find<QPushButton>(name)), name);
    QVERIFY(reached.contains(shown.find<QComboBox>("interval")));
    const auto *stats = shown.find<QWidget>("statsSpan");
    QVERIFY(std::ranges::any_of(reached, [stats](const QWidget *each) { return stats->isAncestorOf(each); }));
    auto *interval = shown.find<QComboBox>("interval");
    interval->setFocus();
    QTest::keyClick(interval, Qt::Key_Home);
    QCOMPARE(shown.feed->intervalMs(), 0);
    run->setFocus();
    QTest::keyClick(run, Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(shown.sent(ComputeTier::Metro) >= 5, kSlow);
    QCOMPARE(shown.sent(ComputeTier::Nation), 0);
    QTest::keyClick(run, Qt::Key_Space);
    QVERIFY(!shown.feed->running());
    auto *lanes = shown.panel.findChild<ProbeLanes *>();
    QVERIFY(lanes && !lanes->accessibleName().isEmpty());
    lanes->setFocus();
    QTest::keyClick(lanes, Qt::Key_Left);
    QVERIFY(!bench.kit->window()->following());
    QTest::keyClick(lanes, Qt::Key_End);
    QVERIFY(bench.kit->window()->following());
}

void TestLatencyPanel::unpluggedInMidProbing()
{
    PanelBench bench(kQuick);
    QVERIFY(bench.open());
    Shown shown(bench);
    QTRY_VERIFY_WITH_TIMEOUT(bench.registered(), kSlow);
    shown.click("runAll");
    QTRY_VERIFY_WITH_TIMEOUT(shown.all(2), kSlow);
    bench.process.killHard();
    QTRY_VERIFY_WITH_TIMEOUT(!shown.feed->running(), kSlow);
    QTRY_COMPARE_WITH_TIMEOUT(
        shown.panel.banner()->what(), QStringLiteral("Probing ended: the kit was unplugged."), kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(!shown.find<QPushButton>("runAll")->isEnabled(), kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(shown.find<NumberLabel>("p50_metro")->quantity().number != kEmDash, kSlow);
    QVERIFY(shown.panel.stack()->offered()); // the figures stay in sight
    QVERIFY(shown.panel.canExport());
}

void TestLatencyPanel::silenceEndsProbingAndStartsAgain()
{
    PanelBench bench(kQuick);
    QVERIFY(bench.open());
    Shown shown(bench);
    QTRY_VERIFY_WITH_TIMEOUT(bench.registered(), kSlow);
    shown.click("runAll");
    QTRY_VERIFY_WITH_TIMEOUT(shown.all(1), kSlow);
    bench.process.freeze();
    QTRY_VERIFY_WITH_TIMEOUT(!shown.feed->running(), kSlow);
    QVERIFY(shown.feed->error().has_value());
    QVERIFY(!shown.panel.banner()->what().isEmpty());
    bench.process.thaw();
    QTRY_VERIFY_WITH_TIMEOUT(bench.connected(), kSlow);
    const int before = shown.sent(ComputeTier::Metro);
    QTRY_VERIFY_WITH_TIMEOUT(shown.find<QPushButton>("runAll")->isEnabled(), kSlow);
    shown.click("runAll");
    QTRY_VERIFY_WITH_TIMEOUT(shown.sent(ComputeTier::Metro) > before, kSlow);
    QVERIFY(shown.panel.banner()->what().isEmpty());
}

void TestLatencyPanel::noNetworkIsSaidUntilItReturns()
{
    PanelBench bench(kQuick + QStringList{QStringLiteral("--fault"), QStringLiteral("no-network@0s,for=40s")});
    QVERIFY(bench.open());
    Shown shown(bench);
    QTRY_VERIFY_WITH_TIMEOUT(bench.connected(), kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(shown.find<QPushButton>("run_metro")->isEnabled(), kSlow);
    shown.click("run_metro");
    QTRY_VERIFY_WITH_TIMEOUT(!shown.panel.banner()->what().isEmpty(), kSlow);
    QVERIFY(shown.feed->running()); // it waits for the network
    QCOMPARE(shown.sent(ComputeTier::Metro), 0);
    QTRY_VERIFY_WITH_TIMEOUT(shown.sent(ComputeTier::Metro) > 0, kSlow);
    QVERIFY(shown.panel.banner()->what().isEmpty());
}

void TestLatencyPanel::promptsFallAsWater()
{
    PanelBench bench(kQuick);
    QVERIFY(bench.open());
    Shown shown(bench);
    QTRY_VERIFY_WITH_TIMEOUT(bench.registered(), kSlow);
    auto *table = shown.find<QTableView>("waterfall");
    QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(table->model()->rowCount(), 0);
    for (const char *words : {"Tell me something", "And something else"}) {
        device_link::PromptRequest request;
        request.text = QLatin1String(words);
        request.maxTokens = 8;
        const QFuture<QString> ended = bench.kit->prompts()->ask(request);
        QTRY_VERIFY_WITH_TIMEOUT(ended.isFinished(), kSlow);
    }
    QCOMPARE(table->model()->rowCount(), 2);
    const auto cell = [&](int row, int column) { return table->model()->index(row, column).data().toString(); };
    QCOMPARE(cell(0, WaterfallModel::Prompt), QStringLiteral("And something else")); // newest first
    QCOMPARE(cell(0, WaterfallModel::Number), QStringLiteral("#2"));
    QVERIFY(cell(1, WaterfallModel::FirstToken) != kEmDash);
    const profiles::PromptRun &run = bench.kit->prompts()->at(0).run;
    const QList<WaterfallPart> parts = waterfallOf(run);
    QVERIFY(!parts.isEmpty());
    QCOMPARE(parts.last().to, static_cast<double>(*run.lastContent() - *run.accepted) / 1e9);
    const QRect row = table->visualRect(table->model()->index(1, WaterfallModel::Prompt));
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, row.center());
    QVERIFY(!bench.kit->window()->following());
    QVERIFY(bench.kit->window()->beginNs() < *run.accepted && *run.accepted < bench.kit->window()->endNs());
}

void TestLatencyPanel::exportSaysWhyItFailed()
{
    PanelBench bench(kQuick);
    QVERIFY(bench.open());
    Shown shown(bench);
    QTRY_VERIFY_WITH_TIMEOUT(bench.registered(), kSlow);
    shown.click("run_metro");
    QTRY_VERIFY_WITH_TIMEOUT(shown.sent(ComputeTier::Metro) > 0, kSlow);
    shown.click("run_metro");
    // A folder that goes away while the dialog is open refuses everybody, root too.
    const auto saveTo = [&](const QString &path, const QString &vanishing) {
        shown.click("export");
        auto *dialog = shown.panel.findChild<QFileDialog *>(QStringLiteral("saveAs"));
        QVERIFY(dialog);
        dialog->selectFile(path);
        if (!vanishing.isEmpty())
            QVERIFY(QDir().rmdir(vanishing));
        QMetaObject::invokeMethod(dialog, "accept");
        QTRY_VERIFY_WITH_TIMEOUT(!shown.panel.findChild<QFileDialog *>(QStringLiteral("saveAs")), kSlow);
    };
    QTRY_VERIFY_WITH_TIMEOUT(shown.find<QPushButton>("export")->isEnabled(), kSlow);
    const QString gone = bench.process.folder() + QStringLiteral("/gone");
    QVERIFY(QDir().mkdir(gone));
    saveTo(gone + QStringLiteral("/probes.csv"), gone);
    QCOMPARE(shown.panel.banner()->what(), QStringLiteral("The probes could not be saved."));
    const QString good = bench.process.folder() + QStringLiteral("/probes.csv");
    saveTo(good, QString());
    QVERIFY(shown.panel.banner()->what().isEmpty());
    QFile file(good);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), probeCsv(*bench.kit, *shown.feed));
}

void TestLatencyPanel::followsLanguageAndTheme()
{
    PanelBench bench(kQuick);
    QVERIFY(bench.open());
    Shown shown(bench);
    QTRY_VERIFY_WITH_TIMEOUT(bench.connected(), kSlow);
    auto *run = shown.find<QPushButton>("runAll");
    const QString english = run->text();
    const QColor light = shown.panel.grab().toImage().pixelColor(700, 300);
    Translations translations;
    QVERIFY(translations.setLanguage(QStringLiteral("zh_CN")));
    QTRY_VERIFY_WITH_TIMEOUT(run->text() != english, kSlow);
    applyTheme(*qApp, darkTheme());
    QVERIFY(shown.panel.grab().toImage().pixelColor(700, 300) != light);
    QVERIFY(translations.setLanguage(QStringLiteral("en")));
    QTRY_COMPARE_WITH_TIMEOUT(run->text(), english, kSlow);
    applyTheme(*qApp, lightTheme());
}

void TestLatencyPanel::atPortOffersNone()
{
    PanelBench bench;
    QVERIFY(bench.open(device_link::PortRole::At));
    Shown shown(bench);
    QTRY_VERIFY_WITH_TIMEOUT(bench.connected(), kSlow);
    QTRY_COMPARE_WITH_TIMEOUT(
        shown.panel.stack()->sentence(), QStringLiteral("This kit does not offer latency probes."), kSlow);
}

QTEST_MAIN(TestLatencyPanel)
#include "tst_latency_panel.moc"
