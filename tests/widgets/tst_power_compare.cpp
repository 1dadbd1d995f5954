// SPDX-License-Identifier: GPL-3.0-or-later
// Two regions over each other, of a kit process that streams and of a recording beside it.
#include "power_bench.h"
#include "recording_example_writer.h"

#include "widgets/common/error_banner.h"
#include "widgets/common/theme.h"
#include "widgets/compare/compare_table_model.h"
#include "widgets/compare/compare_window.h"
#include "widgets/compare/shift_box.h"
#include "widgets/text/units.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QMimeData>
#include <QPushButton>
#include <QTemporaryDir>
#include <QToolButton>

using namespace test_power;
using profiles::RegionComparison;
using widgets::ComparePlot;
using widgets::CompareTableModel;
using widgets::CompareWindow;

namespace {

constexpr auto A = ComparePlot::A;
constexpr auto B = ComparePlot::B;

struct CompareBench : KitBench {
    /// Two regions of half a second and of a quarter, the first of them selected, and the window on them.
    [[nodiscard]] bool startCompare()
    {
        if (!start()
            || !QTest::qWaitFor(
                [this] { return double(kit->store()->received()) > kit->store()->info().rateHz; }, kSlow))
            return false;
        selectLast(0.5);
        regions->keep(0);
        const widgets::TimeRegion one = *regions->selected();
        regions->append(one.beginNs + kSecond / 8, one.beginNs + 3 * kSecond / 8, QStringLiteral("second"));
        window = panel.showCompare();
        return window->isVisible();
    }
    [[nodiscard]] const RegionComparison &compared() const { return window->table()->comparison(); }
    CompareWindow *window = nullptr;
};

std::size_t filled(const std::vector<device_link::SampleColumn> &columns)
{
    return std::size_t(std::ranges::count_if(columns, [](const auto &column) { return column.count > 0; }));
}

} // namespace

class TestPowerCompare : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { widgets::applyTheme(*qApp, widgets::lightTheme()); }
    void shiftIsTypedInMs();
    void muchSmallerFiguresHaveTheirPrefix();
    void selectedRegionOverAnother();
    void sameRegionHasNoDifference();
    void shiftMovesBByBoxAndKeys();
    void zoomAndPanStayInside();
    void regionThatGoesIsMissed();
    void recordingBesideTheKit();
    void brokenRecordingIsTold();
    void takenAwayAsPictureTextAndCsv();

private:
    QTemporaryDir m_dir;
};

void TestPowerCompare::shiftIsTypedInMs()
{
    widgets::ShiftBox box;
    box.setShiftNs(1'500'000);
    QCOMPARE(box.shiftNs(), std::int64_t(1'500'000));
    QVERIFY(box.text().startsWith(u"+1.500"));
    box.show();
    for (const auto &[typed, ns] :
        {std::pair("-12.25", -12'250'000), std::pair("3 ms", 3'000'000), std::pair("0", 0)}) {
        box.selectAll();
        QTest::keyClicks(&box, QLatin1String(typed));
        QTest::keyClick(&box, Qt::Key_Return);
        QCOMPARE(box.shiftNs(), std::int64_t(ns));
    }
    QTest::keyClick(&box, Qt::Key_Up);
    QCOMPARE(box.shiftNs(), std::int64_t(1'000'000));
    box.selectAll();
    QTest::keyClicks(&box, QStringLiteral("x"));
    QTest::keyClick(&box, Qt::Key_Return);
    QCOMPARE(box.shiftNs(), std::int64_t(1'000'000));
    box.setShiftNs(std::numeric_limits<std::int64_t>::min());
    QCOMPARE(box.shiftNs(), std::int64_t(-1'800'000'000'000));
}

void TestPowerCompare::muchSmallerFiguresHaveTheirPrefix()
{
    const auto plain = [](QString cell) { return cell.replace(widgets::kThinSpace, u'_'); };
    RegionComparison comparison;
    comparison.figures[RegionComparison::Seconds].a = 2.5;
    comparison.figures[RegionComparison::Seconds].b = 40e-6;
    comparison.figures[RegionComparison::ChargeC].a = 0.0123;
    comparison.figures[RegionComparison::ChargeC].b = 0.0023;
    CompareTableModel table;
    table.setComparison(comparison, QStringLiteral("A"), QStringLiteral("B"));
    QCOMPARE(plain(table.value(RegionComparison::Seconds, CompareTableModel::ValueA)), QStringLiteral("2.500_s"));
    QCOMPARE(plain(table.value(RegionComparison::Seconds, CompareTableModel::ValueB)), QStringLiteral("40.00_µs"));
    // Those that are alike stand in one prefix.
    QCOMPARE(plain(table.value(RegionComparison::ChargeC, CompareTableModel::ValueA)), QStringLiteral("12.30_mC"));
    QCOMPARE(plain(table.value(RegionComparison::ChargeC, CompareTableModel::ValueB)), QStringLiteral("2.30_mC"));
}

