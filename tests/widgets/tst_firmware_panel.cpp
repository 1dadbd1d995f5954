// SPDX-License-Identifier: GPL-3.0-or-later
// The firmware panel driven by hand against a simulated kit as its own process.
#include "firmware_bench.h"

#include "widgets/common/error_banner.h"
#include "widgets/common/step_list.h"
#include "widgets/common/theme.h"
#include "widgets/firmware/push_progress_view.h"
#include "widgets/firmware/slot_frame.h"
#include "widgets/firmware/slots_card.h"
#include "widgets/kit/offered_stack.h"
#include "widgets/text/translations.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QMessageBox>
#include <QMimeData>
#include <QRadioButton>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace test_firmware;
using namespace widgets;
using device_link::PortRole;
using device_link::SessionState;
using profiles::CheckOutcome;
using profiles::ImageCheckId;
using profiles::PushOutcome;
using profiles::PushStep;

class TestFirmwarePanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, lightTheme()); }
    void pushedToTrialAndConfirmed();
    void goesBackOnRequest();
    void confirmsItself();
    void refusedFileIsExplained();
    void acceptedFailureGoesBack();
    void notAnImage();
    void cancelledMidUpload();
    void unpluggedMidUpload();
    void silenceIsSaid();
    void lostWhileMarking_data();
    void lostWhileMarking();
    void pushRefreshesTheSlots();
    void survivesThePanel();
    void keyboardAlone();
    void dropped();
    void languageAndTheme();
    void atPortAloneSaysWhatIsMissing();
};

