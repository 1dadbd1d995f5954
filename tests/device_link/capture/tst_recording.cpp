// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference_samples.h"

#include "device_link/capture/recording_writer.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <csignal>
#include <thread>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace device_link;

namespace {

QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// samples.csv as a reader of it would take it.
struct Csv {
    struct Gap {
        quint64 first = 0;
        quint64 count = 0;
        QByteArray cause;
    };
    QByteArrayList comments; ///< without gap lines
    QByteArrayList columns;  ///< of the last header
    QList<QByteArrayList> rows;
    QList<Gap> gaps;
    bool endsWithNewline = false;
};

Csv parse(const QByteArray &text)
{
    Csv csv;
    csv.endsWithNewline = text.endsWith('\n');
    QByteArrayList lines = text.split('\n');
    lines.removeLast();
    for (const QByteArray &line : lines) {
        if (line.startsWith("# gap ")) {
            const QByteArrayList parts = line.split(' ');
            csv.gaps.append({parts.value(2).mid(6).toULongLong(), parts.value(3).mid(6).toULongLong(),
                parts.value(4).mid(6)});
        } else if (line.startsWith('#')) {
            csv.comments << line;
        } else if (line.startsWith("index,")) {
            csv.columns = line.split(',');
        } else {
            csv.rows << line.split(',');
        }
    }
    return csv;
}

KitEvent kitEvent(std::uint32_t sequence, const QString &name, const QCborMap &fields = {})
{
    KitEvent e;
    e.bootId = 7;
    e.sequence = sequence;
    e.kitTimeNs = 9'007'199'254'740'993; // not a double
    e.name = name;
    e.fields = fields;
    return e;
}

std::vector<float> frames(std::size_t count)
{
    std::vector<float> values;
    for (std::size_t i = 0; i < count; ++i) {
        values.push_back(0.125F * float(i % 100));
        values.push_back(3.7F);
    }
    return values;
}

std::unique_ptr<RecordingWriter> startIn(const QString &directory)
{
    RecordingOptions options;
    options.directory = directory;
    auto writer = RecordingWriter::start(options);
    return writer ? std::move(*writer) : nullptr;
}

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

class TestRecording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void samplesAreAllInTheFile();
    void headerSaysWhatItIs();
    void hostileNamesStayInTheirField();
    void eventsAreOneObjectPerLine();
    void fileGrowsWhileRecording();
    void fromNowOn();
    void secondStreamAfterAReconnect();
    void overrunIsTold();
    void neverOverwrites();
    void directoryThatCannotBeMade();
    void fullDiskIsReported();
    void fullDiskLeavesWholeLines();
    void slowDiskHoldsUpNobody();
    void ownerGoneWithoutFinish();
    void finishTwice();
    void nothingToRecord();
    void killedProcessLeavesAReadableFile();
};

void TestRecording::samplesAreAllInTheFile()
{
    const QTemporaryDir dir;
    auto store = std::make_shared<SampleStore>(ReferenceSamples::powerStream());
    ReferenceSamples reference(0);
    auto writer = startIn(dir.path());
    QVERIFY(writer);
    writer->addStream(store);
    reference.fill(*store, 1, 60000, 90000);
    const auto outcome = writer->finish().result();
    QVERIFY(outcome);

    const Csv csv = parse(readFile(dir.filePath(QStringLiteral("samples.csv"))));
    QCOMPARE(csv.columns, (QByteArrayList{"index", "kit_time_ns", "current_A", "voltage_V"}));
    QCOMPARE(quint64(csv.rows.size()), quint64(store->received()));
    quint64 next = 0;
    qsizetype gap = 0;
    for (const QByteArrayList &row : csv.rows) {
        QCOMPARE(row.size(), 4);
        const quint64 index = row[0].toULongLong();
        if (index != next) {
            QCOMPARE(csv.gaps[gap].first, next);
            QCOMPARE(csv.gaps[gap].count, index - next);
            QCOMPARE(csv.gaps[gap].cause, QByteArray("kit_dropped"));
            ++gap;
        }
        QCOMPARE(row[1].toLongLong(), reference.timeOf(index));
        QCOMPARE(row[2].toFloat(), reference.value(0, index)); // the shortest text that reads back the same
        QCOMPARE(row[3].toFloat(), reference.value(1, index));
        next = index + 1;
    }
    QCOMPARE(next, quint64(store->endIndex()));
    QCOMPARE(gap, csv.gaps.size());
    QCOMPARE(outcome->samples, store->received());
    QCOMPARE(outcome->missing, store->lostSamples());
    QCOMPARE(outcome->gaps, std::uint64_t(csv.gaps.size()));
    QCOMPARE(outcome->overrun, std::uint64_t(0));
    QCOMPARE(qint64(outcome->bytes), QFileInfo(dir.filePath(QStringLiteral("samples.csv"))).size());
}