void TestPowerCompare::selectedRegionOverAnother()
{
    CompareBench bench;
    QVERIFY(bench.startCompare());
    QVERIFY(bench.window->chosen(A) != bench.window->chosen(B));
    const auto store = bench.kit->store();
    const auto first = profiles::regionStats(*store, bench.regions->region(0).beginNs, bench.regions->region(0).endNs);
    const auto second = profiles::regionStats(*store, bench.regions->region(1).beginNs, bench.regions->region(1).endNs);
    const RegionComparison expected = profiles::compareRegions(first, second);
    for (std::size_t i = 0; i < RegionComparison::FigureCount; ++i) {
        QCOMPARE(bench.compared().figures[i].a, expected.figures[i].a);
        QCOMPARE(bench.compared().figures[i].b, expected.figures[i].b);
    }
    QVERIFY(bench.window->table()->value(RegionComparison::Seconds, CompareTableModel::Ratio).startsWith(u"2.0"));
    QVERIFY(bench.window->caveats().contains(u"equally long"));
    // A fills the axis, B half of it, and so does the difference.
    const ComparePlot *plot = bench.window->plot();
    const auto &a = plot->both()->columns(0);
    const auto &b = plot->both()->columns(1);
    const auto &difference = plot->difference()->columns(0);
    QVERIFY(filled(a) > a.size() * 9 / 10);
    QVERIFY(filled(b) > b.size() * 4 / 10 && filled(b) < b.size() * 6 / 10);
    QVERIFY(filled(difference) > 0);
    for (std::size_t i = 0; i < difference.size(); ++i) {
        if (difference[i].count > 0 && a[i].count > 0 && b[i].count > 0)
            QCOMPARE(difference[i].mean, a[i].mean - b[i].mean);
    }
    QTest::mouseClick(bench.window->findChild<QToolButton *>(QStringLiteral("compareSwap")), Qt::LeftButton);
    QCOMPARE(bench.compared().figures[RegionComparison::ChargeC].b, expected.figures[RegionComparison::ChargeC].a);
    // It follows a region that moves.
    const widgets::TimeRegion region = bench.regions->region(0);
    bench.regions->moveSelected(region.beginNs, region.endNs - kSecond / 4);
    QCOMPARE(bench.compared().figures[RegionComparison::Seconds].difference(), std::optional(0.0));
}

void TestPowerCompare::sameRegionHasNoDifference()
{
    CompareBench bench;
    QVERIFY(bench.startCompare());
    bench.window->choose(B, bench.window->chosen(A));
    const auto &difference = bench.window->plot()->difference()->columns(0);
    QVERIFY(filled(difference) > 0);
    for (const auto &column : difference)
        QCOMPARE(column.mean, 0.0);
    QCOMPARE(bench.window->table()->value(RegionComparison::EnergyJ, CompareTableModel::Ratio), QStringLiteral("1.00"));
    QVERIFY(bench.window->caveats().isEmpty());
}

void TestPowerCompare::shiftMovesBByBoxAndKeys()
{
    CompareBench bench;
    QVERIFY(bench.startCompare());
    auto *plot = bench.window->plot();
    QCOMPARE(plot->fromNs(), std::int64_t(0));
    bench.window->setShiftNs(-100'000'000);
    QCOMPARE(plot->fromNs(), std::int64_t(-100'000'000)); // all is shown
    bench.window->setShiftNs(400'000'000);
    QCOMPARE(plot->fromNs(), std::int64_t(0));
    QCOMPARE(plot->toNs(), std::int64_t(650'000'000));
    QTest::keyClick(plot, Qt::Key_Right, Qt::ShiftModifier);
    const std::int64_t later = bench.window->shiftNs();
    QVERIFY(later > 400'000'000 && later < 405'000'000);
    QTest::keyClick(plot, Qt::Key_Left, Qt::ShiftModifier);
    QVERIFY(bench.window->shiftNs() < later);
    bench.window->swapSides();
    QVERIFY(bench.window->shiftNs() < 0);
}

