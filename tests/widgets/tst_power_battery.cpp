// SPDX-License-Identifier: GPL-3.0-or-later
// The battery life of the selected region: the card on a kit process that streams.
#include "power_bench.h"

#include "widgets/battery/battery_card.h"
#include "widgets/common/badge.h"
#include "widgets/common/theme.h"
#include "widgets/text/units.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

using namespace test_power;
using widgets::BatteryCard;
using widgets::BatteryPlan;
using widgets::IdleFrom;

namespace {

/// As BatteryFields counts its fields.
enum Number { Capacity, Cutoff, Usable, Start, Period, Idle, Efficiency, Factor, SelfDischarge, Nominal };

struct BatteryBench : KitBench {
    using KitBench::KitBench;
    [[nodiscard]] bool startWithRegion()
    {
        const auto second = [this] { return double(kit->store()->received()) > kit->store()->info().rateHz; };
        if (!start() || !QTest::qWaitFor(second, kSlow))
            return false;
        selectLast(0.5);
        panel.showBattery();
        return card()->isVisible();
    }
    [[nodiscard]] BatteryCard *card() const { return panel.battery(); }
    [[nodiscard]] QLineEdit *field(Number which) const
    {
        return panel.findChild<QLineEdit *>(QStringLiteral("batteryNumber%1").arg(which));
    }
    void type(Number which, const QString &words) const
    {
        field(which)->selectAll();
        QTest::keyClicks(field(which), words);
    }
    void choose(const char *box, int index) const
    {
        auto *combo = find<QComboBox>(box);
        combo->setCurrentIndex(index);
        Q_EMIT combo->activated(index);
    }
    [[nodiscard]] double hours() const
    {
        const auto &estimate = card()->estimate();
        return estimate && estimate->life ? estimate->life->hours : -1;
    }
};

bool near(double a, double b) { return std::abs(a - b) <= 1e-3 * std::max(std::abs(a), std::abs(b)); }

} // namespace

class TestPowerBattery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { widgets::applyTheme(*qApp, widgets::lightTheme()); }
    void lifeIsToldInWords();
    void estimateIsOfTheRegion();
    void assumptionsAreTyped();
    void badInputIsToldInWords();
    void timeBetweenFromAnotherRegion();
    void samePowerAsksForTheMeanVoltage();
    void copyHoldsEveryAssumption();
    void closesAndSaysWhatIsMissing();
};

void TestPowerBattery::lifeIsToldInWords()
{
    using widgets::lifeWords;
    QVERIFY(lifeWords(0.5).startsWith(u"about 30") && lifeWords(0.5).contains(u"min"));
    QCOMPARE(lifeWords(24 * 30), QStringLiteral("about 30 days"));
    QCOMPARE(lifeWords(24 * 365.25 * 3.5), QStringLiteral("about 3.5 years"));
    QCOMPARE(lifeWords(1e300), QStringLiteral("over 100 years"));
    QCOMPARE(lifeWords(std::numeric_limits<double>::quiet_NaN()), QString(widgets::kEmDash));
    for (int fault = 0; fault <= int(profiles::BatteryFault::NothingDrawn); ++fault)
        QVERIFY(!widgets::faultSentence(profiles::BatteryFault(fault)).isEmpty());
}

