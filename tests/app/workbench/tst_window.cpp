// SPDX-License-Identifier: GPL-3.0-or-later
// The window as a whole: what quitting asks, what the palette finds, what the log tells, what a restart leaves.
#include "workbench_bench.h"

#include "workbench/command_words.h"
#include "workbench/kit_log.h"
#include "workbench/logging.h"
#include "workbench/panel_area.h"
#include "workbench/settings_dialog.h"
#include "workbench/settings_keeper.h"
#include "workbench/window_commands.h"

#include "widgets/commands/command_filter.h"
#include "widgets/commands/command_model.h"
#include "widgets/commands/command_palette.h"
#include "widgets/common/error_banner.h"
#include "widgets/common/segmented.h"
#include "widgets/kit/link_banner.h"
#include "widgets/kit/status_bar.h"
#include "widgets/latency/latency_feed.h"
#include "widgets/power/power_panel.h"
#include "widgets/power/time_window.h"
#include "widgets/recording/recorder.h"
#include "widgets/tour/tour_guide.h"
#include "widgets/tour/tour_step.h"

#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QToolButton>

using namespace widgets;
using device_link::SessionState;
using test_kit::kSlow;
using test_window::WorkbenchBench;

class TestWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void quitsAtOnceWhenNothingRuns();
    void quitAsksInTheMiddleOfARecording();
    void disconnectAsksInTheMiddleOfARecording();
    void disconnectsAtOnceWhenNothingRuns();
    void quitAsksAboutWhatTheTourChanged_data();
    void quitAsksAboutWhatTheTourChanged();
    void probesThatGoOnAreSaidEverywhere();
    void commandsAreFoundByOtherWords_data();
    void commandsAreFoundByOtherWords();
    void everyCommandHasWords();
    void themeFollowsTheDesktopUntilChosen();
    void settingsAreKeptAsTheyChange();
    void restartIsToldAndBeginsAnew();
    void logTellsWhatHappened();

private:
    static QStringList found(WorkbenchBench &bench, const QString &typed);
};

void TestWindow::quitsAtOnceWhenNothingRuns()
{
    WorkbenchBench bench;
    QVERIFY(bench.open());
    bench.window->show();
    bench.window->close();
    QVERIFY(!bench.window->isVisible());
}

void TestWindow::quitAsksInTheMiddleOfARecording()
{
    WorkbenchBench bench;
    QVERIFY(bench.open());
    bench.window->show();
    const QTemporaryDir folder;
    auto *recorder = bench.kit()->model<Recorder>();
    recorder->start(folder.filePath(QStringLiteral("run.aer")));
    QCOMPARE(recorder->state(), Recorder::State::Recording);
    const auto question = [&bench] { return bench.window->findChild<QMessageBox *>(QStringLiteral("quitQuestion")); };

    bench.window->close();
    QVERIFY(bench.window->isVisible());
    QVERIFY(question() && question()->isVisible());
    QVERIFY(question()->informativeText().contains(bench.kit()->alias()));
    QTest::keyClick(question(), Qt::Key_Escape);
    QTRY_VERIFY(!question());
    QVERIFY(bench.window->isVisible());
    QCOMPARE(recorder->state(), Recorder::State::Recording);

    bench.window->close();
    QVERIFY(question());
    question()->findChild<QPushButton *>(QStringLiteral("quitAnyway"))->click();
    QTRY_VERIFY(!bench.window->isVisible());
}

void TestWindow::disconnectAsksInTheMiddleOfARecording()
{
    WorkbenchBench bench;
    QVERIFY(bench.open());
    bench.window->show();
    const QTemporaryDir folder;
    const QString run = folder.filePath(QStringLiteral("run.aer"));
    auto *recorder = bench.kit()->model<Recorder>();
    recorder->start(run);
    QTRY_VERIFY_WITH_TIMEOUT(recorder->totals().samples > 0, kSlow);
    const QList<Command> commands = app::windowCommands(bench.window.get());
    const auto disconnect = std::ranges::find(commands, QStringLiteral("kit.disconnect"), &Command::id);
    QVERIFY(disconnect != commands.end());
    const auto question
        = [&bench] { return bench.window->findChild<QMessageBox *>(QStringLiteral("disconnectQuestion")); };

    disconnect->run();
    QVERIFY(question() && question()->isVisible());
    QVERIFY(question()->informativeText().contains(bench.kit()->alias()));
    QTest::keyClick(question(), Qt::Key_Escape);
    QTRY_VERIFY(!question());
    QCOMPARE(bench.kit()->session()->state(), SessionState::Connected);
    QCOMPARE(recorder->state(), Recorder::State::Recording);

    QSignalSpy finished(recorder, &Recorder::finished);
    disconnect->run();
    QVERIFY(question());
    question()->findChild<QPushButton *>(QStringLiteral("disconnectAnyway"))->click();
    QCOMPARE(bench.kit()->session()->state(), SessionState::Closed);
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, kSlow);
    QVERIFY(recorder->totals().samples > 0);
    QCOMPARE(QFileInfo(run).size(), qint64(recorder->totals().bytes));
    QTRY_VERIFY(!question());
}