void TestPowerCompare::zoomAndPanStayInside()
{
    CompareBench bench;
    QVERIFY(bench.startCompare());
    auto *plot = bench.window->plot();
    const std::int64_t whole = plot->toNs() - plot->fromNs();
    for (int i = 0; i < 100; ++i)
        QTest::keyClick(plot, Qt::Key_Plus);
    QVERIFY(plot->toNs() - plot->fromNs() >= 10'000);
    for (int i = 0; i < 30; ++i)
        QTest::keyClick(plot, Qt::Key_Left);
    QVERIFY(plot->fromNs() >= 0);
    for (int i = 0; i < 100; ++i)
        QTest::keyClick(plot, Qt::Key_Minus);
    QCOMPARE(plot->toNs() - plot->fromNs(), whole);
    QTest::keyClick(plot, Qt::Key_Plus);
    QTest::keyClick(plot, Qt::Key_F);
    QCOMPARE(plot->toNs() - plot->fromNs(), whole);
    const QPointF at(plot->rect().center().x(), 40);
    QMouseEvent over(QEvent::MouseMove, at, plot->mapToGlobal(at), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
    QCoreApplication::sendEvent(plot, &over);
    QVERIFY(plot->valuesUnderMouse() && plot->valuesUnderMouse()->a);
}

void TestPowerCompare::regionThatGoesIsMissed()
{
    CompareBench bench;
    QVERIFY(bench.startCompare());
    bench.regions->remove(1);
    bench.window->refresh();
    QCOMPARE(
        bench.window->table()->value(RegionComparison::EnergyJ, CompareTableModel::ValueB), QString(widgets::kEmDash));
    QCOMPARE(filled(bench.window->plot()->difference()->columns(0)), std::size_t(0));
    for (auto *button : bench.window->findChildren<QPushButton *>())
        QVERIFY(button->isEnabled() || button->text().contains(u"opy") || button->text().contains(u"Save"));
    bench.panel.setKit(nullptr);
    bench.window->refresh();
    QVERIFY(!bench.window->regions().a);
}

void TestPowerCompare::recordingBesideTheKit()
{
    CompareBench bench;
    QVERIFY(bench.startCompare());
    const QString path = m_dir.filePath(QStringLiteral("night.aer"));
    QVERIFY(recording_example::write(path));
    bench.window->openRecording(path);
    QTRY_COMPARE_WITH_TIMEOUT(bench.window->chosen(B), QStringLiteral("file/all"), kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(bench.window->regions().b && bench.window->regions().b->stats.energy, kSlow);
    QCOMPARE(bench.window->regions().b->origin, std::optional(widgets::Origin::Replay));
    QVERIFY(bench.window->regions().nameB.startsWith(u"night.aer"));
    // What recording_example::store() says of itself: 5 s with a thousand samples lost, 12 to 13 mA.
    const auto &figures = bench.compared().figures;
    QVERIFY(std::abs(*figures[RegionComparison::Seconds].b - 5) < 1e-3);
    QVERIFY(std::abs(*figures[RegionComparison::AverageA].b - 0.012495) < 1e-5);
    QVERIFY(bench.window->caveats().contains(u"REPLAY") && bench.window->caveats().contains(u"lost"));
    // The gap is masked: columns of B at 2.05 s.
    const auto &b = bench.window->plot()->both()->columns(1);
    QVERIFY(b[b.size() * 41 / 100].gap && filled(b) > b.size() * 9 / 10);
    // The kit goes on as it was, and the file can be A as well.
    bench.window->swapSides();
    QCOMPARE(bench.window->regions().a->origin, std::optional(widgets::Origin::Replay));
    QVERIFY(bench.connected());
}

void TestPowerCompare::brokenRecordingIsTold()
{
    CompareBench bench;
    QVERIFY(bench.startCompare());
    const QString before = bench.window->chosen(B);
    const QString path = m_dir.filePath(QStringLiteral("broken.aer"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("this is no recording") > 0);
    file.close();
    bench.window->openRecording(path);
    QTRY_VERIFY_WITH_TIMEOUT(bench.window->banner()->isVisible(), kSlow);
    QCOMPARE(bench.window->chosen(B), before);
    bench.window->openRecording(m_dir.filePath(QStringLiteral("none.aer")));
    QTRY_VERIFY_WITH_TIMEOUT(bench.window->banner()->isVisible(), kSlow);
}

void TestPowerCompare::takenAwayAsPictureTextAndCsv()
{
    CompareBench bench;
    QVERIFY(bench.startCompare());
    bench.window->copyFigures();
    const QMimeData *copied = QApplication::clipboard()->mimeData();
    for (const char *word : {"Region A", "second", "SIMULATED", "Average current", "A − B", "Region B"})
        QVERIFY2(copied->text().contains(QString::fromUtf8(word)), word);
    const QList<QByteArray> records = copied->data(QStringLiteral("text/csv")).trimmed().split('\n');
    QCOMPARE(records.size(), 6);
    QVERIFY(records.first().startsWith("figure,a,b,"));
    for (const QByteArray &record : records)
        QCOMPARE(record.count(','), 9);
    bench.window->copyPicture();
    QVERIFY(QApplication::clipboard()->image().height() > bench.window->plot()->height());
    const QList<QByteArray> lines = bench.window->columns().trimmed().split('\n');
    const auto notes = std::ranges::count_if(lines, [](const QByteArray &line) { return line.startsWith('#'); });
    QCOMPARE(std::size_t(lines.size() - notes - 1), bench.window->plot()->both()->width());
    QVERIFY(lines.at(1).contains("SIMULATED"));
    QCOMPARE(lines.last().count(','), 7);
}

QTEST_MAIN(TestPowerCompare)
#include "tst_power_compare.moc"
