// SPDX-License-Identifier: GPL-3.0-or-later
#include "panel_bench.h"

#include "widgets/common/fact_list.h"
#include "widgets/common/number_label.h"
#include "widgets/common/theme.h"
#include "widgets/connectivity/connectivity_log.h"
#include "widgets/connectivity/connectivity_panel.h"
#include "widgets/connectivity/radio_share.h"
#include "widgets/connectivity/radio_share_view.h"
#include "widgets/connectivity/signal_quality.h"
#include "widgets/esim/switch_run.h"
#include "widgets/kit/frame_clock.h"
#include "widgets/kit/offered_stack.h"
#include "widgets/kit/time_plot.h"
#include "widgets/text/translations.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace widgets;
using device_link::KitEvent;
using device_link::RadioState;
using test_kit::kSlow;
using test_kit::PanelBench;
using Kind = ConnectivityLog::Kind;

namespace {

/// The panel of one kit, on screen.
struct Shown {
    explicit Shown(PanelBench &bench)
        : panel(&clock)
        , log(bench.kit->model<ConnectivityLog>())
        , tester(log, QAbstractItemModelTester::FailureReportingMode::QtTest)
    {
        panel.setKit(bench.kit);
        panel.resize(1300, 860);
        panel.show();
    }
    ~Shown() { panel.setKit(nullptr); }
    [[nodiscard]] QString rsrp() const
    {
        return panel.findChild<NumberLabel *>(QStringLiteral("rsrp"))->quantity().number;
    }
    [[nodiscard]] QString fact(const char *list, int row) const
    {
        return panel.findChild<FactList *>(QLatin1String(list))->value(row);
    }
    [[nodiscard]] QTableView *table() const { return panel.findChild<QTableView *>(QStringLiteral("changes")); }
    [[nodiscard]] bool saw(Kind kind) const
    {
        return std::ranges::any_of(log->changes(), [kind](const auto &each) { return each.kind == kind; });
    }
    [[nodiscard]] const ConnectivityLog::Change *last(Kind kind) const
    {
        const auto &all = log->changes();
        const auto found
            = std::find_if(all.rbegin(), all.rend(), [kind](const auto &each) { return each.kind == kind; });
        return found == all.rend() ? nullptr : &*found;
    }
    [[nodiscard]] bool registered() const { return log->registration() && log->registration()->registered(); }

    FrameClock clock;
    ConnectivityPanel panel;
    ConnectivityLog *log;
    QAbstractItemModelTester tester;
};

KitEvent radioEvent(std::int64_t kitNs, const char *state)
{
    KitEvent event;
    event.bootId = 1;
    event.kitTimeNs = kitNs;
    event.name = QStringLiteral("radio");
    event.fields.insert(QLatin1String("state"), QLatin1String(state));
    return event;
}

} // namespace

class TestConnectivityPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, lightTheme()); }
    void qualityHasBounds();
    void sharesTileTheStretch();
    void everyRadioStateHasARow();
    void registrationAndSignalAreShown();
    void dropAndReturnAreListed();
    void noNetworkIsSaid();
    void linkLossIsAChange();
    void profileSwitchIsADrop();
    void restartIsSaidInTheTitle();
    void keyboardAlone();
    void atPortIsAsked();
    void followsLanguageAndTheme();
};

void TestConnectivityPanel::qualityHasBounds()
{
    QCOMPARE(qualityOf(SignalKind::Rsrp, -80), SignalQuality::Excellent);
    QCOMPARE(qualityOf(SignalKind::Rsrp, -80.1), SignalQuality::Good);
    QCOMPARE(qualityOf(SignalKind::Rsrp, -100.1), SignalQuality::Poor);
    QCOMPARE(qualityOf(SignalKind::Sinr, 12.9), SignalQuality::Fair);
    QCOMPARE(qualityOf(SignalKind::Rsrq, -15), SignalQuality::Good);
    QVERIFY(qualityExplained(SignalKind::Sinr).contains(QStringLiteral("rule of thumb")));
}

