// SPDX-License-Identifier: GPL-3.0-or-later
// Recordings in the window: opened beside the kit, closed, and offered after a crash.
#include "recording_example_writer.h"
#include "workbench_bench.h"

#include "workbench/import_notice.h"
#include "workbench/open_recording.h"
#include "workbench/panel_area.h"
#include "workbench/unfinished_notice.h"

#include "device_link/capture/exchange/ppk2_file.h"
#include "device_link/capture/file/recording_file_reader.h"
#include "widgets/common/error_banner.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/link_banner.h"
#include "widgets/kit_rail/kit_list_model.h"
#include "widgets/kit_rail/kit_rail.h"
#include "widgets/power/power_panel.h"
#include "widgets/recording/damage_banner.h"
#include "widgets/recording/recorder.h"

#include <QDir>
#include <QDropEvent>
#include <QListView>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QUuid>

using device_link::SessionState;
using test_window::WorkbenchBench;
using widgets::KitContext;

namespace {
constexpr int kSlow = 60'000;

bool write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

bool drop(QWidget *window, const QString &path)
{
    QMimeData files;
    files.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window, &enter);
    QDropEvent drop(QPointF(300, 300), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window, &drop);
    return enter.isAccepted();
}

} // namespace

class TestWindowRecording : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        qputenv("HOME", QFile::encodeName(m_dir.path())); // recordings go to the user's documents
    }
    void opensBesideTheKit();
    void lanesReachTheLastSample();
    void brokenOneIsToldAndGoes();
    void damagedOneSaysSo();
    void fileOfAnotherProgramIsImported();
    void ppk2FileIsImported();
    void cancelledImportLeavesNothing();
    void badFileLeavesNothing();
    void cutOffOneIsOfferedOnce();
    void cutOffOneCanBePutAway();

private:
    QTemporaryDir m_dir;
};

