// SPDX-License-Identifier: GPL-3.0-or-later
// The firmware panel driven by hand against a simulated kit as its own process.
#include "virtual_kit_fixture.h"

#include "widgets/common/error_banner.h"
#include "widgets/common/step_list.h"
#include "widgets/common/theme.h"
#include "widgets/firmware/check_row.h"
#include "widgets/firmware/firmware_panel.h"
#include "widgets/firmware/firmware_work.h"
#include "widgets/firmware/image_card.h"
#include "widgets/firmware/push_card.h"
#include "widgets/firmware/push_outcome_view.h"
#include "widgets/firmware/push_progress_view.h"
#include "widgets/firmware/slot_frame.h"
#include "widgets/firmware/slots_card.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/offered_stack.h"
#include "widgets/text/fault_text.h"
#include "widgets/text/translations.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QCryptographicHash>
#include <QDragEnterEvent>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QRadioButton>
#include <QTableView>
#include <QtEndian>
#include <QTest>
#include <QToolButton>

using namespace widgets;
using device_link::PortRole;
using device_link::SessionState;
using profiles::CheckOutcome;
using profiles::ImageCheckId;
using profiles::PushOutcome;
using profiles::PushStep;

namespace {

constexpr int kSlow = 60'000; ///< the machine may be busy; nothing here measures time

QString fixture(const char *name) { return QStringLiteral(AIESIM_FIXTURES "/mcuboot/") + QLatin1String(name); }

void put32(QByteArray &bytes, qsizetype at, quint32 value) { qToLittleEndian(value, bytes.data() + at); }
void put16(QByteArray &bytes, qsizetype at, quint16 value) { qToLittleEndian(value, bytes.data() + at); }

/// An unsigned image of this many bytes of payload: long enough to be interrupted.
QByteArray longImage(quint32 payload)
{
    constexpr quint16 kHeader = 0x200;
    QByteArray image(kHeader, '\0');
    put32(image, 0, 0x96f3b83d);
    put16(image, 8, kHeader);
    put32(image, 12, payload);
    image[20] = 9;
    for (quint32 i = 0; i < payload; ++i)
        image.append(static_cast<char>(i * 7));
    const QByteArray hash = QCryptographicHash::hash(image, QCryptographicHash::Sha256);
    QByteArray tlvs(8, '\0');
    put16(tlvs, 0, 0x6907);
    put16(tlvs, 2, static_cast<quint16>(8 + hash.size()));
    put16(tlvs, 4, 0x10);
    put16(tlvs, 6, static_cast<quint16>(hash.size()));
    return image + tlvs + hash;
}

/// A kit process, its models and the panel before the user.
struct Bench {
    explicit Bench(QStringList options = {QStringLiteral("--speed"), QStringLiteral("5")})
        : process(std::move(options))
    {
    }
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
        panel.resize(1336, 822);
        panel.show();
        kit->open();
        work = panel.work();
        return QTest::qWaitFor([this] { return work->state().has_value(); }, kSlow);
    }
    [[nodiscard]] bool openFile(const QString &path)
    {
        return panel.openFile(path)
            && QTest::qWaitFor([this] { return !work->file()->reading() && work->file()->result(); }, kSlow);
    }
    template <typename Widget = QPushButton>
    [[nodiscard]] Widget *find(const char *name) const
    {
        auto *found = panel.findChild<Widget *>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    void click(const char *name) const { QTest::mouseClick(find(name), Qt::LeftButton); }
    [[nodiscard]] bool waitEnd()
    {
        return QTest::qWaitFor([this] { return work->busy() == FirmwareWork::Busy::No; }, kSlow);
    }
    [[nodiscard]] const CheckRow *row(ImageCheckId id) const
    {
        for (const CheckRow *row : panel.imageCard()->rows()) {
            if (row->check().id == id)
                return row;
        }
        return nullptr;
    }
    /// What the end of the push was, for a failing test.
    [[nodiscard]] QByteArray story() const
    {
        const auto &end = work->end();
        const bool failed = end && end->error;
        return outcome().toUtf8() + ' ' + (failed ? faultDetails(*end->error).toUtf8() : QByteArray());
    }
    [[nodiscard]] QString outcome() const { return panel.pushCard()->outcome()->title(); }

    test_kit::VirtualKit process;
    std::shared_ptr<KitContext> kit;
    FirmwarePanel panel;
    FirmwareWork *work = nullptr;
};

/// The same with a big image on disk and a line slow enough to interrupt its upload.
struct LongPush : Bench {
    LongPush()
        : Bench({QStringLiteral("--pace"), QStringLiteral("400000")})
    {
    }
    [[nodiscard]] bool begin(PortRole role = PortRole::Kit)
    {
        const QString path = folder.filePath(QStringLiteral("long.bin"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(longImage(200'000)) < 0)
            return false;
        file.close();
        if (!open(role) || !openFile(path))
            return false;
        click("sendImage");
        return QTest::qWaitFor(
            [this] { return work->run().upload().done > 0 && !work->run().upload().erasing; }, kSlow);
    }
    QTemporaryDir folder;
};

} // namespace

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
    QVERIFY2(bench.find("sendImage")->isEnabled(), qPrintable(bench.find("sendImage")->toolTip()));
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
    QVERIFY(bench.find("sendImage")->isEnabled());
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
