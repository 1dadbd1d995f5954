// SPDX-License-Identifier: GPL-3.0-or-later
// What the latency panel shows of a recording.
#include "recording_bench.h"

#include "widgets/common/card.h"
#include "widgets/common/number_label.h"
#include "widgets/common/text_label.h"
#include "widgets/common/theme.h"
#include "widgets/kit/frame_clock.h"
#include "widgets/kit/offered_stack.h"
#include "widgets/latency/latency_feed.h"
#include "widgets/latency/latency_panel.h"
#include "widgets/latency/probe_csv.h"
#include "widgets/latency/probe_lanes.h"
#include "widgets/latency/tier_row.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QPushButton>
#include <QTableView>

using namespace widgets;
using device_link::ComputeTier;
using recording_example::kSecondNs;
using recording_example::probe;
using recording_example::Traffic;
using test_kit::RecordingBench;

namespace {

constexpr int kSlow = 60'000;

struct Shown {
    explicit Shown(const RecordingBench &bench)
        : panel(&clock)
        , feed(bench.kit->model<LatencyFeed>())
        , tester(feed, QAbstractItemModelTester::FailureReportingMode::QtTest)
    {
        panel.setKit(bench.kit);
        panel.resize(1300, 820);
        panel.show();
    }
    ~Shown() { panel.setKit(nullptr); }
    template <typename Widget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        return panel.findChild<Widget *>(QLatin1String(name));
    }
    [[nodiscard]] bool says(const QString &words) const
    {
        const auto labels = panel.findChildren<QLabel *>();
        return std::ranges::any_of(labels, [&words](const QLabel *label) { return label->text().contains(words); });
    }
    [[nodiscard]] QStringList notes() const
    {
        QStringList all;
        for (const ProbeLanes *lanes : panel.findChildren<ProbeLanes *>())
            all.append(lanes->note());
        return all;
    }

    FrameClock clock;
    LatencyPanel panel;
    LatencyFeed *feed;
    QAbstractItemModelTester tester;
};

/// 20 of metro, one of them lost; 3 of nation; none of province.
Traffic traffic()
{
    Traffic made;
    for (quint32 i = 0; i < 20; ++i)
        made.events.push_back(probe(i, "metro", kSecondNs + i * 100'000'000LL,
            i == 7 ? std::nullopt : std::optional<qint64>(40'000'000 + i * 1'000'000), 35'000'000, 900'000));
    for (quint32 i = 20; i < 23; ++i)
        made.events.push_back(probe(i, "nation", kSecondNs + i * 100'000'000LL, 60'000'000));
    return made;
}

} // namespace

class TestRecordedLatency : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, lightTheme()); }
    void showsTheProbes();
    void nothingCanBeStarted();
    void promptsAreShown();
    void aPanelThatComesLaterShowsThem();
    void saysThatThereAreNone();
    void withoutSamplesTheProbesAreInView();
    void manyAtOneMomentAreTakenInPieces();
};

void TestRecordedLatency::showsTheProbes()
{
    RecordingBench bench;
    QVERIFY(bench.write(traffic()));
    bench.open();
    Shown shown(bench);
    QTRY_VERIFY_WITH_TIMEOUT(shown.feed->replayed(), kSlow);
    QVERIFY(shown.panel.stack()->offered());
    const ProbeHistory &metro = shown.feed->history(ComputeTier::Metro);
    QCOMPARE(metro.probes().size(), std::size_t(20));
    QVERIFY(metro.probes().at(7).lost());
    QCOMPARE(*metro.probes().at(0).radioMs, 35.0);
    QCOMPARE(shown.feed->stats(ComputeTier::Metro).lost, 1);
    QCOMPARE(*shown.feed->stats(ComputeTier::Metro).coreP50, 0.9);
    QCOMPARE(*shown.feed->stats(ComputeTier::Metro).inBandPercent, 100.0);
    QCOMPARE(shown.feed->stats(ComputeTier::Metro).rttMs.size(), qsizetype(19)); // of which the histogram is
    QCOMPARE(shown.find<NumberLabel>("p50_metro")->quantity().number, QStringLiteral("50.0"));
    QCOMPARE(shown.find<QLabel>("replies_metro")->text(), QStringLiteral("20 sent, 1 lost"));
    for (const ProbeLanes *lanes : shown.panel.findChildren<ProbeLanes *>())
        QVERIFY2(lanes->axisLabels().join(u' ').contains(u"ms"), qPrintable(lanes->axisLabels().join(u' ')));
    QVERIFY(shown.says(QStringLiteral("Recorded round trips")));
    QVERIFY(shown.says(QStringLiteral("From a recording")));
    QCOMPARE(shown.notes(), (QStringList{{}, QStringLiteral("This recording holds no probes of this tier."), {}}));
    // On the axis of the recording, which is in view as a whole.
    QVERIFY(bench.kit->window()->beginNs() <= kSecondNs && bench.kit->window()->endNs() >= 5 * kSecondNs);
    QCOMPARE(metro.lowerBound(recording_example::kBoot, 0), std::size_t(0));
    QVERIFY(!shown.panel.grab().isNull());
    const QByteArray csv = probeCsv(*bench.kit, *shown.feed);
    QCOMPARE(csv.count('\n'), 1 + 20 + 3);
    QVERIFY(csv.contains(",REPLAY,metro,7,1000000000,"));
    QVERIFY(shown.panel.canExport() && shown.find<QPushButton>("export")->isEnabled());
}

