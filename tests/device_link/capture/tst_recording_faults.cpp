// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording_reader.h"

#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <string_view>
#include <thread>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

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
int recordUntilKilled(const QString &directory)
{
    auto writer = startIn(directory);
    auto store = std::make_shared<SampleStore>(ReferenceSamples::powerStream());
    if (!writer)
        return 1;
    writer->addStream(store);
    for (std::uint64_t index = 0;;) {
        if (index > writer->totals().samples + 500'000) {
            std::this_thread::yield(); // no faster than the writer, so that the rows have no gap
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
    void neverOverwrites();
    void directoryThatCannotBeMade();
    void fullDiskIsReported();
    void fullDiskLeavesWholeLines();
    void slowDiskHoldsUpNobody();
    void ownerGoneWithoutFinish();
    void finishTwice();
    void killedProcessLeavesAReadableFile();
};

void TestRecordingFaults::neverOverwrites()
{
    const QTemporaryDir dir;
    QVERIFY(startIn(dir.path())->finish().result());
    const QByteArray before = readFile(dir.filePath(QStringLiteral("samples.csv")));
    RecordingOptions options;
    options.directory = dir.path();
    const auto again = RecordingWriter::start(options);
    QVERIFY(!again);
    QCOMPARE(again.error().fault(), Fault::CannotWrite);
    QCOMPARE(readFile(dir.filePath(QStringLiteral("samples.csv"))), before);
}

void TestRecordingFaults::directoryThatCannotBeMade()
{
    const QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    RecordingOptions options;
    options.directory = file.fileName() + QStringLiteral("/below");
    const auto writer = RecordingWriter::start(options);
    QVERIFY(!writer);
    QCOMPARE(writer.error().fault(), Fault::CannotWrite);
    QVERIFY(writer.error().detail().contains(options.directory));
}

void TestRecordingFaults::fullDiskIsReported()
{
    for (const char *name : {"samples.csv", "events.jsonl"}) {
        const QTemporaryDir dir;
        QVERIFY(QFile::link(QStringLiteral("/dev/full"), dir.filePath(QString::fromLatin1(name))));
        auto writer = startIn(dir.path());
        QVERIFY(writer);
        auto store = std::make_shared<SampleStore>(ReferenceSamples::powerStream());
        writer->addStream(store);
        writer->addEvent(kitEvent(1, QStringLiteral("radio")));
        QVERIFY(store->append(0, 0, frames(1000)));
        QTRY_VERIFY(writer->error().has_value());
        QCOMPARE(writer->error()->fault(), Fault::CannotWrite);
        QVERIFY(writer->error()->detail().contains(QString::fromLatin1(name)));
        QVERIFY(writer->error()->detail().contains(QStringLiteral("No space left on device")));
        // Afterwards nothing is collected that nobody will write.
        writer->addEvent(kitEvent(2, QStringLiteral("radio")));
        QCOMPARE(writer->totals().lostEvents, std::uint64_t(1));
        const auto outcome = writer->finish().result();
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().detail(), writer->error()->detail());
    }
}

void TestRecordingFaults::fullDiskLeavesWholeLines()
{
    const QTemporaryDir dir;
    auto writer = startIn(dir.path());
    auto store = std::make_shared<SampleStore>(ReferenceSamples::powerStream());
    QVERIFY(store->append(0, 0, frames(100'000)));
    {
        const FileSizeLimit limit(1'000'003);
        writer->addStream(store);
        QVERIFY(!writer->finish().result());
    }
    const QByteArray text = readFile(dir.filePath(QStringLiteral("samples.csv")));
    QVERIFY(text.size() <= 1'000'003 && text.size() > 999'900);
    const Csv csv = parse(text);
    QVERIFY(csv.endsWithNewline);
    for (qsizetype i = 0; i < csv.rows.size(); ++i)
        QCOMPARE(csv.rows[i][0].toLongLong(), qint64(i));
    QVERIFY(writer->totals().samples <= std::uint64_t(csv.rows.size()));
}

void TestRecordingFaults::slowDiskHoldsUpNobody()
{
    // A pipe that nobody reads is a disk that never ends its write.
    const QTemporaryDir dir;
    const QByteArray path = dir.filePath(QStringLiteral("samples.csv")).toLocal8Bit();
    QCOMPARE(::mkfifo(path.constData(), 0600), 0);
    const int pipe = ::open(path.constData(), O_RDWR);
    QVERIFY(pipe >= 0);
    auto writer = startIn(dir.path());
    QVERIFY(writer);
    auto store = std::make_shared<SampleStore>(ReferenceSamples::powerStream());
    writer->addStream(store);
    constexpr std::uint64_t total = 300'000;
    for (std::uint64_t index = 0; index < total; index += 1000) {
        QVERIFY(store->append(index, std::int64_t(index) * 10'000, frames(1000)));
        writer->addEvent(kitEvent(std::uint32_t(index), QStringLiteral("radio")));
    }
    QCOMPARE(store->received(), total);
    const QFuture<RecordingWriter::Outcome> end = writer->finish();
    QVERIFY(!end.isFinished()); // 300,000 rows do not fit a pipe

    std::uint64_t lines = 0;
    std::thread reader([&] {
        char buffer[65536];
        while (!end.isFinished()) {
            const ssize_t got = ::read(pipe, buffer, sizeof buffer);
            for (ssize_t i = 0; i < got; ++i)
                lines += buffer[i] == '\n' ? 1 : 0;
            if (lines >= total + 4) // two header lines, the stream line and the column names
                break;
        }
    });
    const auto outcome = end.result();
    reader.join();
    ::close(pipe);
    QVERIFY(outcome);
    QCOMPARE(outcome->samples, total);
    QCOMPARE(lines, total + 4);
}

void TestRecordingFaults::ownerGoneWithoutFinish()
{
    const QTemporaryDir dir;
    auto store = std::make_shared<SampleStore>(ReferenceSamples::powerStream());
    QVERIFY(store->append(0, 0, frames(20000)));
    {
        const auto writer = startIn(dir.path());
        writer->addStream(store);
        writer->addEvent(kitEvent(1, QStringLiteral("radio")));
    }
    QCOMPARE(parse(readFile(dir.filePath(QStringLiteral("samples.csv")))).rows.size(), 20000);
    QCOMPARE(readFile(dir.filePath(QStringLiteral("events.jsonl"))).count('\n'), 1);
}

void TestRecordingFaults::finishTwice()
{
    const QTemporaryDir dir;
    auto writer = startIn(dir.path());
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
    const QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("samples.csv"));
    QProcess process;
    process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--record-until-killed"), dir.path()});
    QVERIFY(process.waitForStarted());
    const QString events = dir.filePath(QStringLiteral("events.jsonl"));
    QTRY_VERIFY_WITH_TIMEOUT(readFile(path).count('\n') > 100 && readFile(events).count('\n') > 1, 20000);
    process.kill();
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), QProcess::CrashExit);
    const Csv csv = parse(readFile(path));
    QVERIFY(csv.rows.size() > 90);
    for (qsizetype i = 0; i < csv.rows.size(); ++i)
        QCOMPARE(csv.rows[i][0].toLongLong(), qint64(i));
    QByteArrayList lines = readFile(events).split('\n');
    lines.removeLast();
    for (const QByteArray &line : lines)
        QVERIFY(QJsonDocument::fromJson(line).isObject());
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
