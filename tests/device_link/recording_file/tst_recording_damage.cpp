// SPDX-License-Identifier: GPL-3.0-or-later
// What is left of a recording after damage, a cut, or a power loss.
#include "recording_example.h"

#include "device_link/capture/file/record_header.h"

#include <QTemporaryDir>
#include <QTest>

using namespace recording_example;

namespace {

struct Record {
    qsizetype offset = 0;
    qsizetype bytes = 0;
    RecordHeader header;
};

std::vector<Record> recordsOf(const QByteArray &file)
{
    std::vector<Record> records;
    const framing::ByteView bytes(reinterpret_cast<const std::uint8_t *>(file.constData()), std::size_t(file.size()));
    for (qsizetype at = qsizetype(kPrologueBytes); at < file.size(); at += records.back().bytes) {
        const auto header = parseRecordHeader(bytes.subspan(std::size_t(at)));
        if (!header)
            return {};
        records.push_back({at, qsizetype(header->recordBytes()), *header});
    }
    return records;
}

/// Reads all there is: the samples, all true, and the events; none when something is not as it was written.
struct Contents {
    std::uint64_t frames = 0;
    std::size_t events = 0;
};
std::optional<Contents> contentsOf(RecordingFileReader &reader)
{
    Contents contents;
    for (const auto &[number, stream] : reader.streams()) {
        const auto frames = framesIn(reader, number);
        if (!frames || stream.info.channels != powerStream().channels)
            return {};
        contents.frames += *frames;
    }
    for (std::size_t i = 0; i < reader.eventBatches(); ++i) {
        const auto batch = reader.eventBatch(i);
        for (const KitEvent &read : batch ? batch->events : std::vector<KitEvent>()) {
            if (read.fields != kitEvent(read.sequence).fields)
                return {};
            ++contents.events;
        }
    }
    static_cast<void>(reader.clockPoints());
    return contents;
}

} // namespace

class RecordingDamageTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    QByteArray m_closed;
    QByteArray m_open;

    Result<std::unique_ptr<RecordingFileReader>> opened(const QByteArray &bytes)
    {
        const QString path = m_dir.filePath(QStringLiteral("changed.aer"));
        if (!writeBytes(path, bytes))
            return fail(Fault::CannotWrite);
        return RecordingFileReader::open(path);
    }
    Result<RecordingReport> verified() { return verifyRecording(m_dir.filePath(QStringLiteral("changed.aer"))); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(writeSmall(m_dir.filePath(QStringLiteral("closed.aer")), true));
        QVERIFY(writeSmall(m_dir.filePath(QStringLiteral("open.aer")), false));
        m_closed = bytesOf(m_dir.filePath(QStringLiteral("closed.aer")));
        m_open = bytesOf(m_dir.filePath(QStringLiteral("open.aer")));
        QVERIFY(recordsOf(m_closed).size() > 9);
    }

    void everyFlippedBitIsFound()
    {
        for (qsizetype i = 0; i < m_closed.size(); ++i) {
            QByteArray bytes = m_closed;
            bytes[i] = static_cast<char>(bytes[i] ^ (1 << i % 8));
            const auto reader = opened(bytes);
            const QString at = QString::number(i);
            QVERIFY2(reader.has_value(), qPrintable(at)); // a single bit never costs the whole file
            const auto contents = contentsOf(**reader);
            QVERIFY2(contents.has_value(), qPrintable(at)); // nothing wrong is ever given as right
            QVERIFY2(contents->frames >= 50, qPrintable(at));
            const auto report = verified();
            QVERIFY2(report && !report->isWhole(), qPrintable(at));
            QVERIFY2(contents->frames == 650 || report->faultCount > 0, qPrintable(at));
        }
    }

    void everyCutLeavesAllBeforeIt_data()
    {
        QTest::addColumn<bool>("closed");
        QTest::newRow("closed") << true;
        QTest::newRow("open") << false;
    }
    void everyCutLeavesAllBeforeIt()
    {
        QFETCH(bool, closed);
        const QByteArray &whole = closed ? m_closed : m_open;
        const std::vector<Record> records = recordsOf(whole);
        for (qsizetype size = 0; size < whole.size(); ++size) {
            const auto reader = opened(whole.first(size));
            if (size < qsizetype(kPrologueBytes)) {
                QVERIFY(!reader && reader.error().fault() == Fault::BadFile);
                continue;
            }
            QVERIFY2(reader.has_value(), qPrintable(QString::number(size)));
            qsizetype sound = qsizetype(kPrologueBytes);
            std::uint64_t samples = 0;
            std::size_t events = 0;
            for (const Record &record : records) {
                if (record.offset + record.bytes > size)
                    break;
                sound = record.offset + record.bytes;
                samples += record.header.is(RecordType::Samples) ? 1 : 0;
                events += record.header.is(RecordType::Events) ? 1 : 0;
            }
            const RecordingRecovery &recovery = (*reader)->recovery();
            QVERIFY(!recovery.closed && !recovery.isWhole());
            QCOMPARE(recovery.tornBytes, std::uint64_t(size - sound));
            QCOMPARE(recovery.lastKitTimeNs.has_value(), samples > 0);
            const auto contents = contentsOf(**reader);
            QVERIFY(contents.has_value());
            QCOMPARE(contents->frames, std::uint64_t(samples == 0 ? 0 : samples == 1 ? 600 : 650));
            QCOMPARE(contents->events, events);
        }
    }

    void aTornSamplesRecordSaysWhatItHad()
    {
        const std::vector<Record> records = recordsOf(m_open);
        for (const Record &record : records) {
            if (!record.header.is(RecordType::Samples))
                continue;
            const auto reader = opened(m_open.first(record.offset + record.bytes - 1));
            QVERIFY(reader && ((*reader)->recovery().lostFrames == 600 || (*reader)->recovery().lostFrames == 50));
        }
    }

    void aPowerLossLeavesHolesOnlyInWhatWasNotSynced()
    {
        // The header of the last samples record reached the disk, its body did not.
        const std::vector<Record> records = recordsOf(m_open);
        const auto last = std::find_if(records.rbegin(), records.rend(),
            [](const Record &record) { return record.header.is(RecordType::Samples); });
        QVERIFY(last != records.rend());
        QByteArray bytes = m_open;
        const qsizetype body = last->offset + qsizetype(kRecordHeaderBytes) + last->header.headBytes;
        std::fill_n(bytes.begin() + body, last->header.bodyBytes, '\0');
        const auto reader = opened(bytes);
        QVERIFY(reader.has_value());
        QCOMPARE((*reader)->recovery().damagedRecords, std::uint64_t(1));
        QCOMPARE((*reader)->recovery().lostFrames, std::uint64_t(50));
        QCOMPARE((*reader)->streams().at(0).segments.size(), std::size_t(1));
        QCOMPARE(contentsOf(**reader)->frames, std::uint64_t(600));
    }

    void damageInTheMiddleCostsOnlyItself()
    {
        const std::vector<Record> records = recordsOf(m_closed);
        const auto first = std::find_if(
            records.begin(), records.end(), [](const Record &record) { return record.header.is(RecordType::Samples); });
        QByteArray bytes = m_closed;
        std::fill_n(bytes.begin() + first->offset, first->bytes, '\xAE'); // the record is gone, header and all
        const auto reader = opened(bytes);
        QVERIFY(reader.has_value());
        QCOMPARE((*reader)->recovery().damagedBytes, std::uint64_t(first->bytes));
        QCOMPARE((*reader)->recovery().missingRecords, std::uint64_t(1));
        QVERIFY((*reader)->recovery().closed);
        QCOMPARE(contentsOf(**reader)->frames, std::uint64_t(50));
        const auto report = verified();
        QVERIFY(report && report->faultCount == 1 && report->faults[0].offset == std::uint64_t(first->offset));
    }

    void aDamagedBodyIsPassedOver()
    {
        const std::vector<Record> records = recordsOf(m_closed);
        const auto first = std::find_if(
            records.begin(), records.end(), [](const Record &record) { return record.header.is(RecordType::Samples); });
        QByteArray bytes = m_closed;
        char &byte = bytes[first->offset + first->bytes - 20];
        byte = static_cast<char>(byte ^ 1);
        auto reader = opened(bytes);
        QVERIFY(reader.has_value());
        RecordedRun run;
        QVERIFY((*reader)->read(0, 100, 1'000, run).has_value());
        QVERIFY(run.firstIndex == 700 && run.frames == 50 && run.damagedFrames == 510 && isTrue(run));
        const auto report = verified();
        QVERIFY(report && report->streams.at(0).unexplained == 600);
    }

    void recordsOfAnotherFileAreNone()
    {
        // Two recordings that lay on the same blocks of a disk.
        const std::vector<Record> records = recordsOf(m_closed);
        QByteArray bytes = m_open;
        for (const Record &record : records)
            bytes += m_closed.mid(record.offset, record.bytes);
        const auto reader = opened(bytes);
        QVERIFY(reader.has_value());
        QCOMPARE((*reader)->recovery().tornBytes, std::uint64_t(bytes.size() - m_open.size()));
        QCOMPARE(contentsOf(**reader)->frames, std::uint64_t(650));
    }
};

QTEST_APPLESS_MAIN(RecordingDamageTest)
#include "tst_recording_damage.moc"
