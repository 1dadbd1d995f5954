// SPDX-License-Identifier: GPL-3.0-or-later
// What the connectivity panel shows of a recording: registration, signal, cells and drops as they were recorded.
#include "recording_bench.h"

#include "widgets/common/fact_list.h"
#include "widgets/common/number_label.h"
#include "widgets/common/theme.h"
#include "widgets/connectivity/connectivity_log.h"
#include "widgets/connectivity/connectivity_panel.h"
#include "widgets/kit/frame_clock.h"
#include "widgets/kit/offered_stack.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QLabel>

using namespace widgets;
using device_link::KitEvent;
using device_link::RecordedKitState;
using recording_example::event;
using recording_example::kBoot;
using recording_example::kSecondNs;
using recording_example::Traffic;
using test_kit::RecordingBench;
using Kind = ConnectivityLog::Kind;

namespace {

constexpr int kSlow = 60'000;

KitEvent registration(quint32 number, std::int64_t atNs, int stat, const char *cell = "")
{
    return event(number, atNs, QStringLiteral("reg"),
        {{QStringLiteral("stat"), stat}, {QStringLiteral("oper"), QStringLiteral("Operator A")},
            {QStringLiteral("ci"), QString::fromLatin1(cell)}, {QStringLiteral("tac"), QStringLiteral("1A2B")}});
}

KitEvent signal(quint32 number, std::int64_t atNs, double rsrp)
{
    return event(number, atNs, QStringLiteral("signal"), {{QStringLiteral("rsrp"), rsrp}});
}

RecordedKitState registeredAtBegin()
{
    RecordedKitState begin;
    begin.bootId = kBoot;
    begin.kitTimeNs = kSecondNs;
    begin.radio = QStringLiteral("idle");
    begin.network = {1, QStringLiteral("Operator A"), QStringLiteral("46000"), QStringLiteral("1A2B"),
        QStringLiteral("01"), QStringLiteral("LTE"), -95.0, -10.5, {}, {}};
    return begin;
}

/// Registered from the beginning, another cell at 2 s, without a network from 3 s to 5 s.
Traffic drop()
{
    Traffic traffic;
    traffic.info.begin = registeredAtBegin();
    traffic.events = {registration(1, 2 * kSecondNs, 1, "02"), signal(2, 2 * kSecondNs + 1, -101),
        registration(3, 3 * kSecondNs, 2), registration(4, 5 * kSecondNs, 1, "02"), signal(5, 5 * kSecondNs + 1, -99)};
    return traffic;
}

} // namespace

class TestRecordedConnectivity : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, lightTheme()); }
    void changesAreThoseThatWereRecorded();
    void aLogThatIsMadeLaterKnowsThemToo();
    void withoutTheNetworkItSaysSo();
};

void TestRecordedConnectivity::changesAreThoseThatWereRecorded()
{
    RecordingBench bench;
    QVERIFY(bench.write(drop()));
    bench.open();
    FrameClock clock;
    ConnectivityPanel panel(&clock);
    panel.setKit(bench.kit);
    panel.resize(1300, 860);
    panel.show();
    auto *log = bench.kit->model<ConnectivityLog>();
    QAbstractItemModelTester tester(log, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QTRY_VERIFY_WITH_TIMEOUT(bench.connected(), kSlow);
    QVERIFY(panel.findChild<OfferedStack *>()->offered());
    QList<Kind> kinds;
    for (const ConnectivityLog::Change &change : log->changes())
        kinds.append(change.kind);
    QCOMPARE(kinds, (QList<Kind>{Kind::FirstSeen, Kind::Cell, Kind::Lost, Kind::Registered})); // and no restart
    QCOMPARE(log->changes().at(2).untilNs, std::optional<std::int64_t>(5 * kSecondNs));
    // It is known for as long as it was recorded, however long ago that was.
    const std::int64_t lastNs = bench.kit->store()->kitTimeOf(bench.kit->store()->endIndex() - 1);
    QCOMPARE(log->knownUntilNs(), lastNs);
    QCOMPARE(log->uptime().seenNs, lastNs - kSecondNs);
    QCOMPARE(log->uptime().drops, 1);
    QCOMPARE(log->uptime().longestDropNs, 2 * kSecondNs);
    QCOMPARE(log->cellChanges(), 1);
    QCOMPARE(log->signalPoints().size(), std::size_t(4)); // a loss of the network ends one
    QCOMPARE(log->signalPoints().front().rsrpDbm, std::optional(-95.0));
    QCOMPARE(panel.findChild<NumberLabel *>(QStringLiteral("rsrp"))->quantity().number, QStringLiteral("−99"));
    const auto labels = panel.findChildren<QLabel *>();
    QVERIFY(
        std::ranges::any_of(labels, [](const QLabel *label) { return label->text().contains(u"in the recording"); }));
    panel.setKit(nullptr);
}

void TestRecordedConnectivity::aLogThatIsMadeLaterKnowsThemToo()
{
    RecordingBench bench;
    QVERIFY(bench.write(drop()));
    bench.open();
    QTRY_VERIFY_WITH_TIMEOUT(bench.connected(), kSlow);
    const auto *log = bench.kit->model<ConnectivityLog>();
    QCOMPARE(log->uptime().drops, 1);
    QCOMPARE(log->changes().size(), std::size_t(4));
}

void TestRecordedConnectivity::withoutTheNetworkItSaysSo()
{
    Traffic traffic = drop();
    traffic.info.begin->network.reset();
    traffic.events = {recording_example::event(
        1, 2 * kSecondNs, QStringLiteral("radio"), {{QStringLiteral("state"), QStringLiteral("idle")}})};
    RecordingBench bench;
    QVERIFY(bench.write(traffic));
    bench.open();
    QTRY_VERIFY_WITH_TIMEOUT(bench.connected(), kSlow);
    QVERIFY(!bench.kit->session()->modemStatus());
    FrameClock clock;
    ConnectivityPanel panel(&clock);
    panel.setKit(bench.kit);
    QVERIFY(!panel.findChild<OfferedStack *>()->offered());
    panel.setKit(nullptr);
}

QTEST_MAIN(TestRecordedConnectivity)
#include "tst_recorded_connectivity.moc"