void TestConnectivityPanel::everyRadioStateHasARow()
{
    using device_link::RadioState;
    QList<RadioShare> shares;
    for (const RadioState state : {RadioState::Idle, RadioState::Drx, RadioState::Connected, RadioState::Tail,
             RadioState::Promotion, RadioState::Searching})
        shares.append({state, 10});
    RadioShareView view;
    const int before = view.sizeHint().height();
    view.setShares(shares);
    QCOMPARE(view.sizeHint().height(), before); // room for these at once
    shares.append({RadioState::Unknown, 5});
    view.setShares(shares);
    QVERIFY(view.sizeHint().height() > before);
}

void TestConnectivityPanel::sharesTileTheStretch()
{
    EventTimeline timeline;
    QVERIFY(radioShares(timeline, 0, 100).isEmpty());
    timeline.add(radioEvent(20, "idle"));
    timeline.add(radioEvent(50, "connected"));
    timeline.add(radioEvent(60, "idle"));
    const QList<RadioShare> shares = radioShares(timeline, 0, 100);
    QCOMPARE(shares.size(), 3);
    QCOMPARE(shares.at(0).state, RadioState::Idle);
    QCOMPARE(shares.at(0).ns, 70);
    QCOMPARE(shares.at(1).state, RadioState::Unknown); // before the first that was told
    QCOMPARE(shares.at(1).ns, 20);
    QCOMPARE(shares.at(2).ns, 10);
    const QList<RadioShare> part = radioShares(timeline, 30, 55);
    QCOMPARE(part.size(), 2);
    QCOMPARE(part.at(0).ns + part.at(1).ns, 25);
}