void TestFirmwarePanel::pushedToTrialAndConfirmed()
{
    Bench bench;
    QVERIFY(bench.open());
    QAbstractItemModelTester tester(bench.work->history(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    const SlotFrame *running = bench.panel.slotsCard()->frames().first();
    const QString old = running->version();
    QCOMPARE(running->flags(), (QStringList{QStringLiteral("active"), QStringLiteral("confirmed")}));
    QVERIFY(bench.panel.slotsCard()->powerCut().contains(old));
    running->findChild<QToolButton *>(QStringLiteral("copyHash"))->click();
    QCOMPARE(QGuiApplication::clipboard()->text().toLatin1(), bench.work->running()->hash.toHex());
    QVERIFY(!bench.find("sendImage")->isEnabled());
    QCOMPARE(bench.find("sendImage")->toolTip(), QStringLiteral("Open a file first."));

    QVERIFY(bench.openFile(fixture("ed25519-1.3.0+7-counter.bin")));
    QVERIFY(bench.openFile(fixture("ed25519.pub.pem")));
    QCOMPARE(bench.panel.imageCard()->verdict(), QStringLiteral("May be sent"));
    QCOMPARE(bench.row(ImageCheckId::Signature)->words(), QStringLiteral("Ed25519, key ed25519.pub.pem"));
    QVERIFY2(bench.waitSendable(), qPrintable(bench.find("sendImage")->toolTip()));
    bench.click("sendImage");
    QCOMPARE(bench.work->busy(), FirmwareWork::Busy::Pushing);
    QVERIFY(!bench.panel.openFile(fixture("unsigned-1.3.1.bin"))); // one thing at a time
    QVERIFY(bench.find("cancelPush")->isVisible());
    QVERIFY(bench.waitEnd());
    QVERIFY2(bench.outcome() == QStringLiteral("On trial"), bench.story().constData());
    for (const Step &step : bench.panel.pushCard()->steps()->steps()) {
        QCOMPARE(step.state, StepState::Done);
        QVERIFY2(!step.time.isEmpty(), qPrintable(step.name));
    }
    QTRY_VERIFY_WITH_TIMEOUT(bench.work->trial(), kSlow);
    QVERIFY(bench.panel.slotsCard()->powerCut().contains(QStringLiteral("goes back to ") + old));
    QVERIFY(bench.panel.slotsCard()->frames().first()->flags().contains(QStringLiteral("on trial")));

    bench.click("confirmNow");
    QVERIFY(bench.waitEnd());
    QTRY_COMPARE_WITH_TIMEOUT(bench.outcome(), QStringLiteral("Confirmed"), kSlow);
    QCOMPARE(bench.work->history()->entry(0).outcome, PushOutcome::Confirmed);
    QVERIFY(bench.work->history()->entry(0).tookMs.has_value());
    bench.click("copyHistory");
    QVERIFY(QGuiApplication::clipboard()->text().contains(old + QStringLiteral(" → 1.3.0+7\tconfirmed")));
    bench.click("anotherPush");
    QTRY_COMPARE_WITH_TIMEOUT(bench.panel.imageCard()->verdict(), QStringLiteral("Runs already"), kSlow);
    QVERIFY(!bench.find("sendImage")->isEnabled());
}

void TestFirmwarePanel::goesBackOnRequest()
{
    Bench bench;
    QVERIFY(bench.open());
    const QString old = bench.work->running()->version;
    QVERIFY(bench.openFile(fixture("ed25519-1.3.0+7-counter.bin")));
    QVERIFY(bench.waitSendable());
    bench.click("sendImage");
    QVERIFY(bench.waitEnd());
    QTRY_VERIFY_WITH_TIMEOUT(bench.work->trial() && !bench.work->reading(), kSlow);
    bench.click("goBack");
    auto *question = bench.panel.findChild<QMessageBox *>(QStringLiteral("goBackQuestion"));
    QVERIFY(question);
    QCOMPARE(question->defaultButton()->text(), QStringLiteral("Keep on trial")); // the safe one
    QTest::keyClick(question, Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(!bench.panel.findChild<QMessageBox *>(), kSlow);
    QCOMPARE(bench.work->busy(), FirmwareWork::Busy::No);
    QVERIFY(bench.work->trial());
    bench.click("goBack");
    QTest::mouseClick(bench.find("rebootKit"), Qt::LeftButton);
    QCOMPARE(bench.work->busy(), FirmwareWork::Busy::GoingBack);
    QVERIFY(bench.waitEnd());
    QVERIFY2(bench.outcome() == QStringLiteral("Went back to the old image"), bench.story().constData());
    QCOMPARE(bench.work->history()->entry(0).outcome, PushOutcome::WentBack);
    QCOMPARE(bench.work->running()->version, old);
}

void TestFirmwarePanel::confirmsItself()
{
    Bench bench;
    QVERIFY(bench.open());
    QVERIFY(bench.openFile(fixture("ed25519-1.3.0+7-counter.bin")));
    QTest::mouseClick(bench.find<QRadioButton>("pushHow1"), Qt::LeftButton, {}, QPoint(8, 12));
    QCOMPARE(bench.work->how(), PushHow::TestAndConfirm);
    QCOMPARE(bench.panel.pushCard()->steps()->steps().size(), 10);
    bench.click("sendImage");
    QVERIFY(bench.waitEnd());
    QVERIFY2(bench.outcome() == QStringLiteral("Confirmed"), bench.story().constData());
}

void TestFirmwarePanel::refusedFileIsExplained()
{
    Bench bench;
    QVERIFY(bench.open());
    QVERIFY(bench.openFile(fixture("otherkey-1.9.0.bin")));
    QCOMPARE(bench.row(ImageCheckId::Signature)->check().outcome, CheckOutcome::NotChecked);
    QCOMPARE(bench.panel.imageCard()->verdict(), QStringLiteral("May be sent, signature not checked"));
    QVERIFY(bench.openFile(fixture("ed25519.pub.pem")));
    QCOMPARE(bench.row(ImageCheckId::Signature)->check().outcome, CheckOutcome::Fail);
    QCOMPARE(bench.panel.imageCard()->verdict(), QStringLiteral("Not for this board as it is"));
    QPushButton *send = bench.find("sendImage");
    QVERIFY(!send->isEnabled());
    QVERIFY2(send->toolTip().contains(QStringLiteral("Signature")), qPrintable(send->toolTip()));
    QTest::mouseClick(send, Qt::LeftButton);
    QCOMPARE(bench.work->busy(), FirmwareWork::Busy::No);

    QTemporaryDir folder;
    const QString wrong = folder.filePath(QStringLiteral("wrong.pem"));
    QVERIFY(QFile::copy(fixture("ed25519-1.2.3.bin"), wrong));
    QVERIFY(bench.panel.openFile(wrong));
    QVERIFY(bench.panel.banner()->what().contains(QStringLiteral("no public key")));
}

void TestFirmwarePanel::acceptedFailureGoesBack()
{
    Bench bench;
    QVERIFY(bench.open());
    const QString old = bench.work->running()->version;
    QVERIFY(bench.openFile(fixture("otherkey-1.9.0.bin")));
    QVERIFY(bench.openFile(fixture("ed25519.pub.pem")));
    QTest::mouseClick(bench.row(ImageCheckId::Signature)->findChild<QCheckBox *>(), Qt::LeftButton, {}, QPoint(8, 8));
    QVERIFY(bench.work->file()->isAccepted(ImageCheckId::Signature));
    QVERIFY(bench.waitSendable());
    bench.click("sendImage");
    QVERIFY(bench.waitEnd());
    QVERIFY2(bench.outcome() == QStringLiteral("Went back to the old image"),
        bench.story().constData()); // the bootloader does not know that key
    QTRY_VERIFY_WITH_TIMEOUT(bench.work->running() && bench.work->running()->version == old, kSlow);
}

void TestFirmwarePanel::notAnImage()
{
    Bench bench;
    QVERIFY(bench.open());
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("text.bin"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(5000, 'x')) == 5000);
    file.close();
    QVERIFY(bench.openFile(path));
    QCOMPARE(bench.panel.imageCard()->verdict(), QStringLiteral("Not an image"));
    QVERIFY(!bench.find("sendImage")->isEnabled());
    QVERIFY(bench.openFile(QString(folder.path() + QStringLiteral("/none.bin"))));
    QVERIFY(!bench.work->file()->image());
    QVERIFY(!bench.panel.openFile(QStringLiteral("/tmp/notes.txt")));
}

void TestFirmwarePanel::cancelledMidUpload()
{
    LongPush bench;
    QVERIFY(bench.begin());
    QVERIFY(bench.panel.slotsCard()->frames().at(1)->flags().contains(QStringLiteral("receiving")));
    QVERIFY(bench.panel.pushCard()->note().contains(QStringLiteral("goes on from here")));
    bench.click("cancelPush");
    QVERIFY(bench.waitEnd());
    QVERIFY2(bench.outcome() == QStringLiteral("Stopped"), bench.story().constData());
    QCOMPARE(bench.work->end()->at, PushStep::Upload);
    QVERIFY(bench.work->end()->uploaded > 0);
    QCOMPARE(bench.panel.pushCard()->steps()->steps().at(3).state, StepState::Skipped); // stopped, not failed
    QTRY_VERIFY_WITH_TIMEOUT(!bench.work->reading(), kSlow);
    const qint64 stored = bench.work->end()->uploaded;
    bench.click("anotherPush");
    bench.click("sendImage"); // goes on where it stopped
    QTRY_VERIFY_WITH_TIMEOUT(bench.work->run().upload().resumedFrom > 0, kSlow);
    QVERIFY(bench.work->run().upload().resumedFrom >= stored - 4096);
    bench.click("cancelPush");
    QVERIFY(bench.waitEnd());
    QCOMPARE(bench.work->history()->rowCount(), 2);
}

void TestFirmwarePanel::unpluggedMidUpload()
{
    LongPush bench;
    QVERIFY(bench.begin());
    bench.process.killHard();
    QVERIFY(bench.waitEnd());
    QVERIFY(bench.work->end()->error);
    QCOMPARE(bench.work->end()->error->fault(), device_link::Fault::LinkLost);
    QVERIFY2(bench.outcome() == QStringLiteral("Not finished"), bench.story().constData());
    QTRY_VERIFY_WITH_TIMEOUT(!bench.work->connected(), kSlow);
    QVERIFY(bench.work->state()); // what was read is kept
    QVERIFY(!bench.panel.slotsCard()->frames().first()->isEnabled());
    QVERIFY(!bench.find("readSlots")->isEnabled());
    bench.click("copyPushDetails");
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("LinkLost")));
    bench.click("anotherPush");
    QCOMPARE(bench.find("sendImage")->toolTip(), QStringLiteral("Needs a connected kit."));
}