void TestWindow::disconnectsAtOnceWhenNothingRuns()
{
    WorkbenchBench bench;
    QVERIFY(bench.open());
    const QList<Command> commands = app::windowCommands(bench.window.get());
    std::ranges::find(commands, QStringLiteral("kit.disconnect"), &Command::id)->run();
    QVERIFY(!bench.window->findChild<QMessageBox *>());
    QCOMPARE(bench.kit()->session()->state(), SessionState::Closed);
}

void TestWindow::quitAsksAboutWhatTheTourChanged_data()
{
    QTest::addColumn<bool>("stillWalking");
    QTest::addColumn<bool>("putBack");
    QTest::addRow("in the middle, put back") << true << true;
    QTest::addRow("in the middle, as it is") << true << false;
    QTest::addRow("put-back step skipped, put back") << false << true;
}

void TestWindow::quitAsksAboutWhatTheTourChanged()
{
    QFETCH(bool, stillWalking);
    QFETCH(bool, putBack);
    WorkbenchBench bench({QStringLiteral("--speed"), QStringLiteral("8")});
    QVERIFY(bench.open());
    bench.window->show();
    const auto enabled = [&bench] {
        const profiles::ProfileInfo *on = bench.kit()->facts()->enabledProfile();
        return on && on->iccid ? on->iccid->digits() : QString();
    };
    QTRY_VERIFY_WITH_TIMEOUT(!enabled().isEmpty(), kSlow);
    const QString before = enabled();
    TourGuide *guide = bench.window->tour();
    guide->start(Tour::Pace::ByHand);
    const auto done = [guide] { return guide->tour()->current()->settled(); };
    QTRY_VERIFY_WITH_TIMEOUT(done(), kSlow);
    guide->tour()->next();
    QTRY_VERIFY_WITH_TIMEOUT(done() && enabled() != before && !enabled().isEmpty(), kSlow);
    const auto skipped = [guide] { // every other step, that of putting back among them
        if (guide->tour())
            guide->tour()->skip();
        return !guide->tour();
    };
    if (!stillWalking)
        QTRY_VERIFY_WITH_TIMEOUT(skipped(), kSlow);
    QVERIFY(guide->change());

    bench.window->close();
    QVERIFY(bench.window->isVisible());
    auto *question = bench.window->findChild<QMessageBox *>(QStringLiteral("quitQuestion"));
    QVERIFY(question);
    QVERIFY2(question->text().contains(QLatin1String("put it back")), qPrintable(question->text()));
    question->findChild<QPushButton *>(putBack ? QStringLiteral("quitPutBack") : QStringLiteral("quitAnyway"))->click();
    QTRY_VERIFY_WITH_TIMEOUT(!bench.window->isVisible(), kSlow);
    QTRY_COMPARE_WITH_TIMEOUT(enabled() == before, putBack, kSlow);
}

void TestWindow::probesThatGoOnAreSaidEverywhere()
{
    WorkbenchBench bench({QStringLiteral("--speed"), QStringLiteral("8")});
    QVERIFY(bench.open());
    bench.window->show();
    int latency = 0;
    while (QLatin1String(app::panelEntries().at(latency).id) != QLatin1String("latency"))
        ++latency;
    const auto railValue = [&] { return bench.window->area()->panel(latency).value(bench.kit().get()); };
    const auto *status = bench.window->findChild<StatusBar *>();
    auto *model = bench.window->findChild<CommandModel *>();
    const auto stop = [model] {
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->at(row).id == QLatin1String("latency.stop"))
                return model->at(row);
        }
        return Command();
    };
    QVERIFY(status->probes().isEmpty());
    QVERIFY(!railValue().contains(u'●'));
    QVERIFY(!stop().enabled());
    bench.kit()->model<LatencyFeed>()->startAll();
    bench.window->showPanel(0);
    QVERIFY(!status->probes().isEmpty());
    QVERIFY(railValue().contains(u'●'));
    QVERIFY(stop().enabled());
    stop().run();
    QVERIFY(!bench.kit()->model<LatencyFeed>()->running());
    QVERIFY(status->probes().isEmpty());
    QVERIFY(!railValue().contains(u'●'));
}

