// SPDX-License-Identifier: GPL-3.0-or-later
// Recording from the window, with aiesim-virtual-kit as a process.
#include "virtual_kit_fixture.h"

#include "device_link/capture/file/recording_file_reader.h"
#include "widgets/kit/kit_context.h"
#include "widgets/recording/record_button.h"
#include "widgets/recording/recorder.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace widgets;

namespace {

constexpr int kSlow = 60'000;

/// Frames that a recording holds, -1 when it does not open or is not whole.
qint64 recordedFrames(const QString &path)
{
    const auto reader = device_link::RecordingFileReader::open(path);
    if (!reader || !(*reader)->recovery().isWhole())
        return -1;
    qint64 frames = 0;
    for (const auto &[number, stream] : (*reader)->streams())
        for (const device_link::SegmentPlace &segment : stream.segments)
            frames += segment.frames;
    return frames;
}

struct Bench {
    [[nodiscard]] bool open()
    {
        if (!process.start())
            return false;
        kit = std::make_shared<KitContext>(
            device_link::KitSession::create({process.serialUrl(device_link::PortRole::Kit)}));
        kit->open();
        return QTest::qWaitFor([this] { return kit->store() && kit->store()->endIndex() > 0; }, kSlow);
    }
    ~Bench()
    {
        if (kit)
            kit->session()->close();
    }
    QTemporaryDir folder;
    test_kit::VirtualKit process{{QStringLiteral("--power-rate"), QStringLiteral("10000")}};
    std::shared_ptr<KitContext> kit;
};

} // namespace

class TestRecorder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesWhatArrives();
    void goesOnAfterALostLink();
    void saysWhyItCannotBegin();
    void endsWhenTheDiskIsFull();
    void doesNotBeginWithoutAKit();
    void buttonShowsTheTime();
};

void TestRecorder::writesWhatArrives()
{
    Bench bench;
    QVERIFY(bench.open());
    auto *recorder = bench.kit->model<Recorder>();
    QCOMPARE(recorder, bench.kit->model<Recorder>()); // one to a kit
    QSignalSpy finished(recorder, &Recorder::finished);
    const QString path = bench.folder.filePath(QStringLiteral("one.aer"));
    recorder->start(path);
    QCOMPARE(recorder->state(), Recorder::State::Recording);
    recorder->start(bench.folder.filePath(QStringLiteral("two"))); // one at a time
    QCOMPARE(recorder->path(), path);
    QTRY_VERIFY_WITH_TIMEOUT(recorder->totals().samples > 5000, kSlow);
    recorder->stop();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, kSlow);
    QCOMPARE(recorder->state(), Recorder::State::Idle);
    QVERIFY(recorder->totals().samples > 5000);
    QCOMPARE(recordedFrames(path), qint64(recorder->totals().samples));
}

void TestRecorder::goesOnAfterALostLink()
{
    Bench bench;
    QVERIFY(bench.open());
    auto *recorder = bench.kit->model<Recorder>();
    const QString path = bench.folder.filePath(QStringLiteral("lost.aer"));
    recorder->start(path);
    QTRY_VERIFY_WITH_TIMEOUT(recorder->totals().samples > 1000, kSlow);
    bench.process.killHard();
    QTRY_COMPARE_WITH_TIMEOUT(bench.kit->session()->state(), device_link::SessionState::Lost, kSlow);
    const auto before = recorder->totals().samples;
    QVERIFY(bench.process.start());
    QTRY_VERIFY_WITH_TIMEOUT(recorder->totals().samples > before + 1000, kSlow);
    QSignalSpy finished(recorder, &Recorder::finished);
    recorder->stop();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, kSlow);
    QCOMPARE(recordedFrames(path), qint64(recorder->totals().samples));
}

void TestRecorder::saysWhyItCannotBegin()
{
    Bench bench;
    QVERIFY(bench.open());
    auto *recorder = bench.kit->model<Recorder>();
    QFile file(bench.folder.filePath(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QSignalSpy failed(recorder, &Recorder::failed);
    recorder->start(file.fileName());
    QCOMPARE(failed.size(), 1);
    QVERIFY(recorder->error());
    QCOMPARE(recorder->state(), Recorder::State::Idle);
    QVERIFY(recorder->freshPath().endsWith(QStringLiteral(".aer")));
}

void TestRecorder::endsWhenTheDiskIsFull()
{
    Bench bench;
    QVERIFY(bench.open());
    auto *recorder = bench.kit->model<Recorder>();
    const QString path = bench.folder.filePath(QStringLiteral("full.aer"));
    QSignalSpy failed(recorder, &Recorder::failed);
    recorder->start(path);
    QCOMPARE(recorder->state(), Recorder::State::Recording);
    QTRY_VERIFY_WITH_TIMEOUT(recorder->totals().samples > 0, kSlow);
    QVERIFY(QFile::remove(path)); // from then on nothing of it is kept: the same as a disk that is gone
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, kSlow);
    QVERIFY(recorder->error());
    QCOMPARE(recorder->error()->fault(), device_link::Fault::CannotWrite);
    QCOMPARE(recorder->state(), Recorder::State::Idle);
}

void TestRecorder::doesNotBeginWithoutAKit()
{
    Bench bench;
    auto kit = std::make_shared<KitContext>(device_link::KitSession::create(
        {*device_link::parseDeviceUrl(QStringLiteral("serial:/nonexistent,role=kit"))}));
    auto *recorder = kit->model<Recorder>();
    QSignalSpy failed(recorder, &Recorder::failed);
    const QString path = bench.folder.filePath(QStringLiteral("none.aer"));
    recorder->start(path);
    QCOMPARE(failed.size(), 1);
    QCOMPARE(recorder->state(), Recorder::State::Idle);
    QVERIFY(!QFile::exists(path));
}

void TestRecorder::buttonShowsTheTime()
{
    Bench bench;
    QVERIFY(bench.open());
    auto *recorder = bench.kit->model<Recorder>();
    RecordButton button;
    QVERIFY(!button.isEnabled());
    button.setRecorder(recorder);
    QVERIFY(button.isEnabled());
    QCOMPARE(button.accessibleName(), QStringLiteral("Start recording"));
    recorder->start(bench.folder.filePath(QStringLiteral("button")));
    QVERIFY(button.accessibleName().startsWith(QLatin1String("Stop recording, 00:00:0")));
    recorder->stop();
    QVERIFY(!button.isEnabled()); // while it closes
    QTRY_VERIFY_WITH_TIMEOUT(button.isEnabled(), kSlow);
}

QTEST_MAIN(TestRecorder)
#include "tst_recorder.moc"
