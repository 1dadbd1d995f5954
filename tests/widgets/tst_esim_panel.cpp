// SPDX-License-Identifier: GPL-3.0-or-later
// The eSIM panel against a simulated kit as its own process, through its widgets: done, refused, stopped, unplugged,
// silent, renamed.
#include "virtual_kit_fixture.h"

#include "widgets/common/error_banner.h"
#include "widgets/common/fact_list.h"
#include "widgets/common/step_list.h"
#include "widgets/common/theme.h"
#include "widgets/esim/apdu_card.h"
#include "widgets/esim/apdu_model.h"
#include "widgets/esim/eid_card.h"
#include "widgets/esim/esim_panel.h"
#include "widgets/esim/euicc_facts.h"
#include "widgets/esim/profile_list_model.h"
#include "widgets/esim/switch_sheet.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/offered_stack.h"
#include "widgets/text/translations.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace widgets;
using device_link::Fault;
using device_link::PortRole;
using device_link::SessionState;
using Phase = SwitchRun::Phase;

namespace {

constexpr int kSlow = 60'000; ///< the machine may be busy; nothing here measures time
constexpr int kShortWaitMs = 2000;

/// A kit process, a session on one of its ports, and the panel that shows it.
struct Bench {
    ~Bench()
    {
        panel.setKit(nullptr);
        if (kit)
            kit->session()->close();
    }
    [[nodiscard]] bool open(PortRole role = PortRole::Kit)
    {
        if (!process.start())
            return false;
        kit = std::make_shared<KitContext>(device_link::KitSession::create({process.serialUrl(role)}));
        panel.setKit(kit);
        panel.resize(1336, 760);
        panel.show();
        kit->open();
        // An AT port tells of the network when it is asked, not by itself.
        return QTest::qWaitFor(
            [this, role] { return panel.model()->rowCount() > 0 && (role == PortRole::At || registered()); }, kSlow);
    }
    [[nodiscard]] bool registered() const
    {
        const int stat = kit->facts()->modem() ? kit->facts()->modem()->registration.value_or(0) : 0;
        return stat == 1 || stat == 5;
    }
    [[nodiscard]] SwitchRun *run() const { return kit->model<SwitchRun>(); }
    [[nodiscard]] ProfileMark mark(int row) const
    {
        return static_cast<ProfileMark>(panel.model()->index(row).data(ProfileListModel::MarkRole).toInt());
    }
    [[nodiscard]] QPushButton *button(const char *name) const
    {
        return panel.findChild<QPushButton *>(QLatin1String(name));
    }
    void select(int row) { panel.list()->setCurrentIndex(panel.model()->index(row)); }
    void click(const char *name) { QTest::mouseClick(button(name), Qt::LeftButton); }
    /// Calls act once, when a step begins.
    void at(SwitchRun::Step step, std::function<void()> act)
    {
        QObject::connect(run(), &SwitchRun::changed, &panel, [this, step, act, done = false]() mutable {
            for (const SwitchRun::StepTime &each : run()->steps()) {
                if (!done && each.step == step && each.state == SwitchRun::StepState::Running) {
                    done = true;
                    act();
                }
            }
        });
    }
    /// Such a change with a short time for the card, so that what is lost is lost soon.
    void startQuick(int row)
    {
        SwitchRequest request;
        request.profile = panel.model()->at(row);
        request.cardTimeoutMs = kShortWaitMs;
        run()->start(request);
    }
    [[nodiscard]] bool saidToCard(const QString &meaning) const
    {
        const ApduModel *apdus = kit->model<EuiccFacts>()->apdus();
        for (int row = 0; row < apdus->rowCount(); ++row) {
            if (apdus->index(row, ApduModel::MeaningColumn).data().toString().startsWith(meaning))
                return true;
        }
        return false;
    }

    test_kit::VirtualKit process{{QStringLiteral("--speed"), QStringLiteral("10")}};
    std::shared_ptr<KitContext> kit;
    EsimPanel panel;
};

StepState stateOf(const SwitchSheet *sheet, int step) { return sheet->steps()->steps().at(step).state; }

} // namespace

class TestEsimPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, lightTheme()); }
    void switchIsMeasuredAndReadBack_data();
    void switchIsMeasuredAndReadBack();
    void disableByKeyboard();
    void refusalNamesItsStep();
    void stoppedBeforeTheCommand();
    void stoppedTooLate();
    void unplugged();
    void silent();
    void unplugUndoesNothing();
    void silentWhileItRegisters();
    void goesOffStaysWhatWasOn();
    void lostByARestart();
    void renamed();
    void languageAndThemeChangeLive();
    void timelineIsBounded();
    void noCardNoKit();
};

void TestEsimPanel::switchIsMeasuredAndReadBack_data()
{
    QTest::addColumn<PortRole>("role");
    for (const PortRole role : {PortRole::Kit, PortRole::At})
        QTest::newRow(qPrintable(device_link::roleName(role))) << role;
}

void TestEsimPanel::switchIsMeasuredAndReadBack()
{
    QFETCH(PortRole, role);
    Bench bench;
    QAbstractItemModelTester listTester(bench.panel.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(bench.open(role));
    QAbstractItemModelTester apduTester(
        bench.kit->model<EuiccFacts>()->apdus(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    const SwitchSheet *sheet = bench.panel.sheet();
    QCOMPARE(bench.mark(0), ProfileMark::Enabled);
    QVERIFY(sheet->isVisible()); // for the first profile that is off
    QVERIFY2(sheet->title().startsWith(QStringLiteral("Enable ")), qPrintable(sheet->title()));
    QVERIFY2(sheet->words().contains(QStringLiteral("not measured")), qPrintable(sheet->words()));
    QCOMPARE(sheet->steps()->steps().size(), 5);
    QTRY_COMPARE_WITH_TIMEOUT(bench.panel.card()->verdict(), QStringLiteral("check digits right"), kSlow);
    QCOMPARE(bench.panel.card()->eid().size(), 32 + 7);
    QTRY_COMPARE_WITH_TIMEOUT(bench.panel.card()->notifications(), QStringLiteral("none waiting"), kSlow);

    bench.panel.activateWindow();
    QTRY_VERIFY_WITH_TIMEOUT(bench.panel.isActiveWindow(), kSlow);
    bench.button("switchMain")->setFocus();
    bench.click("switchMain");
    QCOMPARE(bench.run()->phase(), Phase::Running);
    QVERIFY(bench.button("switchCancel")->hasFocus()); // what took the place of the one that was pressed
    QCOMPARE(bench.mark(1), ProfileMark::Enabling);
    bench.select(2); // the sheet stays with what runs
    QVERIFY2(sheet->title().startsWith(QStringLiteral("Enabling ")), qPrintable(sheet->title()));
    QTRY_VERIFY_WITH_TIMEOUT(bench.run()->phase() != Phase::Running, kSlow);
    QVERIFY2(bench.run()->phase() == Phase::Done, qPrintable(sheet->errorText()));
    QVERIFY(bench.run()->registered() == true);
    QVERIFY(bench.run()->totalMs().value_or(0) > 0);
    QVERIFY((**bench.run()->result()).interruptionMs);
    for (const Step &step : sheet->steps()->steps())
        QCOMPARE(step.state, StepState::Done);
    QVERIFY2(sheet->title().endsWith(QStringLiteral("is enabled")), qPrintable(sheet->title()));
    QTRY_COMPARE_WITH_TIMEOUT(bench.mark(1), ProfileMark::Enabled, kSlow);
    QCOMPARE(bench.mark(0), ProfileMark::Disabled);
    QVERIFY(bench.saidToCard(QStringLiteral("ES10c EnableProfile")));
    QVERIFY(bench.saidToCard(QStringLiteral("4 profiles, 1 enabled")));
    QTRY_VERIFY_WITH_TIMEOUT(bench.panel.card()->notifications().endsWith(QStringLiteral("waiting"))
            && bench.panel.card()->notifications() != QStringLiteral("none waiting"),
        kSlow);

    bench.click("switchCancel"); // closes the outcome
    QVERIFY(!sheet->isVisible());
    bench.select(0);
    QVERIFY(sheet->isVisible());
    QVERIFY2(sheet->words().contains(QStringLiteral("about ")), qPrintable(sheet->words())); // now it was measured
}

void TestEsimPanel::disableByKeyboard()
{
    Bench bench;
    QVERIFY(bench.open());
    QListView *list = bench.panel.list();
    bench.panel.activateWindow();
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Home);
    const SwitchSheet *sheet = bench.panel.sheet();
    QVERIFY2(sheet->title().startsWith(QStringLiteral("Disable ")), qPrintable(sheet->title()));
    QTest::keyClick(list, Qt::Key_Escape);
    QVERIFY(!sheet->isVisible());
    QTest::keyClick(list, Qt::Key_End);
    QTest::keyClick(list, Qt::Key_Home);
    QVERIFY(sheet->isVisible());
    QTest::keyClick(list, Qt::Key_Return); // goes to the button, changes nothing yet
    QCOMPARE(bench.run()->phase(), Phase::Idle);
    QTRY_COMPARE(QApplication::focusWidget(), bench.button("switchMain"));
    QTest::mouseClick(bench.panel.findChild<QCheckBox *>(QStringLiteral("refreshFlag")), Qt::LeftButton);
    QCOMPARE(sheet->steps()->steps().size(), 3); // no reset, and no network to register in
    QTest::mouseClick(bench.panel.findChild<QCheckBox *>(QStringLiteral("refreshFlag")), Qt::LeftButton);
    QTest::keyClick(bench.button("switchMain"), Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(bench.run()->phase() != Phase::Running, kSlow);
    QVERIFY2(bench.run()->phase() == Phase::Done, qPrintable(sheet->errorText()));
    QVERIFY(!bench.run()->registered());
    QTRY_COMPARE_WITH_TIMEOUT(bench.mark(0), ProfileMark::Disabled, kSlow);
    QVERIFY(!bench.kit->facts()->enabledProfile());
}

void TestEsimPanel::refusalNamesItsStep()
{
    Bench bench;
    QVERIFY(bench.open());
    bench.select(3); // the test profile: after it only the profile before it may come back
    bench.click("switchMain");
    QTRY_COMPARE_WITH_TIMEOUT(bench.run()->phase(), Phase::Done, kSlow);
    QTRY_COMPARE_WITH_TIMEOUT(bench.mark(3), ProfileMark::Enabled, kSlow);
    bench.click("switchCancel");
    bench.select(1);
    bench.click("switchMain");
    QTRY_COMPARE_WITH_TIMEOUT(bench.run()->phase(), Phase::Failed, kSlow);
    const SwitchSheet *sheet = bench.panel.sheet();
    QCOMPARE(sheet->errorText(), QStringLiteral("The card refuses to go back to this profile."));
    QCOMPARE(stateOf(sheet, 0), StepState::Done);
    QCOMPARE(stateOf(sheet, 1), StepState::Failed);
    QCOMPARE(stateOf(sheet, 2), StepState::Skipped);
    QCOMPARE(bench.button("switchMain")->text(), QStringLiteral("Try again"));
    QVERIFY(bench.saidToCard(QStringLiteral("The card refuses to go back")));
    QTRY_COMPARE_WITH_TIMEOUT(bench.mark(3), ProfileMark::Enabled, kSlow);
    QVERIFY(bench.panel.banner()->what().isEmpty()); // told where it happened, and only there
    QTest::keyClick(bench.button("switchMain"), Qt::Key_Escape);
    QCOMPARE(bench.run()->phase(), Phase::Idle);
}

void TestEsimPanel::stoppedBeforeTheCommand()
{
    Bench bench;
    QVERIFY(bench.open());
    bench.click("switchMain");
    QCOMPARE(bench.button("switchCancel")->text(), QStringLiteral("Stop"));
    bench.click("switchCancel");
    QTRY_COMPARE_WITH_TIMEOUT(bench.run()->phase(), Phase::Failed, kSlow);
    QCOMPARE(bench.run()->result()->error().fault(), Fault::Cancelled);
    const QString words = bench.panel.sheet()->words();
    QVERIFY2(words.contains(QStringLiteral("nothing has changed")), qPrintable(words));
    QTRY_COMPARE_WITH_TIMEOUT(bench.mark(0), ProfileMark::Enabled, kSlow);
    QCOMPARE(bench.mark(1), ProfileMark::Disabled);
}

void TestEsimPanel::stoppedTooLate()
{
    Bench bench;
    QVERIFY(bench.open());
    bench.at(SwitchRun::Step::ReadBack, [&bench] { bench.run()->stop(); });
    bench.click("switchMain");
    QTRY_COMPARE_WITH_TIMEOUT(bench.run()->phase(), Phase::Done, kSlow);
    QVERIFY((**bench.run()->result()).stoppedTooLate);
    const QString words = bench.panel.sheet()->words();
    QVERIFY2(words.contains(QStringLiteral("too late")), qPrintable(words));
    QTRY_COMPARE_WITH_TIMEOUT(bench.mark(1), ProfileMark::Enabled, kSlow);
}

void TestEsimPanel::unplugged()
{
    Bench bench;
    QVERIFY(bench.open());
    bench.at(SwitchRun::Step::Command, [&bench] { bench.process.killHard(); });
    bench.startQuick(1);
    QTRY_COMPARE_WITH_TIMEOUT(bench.run()->phase(), Phase::Failed, kSlow);
    QCOMPARE(bench.run()->result()->error().fault(), Fault::LinkLost);
    QCOMPARE(stateOf(bench.panel.sheet(), 0), StepState::Done);
    QVERIFY(!bench.panel.sheet()->errorText().isEmpty());
    QCOMPARE(bench.kit->session()->state(), SessionState::Lost);
    QCOMPARE(bench.panel.model()->rowCount(), 4); // as it was read last
    QVERIFY(bench.panel.model()->index(0).data(ProfileListModel::StaleRole).toBool());
    QVERIFY(!bench.button("switchMain")->isEnabled());
    QVERIFY(!bench.button("readAgain")->isEnabled());
    QVERIFY(bench.panel.card()->eid().size() > 1);
}

void TestEsimPanel::silent()
{
    Bench bench;
    QVERIFY(bench.open());
    bench.at(SwitchRun::Step::ReadBack, [&bench] { bench.process.freeze(); });
    bench.startQuick(1);
    QTRY_COMPARE_WITH_TIMEOUT(bench.run()->phase(), Phase::Failed, kSlow);
    QCOMPARE(bench.run()->result()->error().fault(), Fault::Timeout);
    QVERIFY(bench.run()->commandSent());
    QTRY_COMPARE_WITH_TIMEOUT(bench.kit->session()->state(), SessionState::Lost, kSlow);
    bench.process.thaw();
    QTRY_COMPARE_WITH_TIMEOUT(bench.kit->session()->state(), SessionState::Connected, kSlow);
    QTRY_COMPARE_WITH_TIMEOUT(bench.mark(1), ProfileMark::Enabled, kSlow); // read again: it had been done
    QVERIFY(bench.button("switchMain")->isEnabled());
}

/// A list that could not be read says nothing about the change: the one from before it is kept, and is no proof.
void TestEsimPanel::unplugUndoesNothing()
{
    Bench bench;
    QVERIFY(bench.open());
    bench.at(SwitchRun::Step::Register, [&bench] { bench.process.killHard(); });
    bench.select(1);
    bench.click("switchMain");
    QTRY_COMPARE_WITH_TIMEOUT(bench.kit->session()->state(), SessionState::Lost, kSlow);
    QTest::qWait(500); // what was being read has failed by now
    QVERIFY(!bench.run()->undone());
    QVERIFY(bench.run()->result() && bench.run()->result()->has_value());
    bench.run()->stop();
    QTRY_COMPARE_WITH_TIMEOUT(bench.run()->phase(), Phase::Done, kSlow);
    QVERIFY2(
        bench.panel.sheet()->title().endsWith(QStringLiteral("is enabled")), qPrintable(bench.panel.sheet()->title()));
}

/// A kit that falls silent tells nothing of its modem: neither that it registered nor that it did not.
void TestEsimPanel::silentWhileItRegisters()
{
    Bench bench;
    QVERIFY(bench.open());
    bench.at(SwitchRun::Step::Register, [&bench] { bench.process.freeze(); });
    bench.select(1);
    bench.click("switchMain");
    QTRY_COMPARE_WITH_TIMEOUT(bench.run()->phase(), Phase::Done, kSlow);
    QTRY_COMPARE_WITH_TIMEOUT(bench.kit->session()->state(), SessionState::Lost, kSlow);
    const SwitchSheet *sheet = bench.panel.sheet();
    QVERIFY(!bench.run()->registered());
    QVERIFY2(sheet->words().contains(QStringLiteral("stopped answering")), qPrintable(sheet->words()));
    QVERIFY2(!sheet->words().contains(QStringLiteral("has not registered")), qPrintable(sheet->words()));
    QCOMPARE(sheet->steps()->steps().last().state, StepState::Failed);
    bench.process.thaw();
    QTRY_COMPARE_WITH_TIMEOUT(bench.run()->registered(), std::optional(true), kSlow);
    QCOMPARE(sheet->steps()->steps().last().state, StepState::Done);
    QVERIFY2(sheet->words().contains(QStringLiteral("is registered again")), qPrintable(sheet->words()));
    QVERIFY(!bench.run()->totalMs()); // nobody saw when
}

/// The list that is read back, and shown, names the new profile as the one that is on.
void TestEsimPanel::goesOffStaysWhatWasOn()
{
    Bench bench;
    QVERIFY(bench.open());
    const auto goesOff = [&bench] { return bench.panel.sheet()->findChild<FactList *>()->value(0); };
    QStringList seen;
    QObject::connect(bench.kit->facts(), &KitFacts::changed, &bench.panel, [&] {
        if (bench.run()->phase() == Phase::Running && !seen.contains(goesOff()))
            seen.append(goesOff());
    });
    bench.select(1);
    const QString before = goesOff();
    QVERIFY(!before.isEmpty());
    bench.click("switchMain");
    QTRY_COMPARE_WITH_TIMEOUT(bench.run()->phase(), Phase::Done, kSlow);
    QCOMPARE(seen, QStringList{before});
}

/// The list had shown the change; then the kit restarts with the card as it left the factory.
void TestEsimPanel::lostByARestart()
{
    Bench bench;
    QVERIFY(bench.open());
    bool restarted = false;
    bench.at(SwitchRun::Step::Register, [&] {
        bench.process.killHard();
        restarted = bench.process.start();
    });
    bench.select(1);
    bench.click("switchMain");
    QTRY_VERIFY_WITH_TIMEOUT(restarted, kSlow);
    QTRY_COMPARE_WITH_TIMEOUT(bench.run()->phase(), Phase::Done, kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(bench.run()->undone(), kSlow);
    QTRY_COMPARE_WITH_TIMEOUT(bench.mark(1), ProfileMark::Disabled, kSlow);
    // What was looked up later has no time, nor has what never came about; only the failure while it ran has one.
    const auto &last = bench.run()->steps().last();
    QVERIFY(last.state != SwitchRun::StepState::Done);
    QVERIFY(!last.ms || last.state == SwitchRun::StepState::Failed);
    const QString title = bench.panel.sheet()->title();
    QVERIFY2(title.endsWith(QStringLiteral("is not enabled any more")), qPrintable(title));
    QVERIFY2(
        bench.panel.sheet()->words().contains(QStringLiteral("restarted")), qPrintable(bench.panel.sheet()->words()));
    bench.click("switchCancel");
    QCOMPARE(bench.run()->phase(), Phase::Idle);
}

void TestEsimPanel::renamed()
{
    Bench bench;
    QVERIFY(bench.open());
    QListView *list = bench.panel.list();
    bench.panel.activateWindow();
    list->setFocus();
    bench.select(2);
    QTest::keyClick(list, Qt::Key_F2);
    auto *editor = list->findChild<QLineEdit *>(QStringLiteral("nicknameEditor"));
    QVERIFY(editor);
    editor->selectAll();
    QTest::keyClicks(editor, QStringLiteral("Travel"));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(bench.panel.model()->index(2).data().toString(), QStringLiteral("Travel"), kSlow);
    QVERIFY(bench.saidToCard(QStringLiteral("ES10c SetNickname")));
    QVERIFY(bench.panel.banner()->what().isEmpty());
}

void TestEsimPanel::languageAndThemeChangeLive()
{
    Bench bench;
    QVERIFY(bench.open());
    bench.panel.apdus()->table()->selectAll();
    const QString english = bench.panel.apdus()->copiedText();
    QVERIFY(english.contains(QStringLiteral("ES10c GetProfilesInfo")));
    Translations translations;
    QVERIFY(translations.setLanguage(QStringLiteral("zh_CN")));
    QTRY_VERIFY(!bench.panel.sheet()->title().startsWith(QStringLiteral("Enable")));
    QVERIFY(bench.button("switchMain")->text() != QStringLiteral("Enable profile"));
    QVERIFY(bench.panel.apdus()->copiedText() != english);
    const QImage light = bench.panel.grab().toImage();
    applyTheme(*qApp, darkTheme());
    QTRY_VERIFY(bench.panel.grab().toImage() != light);
    QVERIFY(translations.setLanguage(QStringLiteral("en")));
    applyTheme(*qApp, lightTheme());
    QTRY_VERIFY(bench.panel.sheet()->title().startsWith(QStringLiteral("Enable")));
}

void TestEsimPanel::timelineIsBounded()
{
    ApduModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    ApduCard card;
    card.setModel(&model);
    device_link::ApduExchange exchange;
    exchange.command = QByteArray::fromHex("80E2910003BF2D00");
    for (int i = 0; i < 3 * ApduModel::kLimit; ++i) {
        exchange.handle = QByteArray::number(i);      // channels that nobody closes
        exchange.response = QByteArray(300, char(i)); // hostile
        model.add(exchange);
        QVERIFY(model.rowCount() <= ApduModel::kLimit);
    }
    model.addReset();
    exchange.response = {};
    exchange.error = device_link::Error(Fault::Timeout);
    model.add(exchange);
    const int last = model.rowCount() - 1;
    QVERIFY(model.index(last, 0).data(ApduModel::FailedRole).toBool());
    QCOMPARE(
        model.index(last - 1, ApduModel::MeaningColumn).data().toString(), QStringLiteral("ES10c GetProfilesInfo"));
    QCOMPARE(model.index(last - 2, ApduModel::CommandColumn).data().toString(), QStringLiteral("REFRESH"));
    card.setHex(true);
    QVERIFY(card.table()->isColumnHidden(ApduModel::MeaningColumn));
    card.table()->selectRow(last - 1);
    card.copy();
    QCOMPARE(QGuiApplication::clipboard()->text().count(u'\n'), model.rowCount()); // one line selected: all
    card.setModel(nullptr);
    QVERIFY(card.copiedText().isEmpty());
}

void TestEsimPanel::noCardNoKit()
{
    EsimPanel panel;
    QVERIFY(!panel.stack()->offered());
    device_link::DeviceUrl url;
    url.scheme = device_link::DeviceUrl::Scheme::Serial;
    url.address = QStringLiteral("/nonexistent/kit");
    const auto kit = std::make_shared<KitContext>(device_link::KitSession::create({url}));
    panel.setKit(kit);
    panel.show();
    kit->open();
    QTRY_VERIFY_WITH_TIMEOUT(kit->openError().has_value(), kSlow);
    QVERIFY(!panel.stack()->offered());
    panel.sheet()->start(); // nothing to start
    QCOMPARE(kit->model<SwitchRun>()->phase(), Phase::Idle);
    panel.setKit(nullptr);
}

QTEST_MAIN(TestEsimPanel)
#include "tst_esim_panel.moc"
