// SPDX-License-Identifier: GPL-3.0-or-later
// Any number of regions and cursors: their models, and the mouse and keys of the graph.
#include "power_bench.h"

#include "widgets/common/theme.h"
#include "widgets/power/region_band.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QSignalSpy>

using namespace test_power;
using widgets::RegionBand;
using widgets::TimeRegion;

class TestPowerMarks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { widgets::applyTheme(*qApp, widgets::lightTheme()); }
    void lettersGoOnAfterZ();
    void oneDraftAndManyKept();
    void removalIsTakenBackInSteps();
    void everyStepIsTakenBackAndDoneAgain();
    void aThousandRegionsKeepTheirLetters();
    void cursorsAreInTheOrderOfTime();
    void mouseMakesAndChoosesRegions();
    void captionsKeepToTheirRegions();
    void tabGoesThroughMarksAndLeaves();
    void keysSetMoveAndRemoveCursors();
    void notesOfCursors();
    void undoIsOneHistory();
    void aDragIsOneStep();
    void aDragBeforeAllTimeMakesNothing();
    void manyMarksAreDrawn();
};

void TestPowerMarks::lettersGoOnAfterZ()
{
    QCOMPARE(RegionModel::letter(0), QStringLiteral("A"));
    QCOMPARE(RegionModel::letter(25), QStringLiteral("Z"));
    QCOMPARE(RegionModel::letter(26), QStringLiteral("AA"));
    QCOMPARE(RegionModel::letter(27), QStringLiteral("AB"));
    QCOMPARE(RegionModel::letter(26 + 26 * 26), QStringLiteral("AAA"));
}

void TestPowerMarks::oneDraftAndManyKept()
{
    RegionModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy changed(&model, &RegionModel::changed);
    model.select(kSecond, 2 * kSecond, QStringLiteral("Prompt #1"));
    QVERIFY(!model.kept(0));                // the note was only proposed
    model.select(3 * kSecond, 4 * kSecond); // the draft is made anew
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(*model.selected(), (TimeRegion{3 * kSecond, 4 * kSecond}));
    QVERIFY(model.note(0).isEmpty());
    model.setNote(0, QStringLiteral("  boot\nup "));
    QCOMPARE(model.note(0), QStringLiteral("boot up"));
    QVERIFY(model.kept(0));
    model.select(5 * kSecond, 6 * kSecond);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.letterOf(1), QStringLiteral("B"));
    QCOMPARE(model.selectedRow(), 1);
    const int before = int(changed.count());
    model.add(5 * kSecond, 6 * kSecond); // the same: it is only kept
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(model.kept(1));
    QCOMPARE(changed.count(), before + 1);
    model.add(7 * kSecond, 8 * kSecond, QStringLiteral("tail"));
    QCOMPARE(model.rowCount(), 3);
    model.setSelectedRow(0);
    model.append(9 * kSecond, 10 * kSecond, QStringLiteral("fired"));
    QCOMPARE(model.selectedRow(), 0); // what happens by itself takes no selection
    model.moveSelected(11 * kSecond, 10 * kSecond);
    QCOMPARE(model.region(0), (TimeRegion{10 * kSecond, 11 * kSecond}));
    QCOMPARE(model.index(0).data(RegionModel::NoteRole).toString(), QStringLiteral("boot up"));
}

void TestPowerMarks::removalIsTakenBackInSteps()
{
    RegionModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int i = 0; i < 4; ++i)
        model.add(i * kSecond, i * kSecond + kSecond / 2);
    model.setNote(2, QStringLiteral("third"));
    model.remove(2);
    QCOMPARE(model.rowCount(), 3);
    model.setSelectedRow(0);
    model.removeSelected();
    QCOMPARE(model.selectedRow(), 0); // the one after it
    model.removeAll();
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.selectedRow(), -1);
    MarkHistory *history = model.history();
    history->undo();
    QCOMPARE(model.rowCount(), 2);
    history->undo();
    QCOMPARE(model.letterOf(0), QStringLiteral("A"));
    history->undo();
    QCOMPARE(model.letterOf(2), QStringLiteral("C"));
    QCOMPARE(model.note(2), QStringLiteral("third"));
    QCOMPARE(model.selectedRow(), 2);
    // A letter that was given to another in the meantime is not given twice.
    model.remove(3);
    model.append(20 * kSecond, 21 * kSecond, {});
    QCOMPARE(model.letterOf(3), QStringLiteral("D"));
    history->undo();
    QCOMPARE(model.letterOf(3), QStringLiteral("E"));
    history->redo();
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.region(3).beginNs, 20 * kSecond); // which happened by itself and is no step
}