void TestPowerBattery::estimateIsOfTheRegion()
{
    BatteryBench bench({QStringLiteral("--device"), QStringLiteral("glasses")});
    QVERIFY(bench.startWithRegion());
    const auto &estimate = bench.card()->estimate();
    QVERIFY(estimate && estimate->life && estimate->usual && estimate->stated);
    QVERIFY(widgets::batteryText(*estimate).contains(QStringLiteral("stated by the kit")));
    QCOMPARE(estimate->setup.cell, QStringLiteral("lipo150"));
    const double average = bench.report()->stats.energy->currentA.mean;
    const double quiet = std::max(0.0, bench.report()->stats.quietestA);
    QVERIFY(quiet > bench.report()->stats.energy->currentA.min && quiet <= average); // a mean, no single sample
    QCOMPARE(estimate->duty.activeA, average);
    // 0.5 s of 600 s; 97.5 % of 150 mAh, of which 3 % a month go by themselves.
    const double mean = (average * 0.5 + quiet * 599.5) / 600 + 150e-3 * 0.03 / 730.5;
    QVERIFY(near(bench.hours(), 150e-3 * 0.975 / mean));
    QCOMPARE(bench.card()->lifeText(), widgets::lifeWords(bench.hours()));
    QVERIFY(bench.card()->problems().isEmpty());
    QCOMPARE(bench.card()->findChild<widgets::Badge *>()->origin(), std::optional(widgets::Origin::Simulated));
    // It is live with the region.
    const double before = bench.hours();
    const widgets::TimeRegion region = *bench.regions->selected();
    bench.regions->moveSelected(region.beginNs, region.endNs - kSecond / 4);
    QTRY_VERIFY_WITH_TIMEOUT(!near(bench.card()->estimate()->duty.activeSeconds, 0.5), kSlow);
    QVERIFY2(bench.hours() > 0 && bench.hours() != before,
        qPrintable(QStringLiteral("%1 h, was %2, of %3 s, measured %4")
                       .arg(bench.hours())
                       .arg(before)
                       .arg(bench.card()->estimate()->duty.activeSeconds)
                       .arg(bench.card()->estimate()->measured)));
}

void TestPowerBattery::assumptionsAreTyped()
{
    BatteryBench bench;
    QVERIFY(bench.startWithRegion());
    bench.type(SelfDischarge, QStringLiteral("0"));
    bench.type(Capacity, QStringLiteral("200"));
    const double one = bench.hours();
    bench.type(Capacity, QStringLiteral("400"));
    QVERIFY(near(bench.hours(), 2 * one));
    bench.type(Start, QStringLiteral("50"));
    QVERIFY(near(bench.hours(), one));
    bench.type(Factor, QStringLiteral("50"));
    bench.type(Efficiency, QStringLiteral("80"));
    QVERIFY(near(bench.hours(), one / 2 * 0.8));
    QVERIFY(!bench.card()->estimate()->usual && !bench.card()->estimate()->stated);
    // The usable share follows the cut-off, and can be typed.
    bench.type(Cutoff, QStringLiteral("3.8"));
    QCOMPARE(bench.field(Usable)->text(), QStringLiteral("50"));
    bench.type(Usable, QStringLiteral("75"));
    QVERIFY(near(bench.card()->estimate()->setup.supply.usableShare, 0.75));
    // A current that is typed is taken, whatever was measured.
    bench.type(Idle, QStringLiteral("2.5"));
    QCOMPARE(bench.card()->estimate()->idleFrom, IdleFrom::Typed);
    QVERIFY(near(bench.card()->estimate()->duty.idleA, 0.0025));
    QCOMPARE(bench.find<QComboBox>("batteryIdleFrom")->currentIndex(), 1);
    bench.type(Period, QStringLiteral("2"));
    bench.choose("batteryUnit", 2);
    QCOMPARE(bench.card()->estimate()->duty.periodSeconds, 7200.0);
    // Another cell brings its own figures.
    auto *cells = bench.find<QComboBox>("batteryCell");
    bench.choose("batteryCell", cells->findData(QStringLiteral("cr2032")));
    QCOMPARE(bench.field(Capacity)->text(), QStringLiteral("225"));
    QCOMPARE(bench.field(Cutoff)->text(), QStringLiteral("2"));
    QCOMPARE(bench.field(Usable)->text(), QStringLiteral("100"));
    QVERIFY(bench.card()->estimate()->peakTooHigh && bench.card()->problems().contains(u"peaks at"));
    // What is half written stays as it is.
    bench.type(Idle, QStringLiteral("1."));
    QCOMPARE(bench.field(Idle)->text(), QStringLiteral("1."));
}

void TestPowerBattery::badInputIsToldInWords()
{
    BatteryBench bench;
    QVERIFY(bench.startWithRegion());
    const QString good = bench.card()->lifeText();
    for (const QString &bad : {QStringLiteral("0"), QStringLiteral("-5"), QStringLiteral("1e9"), QStringLiteral("nan"),
             QStringLiteral("12,5"), QStringLiteral("much")}) {
        bench.type(Capacity, bad);
        QCOMPARE(bench.card()->lifeText(), QString(widgets::kEmDash));
        QVERIFY2(bench.card()->problems().startsWith(u"Capacity:"), qPrintable(bench.card()->problems()));
        QVERIFY(bench.field(Capacity)->property("wrong").toBool());
    }
    bench.type(Capacity, QStringLiteral("150"));
    bench.type(Period, QStringLiteral("0.001")); // min: shorter than the region
    QVERIFY(bench.card()->problems().startsWith(u"Repeats every:"));
    bench.type(Period, QStringLiteral("10"));
    QVERIFY(!bench.field(Period)->property("wrong").toBool() && bench.card()->problems().isEmpty());
    QVERIFY(good != widgets::kEmDash && bench.hours() > 0);
}