/// What the palette lists for the typed text, by id, the best first.
QStringList TestWindow::found(WorkbenchBench &bench, const QString &typed)
{
    auto *model = bench.window->findChild<CommandModel *>();
    CommandFilter filter;
    filter.setSourceModel(model);
    filter.setText(typed);
    QStringList ids;
    for (int row = 0; row < filter.rowCount(); ++row)
        ids.append(model->at(filter.mapToSource(filter.index(row, 0)).row()).id);
    return ids;
}

void TestWindow::commandsAreFoundByOtherWords_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("id");
    for (const QString &language : {QStringLiteral("en"), QStringLiteral("zh_CN")}) {
        const auto row = [&](const char *typed, const char *id) {
            QTest::addRow("%s, %s", typed, qPrintable(language))
                << language << QString::fromUtf8(typed) << QString::fromLatin1(id);
        };
        row("enable", "esim.switch");
        row("theme", "window.theme");
        row("prompt", "prompts.send");
        row("prompt", "prompts.stop");
        row("probe", "latency.stop");
        row("save", "log.save");
        row("save csv", "tokens.exportLedger");
        row("connect", "kit.connect");
        row("reboot", "firmware.goBack");
        row("reboot", "firmware.restart");
        row("中文", "window.language");
    }
}

void TestWindow::commandsAreFoundByOtherWords()
{
    QFETCH(QString, language);
    QFETCH(QString, typed);
    QFETCH(QString, id);
    WorkbenchBench bench;
    bench.appearance.setLanguage(language);
    QVERIFY2(found(bench, typed).contains(id), qPrintable(found(bench, typed).join(u' ')));
    bench.appearance.setLanguage(QStringLiteral("en"));
}

void TestWindow::everyCommandHasWords()
{
    WorkbenchBench bench;
    const auto *model = bench.window->findChild<CommandModel *>();
    QVERIFY(model->rowCount() > 30);
    for (int row = 0; row < model->rowCount(); ++row)
        QVERIFY2(!app::commandWords(model->at(row).id).isEmpty(), qPrintable(model->at(row).id));
}

void TestWindow::themeFollowsTheDesktopUntilChosen()
{
    app::Appearance appearance;
    appearance.followSystem();
    QVERIFY(!appearance.chosenDark());
    app::SettingsDialog dialog(&appearance, nullptr);
    const auto all = dialog.findChildren<Segmented *>();
    const auto theme = std::ranges::find_if(
        all, [](const Segmented *each) { return each->accessibleName() == QStringLiteral("Appearance"); });
    QVERIFY(theme != all.end());
    QCOMPARE((*theme)->current(), 0);
    Q_EMIT(*theme)->chosen(2);
    QCOMPARE(appearance.chosenDark(), std::optional(true));
    QVERIFY(appearance.dark());
    QCOMPARE((*theme)->current(), 2);
    Q_EMIT(*theme)->chosen(0);
    QVERIFY(!appearance.chosenDark());
    appearance.setDark(false);
}

