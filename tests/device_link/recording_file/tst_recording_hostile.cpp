// SPDX-License-Identifier: GPL-3.0-or-later
// Files that are no recordings, recordings of other versions, and ones made to do harm.
#include "recording_example.h"

#include "device_link/capture/file/little_endian.h"
#include "device_link/capture/file/record_bodies.h"

#include "framing/crc.h"

#include <QTemporaryDir>
#include <QTest>

#include <limits>

#include <sys/stat.h>
#include <unistd.h>

using namespace recording_example;

namespace {

constexpr std::uint32_t kId = 0x12345678;

/// A file put together record by record, with sound checksums whatever it says.
class Forgery
{
public:
    Forgery()
    {
        appendPrologue(m_bytes, kId);
        add(RecordType::FileHeader, {}, fileInfoBody(fileInfo()));
    }
    Forgery &add(RecordType type, framing::ByteView head, framing::ByteView body)
    {
        appendRecord(m_bytes, type, kId, m_sequence++, head, body);
        return *this;
    }
    Forgery &addStream(const SampleStreamInfo &info)
    {
        return add(RecordType::Stream, streamHead(0, 7), streamBody(info));
    }
    Forgery &addSegment(std::uint64_t first, std::uint32_t frames, std::uint16_t columns, std::uint32_t stampBytes,
        framing::ByteView body)
    {
        framing::Bytes head;
        putField(head, std::uint32_t(0));
        putField(head, frames);
        putField(head, first);
        putField(head, std::int64_t(0));
        putField(head, columns);
        putField(head, std::uint16_t(1));
        putField(head, stampBytes);
        return add(RecordType::Samples, head, body);
    }
    [[nodiscard]] QByteArray bytes() const
    {
        return {reinterpret_cast<const char *>(m_bytes.data()), qsizetype(m_bytes.size())};
    }

private:
    framing::Bytes m_bytes;
    std::uint32_t m_sequence = 0;
};

SampleStreamInfo oneByte()
{
    SampleStreamInfo info;
    info.channels = {{"logic", "", 8, 0, {{1, 0}}}};
    info.rateNum = 1;
    return info;
}

} // namespace

class RecordingHostileTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    QString m_path = m_dir.filePath(QStringLiteral("f.aer"));

    Result<std::unique_ptr<RecordingFileReader>> opened(const QByteArray &bytes)
    {
        return writeBytes(m_path, bytes) ? RecordingFileReader::open(m_path) : fail(Fault::CannotWrite);
    }
    bool refuses(const QByteArray &bytes, const char *why)
    {
        const auto reader = opened(bytes);
        const auto report = verifyRecording(m_path);
        return !reader && !report && reader.error().fault() == Fault::BadFile
            && reader.error().detail().contains(QLatin1String(why)) && reader.error().detail().startsWith(m_path);
    }

