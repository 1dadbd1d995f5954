// SPDX-License-Identifier: GPL-3.0-or-later
// The restart of a kit from its slots, against a virtual kit process.
#include "firmware_bench.h"

#include "widgets/common/theme.h"
#include "widgets/firmware/slots_card.h"
#include "widgets/kit/kit_facts.h"
#include "widgets/kit/prompt_history.h"
#include "widgets/kit/prompt_phases.h"

#include <QApplication>
#include <QMessageBox>
#include <QSignalSpy>
#include <QTest>

using namespace test_firmware;

class TestKitRestart : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, lightTheme()); }
    void asksAndRestarts();
    void cancelEndsTheWaiting();
    void unpluggedMeanwhile();
    void cutsTheTailOfAnAnswer();
};

void TestKitRestart::asksAndRestarts()
{
    Bench bench;
    QVERIFY(bench.open());
    QSignalSpy rebooted(bench.kit->session().get(), &device_link::KitSession::rebooted);
    const QString old = bench.work->running()->version;
    QTRY_VERIFY_WITH_TIMEOUT(!bench.work->reading(), kSlow);
    bench.click("restartKit");
    auto *question = bench.panel.findChild<QMessageBox *>(QStringLiteral("restartQuestion"));
    QVERIFY(question);
    QCOMPARE(question->defaultButton()->text(), QStringLiteral("Do not restart")); // the safe one
    QVERIFY(question->informativeText().contains(QStringLiteral("It will start %1 again.").arg(old)));
    QTest::keyClick(question, Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(!bench.panel.findChild<QMessageBox *>(), kSlow);
    QCOMPARE(bench.work->busy(), FirmwareWork::Busy::No);
    bench.click("restartKit");
    QTest::mouseClick(bench.find("restartNow"), Qt::LeftButton);
    QCOMPARE(bench.work->busy(), FirmwareWork::Busy::Restarting);
    QVERIFY(!bench.find("restartKit")->isEnabled());
    QVERIFY(bench.panel.pushCard()->note().contains(QStringLiteral("not the reset")));
    QVERIFY(bench.waitEnd());
    QVERIFY2(!bench.work->actionError(), "the kit came back");
    QCOMPARE(rebooted.count(), 1);
    QCOMPARE(bench.work->running()->version, old);
    QVERIFY(!bench.work->end()); // no push ended
    QCOMPARE(bench.work->history()->rowCount(), 0);

    // During a trial it is asked what it would end.
    QVERIFY(bench.openFile(fixture("ed25519-1.3.0+7-counter.bin")));
    QVERIFY(bench.waitSendable());
    bench.click("sendImage");
    QVERIFY(bench.waitEnd());
    QTRY_VERIFY_WITH_TIMEOUT(bench.work->trial() && !bench.work->reading(), kSlow);
    bench.click("restartKit");
    QVERIFY(!bench.panel.findChild<QMessageBox *>(QStringLiteral("restartQuestion")));
    QVERIFY(bench.panel.findChild<QMessageBox *>(QStringLiteral("goBackQuestion")));
}

void TestKitRestart::cancelEndsTheWaiting()
{
    Bench bench;
    QVERIFY(bench.open());
    QTRY_VERIFY_WITH_TIMEOUT(!bench.work->reading(), kSlow);
    bench.click("restartKit");
    QTest::mouseClick(bench.find("restartNow"), Qt::LeftButton);
    bench.click("cancelPush");
    QVERIFY(bench.waitEnd());
    QVERIFY(!bench.work->actionError()); // it is what was asked for
    QTRY_VERIFY_WITH_TIMEOUT(bench.find("restartKit")->isEnabled(), kSlow);
}

void TestKitRestart::unpluggedMeanwhile()
{
    Bench bench;
    QVERIFY(bench.open());
    QTRY_VERIFY_WITH_TIMEOUT(!bench.work->reading(), kSlow);
    bench.click("restartKit");
    QTest::mouseClick(bench.find("restartNow"), Qt::LeftButton);
    bench.process.killHard();
    QVERIFY(bench.waitEnd());
    QVERIFY(bench.work->actionError());
    QTRY_VERIFY_WITH_TIMEOUT(!bench.work->connected(), kSlow);
    QVERIFY(!bench.find("restartKit")->isEnabled());
    QCOMPARE(bench.find("restartKit")->toolTip(), QStringLiteral("Needs a connected kit."));
    bench.panel.slotsCard()->askRestart(); // as its command would
    QVERIFY(!bench.panel.findChild<QMessageBox *>(QStringLiteral("restartQuestion")));
    QVERIFY(bench.process.start());
    QTRY_VERIFY_WITH_TIMEOUT(bench.find("restartKit")->isEnabled(), kSlow);
}

/// The kit tells the end of the tail in the clock of its next boot: it is not a tail of 0 ms.
void TestKitRestart::cutsTheTailOfAnAnswer()
{
    Bench bench{QStringList()}; // at its own speed: the tail is long
    QVERIFY(bench.open());
    QTRY_VERIFY_WITH_TIMEOUT(!bench.work->reading(), kSlow);
    PromptHistory *prompts = bench.kit->prompts();
    const auto registered = [&] {
        const auto &modem = bench.kit->facts()->modem();
        const int stat = modem ? modem->registration.value_or(0) : 0;
        return stat == 1 || stat == 5;
    };
    QTRY_VERIFY_WITH_TIMEOUT(bench.kit->session()->promptRunner() && registered(), kSlow);
    device_link::PromptRequest request;
    request.text = QStringLiteral("hello");
    prompts->ask(request);
    QTRY_VERIFY_WITH_TIMEOUT(prompts->at(0).run.finished(), kSlow);
    bench.click("restartKit");
    QTest::mouseClick(bench.find("restartNow"), Qt::LeftButton);
    QVERIFY(bench.waitEnd());
    QTRY_VERIFY_WITH_TIMEOUT(!prompts->running(), kSlow);
    const PromptEntry &entry = prompts->at(0);
    QVERIFY(entry.run.tailCut && !entry.run.quiet && !entry.run.endBootId);
    QVERIFY(!entry.error);
    QCOMPARE(phasesOf(entry).last().id, profiles::EnergyPhaseId::Stream);
}

QTEST_MAIN(TestKitRestart)
#include "tst_kit_restart.moc"
