// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording_reader.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <limits>

using namespace device_link;
using namespace recording_reader;

class TestRecording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void samplesAreAllInTheFile();
    void everyStampIsInTheFile();
    void saysWhatItIsOf();
    void eventsNotesAndClock();
    void fileGrowsWhileRecording();
    void fromNowOn();
    void secondStreamAfterAReconnect();
    void theSameStoreAgainGoesOn();
    void overrunIsTold();
    void streamThatCannotBeHeldIsTold();
    void nothingToRecord();

private:
    [[nodiscard]] QString path() const { return m_dir->filePath(QStringLiteral("a/b/recording.aer")); }
    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestRecording::samplesAreAllInTheFile()
{
    auto store = std::make_shared<SampleStore>(ReferenceSamples::kitStream());
    ReferenceSamples reference(0);
    auto writer = startIn(path());
    QVERIFY(writer);
    writer->addStream(store);
    reference.fill(*store, 1, 160'000, 90'000);
    const auto outcome = writer->finish().result();
    QVERIFY(outcome);

    const Recorded recorded = readBack(path());
    QVERIFY(recorded.recovery.isWhole());
    QCOMPARE(recorded.streams.size(), std::size_t(1));
    const Recorded::Stream &stream = recorded.streams[0];
    QCOMPARE(quint64(stream.index.size()), quint64(store->received()));
    std::uint64_t next = 0;
    std::size_t gap = 0;
    for (std::size_t i = 0; i < stream.index.size(); ++i) {
        if (stream.index[i] != next) {
            QCOMPARE(stream.gaps[gap].firstIndex, next);
            QCOMPARE(stream.gaps[gap].count, stream.index[i] - next);
            QCOMPARE(stream.gaps[gap].cause, RecordedGap::Cause::KitDropped);
            ++gap;
        }
        QCOMPARE(stream.kitTimeNs[i], reference.timeOf(stream.index[i]));
        next = stream.index[i] + 1;
    }
    QCOMPARE(next, store->endIndex());
    QCOMPARE(gap, stream.gaps.size());

    // Word for word what the store was given.
    std::size_t row = 0;
    for (SampleWords words = store->readWords(0, 1 << 20); words.count > 0;
         words = store->readWords(words.firstIndex + words.count, 1 << 20)) {
        for (std::size_t i = 0; i < words.count; ++i, ++row) {
            QCOMPARE(std::memcmp(&words.frames[4 * i], &stream.columns[0][2 * row], 2), 0);
            QCOMPARE(std::memcmp(&words.frames[4 * i + 2], &stream.columns[1][2 * row], 2), 0);
        }
    }
    QCOMPARE(row, stream.index.size());
    QCOMPARE(outcome->samples, store->received());
    QCOMPARE(outcome->missing, store->lostSamples());
    QCOMPARE(outcome->gaps, std::uint64_t(stream.gaps.size()));
    QCOMPARE(outcome->overrun, std::uint64_t(0));
    QCOMPARE(qint64(outcome->bytes), QFileInfo(path()).size());
}

void TestRecording::everyStampIsInTheFile()
{
    // A clock that wanders, in blocks of all sizes, over several segments of the file and several reads of the store.
    auto store = std::make_shared<SampleStore>(ReferenceSamples::powerStream());
    std::mt19937 random(5);
    std::uint64_t index = 0;
    std::int64_t time = 5'000'000;
    auto writer = startIn(path());
    writer->addStream(store);
    while (index < 300'000) {
        const std::size_t count = 1 + random() % 3000;
        QVERIFY(store->append(index, time, frames(count)));
        index += count;
        time += std::int64_t(count) * 10'000 + std::int64_t(random() % 2000) - 1000;
    }
    QVERIFY(writer->finish().result());
    const Recorded recorded = readBack(path());
    const Recorded::Stream &stream = recorded.streams.at(0);
    QCOMPARE(stream.index.size(), std::size_t(index));
    for (std::size_t i = 0; i < stream.index.size(); ++i)
        QCOMPARE(stream.kitTimeNs[i], store->kitTimeOf(i));
}

