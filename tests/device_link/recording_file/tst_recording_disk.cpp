// SPDX-License-Identifier: GPL-3.0-or-later
// Disks that are full, nearly full or gone.
#include "recording_example.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <limits>

#include <sys/resource.h>

using namespace recording_example;

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
        static_cast<void>(std::signal(SIGXFSZ, m_signal));
    }
    FileSizeLimit(const FileSizeLimit &) = delete;
    FileSizeLimit &operator=(const FileSizeLimit &) = delete;

private:
    rlimit m_before = {};
    void (*m_signal)(int) = nullptr;
};

/// Adds blocks of 500 frames and synchronises after every fourth until that fails; frames that were synchronised.
std::uint64_t writeUntilItFails(RecordingFileWriter &writer, std::uint32_t stream, std::uint64_t most)
{
    std::uint64_t synced = 0;
    for (std::uint64_t next = 0; next < most; next += 500) {
        if (!writer.addFrames(stream, next, timeOf(next), framesOf(next, 500)))
            return synced;
        if (next % 2'000 == 1'500) {
            if (!writer.sync())
                return synced;
            synced = next + 500;
        }
    }
    return synced;
}

} // namespace

class RecordingDiskTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    QString m_path;

private Q_SLOTS:
    void init() { m_path = m_dir.filePath(QLatin1String(QTest::currentTestFunction()) + QLatin1String(".aer")); }

    void aFullDiskKeepsWhatWasWritten_data()
    {
        QTest::addColumn<int>("limit");
        for (int limit = 9'000; limit < 40'000; limit += 3'333)
            QTest::addRow("%d bytes", limit) << limit;
    }
    void aFullDiskKeepsWhatWasWritten()
    {
        QFETCH(int, limit);
        QFile::remove(m_path);
        auto writer = RecordingFileWriter::create(m_path, fileInfo(), kNoLimit).value();
        const std::uint32_t stream = writer->beginStream(powerStream()).value();
        std::uint64_t synced = 0;
        {
            const FileSizeLimit full(static_cast<rlim_t>(limit));
            synced = writeUntilItFails(*writer, stream, 100'000);
        }
        QVERIFY(writer->error() && writer->error()->fault() == Fault::CannotWrite);
        QVERIFY(
            writer->error()->detail().startsWith(m_path) && writer->error()->detail().contains(QLatin1String("kept")));
        QVERIFY(writer->ended() == RecordingEnd::WriteFailed);
        QVERIFY(!writer->addFrames(stream, 1'000'000, 0, framesOf(0, 1)) && !writer->sync() && !writer->close());
        QVERIFY(bytesOf(m_path).size() <= limit);
        QCOMPARE(std::uint64_t(bytesOf(m_path).size()), writer->totals().bytes);
        auto reader = RecordingFileReader::open(m_path).value();
        QCOMPARE(reader->recovery().tornBytes, std::uint64_t(0));
        QVERIFY(framesIn(*reader, stream).value() >= synced);
        QVERIFY(!reader->recovery().isWhole());
    }

    void lowDiskEndsItBeforeItIsFull()
    {
        auto writer = RecordingFileWriter::create(m_path, fileInfo(), kNoLimit).value();
        const std::uint32_t stream = writer->beginStream(powerStream()).value();
        QVERIFY(writer->addFrames(stream, 0, 0, framesOf(0, 100)).has_value() && writer->sync());
        writer->setMinFreeBytes(std::numeric_limits<std::uint64_t>::max()); // as if the disk had filled up
        QVERIFY(writer->addFrames(stream, 100, 0, framesOf(100, 100)).has_value());
        const auto synced = writer->sync();
        QVERIFY(!synced && synced.error().fault() == Fault::CannotWrite);
        QVERIFY(synced.error().detail().contains(QLatin1String("are free on this disk")));
        QVERIFY(writer->ended() == RecordingEnd::LowDisk);
        const RecordingReport report = verifyRecording(m_path).value();
        QVERIFY(report.isWhole() && report.recovery.end == RecordingEnd::LowDisk);
        QCOMPARE(report.streams.at(0).frames, std::uint64_t(200));
    }

    void aDiskThatIsNearlyFullIsNotBegunOn()
    {
        // A limit of all there is: it cannot begin.
        const RecordingFileLimits all{std::numeric_limits<std::uint64_t>::max(), 1'000};
        const auto refused = RecordingFileWriter::create(m_path, fileInfo(), all);
        QVERIFY(!refused && refused.error().fault() == Fault::CannotWrite);
        QVERIFY(refused.error().detail().contains(QLatin1String("are free on this disk")));
        QVERIFY(!QFile::exists(m_path)); // nothing is left of it
    }

    void aFileInTheWayIsNotTouched()
    {
        QVERIFY(writeBytes(m_path, "precious"));
        const auto refused = RecordingFileWriter::create(m_path, fileInfo(), kNoLimit);
        QVERIFY(!refused && refused.error().fault() == Fault::AlreadyThere);
        QCOMPARE(bytesOf(m_path), QByteArray("precious"));
        QVERIFY(QFile::remove(m_path) && writeBytes(m_path, {}));
        QVERIFY(!RecordingFileWriter::create(m_path, fileInfo(), kNoLimit)); // also an empty one
        const auto nowhere
            = RecordingFileWriter::create(m_dir.filePath(QStringLiteral("none/r.aer")), fileInfo(), kNoLimit);
        QVERIFY(!nowhere && nowhere.error().fault() == Fault::CannotWrite);
    }

    void aVanishedDirectoryEndsIt()
    {
        QDir dir(m_dir.path());
        QVERIFY(dir.mkdir(QStringLiteral("sub")));
        const QString path = m_dir.filePath(QStringLiteral("sub/r.aer"));
        auto writer = RecordingFileWriter::create(path, fileInfo(), kNoLimit).value();
        const std::uint32_t stream = writer->beginStream(powerStream()).value();
        QVERIFY(writer->addFrames(stream, 0, 0, framesOf(0, 100)).has_value() && writer->sync());
        QVERIFY(QDir(m_dir.filePath(QStringLiteral("sub"))).removeRecursively());
        QVERIFY(writer->addFrames(stream, 100, 0, framesOf(100, 100)).has_value());
        const auto synced = writer->sync();
        QVERIFY(!synced && synced.error().detail().contains(QLatin1String("removed")));
        QVERIFY(writer->ended() == RecordingEnd::WriteFailed);
    }

    void aMovedDirectoryIsFollowed()
    {
        QDir dir(m_dir.path());
        QVERIFY(dir.mkdir(QStringLiteral("before")));
        auto writer
            = RecordingFileWriter::create(m_dir.filePath(QStringLiteral("before/r.aer")), fileInfo(), kNoLimit).value();
        const std::uint32_t stream = writer->beginStream(powerStream()).value();
        QVERIFY(dir.rename(QStringLiteral("before"), QStringLiteral("after")));
        QVERIFY(writer->addFrames(stream, 0, 0, framesOf(0, 100)).has_value());
        QVERIFY(writer->close().has_value());
        QVERIFY(verifyRecording(m_dir.filePath(QStringLiteral("after/r.aer"))).value().isWhole());
    }

    void totalsCountWhatIsOnTheDisk()
    {
        auto writer = RecordingFileWriter::create(m_path, fileInfo(), kNoLimit).value();
        const std::uint32_t stream = writer->beginStream(powerStream()).value();
        QVERIFY(writer->addFrames(stream, 0, 77, framesOf(0, 100)).has_value());
        QCOMPARE(writer->totals().frames, std::uint64_t(0));
        QVERIFY(writer->sync().has_value());
        QCOMPARE(writer->totals().frames, std::uint64_t(100));
        QCOMPARE(writer->totals().lastKitTimeNs, std::int64_t(77));
        QCOMPARE(writer->totals().syncedBytes, std::uint64_t(bytesOf(m_path).size()));
        QVERIFY(!writer->ended() && !writer->error());
    }
};

QTEST_APPLESS_MAIN(RecordingDiskTest)
#include "tst_recording_disk.moc"