void TestRecording::headerSaysWhatItIs()
{
    for (const bool simulated : {true, false}) {
        const QTemporaryDir dir;
        RecordingOptions options;
        options.directory = dir.filePath(QStringLiteral("a/b"));
        options.kitSerial = QStringLiteral("VK-0001");
        options.simulated = simulated;
        auto writer = RecordingWriter::start(options);
        QVERIFY(writer);
        (*writer)->addStream(std::make_shared<SampleStore>(ReferenceSamples::powerStream()));
        QVERIFY((*writer)->finish().result());
        const Csv csv = parse(readFile(options.directory + QStringLiteral("/samples.csv")));
        const QByteArray all = csv.comments.join('\n');
        QCOMPARE(all.contains("# SIMULATED"), simulated);
        QVERIFY(all.contains("# kit serial=VK-0001"));
        QVERIFY(all.contains("# stream boot=7 rate_hz=1e+05 rate=100000/1"));
    }
}

void TestRecording::hostileNamesStayInTheirField()
{
    const QTemporaryDir dir;
    RecordingOptions options;
    options.directory = dir.path();
    options.kitSerial = QStringLiteral("X\n0,0,1,1\n\x1b[31m");
    auto writer = RecordingWriter::start(options);
    QVERIFY(writer);
    SampleStreamInfo info = ReferenceSamples::powerStream();
    info.channels = {{"cur\nrent,x", "A\"\r"}, {std::string(5000, 'n'), ""}};
    auto store = std::make_shared<SampleStore>(info);
    QVERIFY(store->append(0, 0, std::vector<float>{1, 2}));
    (*writer)->addStream(store);
    QVERIFY((*writer)->finish().result());
    const Csv csv = parse(readFile(dir.filePath(QStringLiteral("samples.csv"))));
    QCOMPARE(csv.rows.size(), 1);
    QCOMPARE(csv.columns.size(), 4);
    QCOMPARE(csv.columns[2], QByteArray("cur_rent_x_A__"));
    QCOMPARE(csv.columns[3], QByteArray(64, 'n'));
}