void TestRecordedLatency::nothingCanBeStarted()
{
    RecordingBench bench;
    QVERIFY(bench.write(traffic()));
    bench.open();
    Shown shown(bench);
    QTRY_VERIFY_WITH_TIMEOUT(shown.feed->replayed(), kSlow);
    for (const char *name : {"runAll", "run_metro", "run_province", "run_nation"}) {
        const auto *button = shown.find<QPushButton>(name);
        QVERIFY2(!button->isEnabled(), name);
        QVERIFY2(button->toolTip().startsWith(QStringLiteral("This is a recording")), name);
    }
    QVERIFY(!shown.find<QComboBox>("interval")->isEnabled());
    QVERIFY(shown.find<QComboBox>("interval")->toolTip().startsWith(QStringLiteral("This is a recording")));
    shown.panel.toggleProbing(); // as the command does
    QVERIFY(!shown.panel.probing());
}

void TestRecordedLatency::promptsAreShown()
{
    RecordingBench bench;
    Traffic made = traffic();
    const QString id = QStringLiteral("p1");
    made.events.push_back(
        recording_example::event(1, 2 * kSecondNs, QStringLiteral("prompt.accepted"), {{QStringLiteral("id"), id}}));
    made.events.push_back(recording_example::event(2, 3 * kSecondNs, QStringLiteral("prompt.token"),
        {{QStringLiteral("id"), id}, {QStringLiteral("i"), 0}, {QStringLiteral("s"), QStringLiteral("Hi")}}));
    QVERIFY(bench.write(made));
    bench.open();
    Shown shown(bench);
    QTRY_VERIFY_WITH_TIMEOUT(shown.feed->replayed(), kSlow);
    QCOMPARE(shown.find<QTableView>("waterfall")->model()->rowCount(), 1);
}

void TestRecordedLatency::aPanelThatComesLaterShowsThem()
{
    RecordingBench bench;
    QVERIFY(bench.write(traffic()));
    bench.open();
    QTRY_VERIFY_WITH_TIMEOUT(bench.connected(), kSlow);
    Shown shown(bench);
    QTRY_VERIFY_WITH_TIMEOUT(shown.feed->replayed(), kSlow);
    QCOMPARE(shown.feed->history(ComputeTier::Metro).probes().size(), std::size_t(20));
    QVERIFY(shown.find<NumberLabel>("p50_metro")->quantity().number != kEmDash);
    // And once only, also when it is opened again.
    bench.kit->session()->close();
    bench.kit->open();
    QTRY_VERIFY_WITH_TIMEOUT(bench.connected() && shown.feed->replayed(), kSlow);
    QCOMPARE(shown.feed->history(ComputeTier::Metro).probes().size(), std::size_t(20));
}

void TestRecordedLatency::saysThatThereAreNone()
{
    RecordingBench bench;
    QVERIFY(bench.write(Traffic{}));
    bench.open();
    Shown shown(bench);
    QTRY_VERIFY_WITH_TIMEOUT(shown.feed->replayed(), kSlow);
    QVERIFY(shown.panel.stack()->offered());
    QCOMPARE(shown.notes(), QStringList(3, QStringLiteral("This recording holds no probes.")));
    QVERIFY(shown.says(QStringLiteral("This recording holds no prompts.")));
    QVERIFY(!shown.panel.canExport());
    QCOMPARE(shown.find<QPushButton>("export")->toolTip(), QStringLiteral("This recording holds no probes"));
}

void TestRecordedLatency::withoutSamplesTheProbesAreInView()
{
    RecordingBench bench;
    Traffic made = traffic();
    made.samples = false;
    QVERIFY(bench.write(made));
    bench.open();
    Shown shown(bench);
    QTRY_VERIFY_WITH_TIMEOUT(shown.feed->replayed(), kSlow);
    QVERIFY(bench.kit->window()->beginNs() < kSecondNs);
    QVERIFY(bench.kit->window()->endNs() > kSecondNs + 2'200'000'000 && bench.kit->window()->endNs() < 5 * kSecondNs);
}

/// Nothing a kit would send, but a file may hold it.
void TestRecordedLatency::manyAtOneMomentAreTakenInPieces()
{
    RecordingBench bench;
    Traffic made;
    for (quint32 i = 0; i < 12'000; ++i)
        made.events.push_back(probe(i, "metro", kSecondNs, 40'000'000 + i));
    QVERIFY(bench.write(made));
    bench.open();
    Shown shown(bench);
    int turns = 0; // of the event loop while they come
    QTimer counting;
    QObject::connect(&counting, &QTimer::timeout, &counting,
        [&] { turns += !shown.feed->isEmpty() && !shown.feed->replayed() ? 1 : 0; });
    counting.start(0);
    QTRY_VERIFY_WITH_TIMEOUT(shown.feed->replayed(), kSlow);
    QCOMPARE(shown.feed->history(ComputeTier::Metro).probes().size(), std::size_t(12'000));
    QVERIFY2(turns >= 10, qPrintable(QString::number(turns)));
}

QTEST_MAIN(TestRecordedLatency)
#include "tst_recorded_latency.moc"