private Q_SLOTS:
    void whatIsNoRecordingSaysSo()
    {
        QVERIFY(refuses({}, "is empty"));
        QVERIFY(refuses("PK\3\4 a zip file", "is not a recording"));
        QVERIFY(refuses(QByteArray(100'000, '\0'), "is not a recording"));
        QVERIFY(refuses(Forgery().bytes().first(10), "cut"));
        QByteArray text = Forgery().bytes();
        text.replace("\r\n", "\n"); // sent as text
        QVERIFY(refuses(text, "is not a recording"));
    }

    void aKitStateThatCannotBeIsLeftOut()
    {
        const auto beginOf = [](const QCborMap &begin) {
            const QByteArray body = QCborValue(QCborMap{{QStringLiteral("begin"), begin}}).toCbor();
            return readFileInfo({reinterpret_cast<const std::uint8_t *>(body.constData()), std::size_t(body.size())})
                .value()
                .begin;
        };
        const QCborMap least{{QStringLiteral("boot"), 1}, {QStringLiteral("kit_ns"), 0}};
        const auto with = [&least](const char *key, const QCborValue &value) {
            QCborMap map = least;
            map[QLatin1String(key)] = value;
            return map;
        };
        QVERIFY(beginOf(least));
        QVERIFY(!beginOf({}));
        QVERIFY(!beginOf(with("boot", qint64(1) << 32)));
        QVERIFY(!beginOf(with("boot", -1)));
        QVERIFY(!beginOf(with("kit_ns", -1)));
        QVERIFY(!beginOf(with("kit_ns", 1.5)));
        QVERIFY(!beginOf(with("bat_mah", -3))->batteryMah);
        QVERIFY(!beginOf(with("bat_mah", qint64(1) << 33))->batteryMah);
        QVERIFY(!beginOf(with("account", QCborMap{{QStringLiteral("balance"), 1.5}, {QStringLiteral("last"), 1}}))
                     ->account);
        QVERIFY(
            !beginOf(with("account", QCborMap{{QStringLiteral("balance"), 1}, {QStringLiteral("last"), -1}}))->account);
        QVERIFY(beginOf(with("model", QString(100'000, u'x')))->model.size() <= 128);
        QVERIFY(beginOf(with("radio", QString(100, u'x')))->radio.size() <= 16);
    }

    void whatCannotBeReadSaysSo()
    {
        const auto cannotRead = [](const QString &path) {
            const auto reader = RecordingFileReader::open(path);
            return !reader && reader.error().fault() == Fault::CannotRead && reader.error().detail().startsWith(path);
        };
        QVERIFY(cannotRead(m_dir.path()));
        QVERIFY(cannotRead(m_dir.filePath(QStringLiteral("none.aer"))));
        const QString pipe = m_dir.filePath(QStringLiteral("pipe"));
        QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
        QVERIFY(cannotRead(pipe)); // and does not wait for its other end
        QVERIFY(cannotRead(QStringLiteral("/dev/zero")));
        const QString locked = m_dir.filePath(QStringLiteral("locked.aer"));
        QVERIFY(writeBytes(locked, Forgery().bytes()));
        QVERIFY(QFile::setPermissions(locked, {}));
        if (::geteuid() != 0)
            QVERIFY(cannotRead(locked));
    }

    void aNewerFormatSaysSo()
    {
        QByteArray bytes = Forgery().bytes();
        bytes[8] = 2; // major
        const auto start = framing::ByteView(reinterpret_cast<const std::uint8_t *>(bytes.constData()), 20);
        const std::uint32_t crc = framing::crc32c(start);
        std::memcpy(bytes.data() + 20, &crc, sizeof crc);
        QVERIFY(refuses(bytes, "format 2 by a newer version"));
    }

    void newerRecordsAreSkippedAndCounted()
    {
        QByteArray bytes = Forgery().addStream(oneByte()).bytes();
        framing::Bytes newer;
        appendRecord(newer, static_cast<RecordType>(200), kId, 2, framing::Bytes(48), framing::Bytes(1'001));
        appendRecord(newer, RecordType::End, kId, 3, endHead(RecordingEnd::Closed), endBody({}));
        bytes.append(reinterpret_cast<const char *>(newer.data()), qsizetype(newer.size()));
        const auto reader = opened(bytes);
        QVERIFY(reader.has_value());
        QCOMPARE((*reader)->recovery().unknownRecords, std::uint64_t(1));
        QVERIFY((*reader)->recovery().isWhole());
    }

    void aCalibrationThatIsNoNumberShowsCodes()
    {
        SampleStreamInfo info = powerStream();
        info.channels[0].ranges[2].gain = std::numeric_limits<double>::quiet_NaN();
        info.channels[1].ranges[0].offset = std::numeric_limits<double>::infinity();
        const auto reader = opened(Forgery().addStream(info).bytes());
        QVERIFY(reader.has_value());
        const IndexedStream &stream = (*reader)->streams().at(0);
        QVERIFY(stream.uncalibrated);
        QCOMPARE(stream.info.channels[0].ranges, (std::vector<SampleRange>{{1, 0}}));
        QVERIFY(stream.info.channels[0].unit.empty() && stream.info.channels[1].unit.empty());
        QCOMPARE(stream.info.channels[2], info.channels[2]);
        QVERIFY(!(*reader)->recovery().problems.isEmpty());
    }

    void impossibleStreamsAreLeftOut()
    {
        SampleStreamInfo info = powerStream();
        info.channels[0].bits = 24;
        auto reader = opened(Forgery().addStream(info).bytes());
        QVERIFY(reader && (*reader)->streams().empty() && !(*reader)->recovery().problems.isEmpty());
        info.channels.assign(1'000, powerStream().channels[0]);
        reader = opened(Forgery().addStream(info).bytes());
        QVERIFY(reader && (*reader)->streams().empty());
        reader = opened(Forgery().add(RecordType::Stream, streamHead(0, 0), framing::Bytes(50'000, 0x81)).bytes());
        QVERIFY(reader && (*reader)->streams().empty()); // arrays nested 50 000 deep
    }

    void indicesThatGoBackAreLeftOut()
    {
        const framing::Bytes constant{2, 0, 0, 0, 0, 0x55}; // one column of two bytes: a constant block
        Forgery forgery;
        forgery.addStream(oneByte()).addSegment(100, 100, 1, 0, constant);
        forgery.addSegment(150, 100, 1, 0, constant); // overlaps
        forgery.addSegment(0, 10, 1, 0, constant);
        forgery.addSegment(200, 100, 1, 0, constant);
        forgery.addSegment(std::numeric_limits<std::uint64_t>::max() - 5, 100, 1, 0, constant); // overflows
        auto reader = opened(forgery.bytes());
        QVERIFY(reader.has_value());
        QCOMPARE((*reader)->streams().at(0).segments.size(), std::size_t(2));
        QCOMPARE((*reader)->recovery().problems.size(), 3);
        RecordedRun run;
        QVERIFY((*reader)->read(0, 0, 10'000, run).has_value());
        QVERIFY(run.firstIndex == 100 && run.frames == 200 && run.columns[0] == framing::Bytes(200, 0x55));
    }

    void recordsThatLieAreFaults()
    {
        const framing::Bytes constant{2, 0, 0, 0, 0, 0x55};
        const framing::Bytes long4{0xFF, 0xFF, 0xFF, 0xFF, 0, 0x55};
        Forgery forgery;
        forgery.addStream(oneByte());
        forgery.addSegment(0, std::uint32_t(1) << 20, 1, 0, constant); // far more frames than the body has
        forgery.addSegment(2'000'000, 0xFFFFFFFF, 1, 0, constant);     // more than is possible
        forgery.addSegment(3'000'000, 100, 2, 0, constant);            // more columns than the stream has
        forgery.addSegment(4'000'000, 100, 1, 0xFFFFFFFF, constant);   // stamps longer than the body
        forgery.addSegment(5'000'000, 100, 1, 0, long4);               // a column longer than the body
        forgery.addSegment(6'000'000, 100, 1, 2, framing::Bytes{2, 0, 0, 0, 0xFF, 0xFF, 0, 0x55}); // no stamps
        const auto reader = opened(forgery.bytes());
        QVERIFY(reader.has_value());
        RecordedRun run;
        QVERIFY((*reader)->read(0, 0, 10'000'000, run).has_value());
        QVERIFY(run.frames == 100 && run.firstIndex == 6'000'000);
        QCOMPARE((*reader)->stamps(0, 4).error().fault(), Fault::BadFile);
        const auto report = verifyRecording(m_path);
        QVERIFY(report && report->faultCount == 6);
    }

    void aLyingSyncMarkIsHarmless()
    {
        for (const std::uint64_t place :
            {std::uint64_t(0), std::uint64_t(77), std::numeric_limits<std::uint64_t>::max()}) {
            Forgery forgery;
            forgery.addStream(oneByte()).add(RecordType::Synced, syncedHead(place), {});
            const auto reader = opened(forgery.bytes());
            QVERIFY(reader && (*reader)->streams().size() == 1);
        }
    }

    void anEndlessFileOfMarkersIsSearchedOnce()
    {
        QByteArray bytes = Forgery().bytes();
        const QByteArray marker(reinterpret_cast<const char *>(kRecordMarker), 4);
        bytes += QByteArray(marker + QByteArray(4, '\0')).repeated(40'000);
        const auto reader = opened(bytes);
        QVERIFY(reader && (*reader)->recovery().tornBytes == 320'000);
    }
};

QTEST_APPLESS_MAIN(RecordingHostileTest)
#include "tst_recording_hostile.moc"