void TestRecording::eventsAreOneObjectPerLine()
{
    const QTemporaryDir dir;
    auto writer = startIn(dir.path());
    QVERIFY(writer);
    QCborMap fields;
    fields[QStringLiteral("state")] = QStringLiteral("line one\nline \"two\" 你好");
    fields[QStringLiteral("big")] = Q_INT64_C(9'007'199'254'740'993);
    fields[QStringLiteral("raw")] = QByteArray::fromHex("00ff");
    writer->addEvent(kitEvent(1, QStringLiteral("radio"), fields));
    KitEvent replayed = kitEvent(2, QStringLiteral("boot"));
    replayed.replayed = true;
    writer->addEvent(replayed);
    const auto outcome = writer->finish().result();
    QVERIFY(outcome);
    QCOMPARE(outcome->events, std::uint64_t(2));

    const QByteArrayList lines = readFile(dir.filePath(QStringLiteral("events.jsonl"))).trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    const QJsonObject first = QJsonDocument::fromJson(lines[0]).object();
    QCOMPARE(first[QStringLiteral("boot")].toInteger(), 7);
    QCOMPARE(first[QStringLiteral("seq")].toInteger(), 1);
    QCOMPARE(first[QStringLiteral("kit_time_ns")].toInteger(), 9'007'199'254'740'993);
    QCOMPARE(first[QStringLiteral("event")].toString(), QStringLiteral("radio"));
    QCOMPARE(first[QStringLiteral("replayed")].toBool(), false);
    const QJsonObject got = first[QStringLiteral("fields")].toObject();
    QCOMPARE(got[QStringLiteral("state")].toString(), fields[QStringLiteral("state")].toString());
    QCOMPARE(got[QStringLiteral("big")].toInteger(), 9'007'199'254'740'993);
    QCOMPARE(got[QStringLiteral("raw")].toString(), QStringLiteral("AP8"));
    QCOMPARE(QJsonDocument::fromJson(lines[1]).object()[QStringLiteral("replayed")].toBool(), true);
}

void TestRecording::fileGrowsWhileRecording()
{
    const QTemporaryDir dir;
    auto writer = startIn(dir.path());
    auto store = std::make_shared<SampleStore>(ReferenceSamples::powerStream());
    writer->addStream(store);
    writer->addEvent(kitEvent(1, QStringLiteral("radio")));
    QVERIFY(store->append(0, 0, frames(10)));
    QTRY_COMPARE(writer->totals().samples, std::uint64_t(10));
    QVERIFY(store->append(10, 100'000, frames(10)));
    QTRY_COMPARE(writer->totals().samples, std::uint64_t(20));
    QCOMPARE(parse(readFile(dir.filePath(QStringLiteral("samples.csv")))).rows.size(), 20);
    QCOMPARE(readFile(dir.filePath(QStringLiteral("events.jsonl"))).count('\n'), 1);
    QVERIFY(!writer->error());
}

void TestRecording::fromNowOn()
{
    const QTemporaryDir dir;
    auto writer = startIn(dir.path());
    auto store = std::make_shared<SampleStore>(ReferenceSamples::powerStream());
    QVERIFY(store->append(0, 0, frames(1000)));
    writer->addStream(store, store->endIndex());
    QVERIFY(store->append(1000, 10'000'000, frames(5)));
    QVERIFY(writer->finish().result());
    const Csv csv = parse(readFile(dir.filePath(QStringLiteral("samples.csv"))));
    QCOMPARE(csv.rows.size(), 5);
    QCOMPARE(csv.rows[0][0], QByteArray("1000"));
    QVERIFY(csv.gaps.isEmpty());
}

void TestRecording::secondStreamAfterAReconnect()
{
    const QTemporaryDir dir;
    auto writer = startIn(dir.path());
    for (const std::size_t count : {30000U, 20000U, 0U, 10U}) {
        auto store = std::make_shared<SampleStore>(ReferenceSamples::powerStream());
        writer->addStream(store);
        if (count > 0)
            QVERIFY(store->append(0, 0, frames(count)));
    }
    const auto outcome = writer->finish().result();
    QVERIFY(outcome);
    QCOMPARE(outcome->samples, std::uint64_t(50010));
    const Csv csv = parse(readFile(dir.filePath(QStringLiteral("samples.csv"))));
    QCOMPARE(csv.rows.size(), 50010);
    QCOMPARE(csv.rows[29999][0], QByteArray("29999"));
    QCOMPARE(csv.rows[30000][0], QByteArray("0"));
    QCOMPARE(csv.comments.join('\n').count("# stream"), 4);
}

void TestRecording::overrunIsTold()
{
    const QTemporaryDir dir;
    auto store = std::make_shared<SampleStore>(ReferenceSamples::powerStream(), std::size_t(1) << 20);
    ReferenceSamples reference(0);
    reference.fill(*store, 3, 400000, 100);
    const std::uint64_t begin = store->beginIndex();
    QVERIFY(begin > 0);
    auto writer = startIn(dir.path());
    writer->addStream(store); // from 0, which is long gone
    const auto outcome = writer->finish().result();
    QVERIFY(outcome);
    const Csv csv = parse(readFile(dir.filePath(QStringLiteral("samples.csv"))));
    QCOMPARE(csv.gaps[0].first, quint64(0));
    QCOMPARE(csv.gaps[0].count, quint64(begin));
    QCOMPARE(csv.gaps[0].cause, QByteArray("recorder_overrun"));
    QCOMPARE(csv.rows[0][0].toULongLong(), quint64(begin));
    QCOMPARE(outcome->overrun, begin);
    QCOMPARE(outcome->samples + outcome->missing, store->endIndex());
}

void TestRecording::neverOverwrites()
{
    const QTemporaryDir dir;
    QVERIFY(startIn(dir.path())->finish().result());
    const QByteArray before = readFile(dir.filePath(QStringLiteral("samples.csv")));
    RecordingOptions options;
    options.directory = dir.path();
    const auto again = RecordingWriter::start(options);
    QVERIFY(!again);
    QCOMPARE(again.error().fault(), Fault::BadArgument);
    QCOMPARE(readFile(dir.filePath(QStringLiteral("samples.csv"))), before);
}

void TestRecording::directoryThatCannotBeMade()
{
    const QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    RecordingOptions options;
    options.directory = file.fileName() + QStringLiteral("/below");
    const auto writer = RecordingWriter::start(options);
    QVERIFY(!writer);
    QCOMPARE(writer.error().fault(), Fault::NoPermission);
    QVERIFY(writer.error().detail().contains(options.directory));
}

void TestRecording::fullDiskIsReported()
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
        QCOMPARE(writer->error()->fault(), Fault::BadFile);
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

void TestRecording::fullDiskLeavesWholeLines()
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

void TestRecording::slowDiskHoldsUpNobody()
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

void TestRecording::ownerGoneWithoutFinish()
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

void TestRecording::finishTwice()
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

void TestRecording::nothingToRecord()
{
    const QTemporaryDir dir;
    const auto outcome = startIn(dir.path())->finish().result();
    QVERIFY(outcome);
    QCOMPARE(outcome->samples, std::uint64_t(0));
    QVERIFY(readFile(dir.filePath(QStringLiteral("samples.csv"))).startsWith("# AI-eSIM Workbench recording"));
    QCOMPARE(QFileInfo(dir.filePath(QStringLiteral("events.jsonl"))).size(), 0);
}

void TestRecording::killedProcessLeavesAReadableFile()
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
    TestRecording test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_recording.moc"
