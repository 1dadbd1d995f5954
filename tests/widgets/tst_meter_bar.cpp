// SPDX-License-Identifier: GPL-3.0-or-later
// The settings of a power meter, with the virtual kit's PPK2 as a process.
#include "meter_bench.h"

#include "widgets/common/theme.h"
#include "widgets/kit/frame_clock.h"
#include "widgets/power/power_panel.h"
#include "widgets/power/trigger_bar.h"

#include <QApplication>
#include <QCheckBox>
#include <QPushButton>
#include <QSpinBox>

using namespace widgets;
using namespace test_kit;
using device_link::PowerMeter;
using device_link::SessionState;

class TestMeterBar : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, lightTheme()); }
    void isThereWithAMeterOnly();
    void feedsABoardOnlyWhenAgreed();
    void settingsReachTheMeter();
    void lostMeterTakesNothing();
    void voltageSaysWhatItIsOf();
    void lanesKeepTheirRoom();
};

void TestMeterBar::isThereWithAMeterOnly()
{
    FrameClock clock;
    PanelBench without;
    QVERIFY(without.open());
    PowerPanel panel(&clock);
    panel.resize(1280, 800);
    panel.show();
    panel.setKit(without.kit);
    QTRY_VERIFY_WITH_TIMEOUT(without.connected(), kSlow);
    QVERIFY(!panel.findChild<MeterBar *>()->isVisible());
    panel.setKit(nullptr);

    MeterBench with;
    QVERIFY(with.open());
    panel.setKit(with.kit);
    QVERIFY(panel.findChild<MeterBar *>()->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(panel.plot()->hasLogic(), kSlow); // the inputs have a lane
    panel.setKit(nullptr);
    QVERIFY(!panel.findChild<MeterBar *>()->isVisible());
}

void TestMeterBar::feedsABoardOnlyWhenAgreed()
{
    MeterBench bench;
    QVERIFY(bench.open());
    bench.choose(1); // takes the board's own supply away
    QVERIFY(bench.bar.asks());
    bench.click("meterNo");
    QCOMPARE(bench.settings().mode, PowerMeter::Mode::Ampere);
    bench.toSource();
    QCOMPARE(bench.settings().mode, PowerMeter::Mode::Source);
    QCOMPARE(bench.settings().dutPower, std::optional(false)); // it begins switched off
    bench.click("meterPower");
    QVERIFY(bench.bar.asks());
    QCOMPARE(bench.settings().dutPower, std::optional(false));
    bench.click("meterNo");
    QVERIFY(!bench.bar.asks());
    QCOMPARE(bench.settings().dutPower, std::optional(false));
    bench.click("meterPower");
    bench.click("meterYes");
    QCOMPARE(bench.settings().dutPower, std::optional(true));

    // More volts for a board that is fed are asked for too, less are not.
    const int before = bench.settings().sourceMilliVolts;
    auto *voltage = bench.part<QSpinBox>("meterVoltage");
    for (const char *typed : {"9999", "799", "5001", "0"}) { // no digit is dropped, nothing is set
        voltage->selectAll();
        QTest::keyClicks(voltage, QLatin1String(typed));
        QVERIFY(voltage->text().startsWith(QLatin1String(typed)));
        QVERIFY(!bench.part<QPushButton>("meterSetVoltage")->isEnabled());
        QTest::keyClick(voltage, Qt::Key_Return);
        QVERIFY(!bench.bar.asks());
        QCOMPARE(bench.settings().sourceMilliVolts, before);
    }
    voltage->setValue(before + 400);
    bench.click("meterSetVoltage");
    QVERIFY(bench.bar.asks());
    QVERIFY(!voltage->isEnabled());
    QCOMPARE(bench.settings().sourceMilliVolts, before);
    bench.click("meterNo");
    QCOMPARE(voltage->value(), before);
    voltage->setValue(before + 400);
    bench.click("meterSetVoltage");
    bench.click("meterYes");
    QCOMPARE(bench.settings().sourceMilliVolts, before + 400);
    voltage->setValue(before);
    bench.click("meterSetVoltage");
    QVERIFY(!bench.bar.asks());
    QCOMPARE(bench.settings().sourceMilliVolts, before);
    // The other mode would let it go as well.
    bench.choose(0);
    QVERIFY(bench.bar.asks());
    QCOMPARE(bench.settings().mode, PowerMeter::Mode::Source);
    bench.click("meterNo");
    // Its power is not taken from a board by one press.
    bench.click("meterPower");
    QVERIFY(bench.bar.asks());
    QCOMPARE(bench.settings().dutPower, std::optional(true));
    bench.click("meterNo");
    QCOMPARE(bench.settings().dutPower, std::optional(true));
    bench.click("meterPower");
    bench.click("meterYes");
    QCOMPARE(bench.settings().dutPower, std::optional(false));
}

void TestMeterBar::settingsReachTheMeter()
{
    MeterBench bench;
    QVERIFY(bench.open(false));
    bench.toSource();
    bench.part<QSpinBox>("meterVoltage")->setValue(1850);
    bench.click("meterSetVoltage");
    bench.part<QCheckBox>("meterFilter")->click();
    QVERIFY(!bench.settings().spikeFilter);
    QTRY_VERIFY_WITH_TIMEOUT(bench.kit->store() && bench.kit->store()->endIndex() > 0, kSlow);
    bench.kit->session()->close();
    // A session of its own reads what the meter has.
    const auto again = device_link::KitSession::create(bench.kit->session()->ports());
    // The thread of the port gives it free in its own time.
    QVERIFY(QTest::qWaitFor([&] { return QCoro::waitFor(again->open({})).has_value(); }, kSlow));
    QCOMPARE(again->powerMeter()->settings().mode, PowerMeter::Mode::Source);
    QCOMPARE(again->powerMeter()->settings().sourceMilliVolts, 1850);
    again->close();
}

void TestMeterBar::voltageSaysWhatItIsOf()
{
    MeterBench bench;
    QVERIFY(bench.open(false));
    const auto *name = bench.part<QLabel>("meterVoltageName");
    const auto *state = bench.part<QLabel>("meterState");
    bench.toSource();
    QCOMPARE(name->text(), QStringLiteral("Source voltage"));
    bench.choose(0); // it feeds nothing: not asked
    QVERIFY(!bench.bar.asks());
    QCOMPARE(bench.settings().mode, PowerMeter::Mode::Ampere);
    QCOMPARE(name->text(), QStringLiteral("Assumed supply"));
    QVERIFY2(state->text().contains(u"does not know its voltage"), qPrintable(state->text()));
}

void TestMeterBar::lanesKeepTheirRoom()
{
    FrameClock clock;
    MeterBench bench;
    QVERIFY(bench.open());
    PowerPanel panel(&clock);
    panel.resize(1336, 782); // of a window of 1600 x 960
    panel.show();
    panel.setKit(bench.kit);
    panel.showTrigger();
    QVERIFY(panel.findChild<MeterBar *>()->isVisible() && panel.trigger()->isVisible());
    const auto height = [&panel] {
        int sum = 0;
        for (const Lane lane : {Lane::Current, Lane::Power, Lane::Voltage})
            sum += panel.plot()->laneRect(lane).height();
        return sum;
    };
    QTRY_VERIFY_WITH_TIMEOUT(height() >= 300, kSlow);
    // And nobody has to scroll for them.
    const QRect lanes = panel.plot()->lanesRect();
    QVERIFY(panel.plot()->mapTo(&panel, lanes.bottomLeft()).y() < panel.height());
    panel.setKit(nullptr);
}

void TestMeterBar::lostMeterTakesNothing()
{
    MeterBench bench;
    QVERIFY(bench.open(false));
    bench.toSource();
    bench.click("meterPower");
    QVERIFY(bench.bar.asks());
    bench.process.killHard();
    QTRY_COMPARE_WITH_TIMEOUT(bench.kit->session()->state(), SessionState::Lost, kSlow);
    QVERIFY(!bench.bar.asks()); // the question was about a meter that is away
    QVERIFY(!bench.part<QPushButton>("meterPower")->isEnabled());
    QVERIFY(!bench.part<QSpinBox>("meterVoltage")->isEnabled());
}

QTEST_MAIN(TestMeterBar)
#include "tst_meter_bar.moc"
