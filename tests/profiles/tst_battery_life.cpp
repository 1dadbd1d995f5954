// SPDX-License-Identifier: GPL-3.0-or-later
// The estimate of battery life: cases worked out by hand, and input that it must refuse.
#include "profiles/energy/battery_cells.h"
#include "profiles/energy/battery_life.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace profiles;
using Faults = std::vector<BatteryFault>;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInf = std::numeric_limits<double>::infinity();

/// 100 mA for 6 s, once a minute; 2 mA between: 10 mA + 1.8 mA.
BatteryDuty duty()
{
    BatteryDuty duty;
    duty.activeA = 0.1;
    duty.activeSeconds = 6;
    duty.activeV = 4;
    duty.periodSeconds = 60;
    duty.idleA = 0.002;
    return duty;
}

BatterySupply supply()
{
    BatterySupply supply;
    supply.capacityMah = 118;
    return supply;
}

bool near(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b)); }

} // namespace

class TestBatteryLife : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneCaseByHand();
    void sharesOfTheCapacityMultiply();
    void lossesAndSelfDischargeAreDrawnToo();
    void samePowerDrawsMoreFromALowerCell();
    void activityWithoutPause();
    void nothingDrawnHasNoEnd();
    void badInputIsNamed_data();
    void badInputIsNamed();
    void limitsAreAllowed();
    void cutoffsFollowTheCurve();
    void usualCells();
};

void TestBatteryLife::oneCaseByHand()
{
    QVERIFY(batteryFaults(duty(), supply()).empty());
    const auto life = batteryLife(duty(), supply());
    QVERIFY(life);
    QVERIFY(near(life->averageA, 0.0118));
    QVERIFY(near(life->usableMah, 118));
    QVERIFY(near(life->hours, 10));
    QVERIFY(near(life->activities, 600));
    QVERIFY(near(life->activeShare, 10 / 11.8));
    QVERIFY(near(life->idleShare, 1.8 / 11.8));
    QCOMPARE(life->lossShare, 0.0);
    QCOMPARE(life->selfShare, 0.0);
}

void TestBatteryLife::sharesOfTheCapacityMultiply()
{
    BatterySupply half = supply();
    half.usableShare = 0.8;
    half.startCharge = 0.5;
    half.capacityFactor = 0.25;
    const auto life = batteryLife(duty(), half);
    QVERIFY(life && near(life->usableMah, 11.8) && near(life->hours, 1));
}

void TestBatteryLife::lossesAndSelfDischargeAreDrawnToo()
{
    BatterySupply lossy = supply();
    lossy.efficiency = 0.8; // 11.8 mA become 14.75 mA
    const auto life = batteryLife(duty(), lossy);
    QVERIFY(life && near(life->averageA, 0.01475) && near(life->hours, 8));
    QVERIFY(near(life->lossShare, 0.2));

    // 730.5 mAh lose 10 % a month of 730.5 h: 0.1 mA. Nothing else drawn: it empties in ten months.
    BatterySupply alone;
    alone.capacityMah = 730.5;
    alone.selfDischargePerMonth = 0.1;
    BatteryDuty off = duty();
    off.activeA = off.idleA = 0;
    const auto shelf = batteryLife(off, alone);
    QVERIFY(shelf && near(shelf->averageA, 1e-4) && near(shelf->hours, 7305));
    QCOMPARE(shelf->selfShare, 1.0);
    // Losses are of what the board draws, not of what the cell loses by itself.
    alone.efficiency = 0.5;
    QVERIFY(near(batteryLife(off, alone)->hours, 7305));
}

void TestBatteryLife::samePowerDrawsMoreFromALowerCell()
{
    BatterySupply cell = supply();
    cell.draws = BoardDraws::SamePower;
    cell.nominalV = 2; // measured at 4 V: twice the current
    const auto life = batteryLife(duty(), cell);
    QVERIFY(life && near(life->averageA, 0.0236) && near(life->hours, 5));
    BatteryDuty lower = duty();
    lower.idleV = 2; // 1.8 mA stay 1.8 mA
    QVERIFY(near(batteryLife(lower, cell)->averageA, 0.0218));
}

void TestBatteryLife::activityWithoutPause()
{
    BatteryDuty always = duty();
    always.periodSeconds = always.activeSeconds;
    const auto life = batteryLife(always, supply());
    QVERIFY(life && near(life->averageA, 0.1) && near(life->hours, 1.18));
    QCOMPARE(life->idleShare, 0.0);
    always.periodSeconds = std::nextafter(always.activeSeconds, 0.0);
    QCOMPARE(batteryFaults(always, supply()), Faults{BatteryFault::PeriodTooShort});
}

void TestBatteryLife::nothingDrawnHasNoEnd()
{
    BatteryDuty off = duty();
    off.activeA = off.idleA = 0;
    QCOMPARE(batteryFaults(off, supply()), Faults{BatteryFault::NothingDrawn});
    QVERIFY(!batteryLife(off, supply()));
    off.idleA = std::numeric_limits<double>::denorm_min();
    QCOMPARE(batteryFaults(off, supply()), Faults{BatteryFault::NothingDrawn});
}

