// SPDX-License-Identifier: GPL-3.0-or-later
// Recordings in the window: opened beside the kit, closed, and offered after a crash.
#include "recording_example_writer.h"
#include "workbench_bench.h"

#include "workbench/open_recording.h"
#include "workbench/panel_area.h"
#include "workbench/unfinished_notice.h"

#include "widgets/common/error_banner.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit_rail/kit_list_model.h"
#include "widgets/recording/recorder.h"

#include <QDir>
#include <QDropEvent>
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
}

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
    void brokenOneIsTold();
    void cutOffOneIsOfferedOnce();

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
    QMimeData files;
    files.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(bench.window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(300, 300), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(bench.window.get(), &drop);
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

    // A second time it is only shown, and it can be taken away.
    app::openRecording(bench.window.get(), path);
    QCOMPARE(kits->rowCount(), before + 1);
    QVERIFY(!app::closeRecording(kits, bench.kit())); // no recording
    QVERIFY(app::closeRecording(kits, shown));
    QCOMPARE(kits->rowCount(), before);
    QVERIFY(bench.window->kit() != shown);
    bench.settle();
}

void TestWindowRecording::brokenOneIsTold()
{
    const QString path = m_dir.filePath(QStringLiteral("broken.aer"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("no recording");
    file.close();
    WorkbenchBench bench;
    bench.window->show();
    app::openRecording(bench.window.get(), path);
    const std::shared_ptr<KitContext> shown = bench.window->kit();
    QTRY_COMPARE_WITH_TIMEOUT(shown->session()->state(), SessionState::Failed, kSlow);
    QVERIFY(shown->openError());
    QCOMPARE(shown->openError()->fault(), device_link::Fault::BadFile);
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

QTEST_MAIN(TestWindowRecording)
#include "tst_window_recording.moc"
