// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording_reader.h"

#include "device_link/capture/file/recording_ending.h"

#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <string_view>
#include <thread>

#include <sys/resource.h>

using namespace device_link;
using namespace recording_reader;

namespace {

/// No file may grow above bytes while this lives: a write fails as it would on a full disk, after part of it went in.
class FileSizeLimit
{
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        m_signal = std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit limit = m_before;
        limit.rlim_cur = bytes;
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        (void)std::signal(SIGXFSZ, m_signal);
    }
    FileSizeLimit(const FileSizeLimit &) = delete;
    FileSizeLimit &operator=(const FileSizeLimit &) = delete;

private:
    rlimit m_before = {};
    void (*m_signal)(int) = SIG_DFL;
};

/// What the killed process runs: records for ever.
int recordUntilKilled(const QString &path)
{
    auto writer = startIn(path);
    auto store = std::make_shared<SampleStore>(ReferenceSamples::powerStream());
    if (!writer)
        return 1;
    writer->addStream(store);
    for (std::uint64_t index = 0;;) {
        if (index > writer->totals().samples + 500'000) {
            std::this_thread::yield(); // no faster than the writer, so that there is no gap
            continue;
        }
        store->append(index, std::int64_t(index) * 10'000, frames(100));
        writer->addEvent(kitEvent(std::uint32_t(index), QStringLiteral("radio")));
        index += 100;
    }
}

} // namespace

class TestRecordingFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void neverOverwrites();
    void folderThatCannotBeMade();
    void fullDiskIsReportedAndKeepsWhatWasWritten();
    void tooLittleDiskIsRefusedAtOnce();
    void ownerGoneWithoutFinish();
    void finishTwice();
    void killedProcessLeavesAReadableFile();

private:
    [[nodiscard]] QString path() const { return m_dir->filePath(QStringLiteral("recording.aer")); }
    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestRecordingFaults::neverOverwrites()
{
    QVERIFY(startIn(path())->finish().result());
    const qint64 before = QFileInfo(path()).size();
    const auto again = RecordingWriter::start(optionsFor(path()));
    QVERIFY(!again);
    QCOMPARE(again.error().fault(), Fault::AlreadyThere);
    QCOMPARE(QFileInfo(path()).size(), before);
}

void TestRecordingFaults::folderThatCannotBeMade()
{
    QFile file(m_dir->filePath(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto writer = RecordingWriter::start(optionsFor(file.fileName() + QStringLiteral("/below/x.aer")));
    QVERIFY(!writer);
    QCOMPARE(writer.error().fault(), Fault::CannotWrite);
    QVERIFY(writer.error().detail().contains(file.fileName()));
}

void TestRecordingFaults::fullDiskIsReportedAndKeepsWhatWasWritten()
{
    auto writer = startIn(path());
    QVERIFY(writer);
    auto store = std::make_shared<SampleStore>(ReferenceSamples::kitStream());
    writer->addStream(store);
    std::mt19937 random(1);
    std::vector<float> noise(200'000);
    std::generate(noise.begin(), noise.end(), [&] { return float(random() % 1000) * 1e-6F; });
    {
        const FileSizeLimit limit(1'000'003);
        for (std::uint64_t index = 0; index < 2'000'000; index += 100'000)
            QVERIFY(store->append(index, std::int64_t(index) * 10'000, noise));
        QTRY_VERIFY(writer->error().has_value());
    }
    QCOMPARE(writer->error()->fault(), Fault::CannotWrite);
    QVERIFY(writer->error()->detail().contains(path()));
    // Afterwards nothing is collected that nobody will write.
    writer->addEvent(kitEvent(2, QStringLiteral("radio")));
    QCOMPARE(writer->totals().lostEvents, std::uint64_t(1));
    const auto outcome = writer->finish().result();
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().detail(), writer->error()->detail());

    QVERIFY(QFileInfo(path()).size() <= 1'000'003);
    const Recorded recorded = readBack(path());
    QVERIFY(recorded.opened && recorded.recovery.closed);
    QCOMPARE(recorded.recovery.end, RecordingEnd::WriteFailed);
    QVERIFY(recorded.frames() > 100'000);
    for (std::size_t i = 0; i < recorded.frames(); ++i)
        QCOMPARE(recorded.streams[0].index[i], std::uint64_t(i));
}

void TestRecordingFaults::tooLittleDiskIsRefusedAtOnce()
{
    RecordingOptions options = optionsFor(path());
    options.limits.minFreeBytes = std::uint64_t(1) << 62;
    const auto writer = RecordingWriter::start(options);
    QVERIFY(!writer);
    QCOMPARE(writer.error().fault(), Fault::CannotWrite);
    QVERIFY(!QFileInfo::exists(path()));
}

void TestRecordingFaults::ownerGoneWithoutFinish()
{
    auto store = std::make_shared<SampleStore>(ReferenceSamples::powerStream());
    QVERIFY(store->append(0, 0, frames(20000)));
    {
        const auto writer = startIn(path());
        writer->addStream(store);
        writer->addEvent(kitEvent(1, QStringLiteral("radio")));
    }
    const Recorded recorded = readBack(path());
    QVERIFY(recorded.recovery.isWhole());
    QCOMPARE(recorded.frames(), std::size_t(20000));
    QCOMPARE(recorded.events.size(), std::size_t(1));
}

void TestRecordingFaults::finishTwice()
{
    auto writer = startIn(path());
    writer->addEvent(kitEvent(1, QStringLiteral("radio")));
    QFuture<RecordingWriter::Outcome> first = writer->finish();
    QFuture<RecordingWriter::Outcome> second = writer->finish();
    writer->addEvent(kitEvent(2, QStringLiteral("radio"))); // too late
    writer.reset();
    QVERIFY(first.isFinished() && second.isFinished());
    QVERIFY(first.result());
    QCOMPARE(first.result()->events, std::uint64_t(1));
    QCOMPARE(second.result()->events, std::uint64_t(1));
}

void TestRecordingFaults::killedProcessLeavesAReadableFile()
{
    QProcess process;
    process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--record-until-killed"), path()});
    QVERIFY(process.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(readBack(path()).frames() > 100, 20000);
    QCOMPARE(*recordingEnding(path()), RecordingEnding::BeingWritten);
    QVERIFY(unfinishedRecordings(m_dir->path()).isEmpty());
    const Recorded before = readBack(path());
    process.kill();
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), QProcess::CrashExit);
    const Recorded recorded = readBack(path());
    QVERIFY(!recorded.recovery.closed);
    QVERIFY(recorded.frames() >= before.frames());
    QVERIFY(!recorded.events.empty());
    for (std::size_t i = 0; i < recorded.frames(); ++i)
        QCOMPARE(recorded.streams[0].index[i], std::uint64_t(i));

    // What was cut off is offered, once nobody writes it; what was ended is not.
    QCOMPARE(*recordingEnding(path()), RecordingEnding::Unfinished);
    QVERIFY(startIn(m_dir->filePath(QStringLiteral("ended.aer")))->finish().result());
    QVERIFY(QFile::copy(path(), m_dir->filePath(QStringLiteral("copy.txt"))));
    QCOMPARE(unfinishedRecordings(m_dir->path()), QStringList{path()});
    QCOMPARE(recordingEnding(m_dir->path()).error().fault(), Fault::CannotRead);
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc == 3 && std::string_view(argv[1]) == "--record-until-killed")
        return recordUntilKilled(QString::fromLocal8Bit(argv[2]));
    TestRecordingFaults test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_recording_faults.moc"
