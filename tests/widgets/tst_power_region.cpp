// SPDX-License-Identifier: GPL-3.0-or-later
#include "power_bench.h"

#include "profiles/energy/sample_csv.h"
#include "widgets/common/error_banner.h"
#include "widgets/common/theme.h"
#include "widgets/power/mark_tables.h"
#include "widgets/power/region_band.h"
#include "widgets/text/units.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

#include <csignal>
#include <limits>

using namespace widgets;
using device_link::SampleStore;
using namespace test_power;
using test_kit::kSlow;

namespace {

QString caveatsOf(const profiles::RegionStats &stats)
{
    RegionReport report;
    report.stats = stats;
    return regionCaveats(report).join(u'\n');
}

/// Sums over the raw values of a stretch of kit time, sample by sample.
struct Brute {
    double chargeC = 0, energyJ = 0, min = 1e9, max = -1e9, sum = 0, squares = 0;
    std::uint64_t count = 0, missing = 0;
    Brute(const device_link::SampleView &store, std::int64_t beginNs, std::int64_t endNs)
    {
        const auto current = store.values(0, store.beginIndex(), store.endIndex(), SIZE_MAX);
        const auto voltage = store.values(1, store.beginIndex(), store.endIndex(), SIZE_MAX);
        for (std::size_t i = 0; i < current.size(); ++i) {
            const std::int64_t at = store.kitTimeOf(store.beginIndex() + i);
            if (at < beginNs || at >= endNs)
                continue;
            if (std::isnan(current[i])) {
                ++missing;
                continue;
            }
            const double ampere = double(current[i]);
            ++count;
            sum += ampere;
            squares += ampere * ampere;
            energyJ += ampere * double(voltage[i]) / store.info().rateHz;
            min = std::min(min, ampere);
            max = std::max(max, ampere);
        }
        chargeC = sum / store.info().rateHz;
    }
};

bool near(double a, double b) { return std::abs(a - b) <= 1e-5 * std::max(std::abs(a), std::abs(b)) + 1e-12; }

void verifyAgainstBrute(const device_link::SampleView &store, const profiles::RegionStats &stats)
{
    const Brute brute(store, stats.beginNs, stats.endNs);
    QVERIFY(stats.energy);
    QCOMPARE(stats.energy->count, brute.count);
    QCOMPARE(stats.missing(), brute.missing);
    QVERIFY(near(stats.energy->chargeC, brute.chargeC));
    QVERIFY(stats.energy->energyJ && near(*stats.energy->energyJ, brute.energyJ));
    QVERIFY(near(stats.energy->currentA.min, brute.min) && near(stats.energy->currentA.max, brute.max));
    QVERIFY(near(stats.energy->currentA.mean, brute.sum / double(brute.count)));
    QVERIFY(near(stats.rmsA, std::sqrt(brute.squares / double(brute.count))));
}

QList<QByteArray> linesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().split('\n') : QList<QByteArray>();
}

/// No file of this process may grow beyond a size, as on a full disk.
class SmallDisk
{
public:
    explicit SmallDisk(rlim_t size)
    {
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit small{size, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
    }
    ~SmallDisk()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }

private:
    rlimit m_before{};
    void (*m_handler)(int);
};

} // namespace

class TestPowerRegion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, lightTheme()); }
    void modelHoldsOneRegion();
    void figuresMatchEverySample();
    void whatIsNotInMemoryIsTold();
    void costDoesNotGrowWithLength();
    void lanesWithoutVoltageSaySo();
    void mouseMakesMovesAndRemoves();
    void keyboardAlone();
    void csvHoldsEverySample();
    void csvIsWholeOrNotThere();
    void kitRegionCountsPromptAndTokens();
    void unplugKeepsTheRegion();
    void exportThroughThePanel();
    void restartEndsTheRegion();
    void regionThatGoesOutOfSightIsGone();
};