void TestRecording::saysWhatItIsOf()
{
    for (const bool simulated : {true, false}) {
        RecordingOptions options = optionsFor(m_dir->filePath(simulated ? QStringLiteral("s") : QStringLiteral("m")));
        options.info.product = QStringLiteral("AI-eSIM Workbench 9");
        options.info.kitSerial = QStringLiteral("VK-0001\n\x1b[31m");
        options.info.alias = QStringLiteral("套件");
        options.info.simulated = simulated;
        options.info.voltageIsSet = !simulated;
        auto writer = RecordingWriter::start(options);
        QVERIFY(writer);
        (*writer)->addStream(std::make_shared<SampleStore>(ReferenceSamples::powerStream()));
        QVERIFY((*writer)->finish().result());
        const Recorded recorded = readBack(options.path);
        QCOMPARE(recorded.info.product, options.info.product);
        QCOMPARE(recorded.info.kitSerial, options.info.kitSerial);
        QCOMPARE(recorded.info.alias, options.info.alias);
        QCOMPARE(recorded.info.simulated, simulated);
        QCOMPARE(recorded.info.voltageIsSet, !simulated);
        QVERIFY(recorded.info.createdUtcMs > 0 && recorded.info.hostTimeNs > 0);
        QCOMPARE(recorded.streams.at(0).info.bootId, 7U);
        QCOMPARE(recorded.streams.at(0).info.channels, ReferenceSamples::powerStream().channels);
    }
}