/// Not only what was removed: a note that was written over and an edge that was moved are lost as well.
void TestPowerMarks::everyStepIsTakenBackAndDoneAgain()
{
    RegionModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    MarkHistory *history = model.history();
    model.select(kSecond, 2 * kSecond);
    model.keep(0);
    model.setNote(0, QStringLiteral("first"));
    model.setNote(0, QStringLiteral("second"));
    history->beginGesture();
    model.moveSelected(kSecond, 3 * kSecond);
    model.moveSelected(kSecond, 4 * kSecond); // the same drag
    history->beginGesture();
    model.moveSelected(kSecond, 5 * kSecond);
    const int steps = history->count();
    QCOMPARE(steps, 6);
    history->undo();
    QCOMPARE(model.region(0).endNs, 4 * kSecond);
    history->undo();
    QCOMPARE(model.region(0).endNs, 2 * kSecond);
    history->undo();
    QCOMPARE(model.note(0), QStringLiteral("first"));
    history->undo();
    QCOMPARE(model.note(0), QString());
    QVERIFY(model.kept(0));
    history->undo();
    QVERIFY(!model.kept(0));
    history->undo();
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!history->canUndo());
    while (history->canRedo())
        history->redo();
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.note(0), QStringLiteral("second"));
    QCOMPARE(model.region(0), (TimeRegion{kSecond, 5 * kSecond}));

    CursorModel cursors;
    QAbstractItemModelTester cursorTester(&cursors, QAbstractItemModelTester::FailureReportingMode::QtTest);
    cursors.add(kSecond);
    cursors.add(5 * kSecond, QStringLiteral("here"));
    cursors.history()->beginGesture();
    cursors.moveSelected(kSecond / 2); // over the other one
    cursors.moveSelected(kSecond / 4);
    QCOMPARE(cursors.timeNs(0), kSecond / 4);
    cursors.append(9 * kSecond, QStringLiteral("of the recording"));
    QCOMPARE(cursors.selectedRow(), 0);
    cursors.history()->undo();
    QCOMPARE(cursors.timeNs(1), 5 * kSecond);
    QCOMPARE(cursors.note(1), QStringLiteral("here"));
    cursors.history()->undo();
    cursors.history()->undo();
    QVERIFY(!cursors.history()->canUndo());
    QCOMPARE(cursors.rowCount(), 1);
    cursors.history()->redo();
    QCOMPARE(cursors.timeNs(0), kSecond);
}

void TestPowerMarks::aThousandRegionsKeepTheirLetters()
{
    RegionModel model;
    for (int i = 0; i < 1000; ++i)
        model.append(i * kSecond, i * kSecond + kSecond / 2, {});
    QCOMPARE(model.rowCount(), 1000);
    QCOMPARE(model.letterOf(999), RegionModel::letter(999));
    model.removeAll();
    QCOMPARE(model.rowCount(), 0);
    model.history()->undo();
    QCOMPARE(model.rowCount(), 1000);
    QCOMPARE(model.letterOf(999), RegionModel::letter(999));
}

void TestPowerMarks::cursorsAreInTheOrderOfTime()
{
    CursorModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.add(5 * kSecond);
    model.add(2 * kSecond);
    model.add(8 * kSecond);
    model.add(2 * kSecond); // there is one
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.selectedRow(), 0);
    model.moveSelected(9 * kSecond);
    QCOMPARE(model.selectedRow(), 2);
    QCOMPARE(model.timeNs(0), 5 * kSecond);
    model.moveSelected(kSecond);
    QCOMPARE(model.selectedRow(), 0);
    model.moveSelected(8 * kSecond); // not onto another
    QCOMPARE(model.timeNs(0), kSecond);
    model.moveSelected(6 * kSecond);
    QCOMPARE(model.selectedRow(), 1);
    model.remove(1);
    QCOMPARE(model.selectedRow(), 1);
    model.removeAll();
    model.history()->undo();
    model.history()->undo();
    QCOMPARE(model.rowCount(), 3);
}