void TestWindowRecording::opensBesideTheKit()
{
    const QString path = m_dir.filePath(QStringLiteral("run.aer"));
    QVERIFY(recording_example::write(path));
    WorkbenchBench bench;
    bench.window->show();
    auto *kits = bench.window->kits();
    const int before = kits->rowCount();

    // Dropped on the window.
    QVERIFY(drop(bench.window.get(), path));
    QCOMPARE(kits->rowCount(), before + 1);
    const std::shared_ptr<KitContext> shown = bench.window->kit();
    QVERIFY(shown->session()->isReplay());
    QTRY_COMPARE_WITH_TIMEOUT(shown->session()->state(), SessionState::Connected, kSlow);
    QCOMPARE(shown->origin(), std::optional(widgets::Origin::Replay));
    QVERIFY(!shown->powerError()); // it is not asked to measure
    QVERIFY(shown->store());
    QCOMPARE(shown->store()->endIndex(), recording_example::kSamples);
    QCOMPARE(shown->timeline()->tokens().size(), std::size_t(1));
    QCOMPARE(shown->timeline()->radioAt(1'600'000'000), device_link::RadioState::Connected);
    bench.settle();
    // The rail has no room for where it lies.
    const QString tip = kits->index(before).data(Qt::ToolTipRole).toString();
    QVERIFY2(tip.contains(path) && tip.contains(u"run.aer"), qPrintable(tip));

    // A second time it is only shown, and it can be taken away.
    app::openRecording(bench.window.get(), path);
    QCOMPARE(kits->rowCount(), before + 1);
    QVERIFY(!app::closeRecording(kits, bench.kit())); // no recording
    QVERIFY(app::closeRecording(kits, shown));
    QCOMPARE(kits->rowCount(), before);
    QVERIFY(bench.window->kit() != shown);
    bench.settle();
}

/// Its last event is older than its last sample: until then the radio was in the state it was in.
void TestWindowRecording::lanesReachTheLastSample()
{
    const QString path = m_dir.filePath(QStringLiteral("lanes.aer"));
    QVERIFY(recording_example::write(path));
    WorkbenchBench bench;
    bench.window->show();
    bench.window->area()->showPanelNamed(QStringLiteral("power"));
    app::openRecording(bench.window.get(), path);
    const std::shared_ptr<KitContext> shown = bench.window->kit();
    QTRY_COMPARE_WITH_TIMEOUT(shown->session()->state(), SessionState::Connected, kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(shown->store(), kSlow);
    const std::int64_t last = shown->store()->kitTimeOf(shown->store()->endIndex() - 1);
    widgets::LanePlot *plot = bench.window->findChild<widgets::PowerPanel *>()->plot();
    shown->window()->setRange(0, last + 1'000'000'000);
    plot->drawFrame();
    const QImage picture = plot->grab().toImage();
    const QRect lane = plot->laneRect(widgets::Lane::Radio);
    const auto colourAt = [&](std::int64_t ns) {
        const QPointF at(plot->pixelAtNs(ns), lane.top() + 2);
        return picture.pixelColor((at * picture.devicePixelRatio()).toPoint());
    };
    QCOMPARE(colourAt(last - 50'000'000), colourAt(2'200'000'000)); // connected since 1.5 s
    QVERIFY(colourAt(last - 50'000'000) != colourAt(last + 500'000'000));
    QVERIFY(colourAt(1'200'000'000) != colourAt(2'200'000'000));
}

void TestWindowRecording::brokenOneIsToldAndGoes()
{
    const QString path = m_dir.filePath(QStringLiteral("broken.aer"));
    QVERIFY(write(path, "no recording"));
    WorkbenchBench bench;
    bench.window->show();
    auto *kits = bench.window->kits();
    const int before = kits->rowCount();
    app::openRecording(bench.window.get(), path);
    const std::shared_ptr<KitContext> shown = bench.window->kit();
    QTRY_COMPARE_WITH_TIMEOUT(shown->session()->state(), SessionState::Failed, kSlow);
    QVERIFY(shown->openError());
    QCOMPARE(shown->openError()->fault(), device_link::Fault::BadFile);
    QCOMPARE(kits->index(before).data(widgets::KitListModel::StateTextRole).toString(), QStringLiteral("did not open"));
    auto *banner = bench.window->findChild<widgets::LinkBanner *>();
    QVERIFY2(banner->what().contains(u"broken.aer did not open"), qPrintable(banner->what()));
    auto *remove = banner->findChild<QPushButton *>(QStringLiteral("removeFromList"));
    QVERIFY(remove->isVisible());
    remove->click();
    QCOMPARE(kits->rowCount(), before);
    QVERIFY(!remove->isVisible());
    QVERIFY(QFile::exists(path));

    // By the keyboard as well, which takes nothing away that is open.
    const QString good = m_dir.filePath(QStringLiteral("good.aer"));
    QVERIFY(recording_example::write(good));
    app::openRecording(bench.window.get(), good);
    const std::shared_ptr<KitContext> open = bench.window->kit();
    QTRY_COMPARE_WITH_TIMEOUT(open->session()->state(), SessionState::Connected, kSlow);
    app::openRecording(bench.window.get(), path);
    const std::shared_ptr<KitContext> again = bench.window->kit();
    QTRY_COMPARE_WITH_TIMEOUT(again->session()->state(), SessionState::Failed, kSlow);
    Q_EMIT bench.window->rail()->kitRemoveAsked(before);
    QCOMPARE(kits->rowCount(), before + 2);
    auto *list = bench.window->rail()->findChild<QListView *>();
    bench.window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(bench.window.get()));
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Delete);
    QCOMPARE(kits->rowCount(), before + 1);
    QCOMPARE(kits->kit(before), open);
}

void TestWindowRecording::damagedOneSaysSo()
{
    const QString whole = m_dir.filePath(QStringLiteral("whole.aer"));
    QVERIFY(recording_example::write(whole));
    QFile file(whole);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    const auto made = [&](const char *name, const QByteArray &content) {
        const QString path = m_dir.filePath(QLatin1String(name));
        return write(path, content) ? path : QString();
    };
    QByteArray damaged = bytes;
    damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 1);
    WorkbenchBench bench;
    bench.window->show();
    const widgets::DamageBanner *banner = bench.window->area()->damage();
    auto *rail = bench.window->findChild<widgets::KitRail *>();
    const auto open = [&](const QString &path) {
        app::openRecording(bench.window.get(), path);
        const std::shared_ptr<KitContext> shown = bench.window->kit();
        return QTest::qWaitFor([&] { return shown->session()->state() == SessionState::Connected; }, kSlow);
    };
    QVERIFY(open(whole));
    QCOMPARE(banner->what(), QString());
    QVERIFY(open(made("cut.aer", bytes.first(bytes.size() * 3 / 4))));
    QVERIFY2(banner->what().contains(u"cut off"), qPrintable(banner->what()));
    QVERIFY(open(made("damaged.aer", damaged)));
    QVERIFY2(banner->what().contains(u"damaged"), qPrintable(banner->what()));
    const std::shared_ptr<KitContext> shown = bench.window->kit();
    // It concerns the recording that is shown, and can be put away.
    rail->setCurrentKit(0);
    QCOMPARE(banner->what(), QString());
    rail->setCurrentKit(bench.window->kits()->rowCount() - 1);
    QVERIFY(!banner->what().isEmpty());
    Q_EMIT bench.window->area()->findChild<widgets::DamageBanner *>()->actionTriggered();
    QCOMPARE(banner->what(), QString());
    rail->setCurrentKit(0);
    rail->setCurrentKit(bench.window->kits()->rowCount() - 1);
    QCOMPARE(banner->what(), QString());
    // Nothing but its first bytes: there is nothing to show, and it says that.
    QVERIFY(open(made("stump.aer", bytes.first(64))));
    QVERIFY(banner->accessibleName().contains(u"No samples could be read"));
}

void TestWindowRecording::fileOfAnotherProgramIsImported()
{
    const QString path = m_dir.filePath(QStringLiteral("scope.csv"));
    QByteArray rows = "time (s),current (mA),colour\n";
    for (int i = 0; i < 500; ++i)
        rows += QByteArray::number(i * 0.001, 'f', 3) + ',' + QByteArray::number(10 + i % 10) + ",1\n";
    QVERIFY(write(path, rows));
    WorkbenchBench bench;
    bench.window->show();
    const int before = bench.window->kits()->rowCount();
    QVERIFY(drop(bench.window.get(), path));
    auto *notice = app::ImportNotice::of(bench.window.get());
    QVERIFY(notice->banner()->isVisible() && notice->banner()->what().contains(u"scope.csv"));
    // Nothing is made before it is agreed to.
    const QString made = m_dir.filePath(QStringLiteral("scope.aer"));
    notice->dismissButton()->click();
    QVERIFY(!notice->banner()->isVisible() && !QFile::exists(made));

    QVERIFY(drop(bench.window.get(), path));
    Q_EMIT notice->banner()->actionTriggered();
    QTRY_COMPARE_WITH_TIMEOUT(bench.window->kits()->rowCount(), before + 1, kSlow);
    QVERIFY(QFile::exists(made) && QFile::exists(path));
    const std::shared_ptr<KitContext> shown = bench.window->kit();
    QTRY_COMPARE_WITH_TIMEOUT(shown->session()->state(), SessionState::Connected, kSlow);
    QCOMPARE(shown->store()->endIndex(), std::uint64_t(500));
    QVERIFY2(notice->banner()->what().contains(u"Not all"), qPrintable(notice->banner()->what())); // the colour
    Q_EMIT notice->banner()->actionTriggered();
    QVERIFY(!notice->banner()->isVisible());
}

void TestWindowRecording::ppk2FileIsImported()
{
    const QString recording = m_dir.filePath(QStringLiteral("before.aer"));
    const QString path = m_dir.filePath(QStringLiteral("session.ppk2"));
    QVERIFY(recording_example::write(recording));
    const auto reader = device_link::RecordingFileReader::open(recording);
    QVERIFY(reader && device_link::exportPpk2File(**reader, path));
    WorkbenchBench bench;
    bench.window->show();
    const int before = bench.window->kits()->rowCount();
    QVERIFY(drop(bench.window.get(), path));
    Q_EMIT app::ImportNotice::of(bench.window.get())->banner()->actionTriggered();
    QTRY_COMPARE_WITH_TIMEOUT(bench.window->kits()->rowCount(), before + 1, kSlow);
    const std::shared_ptr<KitContext> shown = bench.window->kit();
    QTRY_COMPARE_WITH_TIMEOUT(shown->session()->state(), SessionState::Connected, kSlow);
    QCOMPARE(shown->store()->endIndex(), recording_example::kSamples);
    QCOMPARE(shown->session()->identity().simulated, std::optional(true)); // goes through it
}

void TestWindowRecording::cancelledImportLeavesNothing()
{
    const QString path = m_dir.filePath(QStringLiteral("long.csv"));
    QByteArray rows = "time (s),current (mA)\n";
    for (int i = 0; i < 2'000'000; ++i)
        rows += QByteArray::number(i) + ",1\n";
    QVERIFY(write(path, rows));
    WorkbenchBench bench;
    bench.window->show();
    const int before = bench.window->kits()->rowCount();
    QVERIFY(drop(bench.window.get(), path));
    auto *notice = app::ImportNotice::of(bench.window.get());
    Q_EMIT notice->banner()->actionTriggered();
    QVERIFY(notice->banner()->what().contains(u"Importing long.csv"));
    Q_EMIT notice->banner()->actionTriggered();
    QTRY_VERIFY_WITH_TIMEOUT(!notice->banner()->isVisible(), kSlow);
    QCOMPARE(bench.window->kits()->rowCount(), before);
    QTRY_VERIFY_WITH_TIMEOUT(
        QDir(m_dir.path()).entryList({QStringLiteral("long*")}) == QStringList{QStringLiteral("long.csv")}, kSlow);
}

void TestWindowRecording::badFileLeavesNothing()
{
    const QString path = m_dir.filePath(QStringLiteral("bad.ppk2"));
    QVERIFY(write(path, "no archive"));
    WorkbenchBench bench;
    bench.window->show();
    const int before = bench.window->kits()->rowCount();
    QVERIFY(drop(bench.window.get(), path));
    auto *notice = app::ImportNotice::of(bench.window.get());
    Q_EMIT notice->banner()->actionTriggered();
    QTRY_VERIFY_WITH_TIMEOUT(notice->banner()->what().contains(u"was not imported"), kSlow);
    QCOMPARE(bench.window->kits()->rowCount(), before);
    QVERIFY(!QFile::exists(m_dir.filePath(QStringLiteral("bad.aer"))));
    notice->dismissButton()->click();
    QVERIFY(!notice->banner()->isVisible());
}

void TestWindowRecording::cutOffOneIsOfferedOnce()
{
    const QString folder = widgets::Recorder::folder();
    QVERIFY(QDir().mkpath(folder));
    // A name that no run before this one has dismissed.
    const QString name = QStringLiteral("cut %1.aer").arg(QUuid::createUuid().toString(QUuid::WithoutBraces));
    const QString path = folder + QLatin1Char('/') + name;
    QVERIFY(recording_example::write(path));
    QVERIFY(QFile::resize(path, QFileInfo(path).size() - 40)); // into its end

    WorkbenchBench bench;
    bench.window->show();
    auto *first = new app::UnfinishedNotice(bench.window.get());
    auto *notice = first->banner();
    QSignalSpy looked(first, &app::UnfinishedNotice::looked);
    first->look();
    QTRY_COMPARE_WITH_TIMEOUT(looked.size(), 1, kSlow);
    QVERIFY2(notice->isVisible() && notice->what().contains(name), qPrintable(notice->what()));

    const int before = bench.window->kits()->rowCount();
    Q_EMIT notice->actionTriggered();
    QCOMPARE(bench.window->kits()->rowCount(), before + 1);
    const std::shared_ptr<KitContext> shown = bench.window->kit();
    QTRY_COMPARE_WITH_TIMEOUT(shown->session()->state(), SessionState::Connected, kSlow);
    QCOMPARE(shown->store()->endIndex(), recording_example::kSamples);
    QVERIFY(!notice->isVisible());

    auto *second = new app::UnfinishedNotice(bench.window.get());
    QSignalSpy again(second, &app::UnfinishedNotice::looked);
    second->look();
    QTRY_COMPARE_WITH_TIMEOUT(again.size(), 1, kSlow);
    QVERIFY(!second->banner()->isVisible());
    QVERIFY(QFile::remove(path));
}

void TestWindowRecording::cutOffOneCanBePutAway()
{
    const QString folder = widgets::Recorder::folder();
    QVERIFY(QDir().mkpath(folder));
    const QString path = folder + QStringLiteral("/cut %1.aer").arg(QUuid::createUuid().toString(QUuid::WithoutBraces));
    QVERIFY(recording_example::write(path));
    QVERIFY(QFile::resize(path, QFileInfo(path).size() - 40));
    WorkbenchBench bench;
    bench.window->show();
    for (const bool told : {true, false}) { // once, and then no more
        auto *notice = new app::UnfinishedNotice(bench.window.get());
        QSignalSpy looked(notice, &app::UnfinishedNotice::looked);
        notice->look();
        QTRY_COMPARE_WITH_TIMEOUT(looked.size(), 1, kSlow);
        QCOMPARE(notice->banner()->isVisible(), told);
        if (told)
            notice->dismissButton()->click();
        QVERIFY(!notice->banner()->isVisible());
    }
    QVERIFY(QFile::exists(path));
    QVERIFY(QFile::remove(path));
}

QTEST_MAIN(TestWindowRecording)
#include "tst_window_recording.moc"
