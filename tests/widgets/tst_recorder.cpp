// SPDX-License-Identifier: GPL-3.0-or-later
// Recording from the window, with aiesim-virtual-kit as a process.
#include "virtual_kit_fixture.h"

#include "widgets/kit/kit_context.h"
#include "widgets/recording/record_button.h"
#include "widgets/recording/recorder.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace widgets;

namespace {

constexpr int kSlow = 60'000;

qint64 sampleRows(const QString &directory)
{
    QFile file(directory + QStringLiteral("/samples.csv"));
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    qint64 rows = 0;
    for (const QByteArray &line : file.readAll().split('\n'))
        rows += !line.isEmpty() && QByteArrayView("0123456789").contains(line[0]) ? 1 : 0;
    return rows;
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
    void buttonShowsTheTime();
};

void TestRecorder::writesWhatArrives()
{
    Bench bench;
    QVERIFY(bench.open());
    auto *recorder = bench.kit->model<Recorder>();
    QCOMPARE(recorder, bench.kit->model<Recorder>()); // one to a kit
    QSignalSpy finished(recorder, &Recorder::finished);
    const QString directory = bench.folder.filePath(QStringLiteral("one"));
    recorder->start(directory);
    QCOMPARE(recorder->state(), Recorder::State::Recording);
    recorder->start(bench.folder.filePath(QStringLiteral("two"))); // one at a time
    QCOMPARE(recorder->directory(), directory);
    QTRY_VERIFY_WITH_TIMEOUT(recorder->totals().samples > 5000, kSlow);
    recorder->stop();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, kSlow);
    QCOMPARE(recorder->state(), Recorder::State::Idle);
    QVERIFY(recorder->totals().samples > 5000);
    QCOMPARE(sampleRows(directory), qint64(recorder->totals().samples));
}

void TestRecorder::goesOnAfterALostLink()
{
    Bench bench;
    QVERIFY(bench.open());
    auto *recorder = bench.kit->model<Recorder>();
    const QString directory = bench.folder.filePath(QStringLiteral("lost"));
    recorder->start(directory);
    QTRY_VERIFY_WITH_TIMEOUT(recorder->totals().samples > 1000, kSlow);
    bench.process.killHard();
    QTRY_COMPARE_WITH_TIMEOUT(bench.kit->session()->state(), device_link::SessionState::Lost, kSlow);
    const auto before = recorder->totals().samples;
    QVERIFY(bench.process.start());
    QTRY_VERIFY_WITH_TIMEOUT(recorder->totals().samples > before + 1000, kSlow);
    QSignalSpy finished(recorder, &Recorder::finished);
    recorder->stop();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, kSlow);
    QCOMPARE(sampleRows(directory), qint64(recorder->totals().samples));
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
    QVERIFY(!recorder->freshDirectory().isEmpty());
}

void TestRecorder::endsWhenTheDiskIsFull()
{
    Bench bench;
    QVERIFY(bench.open());
    auto *recorder = bench.kit->model<Recorder>();
    const QString directory = bench.folder.filePath(QStringLiteral("full"));
    QVERIFY(QDir().mkpath(directory));
    // Every write to /dev/full fails with "no space left on device".
    QVERIFY(QFile::link(QStringLiteral("/dev/full"), directory + QStringLiteral("/samples.csv")));
    QSignalSpy failed(recorder, &Recorder::failed);
    recorder->start(directory);
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, kSlow);
    QVERIFY(recorder->error());
    QCOMPARE(recorder->state(), Recorder::State::Idle);
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