void TestPowerMarks::mouseMakesAndChoosesRegions()
{
    PlotBench bench;
    bench.drag(bench.at(2), bench.at(4));
    bench.drag(bench.at(6), bench.at(8)); // the draft again
    QCOMPARE(bench.regions.rowCount(), 1);
    const auto shiftDrag = [&](double from, double to) {
        QTest::mousePress(&bench.plot, Qt::LeftButton, Qt::ShiftModifier, bench.at(from));
        bench.move(bench.at((from + to) / 2));
        bench.move(bench.at(to));
        QTest::mouseRelease(&bench.plot, Qt::LeftButton, Qt::ShiftModifier, bench.at(to));
        bench.plot.drawFrame();
    };
    shiftDrag(10, 16);
    QCOMPARE(bench.regions.rowCount(), 2);
    QCOMPARE(bench.regions.selectedRow(), 1);
    QVERIFY(bench.isNear(bench.regions.region(1).beginNs, 10) && bench.isNear(bench.regions.region(1).endNs, 16));
    QTest::mouseClick(&bench.plot, Qt::LeftButton, Qt::NoModifier, bench.at(7)); // into the first
    QCOMPARE(bench.regions.selectedRow(), 0);
    bench.drag(bench.at(16), bench.at(18)); // an edge of the other one
    QCOMPARE(bench.regions.selectedRow(), 1);
    QVERIFY(bench.isNear(bench.regions.region(1).endNs, 18));
    const int tab = bench.plot.lanesRect().top() + RegionBand::kTabTop + 8;
    const QPoint grab(bench.at(6).x() + 10, tab);
    bench.drag(grab, grab + bench.at(1) - bench.at(0)); // the first by its tab
    QCOMPARE(bench.regions.selectedRow(), 0);
    QVERIFY(bench.isNear(bench.regions.region(0).beginNs, 7));
    QTest::keyClick(&bench.plot, Qt::Key_K);
    bench.drag(bench.at(1), bench.at(2)); // none of them is a draft now
    QCOMPARE(bench.regions.rowCount(), 3);
}

void TestPowerMarks::captionsKeepToTheirRegions()
{
    PlotBench bench;
    std::vector<RegionBand::Caption> captions;
    for (int i = 0; i < 5; ++i) {
        bench.regions.add((2 + i) * kSecond, (2 + i) * kSecond + kSecond * 9 / 10);
        captions.push_back({QStringLiteral("12.34 mJ"), QStringLiteral("900.0 ms  a note of many words")});
    }
    bench.regions.setSelectedRow(-1);
    bench.plot.setRegionCaptions(captions);
    bench.plot.drawFrame();
    const RegionBand *band = nullptr;
    for (int i = 0; i < bench.plot.itemCount() && !band; ++i)
        band = qobject_cast<const RegionBand *>(bench.plot.item(i));
    QVERIFY(band);
    const auto tabs = band->shownTabs();
    QCOMPARE(tabs.size(), std::size_t(5));
    for (const RegionBand::Tab &tab : tabs) {
        QCOMPARE(tab.letter.top(), tabs.front().letter.top()); // side by side, not over the traces
        if (tab.row < 4)
            QVERIFY(tab.letter.united(tab.words).right() <= bench.at(3 + tab.row).x());
    }
    // The last one has room, and all of them under the mouse.
    QCOMPARE(tabs.back().caption.strong, captions.back().strong);
    const QPoint letter = tabs.front().letter.center().toPoint();
    QMouseEvent over(QEvent::MouseMove, QPointF(letter), bench.plot.mapToGlobal(QPointF(letter)), Qt::NoButton,
        Qt::NoButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&bench.plot, &over);
    QCOMPARE(band->shownTabs().back().row, 0);
    QCOMPARE(band->shownTabs().back().caption.strong, captions.front().strong);
    // A selected one at the right end has its caption at the left, and its letter where it begins.
    bench.regions.add(19 * kSecond, 19 * kSecond + kSecond / 2);
    captions.push_back(captions.front());
    bench.plot.setRegionCaptions(captions);
    bench.plot.drawFrame();
    const auto all = band->shownTabs();
    const auto last = std::ranges::find(all, 5, &RegionBand::Tab::row);
    QVERIFY(last != all.end() && last->caption == captions.back());
    QVERIFY(std::abs(last->letter.left() - bench.at(19).x()) <= 1);
    QVERIFY(last->words.right() <= last->letter.left());
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(&bench.plot, &leave);
    const auto left = band->shownTabs();
    QVERIFY(std::ranges::find(left, 0, &RegionBand::Tab::row)->caption != captions.front()); // shortened again
}

