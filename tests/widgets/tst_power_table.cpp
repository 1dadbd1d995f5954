// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of regions and cursors under the graph, on a kit process that streams.
#include "power_bench.h"

#include "widgets/common/theme.h"
#include "widgets/power/figure_table.h"
#include "widgets/power/mark_tables.h"
#include "widgets/text/figures.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QThread>

#include <random>

using namespace test_power;
using widgets::FigureTable;
using widgets::kEmDash;
using widgets::PercentileFeed;
using widgets::RegionTableModel;

namespace {

using Column = RegionTableModel::Column;

/// Of a figure in mA.
double asNumber(const QString &figure)
{
    return QString(figure).remove(QStringLiteral("mA")).remove(widgets::kThinSpace).toDouble();
}

/// Thin spaces are hard to see: "_" stands for one.
QString thin(const char *text) { return QString::fromUtf8(text).replace(u'_', widgets::kThinSpace); }

/// Enough for the regions that are made here.
bool hasSeconds(const KitBench &bench)
{
    const auto store = bench.kit->store();
    return QTest::qWaitFor([&store] { return double(store->received()) > 2.5 * store->info().rateHz; }, kSlow);
}

} // namespace

class TestPowerTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { widgets::applyTheme(*qApp, widgets::lightTheme()); }
    void percentilesComeFromThePool();
    void latestWishWins();
    void figuresOfEveryRow();
    void smallFiguresAreNotZero();
    void aViewThatFollowsIsOfOneMoment();
    void rowsAndRegionsAreChosenTogether();
    void notesAreWrittenInPlace();
    void keysStayInTheGraphAfterANote();
    void columnsFitAndCanBeChosen();
    void wholeTableIsCopied();
    void cursorsTellValuesAndDifferences();
};

