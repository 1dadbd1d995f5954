// SPDX-License-Identifier: GPL-3.0-or-later
// A power meter that comes, goes, loses samples and does not answer, as its bar tells it.
#include "meter_bench.h"
#include "ppk2/meter_peer.h"
#include "recording_example_writer.h"

#include "widgets/common/error_banner.h"
#include "widgets/common/theme.h"
#include "widgets/meter/meter_facts.h"

#include <QApplication>
#include <QSpinBox>

using namespace widgets;
using namespace test_kit;
using device_link::DeviceUrl;
using device_link::Fault;
using device_link::KitSession;
using device_link::PortRole;
using device_link::PowerMeter;
using device_link::SessionState;

namespace {

QString factsOf(const MeterBench &bench)
{
    auto *facts = bench.bar.findChild<MeterFacts *>();
    facts->refresh();
    return facts->text();
}

/// Mean current of the next samples that come, A; none when they do not.
std::optional<double> nextMean(const MeterBench &bench)
{
    const auto store = bench.kit->store();
    const std::uint64_t from = store->endIndex() + 20'000; // what was on its way when the switch was set
    if (!QTest::qWaitFor([&] { return store->endIndex() > from + 100'000; }, kSlow))
        return std::nullopt;
    return store->stats(0, from, from + 100'000).mean;
}

} // namespace

class TestPowerMeter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, lightTheme()); }
    void factsSayHowFarToTrustIt();
    void lossesAreTold();
    void currentFollowsTheSwitch();
    void escapeAndEnter();
    void leavesAndReturnsBesideItsKit();
    void silentWhenItReturns();
    void silentFromTheStart();
    void whatIsNotTakenIsSaid();
    void aRecordingHasNothingToSet();
};

void TestPowerMeter::factsSayHowFarToTrustIt()
{
    MeterBench bench;
    QVERIFY(bench.open());
    QVERIFY(bench.bar.isNeeded());
    QTRY_VERIFY_WITH_TIMEOUT(bench.kit->store() && bench.kit->store()->received() > 0, kSlow);
    const QString first = factsOf(bench);
    QVERIFY2(first.contains(QLatin1String("9173")), qPrintable(first));
    QVERIFY(first.contains(QLatin1String("not calibrated")));
    QVERIFY(first.contains(QLatin1String("no serial number"))); // a pseudo terminal has none
    QVERIFY(!bench.meter()->driftPpm());
    QVERIFY2(first.contains(QLatin1String("not ready")), qPrintable(first));
    QTRY_VERIFY_WITH_TIMEOUT(bench.meter()->driftPpm(), kSlow);
    QVERIFY2(factsOf(bench).contains(QLatin1String("ppm")), qPrintable(factsOf(bench)));
    bench.kit->stopPower();
    QTRY_VERIFY_WITH_TIMEOUT(!bench.kit->measuring(), kSlow);
    QVERIFY(factsOf(bench).contains(QLatin1String("while it measures")));
}

void TestPowerMeter::lossesAreTold()
{
    MeterBench bench({QStringLiteral("--fault"), QStringLiteral("ppk2-lose=6400")}); // the counter cannot tell
    QVERIFY(bench.open(false));
    QTRY_VERIFY_WITH_TIMEOUT(bench.kit->store() && bench.kit->store()->lostSamples() >= 6400, kSlow);
    QVERIFY2(factsOf(bench).contains(QLatin1String("samples lost")), qPrintable(factsOf(bench)));
}

void TestPowerMeter::currentFollowsTheSwitch()
{
    MeterBench bench;
    QVERIFY(bench.open(false));
    QTRY_VERIFY_WITH_TIMEOUT(bench.kit->store() && bench.kit->store()->received() > 0, kSlow);
    bench.toSource();
    const std::optional<double> off = nextMean(bench);
    QVERIFY(off && std::abs(*off) < 1e-6);
    bench.click("meterPower");
    bench.click("meterYes");
    const std::optional<double> fed = nextMean(bench);
    QVERIFY(fed && *fed > 1e-4);
    bench.click("meterPower");
    bench.click("meterYes"); // taking its power away is asked as well
    const std::optional<double> cut = nextMean(bench);
    QVERIFY(cut && std::abs(*cut) < 1e-6);
}

void TestPowerMeter::escapeAndEnter()
{
    MeterBench bench;
    QVERIFY(bench.open(false));
    QVERIFY(bench.bar.isNeeded());
    bench.bar.show();
    QVERIFY(QTest::qWaitForWindowActive(&bench.bar));
    bench.toSource();
    bench.click("meterPower");
    QVERIFY(bench.bar.asks());
    QVERIFY(bench.part<QPushButton>("meterNo")->hasFocus());
    QTest::keyClick(bench.part<QPushButton>("meterNo"), Qt::Key_Escape);
    QVERIFY(!bench.bar.asks());
    QCOMPARE(bench.settings().dutPower, std::optional(false));
    auto *voltage = bench.part<QSpinBox>("meterVoltage");
    voltage->setFocus();
    voltage->setValue(1800);
    QTest::keyClick(voltage, Qt::Key_Return);
    QCOMPARE(bench.settings().sourceMilliVolts, 1800);
}

void TestPowerMeter::leavesAndReturnsBesideItsKit()
{
    VirtualKit process;
    QVERIFY(process.start());
    MeterPeer peer;
    peer.metadata.replace("mode: 1", "mode: 2"); // it has power of its own: what it feeds goes on while it is away
    MeterBench bench;
    QVERIFY(bench.open({process.serialUrl(PortRole::Kit), peer.url()}, {}));
    QTRY_VERIFY_WITH_TIMEOUT(bench.bar.isNeeded(), kSlow);
    QVERIFY(!bench.settings().dutPower); // it was found so
    bench.click("meterPower");           // off, which is known then
    bench.click("meterYes");
    bench.click("meterPower");
    bench.click("meterYes");
    QCOMPARE(bench.settings().dutPower, std::optional(true));
    auto *power = bench.part<QPushButton>("meterPower");
    QVERIFY(power->isEnabled());
    peer.heard.clear();
    peer.hangUp();
    QTRY_VERIFY_WITH_TIMEOUT(!power->isEnabled(), kSlow);
    QVERIFY(bench.connected()); // the kit is still there
    QTRY_VERIFY_WITH_TIMEOUT(power->isEnabled(), kSlow);
    // It is not fed again by itself. Whether it is fed nobody knows: it may be, so that cutting it off is asked.
    QVERIFY(!peer.heard.contains(QByteArray::fromHex("0c01")));
    QCOMPARE(bench.settings().mode, PowerMeter::Mode::Source);
    power->click();
    QVERIFY(bench.bar.asks());
    bench.click("meterYes");
    QCOMPARE(bench.settings().dutPower, std::optional(false));
    QTRY_VERIFY_WITH_TIMEOUT(peer.heard.endsWith(QByteArray::fromHex("0c00")), kSlow);
}

void TestPowerMeter::silentWhenItReturns()
{
    MeterPeer peer;
    MeterBench bench;
    KitSession::Options options;
    options.requestTimeoutMs = 500;
    QVERIFY(bench.open({peer.url()}, options));
    QVERIFY(bench.bar.isNeeded());
    const QByteArray metadata = std::exchange(peer.metadata, QByteArray());
    peer.heard.clear();
    peer.hangUp();
    // It is asked again and again, and does not answer.
    QTRY_VERIFY_WITH_TIMEOUT(peer.heard.count('\x19') >= 2, kSlow);
    QVERIFY(!bench.part<QPushButton>("meterPower")->isEnabled());
    peer.metadata = metadata;
    QTRY_VERIFY_WITH_TIMEOUT(bench.part<QPushButton>("meterPower")->isEnabled(), kSlow);
}

void TestPowerMeter::silentFromTheStart()
{
    MeterPeer peer;
    peer.metadata.clear();
    MeterBench bench;
    KitSession::Options options;
    options.requestTimeoutMs = 500;
    bench.kit = std::make_shared<KitContext>(KitSession::create({peer.url()}, options));
    bench.kit->open();
    bench.bar.setKit(bench.kit);
    QTRY_VERIFY_WITH_TIMEOUT(bench.kit->openError(), kSlow);
    QCOMPARE(bench.kit->openError()->fault(), Fault::Timeout);
    QVERIFY(!bench.bar.isNeeded());
}

void TestPowerMeter::whatIsNotTakenIsSaid()
{
    MeterBench bench;
    QVERIFY(bench.open(false));
    QVERIFY(bench.bar.isNeeded());
    auto *banner = bench.bar.findChild<ErrorBanner *>();
    QVERIFY(banner->what().isEmpty());
    // It stands still, and what it was told is not taken any more; until then some still finds room on the way.
    bench.process.freeze();
    const auto press = [&] { // and whatever is asked is agreed to
        bench.click("meterPower");
        if (bench.bar.asks())
            bench.click("meterYes");
    };
    const auto isRefused = [&] {
        device_link::Result<void> told;
        while (told)
            told = bench.meter()->setSourceMilliVolts(bench.settings().sourceMilliVolts);
        const PowerMeter::Settings before = bench.settings();
        press();
        return told.error().fault() == Fault::Busy && !banner->what().isEmpty() && bench.settings() == before;
    };
    QVERIFY(QTest::qWaitFor(isRefused, kSlow));
    bench.process.thaw();
    const auto retry = [&] {
        press();
        return banner->what().isEmpty();
    };
    QVERIFY(QTest::qWaitFor(retry, kSlow));
}

void TestPowerMeter::aRecordingHasNothingToSet()
{
    MeterBench bench;
    const QString path = bench.folder.filePath(QStringLiteral("example.aer"));
    QVERIFY(recording_example::write(path));
    QVERIFY(bench.open({*device_link::parseDeviceUrl(QStringLiteral("file:") + path)}, {}));
    QVERIFY(bench.kit->session()->isReplay());
    QVERIFY(!bench.bar.isNeeded()); // the panel shows no card then
}

QTEST_MAIN(TestPowerMeter)
#include "tst_power_meter.moc"