void TestPowerMarks::tabGoesThroughMarksAndLeaves()
{
    PlotBench bench;
    QWidget window;
    bench.plot.setParent(&window);
    QPushButton after(&window);
    bench.plot.show();
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    bench.regions.add(8 * kSecond, 9 * kSecond);
    bench.regions.add(2 * kSecond, 3 * kSecond);
    bench.cursors.add(5 * kSecond);
    bench.cursors.setSelectedRow(-1);
    bench.regions.setSelectedRow(-1);
    bench.plot.setFocus();
    QTest::keyClick(&bench.plot, Qt::Key_Tab);
    QCOMPARE(bench.regions.selectedRow(), 1); // the earliest
    QTest::keyClick(&bench.plot, Qt::Key_Tab);
    QCOMPARE(bench.cursors.selectedRow(), 0);
    QTest::keyClick(&bench.plot, Qt::Key_Tab);
    QCOMPARE(bench.cursors.selectedRow(), -1);
    QCOMPARE(bench.regions.selectedRow(), 0);
    QTest::keyClick(&bench.plot, Qt::Key_Backtab, Qt::ShiftModifier);
    QCOMPARE(bench.cursors.selectedRow(), 0);
    bench.window.setRange(15 * kSecond, 16 * kSecond);
    QTest::keyClick(&bench.plot, Qt::Key_Tab); // brings what it selects into view
    QVERIFY(bench.window.beginNs() <= 8 * kSecond && bench.window.endNs() >= 9 * kSecond);
    QTest::keyClick(&bench.plot, Qt::Key_Tab);
    QVERIFY(after.hasFocus());
    bench.plot.setParent(nullptr);
}