void TestPowerTable::percentilesComeFromThePool()
{
    const auto store = emptyStore(1000);
    fill(*store, 0, 97'000);
    PercentileFeed feed;
    feed.setStore(store);
    const profiles::SampleRange all{0, 97'000};
    const profiles::SampleRange none{200'000, 200'010};
    feed.want({all, none});
    QVERIFY(!feed.find(all)); // not on this thread
    QTRY_VERIFY_WITH_TIMEOUT(feed.find(all) && feed.find(none), kSlow);
    // The sawtooth has 97 equal steps of 1 mA from 10 mA.
    QVERIFY(*feed.find(all) && std::abs((*feed.find(all))->p50A - 0.058) < 0.0011);
    QVERIFY(std::abs((*feed.find(all))->p99A - 0.105) < 0.0021);
    QVERIFY(!*feed.find(none));
    feed.setStore(nullptr);
    QVERIFY(!feed.find(all));
}

void TestPowerTable::latestWishWins()
{
    const auto store = emptyStore(1000);
    fill(*store, 0, 20'000);
    PercentileFeed feed;
    feed.setStore(store);
    for (std::uint64_t i = 0; i < 200; ++i)
        feed.want({{0, 10'000 + i}});
    QTRY_VERIFY_WITH_TIMEOUT(feed.find({0, 10'199}), kSlow);
    int known = 0;
    for (std::uint64_t i = 0; i < 200; ++i)
        known += feed.find({0, 10'000 + i}) ? 1 : 0;
    QVERIFY2(known <= 3, qPrintable(QString::number(known)));
}

void TestPowerTable::figuresOfEveryRow()
{
    KitBench bench;
    QVERIFY(bench.start() && hasSeconds(bench));
    const RegionTableModel *model = bench.panel.tables()->regions();
    QAbstractItemModelTester tester(const_cast<RegionTableModel *>(model));
    QCOMPARE(model->rowCount(), 1);
    bench.selectLast(1);
    bench.regions->setNote(0, QStringLiteral("idle"));
    bench.regions->add(bench.regions->region(0).beginNs, bench.regions->region(0).endNs - kSecond / 2);
    QCOMPARE(model->rowCount(), 3);
    QTRY_VERIFY_WITH_TIMEOUT(model->value(0, Column::P50) != kEmDash && model->value(1, Column::P99) != kEmDash, kSlow);
    for (int row = 0; row < 2; ++row) {
        const auto &energy = *model->figures(row).stats.energy;
        QCOMPARE(model->value(row, Column::Average), widgets::figure(energy.currentA.mean, QStringLiteral("A")));
        const double p50 = asNumber(model->value(row, Column::P50));
        const double p95 = asNumber(model->value(row, Column::P95));
        QVERIFY(energy.currentA.min * 1e3 <= p50 * 1.01 && p50 <= p95 && p95 <= energy.currentA.max * 1e3 * 1.01);
        QCOMPARE(model->value(row, Column::Tokens), QStringLiteral("0"));
        QCOMPARE(model->value(row, Column::PerToken), QString(kEmDash));
        QVERIFY(model->index(row, Column::Energy).data(Qt::AccessibleTextRole).toString().contains(u"mJ"));
    }
    QCOMPARE(model->value(0, Column::Duration), thin("1.000_s"));
    QCOMPARE(model->value(model->viewRow(), Column::Name), QStringLiteral("View"));
    QTRY_VERIFY_WITH_TIMEOUT(model->value(model->viewRow(), Column::P95) != kEmDash, kSlow);
    bench.regions->moveSelected(bench.regions->region(1).beginNs, bench.regions->region(1).endNs - kSecond / 10);
    QCOMPARE(model->value(1, Column::P50), QString(kEmDash)); // of the new stretch nothing is known yet
    Q_EMIT bench.kit->session()->rebooted(99);
    QCOMPARE(model->rowCount(), 1);
}

/// Its percentiles come a moment later than its extremes would: a p99 above the maximum cannot be.
void TestPowerTable::aViewThatFollowsIsOfOneMoment()
{
    KitBench bench;
    QVERIFY(bench.start() && hasSeconds(bench));
    bench.kit->window()->setSpan(kSecond / 4); // much changes from one to the next
    bench.kit->window()->setFollowing(true);
    const RegionTableModel *model = bench.panel.tables()->regions();
    QTRY_VERIFY_WITH_TIMEOUT(model->percentiles(model->viewRow()), kSlow);
    for (int i = 0; i < 40; ++i) {
        QTest::qWait(50);
        const auto percentiles = model->percentiles(model->viewRow());
        const auto &energy = model->figures(model->viewRow()).stats.energy;
        QVERIFY(percentiles && energy);
        QVERIFY(percentiles->p50A >= energy->currentA.min * 0.99 && percentiles->p99A <= energy->currentA.max * 1.01);
    }
}

void TestPowerTable::smallFiguresAreNotZero()
{
    KitBench bench;
    QVERIFY(bench.start() && hasSeconds(bench));
    bench.selectLast(1);
    FigureTable *table = bench.panel.tables()->regionTable();
    bench.panel.resize(1900, 900);
    QTRY_VERIFY_WITH_TIMEOUT(table->withoutRoom().isEmpty(), kSlow);
    const int width = table->columnWidth(Column::Charge);
    const std::int64_t begin = bench.regions->region(0).beginNs;
    bench.regions->moveSelected(begin, begin + 200'000); // a few samples
    const RegionTableModel *model = bench.panel.tables()->regions();
    QCOMPARE(model->value(0, Column::Duration), thin("200.0_µs"));
    const auto &energy = *model->figures(0).stats.energy;
    QVERIFY(energy.chargeC > 0 && energy.chargeC < 1e-4);
    QCOMPARE(model->value(0, Column::Charge), widgets::figure(energy.chargeC, QStringLiteral("C")));
    QVERIFY(model->value(0, Column::Charge).endsWith(u"µC") || model->value(0, Column::Charge).endsWith(u"nC"));
    table->fit();
    QCOMPARE(table->columnWidth(Column::Charge), width);
    // A program gets base units as they are.
    const QStringList csv = model->asCsv().split(QStringLiteral("\r\n"));
    QVERIFY(csv.at(1).contains(QStringLiteral(",0.0002,")));
}

void TestPowerTable::rowsAndRegionsAreChosenTogether()
{
    KitBench bench;
    QVERIFY(bench.start() && hasSeconds(bench));
    bench.selectLast(2);
    const auto first = *bench.regions->selected();
    bench.regions->add(first.beginNs, first.beginNs + first.lengthNs() / 4);
    FigureTable *table = bench.panel.tables()->regionTable();
    QCOMPARE(table->currentIndex().row(), 1);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, Qt::NoModifier,
        table->visualRect(table->model()->index(0, Column::Duration)).center());
    QCOMPARE(bench.regions->selectedRow(), 0);
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Down);
    QCOMPARE(bench.regions->selectedRow(), 1);
    const QPoint cell = table->visualRect(table->model()->index(1, Column::Duration)).center();
    QTest::mouseClick(table->viewport(), Qt::LeftButton, Qt::NoModifier, cell);
    QTest::mouseDClick(table->viewport(), Qt::LeftButton, Qt::NoModifier, cell);
    QVERIFY(bench.kit->window()->spanNs() < first.lengthNs() / 2);
    bench.kit->window()->setSpan(60 * kSecond);
    QTest::keyClick(table, Qt::Key_Return);
    QVERIFY(bench.kit->window()->spanNs() < first.lengthNs() / 2);
    QTest::keyClick(table, Qt::Key_Delete);
    QCOMPARE(bench.regions->rowCount(), 1);
    QTest::keyClick(table, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(bench.regions->rowCount(), 2);
}

void TestPowerTable::notesAreWrittenInPlace()
{
    KitBench bench;
    QVERIFY(bench.start() && hasSeconds(bench));
    bench.selectLast(1);
    QVERIFY(!bench.regions->kept(0));
    QVERIFY(bench.find<QPushButton>("regionKeep")->isEnabled());
    FigureTable *table = bench.panel.tables()->regionTable();
    table->setFocus();
    QTest::keyClick(table, Qt::Key_F2);
    auto *editor = table->viewport()->findChild<QLineEdit *>();
    QVERIFY(editor);
    QTest::keyClicks(editor, QStringLiteral("deep sleep"));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(bench.regions->note(0), QStringLiteral("deep sleep"), kSlow);
    QVERIFY(bench.regions->kept(0));
    bench.panel.region()->refresh();
    QVERIFY(!bench.find<QPushButton>("regionKeep")->isEnabled());
    table->setCurrentIndex(table->model()->index(1, 0)); // the view has none
    QTest::keyClick(table, Qt::Key_F2);
    QVERIFY(!(table->model()->flags(table->model()->index(1, 0)) & Qt::ItemIsEditable));
}

/// C, N, the note, Enter; then the keys of the graph work on, also when the last cursor takes its table with it.
void TestPowerTable::keysStayInTheGraphAfterANote()
{
    KitBench bench;
    QVERIFY(bench.start() && hasSeconds(bench));
    bench.panel.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&bench.panel));
    bench.panel.plot()->setFocus();
    QTest::keyClick(bench.panel.plot(), Qt::Key_C);
    QTest::keyClick(bench.panel.plot(), Qt::Key_N);
    FigureTable *table = bench.panel.tables()->cursorTable();
    auto *editor = table->viewport()->findChild<QLineEdit *>();
    QVERIFY(editor);
    QTest::keyClicks(editor, QStringLiteral("peak"));
    QTest::keyClick(editor, Qt::Key_Return);
    auto *cursors = bench.kit->model<widgets::CursorModel>();
    QTRY_COMPARE_WITH_TIMEOUT(cursors->note(0), QStringLiteral("peak"), kSlow);
    QTRY_COMPARE_WITH_TIMEOUT(QApplication::focusWidget(), static_cast<QWidget *>(bench.panel.plot()), kSlow);
    // Who goes elsewhere while it is written is not called back.
    QTest::keyClick(bench.panel.plot(), Qt::Key_N);
    QVERIFY(table->viewport()->findChild<QLineEdit *>());
    bench.find<QPushButton>("makeCursor")->setFocus();
    QTRY_VERIFY_WITH_TIMEOUT(!table->viewport()->findChild<QLineEdit *>(), kSlow);
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(bench.find<QPushButton>("makeCursor")));
    table->setFocus();
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_Delete);
    QCOMPARE(cursors->rowCount(), 0);
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(bench.panel.plot()));
    // From any control of the panel.
    QTest::keyClick(bench.find<QPushButton>("makeRegion"), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(cursors->rowCount(), 1);
    QCOMPARE(cursors->note(0), QStringLiteral("peak"));
    QTest::keyClick(bench.find<QPushButton>("makeRegion"), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(cursors->note(0), QString());
    QTest::keyClick(bench.find<QPushButton>("makeRegion"), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(cursors->note(0), QStringLiteral("peak"));
}

void TestPowerTable::columnsFitAndCanBeChosen()
{
    KitBench bench;
    QVERIFY(bench.start() && hasSeconds(bench));
    bench.selectLast(1);
    FigureTable *table = bench.panel.tables()->regionTable();
    const auto shown = [table] {
        int width = 0;
        for (int column = 0; column < Column::ColumnCount; ++column)
            width += table->isColumnHidden(column) ? 0 : table->columnWidth(column);
        return width;
    };
    bench.panel.resize(620, 700);
    bench.kit->window()->setSpan(kSecond);
    QTRY_VERIFY_WITH_TIMEOUT(!table->withoutRoom().isEmpty(), kSlow);
    QVERIFY(shown() <= table->viewport()->width());
    QVERIFY(!table->isColumnHidden(Column::Energy) && !table->isColumnHidden(Column::Average));
    bench.panel.resize(1900, 900);
    QTRY_VERIFY_WITH_TIMEOUT(table->withoutRoom().isEmpty(), kSlow);
    QVERIFY(shown() <= table->viewport()->width());
    QMenu menu;
    table->fillColumnMenu(&menu);
    QCOMPARE(menu.actions().size(), qsizetype(Column::ColumnCount - 1));
    QAction *p50 = menu.actions().at(Column::P50 - 1);
    QVERIFY(p50->text() == QStringLiteral("p50") && p50->isChecked());
    p50->trigger();
    QVERIFY(table->isColumnHidden(Column::P50));
    p50->trigger();
    QVERIFY(!table->isColumnHidden(Column::P50));
}

void TestPowerTable::wholeTableIsCopied()
{
    KitBench bench;
    QVERIFY(bench.start() && hasSeconds(bench));
    bench.selectLast(1);
    bench.regions->setNote(0, QStringLiteral("a, \"b\""));
    FigureTable *table = bench.panel.tables()->regionTable();
    table->setFocus();
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    const QMimeData *copied = QGuiApplication::clipboard()->mimeData();
    const QStringList lines = copied->text().split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 3);
    for (const QString &line : lines)
        QCOMPARE(line.split(u'\t').size(), Column::ColumnCount + 1);
    const QList<QByteArray> csv = copied->data(QStringLiteral("text/csv")).split('\n');
    QVERIFY(csv.at(1).startsWith("A,\"a, \"\"b\"\"\","));
    QVERIFY(csv.at(1).contains("SIMULATED"));
    QCOMPARE(csv.at(2).count(','), csv.at(0).count(','));
}

void TestPowerTable::cursorsTellValuesAndDifferences()
{
    KitBench bench;
    QVERIFY(bench.start());
    const auto store = bench.kit->store();
    auto *cursors = bench.kit->model<CursorModel>();
    const widgets::CursorTableModel *model = bench.panel.tables()->cursors();
    QAbstractItemModelTester tester(const_cast<widgets::CursorTableModel *>(model));
    QVERIFY(!bench.panel.tables()->cursorTable()->isVisible());
    const std::int64_t at = store->kitTimeOf(store->endIndex() - 100);
    cursors->add(at);
    cursors->add(at - kSecond / 50);
    QVERIFY(bench.panel.tables()->cursorTable()->isVisible());
    using Cell = widgets::CursorTableModel;
    const double current = double(store->values(0, store->indexAt(at), store->indexAt(at) + 1, 1).at(0));
    QCOMPARE(model->value(1, Cell::Current), widgets::figure(current, QStringLiteral("A")));
    QCOMPARE(model->value(0, Cell::Since), QString(kEmDash));
    QVERIFY(model->value(1, Cell::Since).startsWith(QStringLiteral("20.00")));
    QVERIFY(model->value(1, Cell::Frequency).startsWith(QStringLiteral("50.00")));
    cursors->setSelectedRow(0);
    cursors->moveSelected(at + 1000 * kSecond); // where nothing was measured
    QCOMPARE(model->value(1, Cell::Current), QString(kEmDash));
    QCOMPARE(model->asCsv().count(QStringLiteral("\r\n")), 3);
}

QTEST_MAIN(TestPowerTable)
#include "tst_power_table.moc"