void TestPowerBattery::timeBetweenFromAnotherRegion()
{
    BatteryBench bench;
    QVERIFY(bench.startWithRegion());
    const widgets::TimeRegion region = *bench.regions->selected();
    bench.regions->keep(0);
    bench.regions->append(region.beginNs, region.beginNs + kSecond / 5, QStringLiteral("sleep"));
    bench.panel.region()->refresh();
    auto *from = bench.find<QComboBox>("batteryIdleFrom");
    QCOMPARE(from->count(), 3);
    QVERIFY(from->itemText(2).contains(u"B") && from->itemText(2).contains(u"sleep"));
    bench.choose("batteryIdleFrom", 2);
    const auto &estimate = *bench.card()->estimate();
    QCOMPARE(estimate.idleFrom, IdleFrom::OtherRegion);
    QCOMPARE(estimate.idleLetter, QStringLiteral("B"));
    const auto stats = profiles::regionStats(*bench.kit->store(), region.beginNs, region.beginNs + kSecond / 5);
    QCOMPARE(estimate.duty.idleA, stats.energy->currentA.mean);
    // When it goes, the quietest tenth of the region stands in and the box says so.
    bench.regions->remove(1);
    bench.panel.region()->refresh();
    QCOMPARE(bench.card()->estimate()->idleFrom, IdleFrom::QuietestOfRegion);
    QCOMPARE(from->currentIndex(), 0);
}

void TestPowerBattery::samePowerAsksForTheMeanVoltage()
{
    BatteryBench bench;
    QVERIFY(bench.startWithRegion());
    QVERIFY(!bench.field(Nominal)->isVisible());
    bench.choose("batteryDraws", 1);
    QVERIFY(bench.field(Nominal)->isVisible());
    bench.type(SelfDischarge, QStringLiteral("0"));
    bench.type(Nominal, QStringLiteral("3"));
    const double one = bench.hours();
    bench.type(Nominal, QStringLiteral("6"));
    QVERIFY(one > 0 && near(bench.hours(), 2 * one)); // half the current
    bench.type(Nominal, QString(QLatin1Char('0')));
    QVERIFY(bench.card()->problems().startsWith(u"Mean voltage:"));
}

void TestPowerBattery::copyHoldsEveryAssumption()
{
    BatteryBench bench;
    QVERIFY(bench.startWithRegion());
    bench.type(Capacity, QStringLiteral("321"));
    QTest::mouseClick(bench.find<QPushButton>("batteryCopy"), Qt::LeftButton);
    const QString copied = QApplication::clipboard()->text();
    for (const char *word : {"ESTIMATE", "SIMULATED", "321", "Repeats every", "Current between", "Turns off at",
             "Self-discharge", "Regulator efficiency", "Linear:"})
        QVERIFY2(copied.contains(QLatin1String(word)), word);
}

void TestPowerBattery::closesAndSaysWhatIsMissing()
{
    BatteryBench bench;
    QVERIFY(bench.startWithRegion());
    bench.regions->removeSelected();
    bench.panel.region()->refresh();
    QVERIFY(!bench.card()->estimate());
    QCOMPARE(bench.card()->lifeText(), QString(widgets::kEmDash));
    QVERIFY(bench.card()->problems().startsWith(u"Select a region"));
    QVERIFY(!bench.find<QPushButton>("batteryCopy")->isEnabled());
    QTest::mouseClick(bench.find<QToolButton>("batteryClose"), Qt::LeftButton);
    QVERIFY(!bench.card()->isVisible());
    bench.panel.setKit(nullptr);
    bench.panel.showBattery();
    QVERIFY(!bench.card()->estimate());
}

QTEST_MAIN(TestPowerBattery)
#include "tst_power_battery.moc"