void TestBatteryLife::badInputIsNamed_data()
{
    QTest::addColumn<int>("field");
    QTest::addColumn<double>("value");
    QTest::addColumn<int>("fault");
    using enum BatteryFault;
    const struct {
        const char *name;
        BatteryFault fault;
        double tooMuch;
        bool zeroIsBad;
    } fields[] = {{"active", ActiveCurrent, 1001, false}, {"seconds", ActiveSeconds, 1e12, true},
        {"period", Period, 1e12, true}, {"idle", IdleCurrent, 1e6, false}, {"voltage", Voltage, 1e4, true},
        {"capacity", Capacity, 1e7, true}, {"nominal", NominalVoltage, 1e4, true}, {"usable", UsableShare, 1.01, true},
        {"start", StartCharge, 2, true}, {"factor", CapacityFactor, 1.5, true}, {"efficiency", Efficiency, 90, true},
        {"self", SelfDischarge, 1.1, false}};
    int field = 0;
    for (const auto &each : fields) {
        for (const double bad : {kNan, -1.0, -1e-12, kInf, -kInf, each.tooMuch, 1e308})
            QTest::addRow("%s %g", each.name, bad) << field << bad << int(each.fault);
        if (each.zeroIsBad)
            QTest::addRow("%s 0", each.name) << field << 0.0 << int(each.fault);
        ++field;
    }
}

void TestBatteryLife::badInputIsNamed()
{
    QFETCH(int, field);
    QFETCH(double, value);
    QFETCH(int, fault);
    BatteryDuty use = duty();
    BatterySupply cell = supply();
    cell.draws = BoardDraws::SamePower;
    double *const fields[] = {&use.activeA, &use.activeSeconds, &use.periodSeconds, &use.idleA, &*use.activeV,
        &cell.capacityMah, &cell.nominalV, &cell.usableShare, &cell.startCharge, &cell.capacityFactor, &cell.efficiency,
        &cell.selfDischargePerMonth};
    *fields[field] = value;
    QCOMPARE(batteryFaults(use, cell), Faults{BatteryFault(fault)});
    QVERIFY(!batteryLife(use, cell));
}

void TestBatteryLife::limitsAreAllowed()
{
    BatteryDuty use = duty();
    use.activeA = use.idleA = BatteryLife::kMostAmpere;
    use.activeSeconds = use.periodSeconds = BatteryLife::kMostSeconds;
    BatterySupply cell = supply();
    cell.capacityMah = BatteryLife::kMostMah;
    cell.selfDischargePerMonth = 1;
    const auto life = batteryLife(use, cell);
    QVERIFY(life && std::isfinite(life->hours) && life->hours > 0);
    QVERIFY(near(life->activeShare + life->idleShare + life->lossShare + life->selfShare, 1));
    // Several things wrong are all told.
    use.activeA = kNan;
    cell.efficiency = 0;
    QCOMPARE(batteryFaults(use, cell), (Faults{BatteryFault::ActiveCurrent, BatteryFault::Efficiency}));
}

void TestBatteryLife::cutoffsFollowTheCurve()
{
    QCOMPARE(usableShare(CellKind::LithiumIon, 3.2), 1.0);
    QCOMPARE(usableShare(CellKind::LithiumIon, 0), 1.0);
    QVERIFY(near(usableShare(CellKind::LithiumIon, 3.8), 0.5));
    QVERIFY(near(usableShare(CellKind::LithiumIon, 3.4), 0.95)); // half way from 3.6 V to 3.2 V
    QCOMPARE(usableShare(CellKind::LithiumIon, 4.18), 0.0);
    QCOMPARE(usableShare(CellKind::LithiumIon, 9), 0.0);
    QCOMPARE(usableShare(CellKind::LithiumIon, kNan), 0.0);
    for (const CellKind kind : {CellKind::LithiumIon, CellKind::LithiumCoin, CellKind::AlkalinePair}) {
        for (double volts = 1; volts < 4.5; volts += 0.01)
            QVERIFY(usableShare(kind, volts) >= usableShare(kind, volts + 0.01));
    }
}

void TestBatteryLife::usualCells()
{
    QCOMPARE(usualCell(QStringLiteral("glasses")).capacityMah, 150.0);
    QCOMPARE(usualCell(QStringLiteral("toy")).capacityMah, 1000.0);
    QCOMPARE(usualCell(QStringLiteral("wearable")).capacityMah, 400.0);
    QCOMPARE(usualCell({}).capacityMah, 500.0);
    QVERIFY(!batteryCell(QStringLiteral("none")));
    for (const BatteryCell &cell : batteryCells()) {
        QCOMPARE(batteryCell(QLatin1String(cell.id)), &cell);
        const double share = usableShare(cell.kind, cell.cutoffV);
        QVERIFY2(share > 0.9 && share <= 1, cell.id);
    }
}

QTEST_APPLESS_MAIN(TestBatteryLife)
#include "tst_battery_life.moc"
