// SPDX-License-Identifier: GPL-3.0-or-later
// Recording from the window, with aiesim-virtual-kit as a process.
#include "virtual_kit_fixture.h"

#include "device_link/capture/file/recording_file_reader.h"
#include "widgets/kit/kit_context.h"
#include "widgets/power/cursor_model.h"
#include "widgets/power/region_context.h"
#include "widgets/power/region_model.h"
#include "widgets/recording/record_button.h"
#include "widgets/recording/recorder.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cmath>

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
    explicit Bench(const QStringList &more = {})
        : process(QStringList{QStringLiteral("--power-rate"), QStringLiteral("10000")} + more)
    {
    }
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
    test_kit::VirtualKit process;
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
    void marksGoIntoTheFile();
    void answersStandInTheRecording();
    void doesNotBeginWithoutAKit();
    void buttonShowsTheTime();
};

void TestRecorder::writesWhatArrives()
{
    Bench bench;
    QVERIFY(bench.open());
    QTRY_VERIFY_WITH_TIMEOUT(bench.kit->facts()->account() && bench.kit->facts()->modem(), kSlow);
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
    // How the kit stood when it began: its radio and account are known before anything changes.
    const auto begin = (*device_link::RecordingFileReader::open(path))->info().begin;
    QVERIFY(begin);
    QVERIFY(begin->kitTimeNs > 0);
    QCOMPARE(begin->bootId, bench.kit->session()->identity().bootId);
    QCOMPARE(begin->firmware, bench.kit->session()->identity().firmware);
    QVERIFY(!begin->radio.isEmpty());
    QVERIFY(begin->account);
    QCOMPARE(begin->account->balanceMicro, bench.kit->facts()->account()->balanceMicro);
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

void TestRecorder::marksGoIntoTheFile()
{
    Bench bench;
    QVERIFY(bench.open());
    auto *recorder = bench.kit->model<Recorder>();
    auto *regions = bench.kit->model<RegionModel>();
    auto *cursors = bench.kit->model<CursorModel>();
    regions->add(1'000'000, 2'000'000, QStringLiteral("before"));
    const QString path = bench.folder.filePath(QStringLiteral("marks.aer"));
    QSignalSpy finished(recorder, &Recorder::finished);
    recorder->start(path);
    QTRY_VERIFY_WITH_TIMEOUT(recorder->totals().samples > 1000, kSlow);
    const std::int64_t now = bench.kit->window()->latestNs() + 1'000'000'000;
    regions->add(now, now + 1'000'000, QStringLiteral("burst"));
    cursors->add(now + 5, QStringLiteral("here"));
    cursors->add(now + 7);
    regions->append(3'000'000, 4'000'000, QStringLiteral("of before it began"));
    QTRY_VERIFY_WITH_TIMEOUT(recorder->totals().samples > 20'000, kSlow); // about two seconds: they are written
    regions->setNote(1, QStringLiteral("the burst"));
    cursors->remove(1);
    recorder->stop();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, kSlow);

    std::vector<device_link::RecordedNote> notes;
    std::vector<device_link::RecordedLine> lines;
    const auto reader = device_link::RecordingFileReader::open(path);
    QVERIFY(reader);
    for (std::size_t i = 0; i < (*reader)->eventBatches(); ++i) {
        const auto batch = (*reader)->eventBatch(i);
        QVERIFY(batch);
        notes.insert(notes.end(), batch->notes.begin(), batch->notes.end());
        lines.insert(lines.end(), batch->lines.begin(), batch->lines.end());
    }
    const auto standing = device_link::standingNotes(notes);
    QCOMPARE(standing.size(), std::size_t(2));
    QCOMPARE(standing.at(0).text, QStringLiteral("the burst"));
    QCOMPARE(standing.at(0).kitTimeNs, now);
    QCOMPARE(standing.at(0).endNs, std::optional(now + 1'000'000));
    QCOMPARE(standing.at(1).text, QStringLiteral("here"));
    QVERIFY(!standing.at(1).endNs);
    // The workbench asks the kit every now and then: what it asked is in there too.
    QVERIFY(std::ranges::any_of(lines, [](const device_link::RecordedLine &line) { return line.toKit; }));
    QVERIFY(std::ranges::any_of(lines, [](const device_link::RecordedLine &line) { return !line.toKit; }));
    QCOMPARE(lines.front().port, QStringLiteral("kit"));

    // They stand in the recording when it is opened.
    const auto replay = std::make_shared<KitContext>(
        device_link::KitSession::create({*device_link::parseDeviceUrl(QStringLiteral("file:") + path)}));
    (void)replay->model<Recorder>();
    replay->open();
    QTRY_COMPARE_WITH_TIMEOUT(replay->session()->state(), device_link::SessionState::Connected, kSlow);
    QTRY_COMPARE_WITH_TIMEOUT(replay->model<RegionModel>()->rowCount(), 1, kSlow);
    QCOMPARE(replay->model<RegionModel>()->note(0), QStringLiteral("the burst"));
    QCOMPARE(replay->model<CursorModel>()->rowCount(), 1);
    QCOMPARE(replay->model<CursorModel>()->note(0), QStringLiteral("here"));
}

void TestRecorder::answersStandInTheRecording()
{
    Bench bench({QStringLiteral("--speed"), QStringLiteral("4")});
    QVERIFY(bench.open());
    const auto isRegistered = [&] {
        const auto &modem = bench.kit->facts()->modem();
        return modem && modem->registration.value_or(0) == 1;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isRegistered(), kSlow);
    QTRY_VERIFY_WITH_TIMEOUT(bench.kit->facts()->account().has_value(), kSlow);
    auto *recorder = bench.kit->model<Recorder>();
    const QString path = bench.folder.filePath(QStringLiteral("answer.aer"));
    QSignalSpy finished(recorder, &Recorder::finished);
    recorder->start(path);
    QTRY_VERIFY_WITH_TIMEOUT(recorder->totals().samples > 0, kSlow);
    device_link::PromptRequest request;
    request.text = QStringLiteral("Tell me something");
    request.maxTokens = 40;
    static_cast<void>(bench.kit->prompts()->ask(request));
    QTRY_VERIFY_WITH_TIMEOUT(!bench.kit->prompts()->running(), kSlow);
    recorder->stop();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, kSlow);
    const PromptEntry asked = bench.kit->prompts()->at(0);
    QVERIFY(asked.energy && asked.cost);

    const auto replay = std::make_shared<KitContext>(
        device_link::KitSession::create({*device_link::parseDeviceUrl(QStringLiteral("file:") + path)}));
    replay->open();
    QTRY_COMPARE_WITH_TIMEOUT(replay->session()->state(), device_link::SessionState::Connected, kSlow);
    QTRY_COMPARE_WITH_TIMEOUT(replay->prompts()->rowCount(), 1, kSlow);
    const PromptEntry &shown = replay->prompts()->at(0);
    QCOMPARE(shown.run.answer(), asked.run.answer());
    QCOMPARE(shown.run.charge, asked.run.charge);
    QCOMPARE(shown.run.quiet, asked.run.quiet);
    QVERIFY(shown.energy && shown.cost);
    QCOMPARE(shown.cost->micro, asked.cost->micro);
    QCOMPARE(shown.cost->currency, asked.cost->currency);
    QVERIFY(std::abs(shown.energy->totalJoules / asked.energy->totalJoules - 1) < 1e-6);
    QVERIFY(!shown.running && !replay->prompts()->running());
    // The account as it changed, and the region of the answer with its money.
    QVERIFY(replay->session()->tokenAccount());
    QCOMPARE(replay->facts()->account()->balanceMicro, bench.kit->facts()->account()->balanceMicro);
    QVERIFY(replay->facts()->balanceSteps().size() >= 2);
    const PromptsInRegion inside
        = promptsIn(*replay->prompts(), shown.run.bootId, {*shown.run.accepted, *shown.run.quiet + 1});
    QCOMPARE(inside.tokens, asked.run.tokens.size());
    QVERIFY(inside.cost && inside.cost->micro == asked.cost->micro);
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