void TestPowerMarks::keysSetMoveAndRemoveCursors()
{
    PlotBench bench;
    bench.window.setRange(5 * kSecond, 15 * kSecond);
    bench.plot.drawFrame();
    QTest::keyClick(&bench.plot, Qt::Key_C); // the mouse is not over the graph
    QCOMPARE(bench.cursors.rowCount(), 1);
    QCOMPARE(bench.cursors.timeNs(0), 10 * kSecond);
    QMouseEvent move(QEvent::MouseMove, QPointF(bench.at(7)), bench.plot.mapToGlobal(QPointF(bench.at(7))),
        Qt::NoButton, Qt::NoButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&bench.plot, &move);
    QTest::keyClick(&bench.plot, Qt::Key_C);
    QCOMPARE(bench.cursors.rowCount(), 2);
    QCOMPARE(bench.cursors.selectedRow(), 0);
    QVERIFY(bench.isNear(bench.cursors.timeNs(0), 7));
    const std::int64_t before = bench.cursors.timeNs(0);
    QTest::keyClick(&bench.plot, Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(bench.cursors.timeNs(0) > before);
    bench.drag(bench.at(10), bench.at(12));
    QCOMPARE(bench.cursors.selectedRow(), 1);
    QVERIFY(bench.isNear(bench.cursors.timeNs(1), 12));
    QCOMPARE(bench.regions.rowCount(), 0);
    QTest::keyClick(&bench.plot, Qt::Key_Delete);
    QCOMPARE(bench.cursors.rowCount(), 1);
    QTest::keyClick(&bench.plot, Qt::Key_Escape);
    QCOMPARE(bench.cursors.selectedRow(), -1);
}

void TestPowerMarks::notesOfCursors()
{
    CursorModel cursors;
    QAbstractItemModelTester tester(&cursors, QAbstractItemModelTester::FailureReportingMode::QtTest);
    cursors.add(100, QStringLiteral("a"));
    cursors.add(300);
    cursors.setNote(1, QStringLiteral(" two\n lines "));
    QCOMPARE(cursors.note(1), QStringLiteral("two lines"));
    cursors.setSelectedRow(0);
    cursors.moveSelected(500); // its note goes with it
    QCOMPARE(cursors.note(0), QStringLiteral("two lines"));
    QCOMPARE(cursors.note(1), QStringLiteral("a"));
    cursors.removeAll();
    cursors.history()->undo();
    QCOMPARE(cursors.timeNs(1), 500);
    QCOMPARE(cursors.note(1), QStringLiteral("a"));
}

void TestPowerMarks::undoIsOneHistory()
{
    PlotBench bench;
    bench.regions.add(2 * kSecond, 3 * kSecond);
    bench.regions.add(4 * kSecond, 5 * kSecond);
    bench.cursors.add(6 * kSecond);
    bench.regions.remove(1);
    bench.cursors.removeAll();
    bench.regions.removeAll();
    const auto undo = [&] { QTest::keyClick(&bench.plot, Qt::Key_Z, Qt::ControlModifier); };
    undo();
    QCOMPARE(bench.regions.rowCount(), 1);
    QCOMPARE(bench.cursors.rowCount(), 0);
    undo();
    QCOMPARE(bench.cursors.rowCount(), 1);
    QCOMPARE(bench.regions.rowCount(), 1);
    undo();
    QCOMPARE(bench.regions.rowCount(), 2);
    undo(); // the cursor was set last
    QCOMPARE(bench.regions.rowCount(), 2);
    QCOMPARE(bench.cursors.rowCount(), 0);
    QTest::keyClick(&bench.plot, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(bench.cursors.rowCount(), 1);
}

/// A drag of an edge is one step, and so is a key that is held.
void TestPowerMarks::aDragIsOneStep()
{
    PlotBench bench;
    bench.drag(bench.at(2), bench.at(4));
    const TimeRegion made = *bench.regions.selected();
    QCOMPARE(bench.history.count(), 1);
    bench.drag(bench.at(4), bench.at(7)); // its end
    QVERIFY(bench.regions.selected()->endNs > made.endNs + kSecond);
    QCOMPARE(bench.history.count(), 2);
    QTest::keyClick(&bench.plot, Qt::Key_Left, Qt::ShiftModifier);
    QTest::keyClick(&bench.plot, Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(bench.history.count(), 4);
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(&bench.plot, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(*bench.regions.selected(), made);
}

/// The axis reaches before the kit's start.
void TestPowerMarks::aDragBeforeAllTimeMakesNothing()
{
    PlotBench bench;
    bench.window.setRange(-10 * kSecond, 10 * kSecond);
    bench.plot.drawFrame();
    bench.drag(bench.at(-8), bench.at(-4));
    QCOMPARE(bench.regions.rowCount(), 0);
    QCOMPARE(bench.history.count(), 0);
    bench.drag(bench.at(-8), bench.at(4)); // what of it is there
    QCOMPARE(bench.regions.rowCount(), 1);
    QCOMPARE(bench.regions.region(0).beginNs, std::int64_t(0));
}

void TestPowerMarks::manyMarksAreDrawn()
{
    PlotBench bench;
    for (int i = 0; i < 300; ++i)
        bench.regions.append(i * kSecond / 20, i * kSecond / 20 + kSecond / 30, QStringLiteral("note"));
    for (int i = 0; i < 40; ++i)
        bench.cursors.add(i * kSecond / 2 + 1);
    bench.plot.drawFrame();
    QVERIFY(!bench.plot.grab().isNull());
}

QTEST_MAIN(TestPowerMarks)
#include "tst_power_marks.moc"