void TestPowerRegion::modelHoldsOneRegion()
{
    RegionModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy changed(&model, &RegionModel::changed);
    QVERIFY(!model.selected() && !model.history()->canUndo());
    model.select(9 * kSecond, 2 * kSecond);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(*model.selected(), (TimeRegion{2 * kSecond, 9 * kSecond}));
    QCOMPARE(model.index(0).data().toString(), QStringLiteral("A"));
    QCOMPARE(model.index(0).data(RegionModel::EndRole).toLongLong(), 9 * kSecond);
    model.select(-5, -5);
    QCOMPARE(*model.selected(), (TimeRegion{0, RegionModel::kMinLengthNs}));
    QCOMPARE(changed.count(), 2);
    model.removeSelected();
    QVERIFY(!model.selected());
    QCOMPARE(model.rowCount(), 0);
    model.history()->undo();
    QCOMPARE(*model.selected(), (TimeRegion{0, RegionModel::kMinLengthNs}));
}

void TestPowerRegion::figuresMatchEverySample()
{
    const auto store = emptyStore(1000);
    fill(*store, 0, 7'000);
    fill(*store, 9'500, 90'000); // 2500 samples are lost; more than one chunk of the pyramid
    for (const auto &[begin, end] : {std::pair{0.0, 89.0}, {6.9, 9.6}, {10.0005, 10.0105}, {7.5, 12.25}, {65.5, 65.6}})
        verifyAgainstBrute(*store, profiles::regionStats(*store, std::int64_t(begin * 1e9), std::int64_t(end * 1e9)));
    const profiles::RegionStats gap = profiles::regionStats(*store, 6 * kSecond, 10 * kSecond);
    QCOMPARE(gap.missing(), std::uint64_t(2500));
    QVERIFY(!gap.complete());
    QVERIFY(caveatsOf(gap).contains(integer(2500)));
    QVERIFY(profiles::regionStats(*store, 20 * kSecond, 30 * kSecond).complete());
    QVERIFY(!profiles::regionStats(*store, 8 * kSecond, 9 * kSecond).energy); // nothing but gap
}

void TestPowerRegion::whatIsNotInMemoryIsTold()
{
    const auto store = emptyStore(1000, std::size_t(3) << 20);
    fill(*store, 0, 600'000);
    QVERIFY(store->beginIndex() > 0);
    const double oldest = double(store->kitTimeOf(store->beginIndex())) / 1e9;
    const auto at = [](double seconds) { return std::int64_t(seconds * 1e9); };
    const profiles::RegionStats partly = profiles::regionStats(*store, at(oldest - 10), at(oldest + 20));
    QVERIFY(partly.forgotten && !partly.startsEarlier && !partly.endsLater && !partly.complete());
    verifyAgainstBrute(*store, partly);
    QVERIFY(std::abs(double(partly.coveredEndNs - partly.coveredBeginNs) / 1e9 - 20) < 0.01);
    QVERIFY(caveatsOf(partly).contains(duration(partly.coveredEndNs - partly.coveredBeginNs)));
    const profiles::RegionStats gone = profiles::regionStats(*store, at(oldest - 20), at(oldest - 10));
    QVERIFY(!gone.energy && gone.forgotten);
    QCOMPARE(caveatsOf(gone).count(u'\n'), 0);
    const profiles::RegionStats later = profiles::regionStats(*store, at(595), at(605));
    QVERIFY(later.endsLater && later.energy);
    const auto fresh = emptyStore(1000);
    QVERIFY(!profiles::regionStats(*fresh, 0, kSecond).energy);
}

/// Dragging asks for the figures once per frame. Printed, not asserted.
void TestPowerRegion::costDoesNotGrowWithLength()
{
    const auto store = emptyStore(100'000);
    fill(*store, 0, 4'000'000);
    for (const double seconds : {0.1, 1.0, 39.0}) {
        QElapsedTimer timer;
        timer.start();
        const profiles::RegionStats stats
            = profiles::regionStats(*store, kSecond / 2, kSecond / 2 + std::int64_t(seconds * 1e9));
        const double milliseconds = double(timer.nsecsElapsed()) / 1e6;
        QVERIFY(stats.complete());
        qInfo("%.1f s of 100 kS/s: %.3f ms", seconds, milliseconds);
    }
}

void TestPowerRegion::lanesWithoutVoltageSaySo()
{
    device_link::SampleStreamInfo info;
    info.channels = {{"current", "A"}};
    info.rateHz = 1000;
    info.rateNum = 1000;
    const auto store = std::make_shared<SampleStore>(info);
    QVERIFY(store->append(0, 0, std::vector<float>(2000, 0.02F)));
    const profiles::RegionStats stats = profiles::regionStats(*store, 0, kSecond);
    QVERIFY(stats.energy && !stats.energy->energyJ && !stats.meanPowerW());
    QCOMPARE(significant(stats.energy->chargeC * 1e3, 4), QStringLiteral("20.00"));
}

void TestPowerRegion::mouseMakesMovesAndRemoves()
{
    PlotBench bench;
    QTest::mouseClick(&bench.plot, Qt::LeftButton, Qt::NoModifier, bench.at(5));
    QVERIFY(!bench.regions.selected()); // a click measures nothing
    bench.window.setFollowing(true);
    bench.plot.drawFrame();
    bench.drag(bench.at(12), bench.at(4));
    QVERIFY(!bench.window.following());
    auto region = bench.regions.selected();
    QVERIFY(region && bench.isNear(region->beginNs, 4) && bench.isNear(region->endNs, 12));
    bench.drag(bench.at(12), bench.at(15)); // its right edge
    region = bench.regions.selected();
    QVERIFY(region && bench.isNear(region->beginNs, 4) && bench.isNear(region->endNs, 15));
    const int tab = bench.plot.lanesRect().top() + RegionBand::kTabTop + 8;
    const QPoint grab(bench.at(4).x() + 10, tab);
    bench.drag(grab, grab + bench.at(2) - bench.at(0)); // the whole
    region = bench.regions.selected();
    QVERIFY(region && bench.isNear(region->beginNs, 6) && bench.isNear(region->endNs, 17));
    bench.drag(bench.at(1), QPoint(5000, 200)); // beyond the right end: no samples of the future
    region = bench.regions.selected();
    QVERIFY(region && bench.isNear(region->beginNs, 1));
    QVERIFY(region->endNs <= bench.window.latestNs());
    QVERIFY(!bench.plot.grab().isNull());
    // The middle button pans, with a region or without.
    const std::int64_t end = bench.window.endNs();
    QTest::mousePress(&bench.plot, Qt::MiddleButton, Qt::NoModifier, bench.at(10));
    QMouseEvent move(QEvent::MouseMove, QPointF(bench.at(13)), bench.plot.mapToGlobal(QPointF(bench.at(13))),
        Qt::NoButton, Qt::MiddleButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&bench.plot, &move);
    QTest::mouseRelease(&bench.plot, Qt::MiddleButton);
    QVERIFY(bench.window.endNs() < end);
    QCOMPARE(bench.regions.selected(), region);
}

void TestPowerRegion::keyboardAlone()
{
    PlotBench bench;
    bench.window.setRange(5 * kSecond, 15 * kSecond);
    bench.plot.drawFrame();
    QTest::keyClick(&bench.plot, Qt::Key_R);
    QCOMPARE(bench.regions.selected(), std::optional(TimeRegion{5 * kSecond, 15 * kSecond}));
    QTest::keyClick(&bench.plot, Qt::Key_Left, Qt::ShiftModifier | Qt::ControlModifier);
    QCOMPARE(bench.regions.selected()->endNs, 14 * kSecond);
    QTest::keyClick(&bench.plot, Qt::Key_E);
    QTest::keyClick(&bench.plot, Qt::Key_Right, Qt::ShiftModifier | Qt::ControlModifier);
    QCOMPARE(*bench.regions.selected(), (TimeRegion{6 * kSecond, 14 * kSecond}));
    const std::int64_t before = bench.regions.selected()->beginNs;
    QTest::keyClick(&bench.plot, Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(bench.regions.selected()->beginNs > before);
    for (int i = 0; i < 12; ++i) // an edge stops at the other one
        QTest::keyClick(&bench.plot, Qt::Key_Right, Qt::ShiftModifier | Qt::ControlModifier);
    QCOMPARE(*bench.regions.selected(), (TimeRegion{14 * kSecond - RegionModel::kMinLengthNs, 14 * kSecond}));
    QTest::keyClick(&bench.plot, Qt::Key_Delete);
    QVERIFY(!bench.regions.selected());
    QTest::keyClick(&bench.plot, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(bench.regions.selected());
    QTest::keyClick(&bench.plot, Qt::Key_Escape); // it is kept: only let go
    QVERIFY(!bench.regions.selected());
    QCOMPARE(bench.regions.rowCount(), 1);
    const std::int64_t end = bench.window.endNs();
    QTest::keyClick(&bench.plot, Qt::Key_Left); // without a region arrows pan as ever
    QVERIFY(bench.window.endNs() < end);
}

void TestPowerRegion::csvHoldsEverySample()
{
    const auto store = emptyStore(1000);
    fill(*store, 0, 7'000);
    fill(*store, 8'000, 20'000);
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("samples.csv"));
    const profiles::SampleCsvJob job{store, 5'000, 12'000, {QStringLiteral("origin: SIMULATED")}};
    const auto future = profiles::writeSampleCsv(path, job);
    QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), kSlow);
    const auto totals = future.result();
    QVERIFY(totals);
    QCOMPARE(totals->samples, std::uint64_t(6'000));
    QCOMPARE(totals->lost, std::uint64_t(1'000));
    QCOMPARE(totals->forgotten, std::uint64_t(0));
    QCOMPARE(totals->bytes, QFileInfo(path).size());
    const double guess = double(profiles::estimatedCsvBytes(job));
    QVERIFY(std::abs(guess / double(totals->bytes) - 1) < 0.3);
    const QList<QByteArray> lines = linesOf(path);
    QCOMPARE(lines.at(0).trimmed(), QByteArray("# origin: SIMULATED"));
    QCOMPARE(lines.at(1).trimmed(), QByteArray("index,kit_time_ns,current_A,voltage_V,power_W,lost"));
    QCOMPARE(lines.size(), 2 + 6'000 + 1 + 1); // head, samples, one gap, the end
    double charge = 0;
    for (qsizetype i = 2; i + 1 < lines.size(); ++i) {
        const QList<QByteArray> fields = lines.at(i).trimmed().split(',');
        QCOMPARE(fields.size(), 6);
        if (fields.at(5) != "0") {
            QCOMPARE(fields, (QList<QByteArray>{"7000", "", "", "", "", "1000"}));
            continue;
        }
        const auto index = fields.at(0).toULongLong();
        QCOMPARE(fields.at(1).toLongLong(), store->kitTimeOf(index));
        const float ampere = store->values(0, index, index + 1, 1).at(0);
        QCOMPARE(fields.at(2).toFloat(), ampere);
        charge += double(fields.at(2).toFloat()) / 1000;
    }
    QVERIFY(near(charge, profiles::energyStats(*store, 5'000, 12'000)->chargeC));
}

void TestPowerRegion::csvIsWholeOrNotThere()
{
    const auto store = emptyStore(100'000);
    fill(*store, 0, 400'000);
    QTemporaryDir folder;
    const profiles::SampleCsvJob job{store, 0, 400'000, {}};
    const QString path = folder.filePath(QStringLiteral("samples.csv"));
    QFile old(path);
    QVERIFY(old.open(QIODevice::WriteOnly) && old.write("before") == 6);
    old.close();

    RegionExport out;
    QSignalSpy failed(&out, &RegionExport::failed);
    QString why;
    connect(&out, &RegionExport::failed, this, [&why](const device_link::Error &error) { why = error.detail(); });
    QSignalSpy cancelled(&out, &RegionExport::cancelled);
    QSignalSpy finished(&out, &RegionExport::finished);
    const auto onProgress = connect(&out, &RegionExport::progressed, &out, &RegionExport::cancel);
    out.start(path, job);
    QTRY_COMPARE_WITH_TIMEOUT(cancelled.count(), 1, kSlow);
    QCOMPARE(linesOf(path), QList<QByteArray>{"before"});
    disconnect(onProgress);
    {
        const SmallDisk disk(200'000);
        out.start(path, job);
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, kSlow);
    }
    QVERIFY2(why.contains(QStringLiteral("nothing was written")), qPrintable(why));
    QCOMPARE(linesOf(path), QList<QByteArray>{"before"});
    out.start(folder.filePath(QStringLiteral("no/such/folder.csv")), job);
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 2, kSlow);
    QVERIFY2(why.contains(QStringLiteral("folder.csv")), qPrintable(why));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{QStringLiteral("samples.csv")});
    out.start(path, job);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kSlow);
    QVERIFY(QFileInfo(path).size() > 10'000'000);
}

void TestPowerRegion::kitRegionCountsPromptAndTokens()
{
    KitBench bench({QStringLiteral("--speed"), QStringLiteral("4")});
    QVERIFY(bench.start());
    QTRY_VERIFY_WITH_TIMEOUT(bench.registered(), kSlow);
    device_link::PromptRequest request;
    request.text = QStringLiteral("Tell me something");
    request.maxTokens = 40;
    static_cast<void>(bench.kit->prompts()->ask(request));
    QTRY_VERIFY_WITH_TIMEOUT(!bench.kit->prompts()->running(), kSlow);
    const PromptEntry &entry = bench.kit->prompts()->at(0);
    QVERIFY(entry.run.accepted && entry.run.quiet && entry.cost);

    const auto store = bench.kit->store();
    bench.regions->select(*entry.run.accepted, *entry.run.quiet);
    bench.panel.region()->refresh();
    const RegionReport *report = bench.report();
    QVERIFY(report && report->stats.energy);
    verifyAgainstBrute(*store, report->stats);
    QCOMPARE(report->prompts.whole, QList<int>{1});
    QVERIFY(report->prompts.partly.isEmpty());
    QCOMPARE(report->prompts.tokens, entry.run.tokens.size());
    QCOMPARE(report->prompts.cost->micro, entry.cost->micro);
    QVERIFY(near(*report->mjPerToken(), *report->stats.energy->energyJ * 1e3 / double(entry.run.tokens.size())));
    RegionReport partly = *report; // all its tokens, and the energy of what is left of it
    partly.stats.forgotten = true;
    QVERIFY(!partly.mjPerToken());
    // The prompt's own energy takes the nearest sample at its edges.
    QVERIFY(std::abs(*report->stats.energy->energyJ / entry.energy->totalJoules - 1) < 1e-3);
    std::int64_t known = 0;
    for (const RadioShare &share : report->radio)
        known += share.ns;
    QCOMPARE(known, report->region.lengthNs());
    QVERIFY(report->radio.size() >= 2);

    // Up to its last event, as of one whose energy was not waited for: it is whole, and so is its charge.
    bench.regions->select(*entry.run.accepted, *entry.run.done);
    bench.panel.region()->refresh();
    QCOMPARE(bench.report()->prompts.whole, QList<int>{1});
    QVERIFY(bench.report()->prompts.cost && bench.report()->prompts.cost->micro == entry.cost->micro);

    // Half of the answer: its tokens by their own stamps, and no money.
    const qsizetype half = entry.run.tokens.size() / 2;
    bench.regions->select(*entry.run.accepted, entry.run.tokens.at(half).kitTimeNs);
    bench.panel.region()->refresh();
    QCOMPARE(bench.report()->prompts.partly, QList<int>{1});
    QCOMPARE(bench.report()->prompts.tokens, half);
    QVERIFY(!bench.report()->prompts.cost);

    bench.panel.plot()->setFocus();
    QTest::keyClick(bench.panel.plot(), Qt::Key_C, Qt::ControlModifier);
    const QMimeData *copied = QGuiApplication::clipboard()->mimeData();
    QVERIFY(copied->text().contains(QStringLiteral("SIMULATED")));
    const QList<QByteArray> csv = copied->data(QStringLiteral("text/csv")).split('\n');
    const QList<QByteArray> names = csv.at(0).trimmed().split(',');
    const QList<QByteArray> values = csv.at(1).trimmed().split(',');
    QCOMPARE(names.size(), values.size());
    QCOMPARE(values.at(names.indexOf("tokens")).toLongLong(), half);
    QVERIFY(near(values.at(names.indexOf("energy_J")).toDouble(), *bench.report()->stats.energy->energyJ));
    QCOMPARE(values.at(names.indexOf("origin")), QByteArray("SIMULATED"));
}

void TestPowerRegion::unplugKeepsTheRegion()
{
    KitBench bench;
    QVERIFY(bench.start());
    bench.panel.plot()->drawFrame();
    const QRect lanes = bench.panel.plot()->lanesRect();
    QTest::mousePress(bench.panel.plot(), Qt::LeftButton, Qt::NoModifier, QPoint(lanes.right() - 40, 150));
    const auto drag = [&](int x) {
        QMouseEvent move(QEvent::MouseMove, QPointF(x, 150), bench.panel.plot()->mapToGlobal(QPointF(x, 150)),
            Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(bench.panel.plot(), &move);
    };
    drag(lanes.right() - 20);
    bench.process.killHard();
    QTRY_VERIFY_WITH_TIMEOUT(!bench.connected(), kSlow);
    drag(lanes.right() - 5); // the drag goes on
    QTest::mouseRelease(bench.panel.plot(), Qt::LeftButton);
    bench.selectLast(2);
    QVERIFY(bench.report() && bench.report()->stats.energy);
    verifyAgainstBrute(*bench.kit->store(), bench.report()->stats);
    QVERIFY(bench.panel.tables()->regions()->value(0, RegionTableModel::Energy) != kEmDash);
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("after.csv"));
    QSignalSpy finished(bench.panel.region()->samplesExport(), &RegionExport::finished);
    bench.panel.region()->exportTo(path);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kSlow);
    QVERIFY(QFileInfo(path).size() > 0);
}

void TestPowerRegion::exportThroughThePanel()
{
    KitBench bench;
    QVERIFY(bench.start());
    QVERIFY(!bench.find<QPushButton>("regionExport")->isVisible());
    QTest::keyClick(bench.panel.plot(), Qt::Key_R);
    bench.selectLast(1);
    auto *button = bench.find<QPushButton>("regionExport");
    QVERIFY(button->isVisible() && button->isEnabled());
    QVERIFY2(button->text().contains(u'B'), qPrintable(button->text())); // the size comes first
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("region.csv"));
    button->click();
    QFileDialog *dialog = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((dialog = bench.find<QFileDialog>("saveAs")), kSlow);
    Q_EMIT dialog->fileSelected(path);
    dialog->close();
    QTRY_VERIFY_WITH_TIMEOUT(bench.panel.region()->done().contains(QStringLiteral("region.csv")), kSlow);
    const QList<QByteArray> lines = linesOf(path);
    QVERIFY(lines.at(0).contains("SIMULATED"));
    const auto &energy = *bench.report()->stats.energy;
    const auto samples = std::count_if(
        lines.begin(), lines.end(), [](const QByteArray &line) { return line.trimmed().endsWith(",0"); });
    QCOMPARE(std::uint64_t(samples), energy.count);

    bench.panel.region()->exportTo(folder.filePath(QStringLiteral("no/such.csv")));
    QTRY_VERIFY_WITH_TIMEOUT(!bench.panel.exportBanner()->what().isEmpty(), kSlow);
    bench.panel.region()->exportTo(path);
    QVERIFY(bench.panel.exportBanner()->what().isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(!bench.panel.region()->samplesExport()->running(), kSlow);
    bench.find<QPushButton>("regionRemove")->click();
    QCOMPARE(bench.regions->rowCount(), 1); // the one that R made
}

void TestPowerRegion::restartEndsTheRegion()
{
    KitBench bench;
    QVERIFY(bench.start());
    bench.selectLast(1);
    QVERIFY(bench.report());
    Q_EMIT bench.kit->session()->rebooted(99);
    QVERIFY(!bench.regions->selected());
    QVERIFY(!bench.regions->history()->canUndo());
    bench.panel.region()->refresh();
    QVERIFY(!bench.report());
}

/// Another panel is shown while the kit restarts, or all regions are removed: nothing of the panel still holds one.
void TestPowerRegion::regionThatGoesOutOfSightIsGone()
{
    KitBench bench;
    QVERIFY(bench.start());
    bench.selectLast(1);
    QVERIFY(bench.report());
    bench.panel.hide();
    bench.regions->removeAll();
    for (const QEvent::Type type : {QEvent::LanguageChange, QEvent::PaletteChange}) { // before any frame
        QEvent event(type);
        QCoreApplication::sendEvent(&bench.panel, &event);
    }
    QTRY_VERIFY_WITH_TIMEOUT(!bench.report(), kSlow); // nor can it be copied or exported from elsewhere
}

QTEST_MAIN(TestPowerRegion)
#include "tst_power_region.moc"