void TestConnectivityPanel::registrationAndSignalAreShown()
{
    PanelBench bench({QStringLiteral("--speed"), QStringLiteral("4")});
    QVERIFY(bench.open());
    Shown shown(bench);
    QTRY_VERIFY_WITH_TIMEOUT(shown.registered(), kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(shown.rsrp() != kEmDash, kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(shown.log->signalPoints().size() >= 2, kSlow);
    QVERIFY(shown.fact("registrationFacts", 0) != kEmDash);
    QVERIFY(shown.fact("registrationFacts", 4) != kEmDash);
    QVERIFY(shown.fact("registrationFacts", 5).contains(QStringLiteral("dB")));
    QTRY_VERIFY_WITH_TIMEOUT(shown.log->uptime().registeredNs > 0, kSlow);
    QCOMPARE(shown.log->uptime().drops, 0);
    QCOMPARE(shown.fact("uptimeFacts", 3), QString(kEmDash)); // there was no drop
    QVERIFY(!shown.panel.grab().isNull());
}

void TestConnectivityPanel::dropAndReturnAreListed()
{
    PanelBench bench({QStringLiteral("--speed"), QStringLiteral("4"), QStringLiteral("--fault"),
        QStringLiteral("no-network@30s,for=6s")});
    QVERIFY(bench.open());
    Shown shown(bench);
    QTRY_VERIFY_WITH_TIMEOUT(shown.registered(), kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(shown.saw(Kind::Lost), kSlow);
    QCOMPARE(shown.rsrp(), QString(kEmDash)); // no cell, no signal
    QCOMPARE(shown.log->uptime().drops, 1);
    QTRY_VERIFY_WITH_TIMEOUT(shown.registered(), kSlow);
    const ConnectivityLog::Change *lost = shown.last(Kind::Lost);
    const ConnectivityLog::Change *back = shown.last(Kind::Registered);
    QVERIFY(lost && back && lost->untilNs);
    QVERIFY(*lost->untilNs > lost->atNs && back->atNs >= *lost->untilNs);
    QTRY_VERIFY_WITH_TIMEOUT(shown.rsrp() != kEmDash, kSlow);
    QVERIFY(shown.log->uptime().longestDropNs >= 5'000'000'000); // of the kit's clock: 6 s without a cell
    // Choosing the drop shows it on the shared axis.
    int lostRow = -1;
    for (int i = 0; i < shown.log->rowCount(); ++i) {
        if (shown.log->index(i, 0).data(ConnectivityLog::KindRole).toInt() == static_cast<int>(Kind::Lost))
            lostRow = i;
    }
    QVERIFY(lostRow >= 0);
    QTableView *table = shown.table();
    table->scrollTo(table->model()->index(lostRow, 0));
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
        table->visualRect(table->model()->index(lostRow, ConnectivityLog::What)).center());
    QVERIFY(!bench.kit->window()->following());
    QVERIFY(bench.kit->window()->beginNs() <= lost->atNs && lost->atNs <= bench.kit->window()->endNs());
    QTest::mouseClick(shown.panel.findChild<QPushButton *>(QStringLiteral("copyChanges")), Qt::LeftButton);
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY(copied.contains(QStringLiteral("Registration lost")));
    QCOMPARE(copied.count(u'\n'), 1 + shown.log->rowCount());
}

void TestConnectivityPanel::noNetworkIsSaid()
{
    PanelBench bench(
        {QStringLiteral("--speed"), QStringLiteral("4"), QStringLiteral("--fault"), QStringLiteral("no-network")});
    QVERIFY(bench.open());
    Shown shown(bench);
    QTRY_VERIFY_WITH_TIMEOUT(shown.log->registration() != nullptr, kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(shown.log->registration()->stat == 2, kSlow);
    QCOMPARE(shown.rsrp(), QString(kEmDash));
    for (int row = 0; row < 8; ++row)
        QCOMPARE(shown.fact("registrationFacts", row), QString(kEmDash));
    QCOMPARE(shown.log->uptime().registeredNs, 0);
}

void TestConnectivityPanel::linkLossIsAChange()
{
    PanelBench bench({QStringLiteral("--speed"), QStringLiteral("4")});
    QVERIFY(bench.open());
    Shown shown(bench);
    QTRY_VERIFY_WITH_TIMEOUT(shown.rsrp() != kEmDash, kSlow);
    const QString before = shown.rsrp();
    bench.process.freeze();
    QTRY_VERIFY_WITH_TIMEOUT(shown.saw(Kind::LinkLost), kSlow);
    QCOMPARE(shown.rsrp(), before); // the last figure stays
    QVERIFY(!shown.log->away().back().toNs);
    bench.process.thaw();
    QTRY_VERIFY_WITH_TIMEOUT(shown.saw(Kind::LinkBack), kSlow);
    QVERIFY(shown.last(Kind::LinkLost)->untilNs.has_value());
    QCOMPARE(shown.log->linkLosses(), 1);
    bench.process.killHard();
    QTRY_COMPARE_WITH_TIMEOUT(shown.log->linkLosses(), 2, kSlow);
    QVERIFY(shown.panel.stack()->offered());
}

/// A change of profile takes the modem off its network: that counts, also when its states are told in one breath.
void TestConnectivityPanel::profileSwitchIsADrop()
{
    PanelBench bench({QStringLiteral("--speed"), QStringLiteral("8")});
    QVERIFY(bench.open());
    Shown shown(bench);
    QTRY_VERIFY_WITH_TIMEOUT(shown.registered(), kSlow);
    const auto &profiles = bench.kit->facts()->profiles();
    QTRY_VERIFY_WITH_TIMEOUT(profiles && profiles->has_value(), kSlow);
    const int before = shown.log->uptime().drops;
    SwitchRequest request;
    request.profile = *std::ranges::find_if_not(**profiles, &profiles::ProfileInfo::enabled);
    auto *run = bench.kit->model<SwitchRun>();
    run->start(request);
    QTRY_COMPARE_WITH_TIMEOUT(run->phase(), SwitchRun::Phase::Done, kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(shown.registered(), kSlow);
    QCOMPARE(shown.log->uptime().drops, before + 1);
    QVERIFY(shown.saw(Kind::Lost));
    QVERIFY(shown.log->uptime().longestDropNs > 0);
}

void TestConnectivityPanel::restartIsSaidInTheTitle()
{
    PanelBench bench({QStringLiteral("--speed"), QStringLiteral("8")});
    QVERIFY(bench.open());
    Shown shown(bench);
    QTRY_VERIFY_WITH_TIMEOUT(shown.registered(), kSlow);
    const auto titled = [&](const QString &words) {
        const auto labels = shown.panel.findChildren<QLabel *>();
        return std::ranges::any_of(labels, [&](const QLabel *each) { return each->text() == words; });
    };
    QVERIFY(titled(QStringLiteral("Connection in this session")));
    bench.process.killHard();
    QTRY_VERIFY_WITH_TIMEOUT(shown.saw(Kind::LinkLost), kSlow);
    QVERIFY(bench.process.start());
    QTRY_VERIFY_WITH_TIMEOUT(shown.saw(Kind::Restarted), kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(titled(QStringLiteral("Connection since the kit's restart")), kSlow);
    QVERIFY(!titled(QStringLiteral("Connection in this session")));
    QCOMPARE(shown.log->linkLosses(), 0); // counted since then, as the title says
    QTRY_VERIFY_WITH_TIMEOUT(shown.registered(), kSlow);
    QCOMPARE(shown.log->uptime().drops, 0); // the first search after it ends nothing of this boot
}

void TestConnectivityPanel::keyboardAlone()
{
    PanelBench bench({QStringLiteral("--speed"), QStringLiteral("4")});
    QVERIFY(bench.open());
    Shown shown(bench);
    QTRY_VERIFY_WITH_TIMEOUT(shown.registered(), kSlow);
    shown.panel.activateWindow();
    shown.panel.setFocus();
    auto *plot = shown.panel.findChild<TimePlot *>();
    QCOMPARE(QApplication::focusWidget(), plot);
    QVERIFY(!plot->accessibleName().isEmpty());
    QTest::keyClick(plot, Qt::Key_F);
    QVERIFY(!bench.kit->window()->following());
    QTest::keyClick(plot, Qt::Key_Space);
    QVERIFY(bench.kit->window()->following());
    QSet<QWidget *> reached;
    for (int i = 0; i < 30; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        reached.insert(QApplication::focusWidget());
    }
    QVERIFY(reached.contains(shown.table()));
    QVERIFY(std::ranges::any_of(reached, [](QWidget *each) { return qobject_cast<QToolButton *>(each); })); // spans
    QVERIFY(reached.contains(shown.panel.findChild<QPushButton *>(QStringLiteral("copyChanges"))));
    shown.table()->setFocus();
    QTest::keyClick(shown.table(), Qt::Key_Home);
    QTest::keyClick(shown.table(), Qt::Key_Return);
    QVERIFY(!bench.kit->window()->following());
}

void TestConnectivityPanel::atPortIsAsked()
{
    PanelBench bench({QStringLiteral("--speed"), QStringLiteral("4")});
    QVERIFY(bench.open(device_link::PortRole::At));
    Shown shown(bench);
    QTRY_VERIFY_WITH_TIMEOUT(shown.log->registration() != nullptr, kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(shown.registered() && shown.rsrp() != kEmDash, kSlow);
    QVERIFY(shown.panel.stack()->offered());
    QCOMPARE(shown.fact("registrationFacts", 6), QString(kEmDash)); // AT tells no SINR
}

void TestConnectivityPanel::followsLanguageAndTheme()
{
    PanelBench bench;
    QVERIFY(bench.open());
    Shown shown(bench);
    QTRY_VERIFY_WITH_TIMEOUT(shown.log->rowCount() > 0, kSlow);
    auto *copy = shown.panel.findChild<QPushButton *>(QStringLiteral("copyChanges"));
    const QString english = copy->text();
    const QString what = shown.log->index(0, ConnectivityLog::What).data().toString();
    const QColor light = shown.panel.grab().toImage().pixelColor(600, 400);
    Translations translations;
    QVERIFY(translations.setLanguage(QStringLiteral("zh_CN")));
    QTRY_VERIFY_WITH_TIMEOUT(copy->text() != english, kSlow);
    QVERIFY(shown.log->index(shown.log->rowCount() - 1, ConnectivityLog::What).data().toString() != what);
    applyTheme(*qApp, darkTheme());
    QVERIFY(shown.panel.grab().toImage().pixelColor(600, 400) != light);
    QVERIFY(translations.setLanguage(QStringLiteral("en")));
    QTRY_COMPARE_WITH_TIMEOUT(copy->text(), english, kSlow);
    applyTheme(*qApp, lightTheme());
}

QTEST_MAIN(TestConnectivityPanel)
#include "tst_connectivity_panel.moc"
