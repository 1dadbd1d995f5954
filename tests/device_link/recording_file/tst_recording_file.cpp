// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording_example.h"

#include "device_link/capture/file/little_endian.h"
#include "device_link/capture/file/stamp_list.h"

#include <QTemporaryDir>
#include <QTest>

#include <limits>
#include <random>

using namespace recording_example;

class RecordingFileTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    int m_number = 0;
    QString path() { return m_dir.filePath(QStringLiteral("r%1.aer").arg(++m_number)); }

private Q_SLOTS:
    void everythingComesBack()
    {
        const QString file = path();
        QVERIFY(writeSmall(file, true));
        auto reader = RecordingFileReader::open(file);
        QVERIFY(reader.has_value());
        QCOMPARE((*reader)->info(), fileInfo());
        QVERIFY((*reader)->recovery().isWhole());
        QCOMPARE((*reader)->streams().size(), std::size_t(1));
        const IndexedStream &stream = (*reader)->streams().at(0);
        QCOMPARE(stream.info.channels, powerStream().channels);
        QCOMPARE(stream.info.rateNum, std::int64_t(100'000));
        QCOMPARE(stream.info.bootId, 7U);
        QCOMPARE(stream.gaps.size(), std::size_t(1));
        QCOMPARE(stream.gaps[0], (RecordedGap{610, 90, RecordedGap::Cause::KitDropped}));
        QCOMPARE(stream.calibrations.size(), std::size_t(1));
        QCOMPARE(stream.calibrations[0].fromIndex, std::uint64_t(700));
        QCOMPARE(stream.calibrations[0].ranges[0][0].gain, 2e-8);
        QCOMPARE(framesIn(**reader, 0), std::optional<std::uint64_t>(650));
        QCOMPARE((*reader)->clockPoints().value(), (std::vector<RecordedClockPoint>{{7, timeOf(10), 1'000, 2'000}}));
        QCOMPARE((*reader)->recovery().lastKitTimeNs.value(), timeOf(700) + 49 * 10'000);
    }

    void eventsAndNotesComeBack()
    {
        const QString file = path();
        QVERIFY(writeSmall(file, true));
        auto reader = RecordingFileReader::open(file);
        QVERIFY(reader && (*reader)->eventBatches() == 2);
        const RecordedEvents first = (*reader)->eventBatch(0).value();
        QCOMPARE(first.events.size(), std::size_t(1));
        const KitEvent wanted = kitEvent(1);
        QCOMPARE(first.events[0].bootId, wanted.bootId);
        QCOMPARE(first.events[0].sequence, wanted.sequence);
        QCOMPARE(first.events[0].kitTimeNs, wanted.kitTimeNs);
        QCOMPARE(first.events[0].hostTimeNs, wanted.hostTimeNs);
        QCOMPARE(first.events[0].replayed, wanted.replayed);
        QCOMPARE(first.events[0].name, wanted.name);
        QCOMPARE(first.events[0].fields, wanted.fields);
        QCOMPARE(first.notes, (std::vector<RecordedNote>{{7, timeOf(300), 44, QStringLiteral("here it hung")}}));
        QVERIFY((*reader)->eventBatch(1).value().events[0].replayed);
        QCOMPARE((*reader)->eventBatch(2).error().fault(), Fault::NotFound);
    }

    void marksAndLinesComeBack()
    {
        RecordedNote span{7, timeOf(100), 5, QStringLiteral("burst")};
        span.endNs = timeOf(200);
        const RecordedNote moment{7, timeOf(300), 6, {}};
        RecordedNote renamed = span;
        renamed.text = QStringLiteral("the burst");
        RecordedNote gone = moment;
        gone.removed = true;
        RecordedLine line{RecordedLine::Kind::AtLine, true, QStringLiteral("at"), 7, timeOf(10), 9, "AT+CEREG?", 9};
        RecordedLine packet{
            RecordedLine::Kind::Smp, false, QStringLiteral("kit"), 7, 0, 10, QByteArray(2000, 'x'), 2000};
        EventBatch batch;
        batch.add(span);
        batch.add(line);
        batch.add(moment);
        batch.add(packet);
        batch.add(renamed);
        batch.add(gone);
        RecordedEvents read;
        QVERIFY(readEvents(batch.body(), read));
        QCOMPARE(read.notes, (std::vector<RecordedNote>{span, moment, renamed, gone}));
        packet.bytes.truncate(RecordedLine::kMaxBytes);
        QCOMPARE(read.lines, (std::vector<RecordedLine>{line, packet}));
        QCOMPARE(standingNotes(read.notes), std::vector<RecordedNote>{renamed});
    }

    void stampsOfTheKitComeBack()
    {
        const QString file = path();
        QVERIFY(writeSmall(file, true));
        auto reader = RecordingFileReader::open(file);
        QVERIFY(reader.has_value());
        QCOMPARE((*reader)->stamps(0, 0).value(), (std::vector<RecordedStamp>{{10, timeOf(10)}, {210, timeOf(210)}}));
        QCOMPARE((*reader)->stamps(0, 1).value(), (std::vector<RecordedStamp>{{700, timeOf(700)}}));
        QCOMPARE((*reader)->stamps(0, 2).error().fault(), Fault::NotFound);
    }

    void anyStampsComeBack()
    {
        std::mt19937_64 random(1);
        for (int round = 0; round < 200; ++round) {
            const RecordedStamp start{random(), static_cast<std::int64_t>(random())};
            std::vector<RecordedStamp> stamps;
            std::uint64_t offset = 0;
            for (std::uint64_t i = 0; i < random() % 20; ++i) {
                offset += 1 + random() % 5'000;
                stamps.push_back({start.index + offset, static_cast<std::int64_t>(random())});
            }
            if (start.index + offset + 1 < start.index)
                continue;
            framing::Bytes bytes;
            encodeStamps(start, stamps, bytes);
            std::vector<RecordedStamp> back;
            QVERIFY(decodeStamps(start, start.index + offset + 1, bytes, back));
            QCOMPARE(back, stamps);
            QVERIFY(stamps.empty() || !decodeStamps(start, start.index + offset, bytes, back));
        }
    }

    void readsAnywhere()
    {
        const QString file = path();
        {
            auto writer = RecordingFileWriter::create(file, fileInfo(), {0, 1'000});
            QVERIFY(writer.has_value());
            const std::uint32_t stream = (*writer)->beginStream(powerStream()).value();
            for (std::uint64_t first = 0; first < 20'000; first += 250)
                if (first != 5'000)
                    QVERIFY((*writer)->addFrames(stream, first, timeOf(first), framesOf(first, 250)).has_value());
        } // closes itself
        auto reader = RecordingFileReader::open(file);
        QVERIFY(reader && (*reader)->recovery().isWhole());
        QCOMPARE((*reader)->streams().at(0).gaps[0], (RecordedGap{5'000, 250, RecordedGap::Cause::Unknown}));
        std::mt19937 random(4);
        RecordedRun run;
        for (int i = 0; i < 1'000; ++i) {
            const std::uint64_t first = random() % 21'000;
            const std::size_t most = random() % 3'000;
            QVERIFY((*reader)->read(0, first, most, run).has_value());
            QVERIFY(isTrue(run));
            const std::uint64_t there = first >= 5'000 && first < 5'250 ? 5'250 : first;
            const std::uint64_t end = there < 5'000 ? 5'000 : 20'000;
            QCOMPARE(run.frames, there >= 20'000 ? 0 : std::size_t(std::min<std::uint64_t>(most, end - there)));
            QVERIFY(run.frames == 0 || run.firstIndex == there);
        }
        QCOMPARE((*reader)->read(1, 0, 1, run).error().fault(), Fault::NotFound);
    }

    void columnsAndFramesGiveTheSame()
    {
        const QString a = path();
        const QString b = path();
        const std::size_t count = 3'000;
        std::vector<framing::Bytes> columns(4);
        for (std::uint64_t i = 0; i < count; ++i) {
            for (std::size_t channel = 0; channel < 4; ++channel) {
                const std::uint32_t word = wordOf(i, channel);
                const auto *bytes = reinterpret_cast<const std::uint8_t *>(&word);
                columns[channel].insert(
                    columns[channel].end(), bytes, bytes + powerStream().channels[channel].wordBytes());
            }
        }
        const std::vector<framing::ByteView> views(columns.begin(), columns.end());
        auto framed = RecordingFileWriter::create(a, fileInfo(), kNoLimit).value();
        auto columned = RecordingFileWriter::create(b, fileInfo(), {0, 700}).value();
        QVERIFY(framed->addFrames(framed->beginStream(powerStream()).value(), 0, 0, framesOf(0, count)).has_value());
        QVERIFY(columned->addColumns(columned->beginStream(powerStream()).value(), 0, 0, views).has_value());
        QCOMPARE(framed->close().value().frames, std::uint64_t(count));
        QCOMPARE(columned->close().value().frames, std::uint64_t(count));
        QCOMPARE(framesIn(*RecordingFileReader::open(a).value(), 0), std::optional<std::uint64_t>(count));
        QCOMPARE(framesIn(*RecordingFileReader::open(b).value(), 0), std::optional<std::uint64_t>(count));
    }

    void streamsAfterAReconnectAreTheirOwn()
    {
        const QString file = path();
        auto writer = RecordingFileWriter::create(file, fileInfo(), kNoLimit).value();
        SampleStreamInfo slower = powerStream(1'000);
        slower.bootId = 8;
        const std::uint32_t first = writer->beginStream(powerStream()).value();
        QVERIFY(writer->addFrames(first, 5, 0, framesOf(5, 10)).has_value());
        const std::uint32_t second = writer->beginStream(slower).value();
        QVERIFY(writer->addFrames(second, 0, 0, framesOf(0, 20)).has_value());
        QVERIFY(writer->addFrames(first, 15, 0, framesOf(15, 10)).has_value());
        QVERIFY(writer->close().has_value());
        auto reader = RecordingFileReader::open(file).value();
        QCOMPARE(reader->streams().size(), std::size_t(2));
        QCOMPARE(reader->streams().at(second).info.bootId, 8U);
        QCOMPARE(framesIn(*reader, first), std::optional<std::uint64_t>(20));
        QCOMPARE(framesIn(*reader, second), std::optional<std::uint64_t>(20));
    }

    void indicesBeginAnywhere()
    {
        const QString file = path();
        const std::uint64_t first = std::numeric_limits<std::uint64_t>::max() - 100;
        auto writer = RecordingFileWriter::create(file, fileInfo(), kNoLimit).value();
        const std::uint32_t stream = writer->beginStream(powerStream()).value();
        QVERIFY(writer->addFrames(stream, first, 0, framesOf(first, 100)).has_value());
        QCOMPARE(writer->addFrames(stream, first + 100, 0, framesOf(0, 10)).error().fault(),
            Fault::BadArgument); // overflows
        QVERIFY(writer->close().has_value());
        auto reader = RecordingFileReader::open(file).value();
        RecordedRun run;
        QVERIFY(reader->read(stream, 0, 1'000, run).has_value());
        QVERIFY(run.frames == 100 && run.firstIndex == first && isTrue(run));
    }

    void impossibleCallsChangeNothing()
    {
        const QString file = path();
        auto writer = RecordingFileWriter::create(file, fileInfo(), kNoLimit).value();
        const std::uint32_t stream = writer->beginStream(powerStream()).value();
        QVERIFY(writer->addFrames(stream, 10, 0, framesOf(10, 10)).has_value());
        const auto isRefused
            = [](const auto &result) { return !result && result.error().fault() == Fault::BadArgument; };
        QVERIFY(isRefused(writer->addFrames(stream, 19, 0, framesOf(19, 10))));  // goes back
        QVERIFY(isRefused(writer->addFrames(stream, 20, 0, framing::Bytes(8)))); // no whole frames
        QVERIFY(isRefused(writer->addFrames(9, 20, 0, framesOf(20, 1))));
        QVERIFY(isRefused(writer->addGap(stream, {15, 9, RecordedGap::Cause::LinkLost})));
        QVERIFY(isRefused(writer->addGap(stream, {20, 0, RecordedGap::Cause::LinkLost})));
        QVERIFY(isRefused(writer->changeCalibration(stream, {0, {{{1, 0}}}})));
        SampleStreamInfo impossible = powerStream();
        impossible.channels[0].ranges[0].gain = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(isRefused(writer->beginStream(impossible)));
        impossible = powerStream();
        impossible.channels[1].bits = 12;
        QVERIFY(isRefused(writer->beginStream(impossible)));
        QVERIFY(isRefused(writer->beginStream({})));
        QVERIFY(writer->addFrames(stream, 20, 0, framesOf(20, 10)).has_value());
        QVERIFY(writer->close().has_value());
        QVERIFY(isRefused(writer->addFrames(stream, 30, 0, framesOf(30, 10))));
        QVERIFY(isRefused(writer->sync()));
        QVERIFY(writer->close().has_value()); // again: says the same
        const RecordingReport report = verifyRecording(file).value();
        QVERIFY(report.isWhole());
        QCOMPARE(report.streams.at(0).frames, std::uint64_t(20));
    }

    void verifyCountsEverything()
    {
        const QString file = path();
        QVERIFY(writeSmall(file, true));
        std::uint64_t all = 0;
        const RecordingReport report = verifyRecording(file, [&](std::uint64_t done, std::uint64_t size) {
            all = size;
            return done <= size;
        }).value();
        QVERIFY(report.isWhole());
        QCOMPARE(all, std::uint64_t(bytesOf(file).size()));
        const auto &records = report.records;
        QCOMPARE(records.at(std::uint8_t(RecordType::FileHeader)), std::uint64_t(2)); // and again at the end
        QCOMPARE(records.at(std::uint8_t(RecordType::Samples)), std::uint64_t(2));
        QCOMPARE(records.at(std::uint8_t(RecordType::End)), std::uint64_t(1));
        QCOMPARE(records.size(), std::size_t(9));
        QVERIFY(report.events == 2 && report.notes == 1 && report.clockPoints == 1);
        const RecordingReport::Stream &stream = report.streams.at(0);
        QVERIFY(stream.frames == 650 && stream.gaps == 1 && stream.missing == 90 && stream.unexplained == 0);
        QCOMPARE(stream.seconds, 0.0074);
        QCOMPARE(stream.firstKitTimeNs, timeOf(10));
        QCOMPARE(verifyRecording(file, [](auto, auto) { return false; }).error().fault(), Fault::Cancelled);
    }

    void aFileMadeByTheDocumentReads()
    {
        // Put together by a script that knows only FORMAT.md: every record type, every mode of a block.
        const QString file = QStringLiteral(AIESIM_FIXTURES "/recording/by_hand.aer");
        const RecordingReport report = verifyRecording(file).value();
        QVERIFY2(report.isWhole(), qPrintable(report.recovery.problems.join(QLatin1Char('\n'))));
        QVERIFY(report.records.size() == 9 && report.events == 1 && report.notes == 1 && report.clockPoints == 1);
        auto reader = RecordingFileReader::open(file).value();
        RecordedRun run;
        QVERIFY(reader->read(0, 0, 10'000, run).has_value());
        QVERIFY(run.firstIndex == 10 && run.frames == 600);
        QCOMPARE(run.columns[1], framing::Bytes(600, 0x55));
        const auto word = [&](std::size_t i) { return fieldAt<std::uint16_t>(run.columns[0], i * 2); };
        QCOMPARE(word(1), std::uint16_t(102));   // offset 2, two bits wide, from 100
        QCOMPARE(word(128), std::uint16_t(100)); // the same reference again
        QCOMPARE(word(256), std::uint16_t(50));  // differences of -1 from 50
        QCOMPARE(word(256 + 127), std::uint16_t(50 - 127));
        QCOMPARE(word(384), std::uint16_t(6)); // bits 0xAA choose the second for odd words
        QCOMPARE(word(385), std::uint16_t(0x4006));
        QCOMPARE(word(512), std::uint16_t(7));
        QCOMPARE(word(512 + 3), std::uint16_t(9)); // exceptions at 3 and, beyond the end of the frames, at 99
        QCOMPARE(reader->stamps(0, 0).value(), (std::vector<RecordedStamp>{{10, 1'000}, {60, 1'050}, {110, 1'100}}));
    }

    void descriptionsAreRepeated()
    {
        const QString file = path();
        auto writer = RecordingFileWriter::create(file, fileInfo(), {0, std::uint32_t(1) << 20}).value();
        SampleStreamInfo wide = powerStream();
        wide.channels = {{"noise", "A", 32, 0, {{1e-9, 0}}}};
        const std::uint32_t stream = writer->beginStream(wide).value();
        framing::Bytes frames(std::size_t(4) << 20);
        std::mt19937 random(1);
        for (std::uint8_t &byte : frames)
            byte = static_cast<std::uint8_t>(random());
        for (std::uint64_t i = 0; i < 3; ++i)
            QVERIFY(writer->addFrames(stream, i << 20, 0, frames).has_value());
        QVERIFY(writer->close().has_value());
        QByteArray bytes = bytesOf(file);
        bytes[qsizetype(bytes.indexOf("channels"))] = 'X'; // of the first description
        QVERIFY(writeBytes(file, bytes));
        auto reader = RecordingFileReader::open(file).value();
        QVERIFY(!reader->recovery().isWhole());
        QCOMPARE(reader->streams().at(stream).segments.size(), std::size_t(3));
        RecordedRun run;
        QVERIFY(reader->read(stream, 2 << 20, std::size_t(1) << 20, run).has_value());
        QCOMPARE(run.columns[0], frames);
    }
};

QTEST_APPLESS_MAIN(RecordingFileTest)
#include "tst_recording_file.moc"
