// SPDX-License-Identifier: GPL-3.0-or-later
// Value axes of the graph: logarithmic, fixed, automatic.
#include "power_bench.h"

#include "widgets/common/theme.h"
#include "widgets/power/sample_trace.h"
#include "widgets/power/si_ticker.h"
#include "widgets/power/value_range.h"

#include <QApplication>
#include <QMenu>

#include <cmath>

using namespace test_power;

class TestPowerAxis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { widgets::applyTheme(*qApp, widgets::lightTheme()); }
    void decadesFrameTheData();
    void keyTurnsAxesLogarithmic();
    void zeroIsDrawnAtTheLowerEnd();
    void fixedAxesStandStill();
    void menuOffersWhatCanBeDone();
};

void TestPowerAxis::decadesFrameTheData()
{
    widgets::ValueRange range(true);
    QVERIFY(range.fitDecades(2e-6, 0.36));
    QVERIFY(std::abs(range.low() - 1e-6) < 1e-12 && std::abs(range.high() - 1) < 1e-9);
    QVERIFY(!range.fitDecades(5e-6, 0.2)); // stands still
    QVERIFY(range.fitDecades(1e-15, 0.2)); // not more decades than can be told apart
    QVERIFY(std::abs(std::log10(range.high() / range.low()) - widgets::ValueRange::kMostDecades) < 1e-6);
    QVERIFY(!range.fitDecades(0, 0)); // nothing above 0
    QVERIFY(range.fit(0, 0.36));      // linear again
    QCOMPARE(range.low(), 0.0);
}

void TestPowerAxis::keyTurnsAxesLogarithmic()
{
    PlotBench bench;
    QTest::keyClick(&bench.plot, Qt::Key_L);
    QVERIFY(bench.plot.logarithmic());
    bench.plot.drawFrame();
    const QCPRange current = bench.plot.valueRange(Lane::Current); // 10 to 106 mA
    QVERIFY(std::abs(current.lower - 0.01) < 1e-9 && current.upper >= 1);
    QVERIFY(bench.plot.valueRange(Lane::Voltage).lower > 3); // stays linear
    QVERIFY(!bench.plot.grab().isNull());
    QTest::keyClick(&bench.plot, Qt::Key_L);
    bench.plot.drawFrame();
    QCOMPARE(bench.plot.valueRange(Lane::Current).lower, 0.0);
}

void TestPowerAxis::zeroIsDrawnAtTheLowerEnd()
{
    PlotBench bench;
    const auto store = emptyStore(1000);
    std::vector<float> values;
    for (int i = 0; i < 20'000; ++i)
        values.insert(values.end(), {i % 3 == 0 ? -0.001F : i % 3 == 1 ? 0.0F : 0.02F, 3.8F});
    QVERIFY(store->append(0, 0, values));
    bench.plot.setStore(store);
    bench.plot.setLogarithmic(true);
    bench.plot.drawFrame();
    const QCPRange range = bench.plot.valueRange(Lane::Current);
    QVERIFY(range.lower > 0 && range.upper > 0.02);
    QVERIFY(!bench.plot.grab().isNull());
    bench.plot.setStore(emptyStore(1000)); // and without anything to draw
    bench.plot.drawFrame();
    QVERIFY(!bench.plot.grab().isNull());
}

void TestPowerAxis::fixedAxesStandStill()
{
    PlotBench bench;
    const QPoint label(20, bench.plot.laneRect(Lane::Current).center().y());
    const QCPRange before = bench.plot.valueRange(Lane::Current);
    const std::int64_t end = bench.window.endNs();
    QWheelEvent wheel(QPointF(label), bench.plot.mapToGlobal(QPointF(label)), {}, QPoint(0, 120), Qt::NoButton,
        Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&bench.plot, &wheel);
    bench.plot.drawFrame();
    QVERIFY(bench.plot.fixedRange(Lane::Current));
    QVERIFY(bench.plot.valueRange(Lane::Current).upper < before.upper);
    QCOMPARE(bench.window.endNs(), end); // time stays
    const QCPRange fixed = bench.plot.valueRange(Lane::Current);
    fill(*bench.store, 20'000, 22'000);
    bench.window.setRange(10 * kSecond, 22 * kSecond);
    bench.plot.drawFrame();
    QCOMPARE(bench.plot.valueRange(Lane::Current), fixed);
    QTest::mouseDClick(&bench.plot, Qt::LeftButton, Qt::NoModifier, label);
    bench.plot.drawFrame();
    QVERIFY(!bench.plot.fixedRange(Lane::Current));
    QCOMPARE(bench.plot.valueRange(Lane::Current).upper, before.upper);
}

void TestPowerAxis::menuOffersWhatCanBeDone()
{
    PlotBench bench;
    QMenu menu;
    bench.plot.fillMenu(&menu, bench.plot.laneRect(Lane::Current).center());
    QStringList names;
    for (const QAction *action : menu.actions())
        names.append(action->text());
    QVERIFY(names.contains(QStringLiteral("Logarithmic axes")));
    menu.actions().first()->trigger(); // a cursor where the menu was asked for
    QCOMPARE(bench.cursors.rowCount(), 1);
    QVERIFY(bench.isNear(bench.cursors.timeNs(0), 10));
    QVERIFY(names.last().startsWith(QStringLiteral("Last frame")));
    menu.actions().at(names.indexOf(QStringLiteral("Logarithmic axes")))->trigger();
    QVERIFY(bench.plot.logarithmic());
    menu.actions().at(names.indexOf(QStringLiteral("Range follows what is shown")))->trigger();
    QVERIFY(bench.plot.fixedRange(Lane::Current));
}

QTEST_MAIN(TestPowerAxis)
#include "tst_power_axis.moc"