void TestFirmwarePanel::silenceIsSaid()
{
    LongPush bench;
    QVERIFY(bench.begin());
    bench.process.freeze();
    QVERIFY(bench.waitEnd());
    QVERIFY(bench.work->end()->error);
    QVERIFY2(bench.outcome() == QStringLiteral("Not finished"), bench.story().constData());
    bench.process.thaw();
    QTRY_VERIFY_WITH_TIMEOUT(bench.work->connected(), kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(bench.work->state() && !bench.work->reading(), kSlow);
    bench.click("anotherPush");
    QTRY_VERIFY_WITH_TIMEOUT(bench.find("sendImage")->isEnabled(), kSlow);
}

void TestFirmwarePanel::lostWhileMarking_data()
{
    QTest::addColumn<bool>("restarted");
    QTest::addRow("silent, and back") << false;
    QTest::addRow("restarted with empty slots") << true;
}

/// Every byte was acknowledged, then the kit is lost: what was read before the push is not what the board holds, and
/// what it does hold is told as soon as it is back.
void TestFirmwarePanel::lostWhileMarking()
{
    QFETCH(bool, restarted);
    LongPush bench;
    QVERIFY(bench.begin());
    bool lost = false;
    QObject::connect(bench.work, &FirmwareWork::changed, &bench.panel, [&] {
        if (bench.work->run().running() != profiles::PushStep::Mark || std::exchange(lost, true))
            return;
        if (restarted)
            bench.process.killHard();
        else
            bench.process.freeze();
    });
    QVERIFY(bench.waitEnd());
    QVERIFY(lost);
    QTRY_VERIFY_WITH_TIMEOUT(!bench.work->connected(), kSlow);
    QVERIFY(bench.work->end()->error);
    QCOMPARE(bench.work->end()->uploaded, bench.work->end()->size);
    const SlotFrame *written = bench.panel.slotsCard()->frames().at(1);
    QCOMPARE(written->version(), bench.work->end()->version);
    QCOMPARE(written->flags(), QStringList{QStringLiteral("received, not read back")});
    const QString power = bench.panel.slotsCard()->powerCut();
    QVERIFY2(power.contains(QStringLiteral("not known")), qPrintable(power));

    if (restarted)
        QVERIFY(bench.process.start());
    else
        bench.process.thaw();
    QTRY_VERIFY_WITH_TIMEOUT(bench.work->connected() && !bench.work->writtenSince(), kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(bench.work->end()->found && !bench.work->reading(), kSlow);
    const QString told = bench.panel.pushCard()->outcome()->accessibleDescription();
    QVERIFY2(!told.contains(QStringLiteral("not connected")), qPrintable(told));
    QVERIFY2(!told.contains(QStringLiteral("read again")), qPrintable(told));
    QVERIFY2(told.contains(restarted ? QStringLiteral("Slot 1 is empty") : QStringLiteral("marked")), qPrintable(told));
    QVERIFY(!bench.panel.slotsCard()->powerCut().contains(QStringLiteral("not known")));
    QVERIFY(!written->flags().contains(QStringLiteral("received, not read back")));
}

/// A push reads the slots before it writes: the card shows that reading, not an older one.
void TestFirmwarePanel::pushRefreshesTheSlots()
{
    Bench bench({QStringLiteral("--pace"), QStringLiteral("400000")});
    QVERIFY(bench.open());
    QVERIFY(bench.openFile(fixture("ed25519-1.3.0+7-counter.bin")));
    QVERIFY(bench.waitSendable());
    const QDateTime before = bench.work->readAt();
    QTest::qWait(5); // the clock of readAt has moved on
    QDateTime atUpload;
    QObject::connect(bench.work, &FirmwareWork::changed, &bench.panel, [&] {
        if (!atUpload.isValid() && bench.work->run().running() == profiles::PushStep::Upload)
            atUpload = bench.work->readAt();
    });
    bench.click("sendImage");
    QVERIFY(bench.waitEnd());
    QVERIFY(atUpload.isValid());
    QVERIFY(atUpload > before);
}

void TestFirmwarePanel::survivesThePanel()
{
    LongPush bench;
    QVERIFY(bench.begin());
    bench.panel.hide();
    bench.panel.setKit(nullptr);
    FirmwarePanel other;
    other.setKit(bench.kit);
    other.show();
    QCOMPARE(other.work(), bench.work);
    QVERIFY(other.findChild<QPushButton *>(QStringLiteral("cancelPush"))->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(other.pushCard()->progress()->percentText() != QStringLiteral("0 %"), kSlow);
    QTest::mouseClick(other.findChild<QPushButton *>(QStringLiteral("cancelPush")), Qt::LeftButton);
    QVERIFY(bench.waitEnd());
    QCOMPARE(other.pushCard()->outcome()->title(), QStringLiteral("Stopped"));
    other.setKit(nullptr);
}

void TestFirmwarePanel::keyboardAlone()
{
    Bench bench;
    QVERIFY(bench.open());
    QVERIFY(bench.openFile(fixture("ed25519-1.3.0+7-counter.bin")));
    QApplication::setActiveWindow(&bench.panel);
    QStringList reached;
    bench.find("readSlots")->setFocus(Qt::TabFocusReason);
    for (int i = 0; i < 40; ++i) {
        if (const QWidget *now = QApplication::focusWidget())
            reached.append(now->objectName());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    for (const char *name : {"readSlots", "openImage", "addKey", "pushHow0", "sendImage"})
        QVERIFY2(reached.contains(QLatin1String(name)), qPrintable(reached.join(u' ')));
    QVERIFY(reached.indexOf(QStringLiteral("readSlots")) < reached.indexOf(QStringLiteral("openImage")));
    QVERIFY(reached.indexOf(QStringLiteral("openImage")) < reached.indexOf(QStringLiteral("sendImage")));
    bench.find<QRadioButton>("pushHow0")->setFocus(Qt::TabFocusReason);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QCOMPARE(bench.work->how(), PushHow::TestAndConfirm);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Up);
    bench.find("sendImage")->setFocus(Qt::TabFocusReason);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QCOMPARE(bench.work->busy(), FirmwareWork::Busy::Pushing);
    QVERIFY(bench.waitEnd());
    QVERIFY2(bench.outcome() == QStringLiteral("On trial"), bench.story().constData());
    QTRY_VERIFY_WITH_TIMEOUT(bench.find("confirmNow")->isVisible(), kSlow);
    bench.find("confirmNow")->setFocus(Qt::TabFocusReason);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QVERIFY(bench.waitEnd());
    QTRY_COMPARE_WITH_TIMEOUT(bench.outcome(), QStringLiteral("Confirmed"), kSlow);
}

void TestFirmwarePanel::dropped()
{
    Bench bench;
    QVERIFY(bench.open());
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(fixture("unsigned-1.3.1.bin"))});
    QDragEnterEvent enter(QPoint(200, 200), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&bench.panel, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(200, 200), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&bench.panel, &drop);
    QTRY_VERIFY_WITH_TIMEOUT(bench.work->file()->image(), kSlow);
    QCOMPARE(bench.work->file()->name(), QStringLiteral("unsigned-1.3.1.bin"));
}

void TestFirmwarePanel::languageAndTheme()
{
    Bench bench;
    QVERIFY(bench.open());
    QVERIFY(bench.openFile(fixture("otherkey-1.9.0.bin")));
    QVERIFY(bench.openFile(fixture("ed25519.pub.pem")));
    const QString english = bench.panel.imageCard()->verdict();
    const QString words = bench.row(ImageCheckId::SlotSize)->words();
    Translations translations;
    QVERIFY(translations.setLanguage(QStringLiteral("zh_CN")));
    QTRY_VERIFY(bench.panel.imageCard()->verdict() != english);
    QVERIFY(bench.row(ImageCheckId::SlotSize)->words() != words);
    QVERIFY(bench.find("sendImage")->text() != QStringLiteral("Send  Ctrl ↵"));
    applyTheme(*qApp, darkTheme());
    bench.panel.grab();
    applyTheme(*qApp, lightTheme());
    QVERIFY(translations.setLanguage(QStringLiteral("en")));
    QTRY_COMPARE(bench.panel.imageCard()->verdict(), english);
}

void TestFirmwarePanel::atPortAloneSaysWhatIsMissing()
{
    test_kit::VirtualKit process;
    QVERIFY(process.start());
    const auto kit = std::make_shared<KitContext>(device_link::KitSession::create({process.serialUrl(PortRole::At)}));
    FirmwarePanel panel;
    panel.setKit(kit);
    kit->open();
    QTRY_COMPARE_WITH_TIMEOUT(kit->session()->state(), SessionState::Connected, kSlow);
    QCOMPARE(panel.stack()->sentence(), QStringLiteral("This kit does not offer firmware updates."));
    panel.setKit(nullptr);
    kit->session()->close();
}

QTEST_MAIN(TestFirmwarePanel)
#include "tst_firmware_panel.moc"