void TestRecording::eventsNotesAndClock()
{
    auto writer = startIn(path());
    QVERIFY(writer);
    QCborMap fields;
    fields[QStringLiteral("state")] = QStringLiteral("line one\nline \"two\" 你好");
    fields[QStringLiteral("big")] = Q_INT64_C(9'007'199'254'740'993);
    fields[QStringLiteral("raw")] = QByteArray::fromHex("00ff");
    writer->addEvent(kitEvent(1, QStringLiteral("radio"), fields));
    KitEvent replayed = kitEvent(2, QStringLiteral("boot"));
    replayed.replayed = true;
    writer->addEvent(replayed);
    const RecordedNote note{7, 5, 6, QStringLiteral("here it dips")};
    writer->addNote(note);
    const RecordedClockPoint point{7, 1, 2, 3};
    writer->addClockPoint(point);
    const auto outcome = writer->finish().result();
    QVERIFY(outcome);
    QCOMPARE(outcome->events, std::uint64_t(2));

    const Recorded recorded = readBack(path());
    QCOMPARE(recorded.events.size(), std::size_t(2));
    QCOMPARE(recorded.events[0].bootId, 7U);
    QCOMPARE(recorded.events[0].kitTimeNs, std::int64_t(9'007'199'254'740'993));
    QCOMPARE(recorded.events[0].name, QStringLiteral("radio"));
    QCOMPARE(recorded.events[0].fields, fields);
    QVERIFY(!recorded.events[0].replayed && recorded.events[1].replayed);
    QCOMPARE(recorded.notes, std::vector<RecordedNote>{note});
    QCOMPARE(recorded.clock, std::vector<RecordedClockPoint>{point});
}

void TestRecording::fileGrowsWhileRecording()
{
    auto writer = startIn(path());
    auto store = std::make_shared<SampleStore>(ReferenceSamples::powerStream());
    writer->addStream(store);
    writer->addEvent(kitEvent(1, QStringLiteral("radio")));
    QVERIFY(store->append(0, 0, frames(10)));
    QTRY_COMPARE(writer->totals().samples, std::uint64_t(10));
    QVERIFY(store->append(10, 100'000, frames(10)));
    QTRY_COMPARE(writer->totals().samples, std::uint64_t(20));
    const Recorded recorded = readBack(path());
    QCOMPARE(recorded.frames(), std::size_t(20));
    QCOMPARE(recorded.events.size(), std::size_t(1));
    QVERIFY(!recorded.recovery.closed);
    QVERIFY(!writer->error());
}

void TestRecording::fromNowOn()
{
    auto writer = startIn(path());
    auto store = std::make_shared<SampleStore>(ReferenceSamples::powerStream());
    QVERIFY(store->append(0, 0, frames(1000)));
    writer->addStream(store, store->endIndex());
    QVERIFY(store->append(1000, 10'000'000, frames(5)));
    QVERIFY(writer->finish().result());
    const Recorded recorded = readBack(path());
    QCOMPARE(recorded.frames(), std::size_t(5));
    QCOMPARE(recorded.streams[0].index[0], std::uint64_t(1000));
    QCOMPARE(recorded.streams[0].kitTimeNs[0], std::int64_t(10'000'000));
    QVERIFY(recorded.streams[0].gaps.empty());
}

void TestRecording::secondStreamAfterAReconnect()
{
    auto writer = startIn(path());
    for (const std::size_t count : {30000U, 20000U, 0U, 10U}) {
        auto store = std::make_shared<SampleStore>(ReferenceSamples::powerStream());
        writer->addStream(store);
        if (count > 0)
            QVERIFY(store->append(0, 0, frames(count)));
    }
    const auto outcome = writer->finish().result();
    QVERIFY(outcome);
    QCOMPARE(outcome->samples, std::uint64_t(50010));
    const Recorded recorded = readBack(path());
    QCOMPARE(recorded.streams.size(), std::size_t(4)); // never spliced into one
    QCOMPARE(recorded.streams[0].index.size(), std::size_t(30000));
    QCOMPARE(recorded.streams[1].index.size(), std::size_t(20000));
    QCOMPARE(recorded.streams[1].index[0], std::uint64_t(0));
    QCOMPARE(recorded.streams[2].index.size(), std::size_t(0));
    QCOMPARE(recorded.streams[3].index.size(), std::size_t(10));
}

void TestRecording::theSameStoreAgainGoesOn()
{
    auto writer = startIn(path());
    auto store = std::make_shared<SampleStore>(ReferenceSamples::powerStream());
    QVERIFY(store->append(0, 0, frames(1000)));
    writer->addStream(store, store->endIndex()); // from now on
    QVERIFY(store->append(1000, 10'000'000, frames(1000)));
    writer->addStream(store); // the link was lost and is back
    QVERIFY(store->append(2500, 25'000'000, frames(500), SampleGap::Cause::LinkLost));
    writer->addStream(store);
    const auto outcome = writer->finish().result();
    QVERIFY(outcome);
    QCOMPARE(outcome->samples, std::uint64_t(1500));
    QCOMPARE(outcome->missing, std::uint64_t(500));
    const Recorded recorded = readBack(path());
    QCOMPARE(recorded.streams.size(), std::size_t(1));
    QCOMPARE(recorded.streams[0].index.front(), std::uint64_t(1000));
    QCOMPARE(recorded.streams[0].index.back(), std::uint64_t(2999));
    QCOMPARE(recorded.frames(), std::size_t(1500));
    QCOMPARE(recorded.streams[0].gaps, (std::vector<RecordedGap>{{2000, 500, RecordedGap::Cause::LinkLost}}));
}

void TestRecording::overrunIsTold()
{
    auto store = std::make_shared<SampleStore>(ReferenceSamples::kitStream(), std::size_t(1) << 20);
    ReferenceSamples reference(0);
    reference.fill(*store, 3, 700000, 100);
    const std::uint64_t begin = store->beginIndex();
    QVERIFY(begin > 0);
    auto writer = startIn(path());
    writer->addStream(store); // from 0, which is long gone
    const auto outcome = writer->finish().result();
    QVERIFY(outcome);
    const Recorded recorded = readBack(path());
    QCOMPARE(recorded.streams[0].gaps.at(0), (RecordedGap{0, begin, RecordedGap::Cause::RecorderOverrun}));
    QCOMPARE(recorded.streams[0].index[0], begin);
    QCOMPARE(outcome->overrun, begin);
    QCOMPARE(outcome->samples + outcome->missing, store->endIndex());
}

void TestRecording::streamThatCannotBeHeldIsTold()
{
    auto writer = startIn(path());
    SampleStreamInfo info = ReferenceSamples::powerStream();
    info.channels[0].ranges[0].gain = std::numeric_limits<double>::quiet_NaN();
    writer->addStream(std::make_shared<SampleStore>(info));
    writer->addEvent(kitEvent(1, QStringLiteral("radio")));
    QTRY_VERIFY(writer->error());
    const auto outcome = writer->finish().result();
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().fault(), Fault::BadArgument);
    QVERIFY(readBack(path()).opened); // what else there was is kept
}

void TestRecording::nothingToRecord()
{
    const auto outcome = startIn(path())->finish().result();
    QVERIFY(outcome);
    QCOMPARE(outcome->samples, std::uint64_t(0));
    const Recorded recorded = readBack(path());
    QVERIFY(recorded.opened && recorded.recovery.isWhole());
    QVERIFY(recorded.streams.empty() && recorded.events.empty());
}

QTEST_GUILESS_MAIN(TestRecording)
#include "tst_recording.moc"