/// Not only at the end: a crash loses none, and the next start shows the same lanes.
void TestWindow::settingsAreKeptAsTheyChange()
{
    const QTemporaryDir place;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, place.path());
    QCoreApplication::setOrganizationName(QStringLiteral("aiesim-test"));
    {
        WorkbenchBench bench;
        bench.window->restore({});
        const app::SettingsKeeper keeper(bench.window.get(), &bench.appearance);
        bench.window->show();
        bench.appearance.setLanguage(QStringLiteral("zh_CN"));
        bench.appearance.setDark(true);
        QTRY_COMPARE_WITH_TIMEOUT(app::loadSettings().language, QStringLiteral("zh_CN"), kSlow);
        QCOMPARE(app::loadSettings().dark, std::optional(true));
        bench.appearance.setLanguage(QStringLiteral("en"));
        bench.appearance.setDark(false);

        bench.window->area()->showPanelNamed(QStringLiteral("power"));
        QTRY_COMPARE_WITH_TIMEOUT(app::loadSettings().panel, bench.window->area()->shown(), kSlow);
        QMenu *more = bench.window->findChild<QToolButton *>(QStringLiteral("more"))->menu();
        Q_EMIT more->aboutToShow();
        const auto lanes = more->findChildren<QAction *>();
        const auto voltage = std::ranges::find(lanes, QStringLiteral("Voltage"), &QAction::text);
        QVERIFY(voltage != lanes.end() && (*voltage)->isChecked());
        (*voltage)->trigger();
        const QVariantMap looks{{QStringLiteral("power"), QVariantMap{{QStringLiteral("voltage"), false}}}};
        QTRY_COMPARE_WITH_TIMEOUT(bench.window->area()->looks(), looks, kSlow);
        QTRY_VERIFY_WITH_TIMEOUT(!app::loadSettings().looks.isEmpty(), kSlow);
    }
    WorkbenchBench next;
    next.window->restore(app::loadSettings());
    const auto *panel = next.window->findChild<PowerPanel *>();
    QVERIFY(!panel->plot()->isLaneShown(Lane::Voltage));
    QVERIFY(panel->plot()->isLaneShown(Lane::Current));
    next.window->resetLayout();
    QVERIFY(panel->plot()->isLaneShown(Lane::Voltage));
    QVERIFY(next.window->area()->looks().isEmpty());
}

/// A restart of the kit is no unplug, and what was held on the time axis of the boot before is let go.
void TestWindow::restartIsToldAndBeginsAnew()
{
    WorkbenchBench bench({QStringLiteral("--speed"), QStringLiteral("5")});
    QVERIFY(bench.open());
    QTRY_VERIFY_WITH_TIMEOUT(bench.kit()->session()->firmwareTarget(), kSlow);
    TimeWindow *axis = bench.kit()->window();
    axis->setRange(1'000'000'000, 2'000'000'000);
    QVERIFY(!axis->following());
    const auto *banner = bench.window->findChild<LinkBanner *>();
    QStringList told;
    connect(bench.kit().get(), &KitContext::stateChanged, banner, [&] {
        if (!banner->what().isEmpty() && !told.contains(banner->what()))
            told.append(banner->what());
    });
    QSignalSpy reboots(bench.kit()->session().get(), &device_link::KitSession::rebooted);
    const auto reset = bench.kit()->session()->firmwareTarget();
    QCoro::connect(reset->reset({}), this, [](const device_link::Result<void> &done) { QVERIFY(done); });
    QTRY_COMPARE_WITH_TIMEOUT(reboots.size(), 1, kSlow);
    QTRY_COMPARE_WITH_TIMEOUT(bench.kit()->session()->state(), SessionState::Connected, kSlow);
    QCOMPARE(told, QStringList{QStringLiteral("%1 is restarting.").arg(bench.kit()->alias())});
    QVERIFY(axis->following());
    QTRY_VERIFY_WITH_TIMEOUT(banner->what().isEmpty(), kSlow);
}

void TestWindow::logTellsWhatHappened()
{
    const std::shared_ptr<app::LogFeed> feed = app::setUpLogging();
    WorkbenchBench bench;
    QVERIFY(bench.open());
    app::keepLog(bench.kit().get());
    QStringList lines;
    const auto logged = [&](const char *words) {
        for (const LogLine &line : feed->take())
            lines.append(line.text);
        return std::ranges::any_of(lines, [words](const QString &line) { return line.contains(QLatin1String(words)); });
    };
    device_link::PromptRequest request;
    request.text = QStringLiteral("hello");
    bench.kit()->prompts()->ask(request);
    QTRY_VERIFY_WITH_TIMEOUT(bench.kit()->prompts()->last()->run.finished(), kSlow);
    bench.kit()->prompts()->cancel(); // the radio's tail is not waited for
    QTRY_VERIFY_WITH_TIMEOUT(logged("prompt #1 ended, stop"), kSlow);
    bench.process().freeze();
    QTRY_VERIFY_WITH_TIMEOUT(logged("does not answer"), kSlow);
    bench.process().thaw();
    QTRY_VERIFY_WITH_TIMEOUT(logged(": connected"), kSlow);
    bench.process().killHard();
    QTRY_VERIFY_WITH_TIMEOUT(logged("the port is gone"), kSlow);
    QVERIFY(bench.process().start());
    QTRY_VERIFY_WITH_TIMEOUT(logged("restarted, boot"), kSlow);
}

QTEST_MAIN(TestWindow)
#include "tst_window.moc"
