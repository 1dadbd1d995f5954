// SPDX-License-Identifier: GPL-3.0-or-later
// The pyramid beside a recording: whatever is wrong with it, the figures are those of the recording.
#include "recorded_pair.h"

#include "device_link/capture/recorded/pyramid_file.h"

#include "framing/crc.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace device_link;
using namespace recorded_pair;
using recording_example::bytesOf;
using recording_example::writeBytes;

class RecordedPyramidTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCutOneIsMadeAnew()
    {
        const QByteArray whole = makePyramid();
        std::mt19937 random(1);
        for (int i = 0; i < 25; ++i) {
            QVERIFY(writeBytes(pyramid(), whole.left(qsizetype(random() % std::size_t(whole.size())))));
            QVERIFY(isMadeAnew());
        }
        QVERIFY(writeBytes(pyramid(), whole + "more"));
        QVERIFY(isMadeAnew());
    }

    void aDamagedOneIsMadeAnew()
    {
        const QByteArray whole = makePyramid();
        std::mt19937 random(2);
        int found = 0;
        for (int i = 0; i < 60; ++i) {
            QByteArray bytes = whole;
            for (auto flips = 1 + random() % 3; flips > 0; --flips)
                flip(bytes, random());
            QVERIFY(writeBytes(pyramid(), bytes));
            const auto recorded = RecordedSamples::open(path(), 0, options());
            QVERIFY(recorded);
            QCOMPARE(differs(**recorded, m_pair->store, std::uint32_t(i), 8), QString());
            found += (*recorded)->pyramid().made || (*recorded)->damagedChunks() > 0 ? 1 : 0;
        }
        QVERIFY2(found > 30, "no damage was noticed");
    }

    void damagedChunksAreMadeOfWhatLiesBelow()
    {
        const QByteArray whole = makePyramid();
        const auto index = indexOf(whole);
        QVERIFY(index);
        std::mt19937 random(3);
        for (unsigned level = 0; level <= kPyramidLevels; ++level) { // the last time all of them
            QByteArray bytes = whole;
            for (unsigned of = 0; of < kPyramidLevels; ++of)
                for (const PyramidChunkPlace &chunk : index->streams.at(0).chunks.at(of))
                    if (of == level || level == kPyramidLevels)
                        bytes[qsizetype(chunk.offset + random() % chunk.bytes)] ^= 0x20;
            QVERIFY(writeBytes(pyramid(), bytes));
            {
                const auto recorded = RecordedSamples::open(path(), 0, options());
                QVERIFY(recorded);
                QVERIFY(!(*recorded)->pyramid().made);
                QCOMPARE(differs(**recorded, m_pair->store, level, 40), QString());
                static_cast<void>((*recorded)->stats(0, 0, (*recorded)->endIndex()));
                if (level == 0 || level == kPyramidLevels)
                    QVERIFY((*recorded)->damagedChunks() > 0);
                QCOMPARE(QFile::exists(pyramid()), true);
                if ((*recorded)->damagedChunks() == 0)
                    continue;
            }
            QVERIFY(!QFile::exists(pyramid())); // the next one makes a good one
        }
    }

    void oneOfAnotherRecordingIsNotUsed()
    {
        const QByteArray foreign = makePyramid();
        const QString here = pyramid();
        m_dir = std::make_unique<QTemporaryDir>();
        static_cast<void>(makePyramid());
        QVERIFY(here != pyramid());
        QVERIFY(writeBytes(pyramid(), foreign));
        QVERIFY(isMadeAnew(QStringLiteral("another recording")));
    }

    void oneOfAnotherVersionIsNotUsed()
    {
        QByteArray bytes = makePyramid();
        bytes[8] = 2;
        QVERIFY(writeBytes(pyramid(), bytes));
        QVERIFY(isMadeAnew(QStringLiteral("format 2")));
        QVERIFY(writeBytes(pyramid(), QByteArrayLiteral("a letter to my aunt")));
        QVERIFY(isMadeAnew(QStringLiteral("is cut")));
        QCOMPARE(bytesOf(pyramid()).at(8), char(1));
    }

    void goesToTheCacheWhereItCannotBeWritten()
    {
        QVERIFY(makeRecording());
        QVERIFY(QDir().mkpath(pyramid() + QStringLiteral("/in the way")));
        for (const bool made : {true, false}) {
            const auto recorded = RecordedSamples::open(path(), 0, options());
            QVERIFY(recorded);
            QCOMPARE((*recorded)->pyramid().made, made);
            QVERIFY((*recorded)->pyramid().path.startsWith(options().cacheFolder));
            QCOMPARE(differs(**recorded, m_pair->store, 4, 30), QString());
        }
        RecordedSamplesOptions nowhere = options();
        nowhere.cacheFolder = path() + QStringLiteral("/is a file");
        const auto failed = RecordedSamples::open(path(), 0, nowhere);
        QVERIFY(!failed);
        QCOMPARE(failed.error().fault(), Fault::CannotWrite);
    }

    void cancelledLeavesNothingBehind()
    {
        QVERIFY(makeRecording());
        std::stop_source stop;
        std::uint64_t all = 0;
        RecordedSamplesOptions cancelled = options();
        cancelled.progress.stop = stop.get_token();
        cancelled.progress.report = [&](std::uint64_t done, std::uint64_t of) {
            all = of;
            if (done > of / 2)
                stop.request_stop();
        };
        const auto recorded = RecordedSamples::open(path(), 0, cancelled);
        QVERIFY(!recorded);
        QCOMPARE(recorded.error().fault(), Fault::Cancelled);
        QCOMPARE(all, std::uint64_t(QFileInfo(path()).size()));
        const QDir::Filters everything = QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot;
        QCOMPARE(QDir(m_dir->path()).entryList(everything), QStringList{QStringLiteral("run.aer")});
    }

    /// What is written after it was opened is seen by the next one that opens it.
    void aGrowingRecordingIsOpenedAsItIs()
    {
        RecordedPair pair(path(), kitStream(), 700);
        pair.fill(20'000, 500);
        QVERIFY(pair.sync());
        const auto early = RecordedSamples::open(path(), 0, options());
        QVERIFY(early);
        const std::uint64_t end = (*early)->endIndex();
        QCOMPARE(differs(**early, pair.store, 5, 40), QString());
        const SampleStats before = (*early)->stats(0, 0, end);
        pair.fill(50'000, 500);
        QVERIFY(pair.close());
        const auto late = RecordedSamples::open(path(), 0, options());
        QVERIFY(late);
        QVERIFY((*late)->pyramid().made);
        QVERIFY((*late)->pyramid().why.contains(QStringLiteral("another state")));
        QCOMPARE(differs(**late, pair.store, 6, 40), QString());
        QCOMPARE((*early)->endIndex(), end);
        QVERIFY(sameStats((*early)->stats(0, 0, end), before));
    }

    void aTornRecordingHasWhatIsSound()
    {
        QVERIFY(makeRecording());
        const QByteArray whole = bytesOf(path());
        std::mt19937 random(7);
        for (int i = 0; i < 12; ++i) {
            QVERIFY(
                writeBytes(path(), whole.left(whole.size() / 5 + qsizetype(random() % std::size_t(whole.size() / 2)))));
            const auto recorded = RecordedSamples::open(path(), 0, options());
            QVERIFY(recorded);
            const std::uint64_t end = (*recorded)->endIndex();
            QVERIFY(end > 1'000);
            for (int range = 0; range < 20; ++range) {
                const std::uint64_t first = random() % end;
                const std::uint64_t last = first + random() % (end - first);
                const std::size_t channel = range % 3;
                QVERIFY(sameStats((*recorded)->stats(channel, first, last), m_pair->store.stats(channel, first, last)));
                QVERIFY(sameValues(
                    (*recorded)->values(channel, first, last, 500), m_pair->store.values(channel, first, last, 500)));
            }
        }
    }

    void aDamagedRecordIsAGap()
    {
        RecordedPair pair(path(), kitStream(), 1'000);
        for (int i = 0; i < 10; ++i)
            pair.append(1'000);
        QVERIFY(pair.close());
        const auto reader = RecordingFileReader::open(path());
        QVERIFY(reader);
        const SegmentPlace place = (*reader)->streams().at(0).segments.at(4);
        QByteArray bytes = bytesOf(path());
        bytes[qsizetype(place.offset) + 200] ^= 1;
        QVERIFY(writeBytes(path(), bytes));
        const auto recorded = RecordedSamples::open(path(), 0, options());
        QVERIFY(recorded);
        const std::vector<SampleGap> gaps{{4'000, 1'000, SampleGap::Cause::Unknown}};
        QVERIFY(std::ranges::equal((*recorded)->gaps(), gaps, sameGap));
        QCOMPARE((*recorded)->received(), std::uint64_t(9'000));
        QCOMPARE((*recorded)->stats(0, 0, 10'000).missing, std::uint64_t(1'000));
        QVERIFY(std::isnan((*recorded)->values(0, 4'500, 4'501, 1).at(0)));
        QVERIFY(sameStats((*recorded)->stats(2, 0, 4'000), pair.store.stats(2, 0, 4'000)));
    }

    /// Indices with sound checksums that say anything.
    void hostileOnesDoNoHarm()
    {
        const QByteArray whole = makePyramid();
        const PyramidHeader header = headerOf(whole).value();
        std::mt19937 random(8);
        int opened = 0;
        for (int i = 0; i < 150; ++i) {
            QByteArray index = whole.mid(qsizetype(header.indexOffset));
            for (auto changes = 1 + random() % 4; changes > 0; --changes) {
                // Most bytes are places: whole numbers are changed as well as bits.
                const auto at = qsizetype(random() % std::size_t(index.size() - 8)) / 8 * 8;
                const std::uint64_t numbers[] = {0, 1, random(), ~std::uint64_t(0), std::uint64_t(random()) << 32};
                if (random() % 2 == 0)
                    std::memcpy(index.data() + at, &numbers[random() % std::size(numbers)], 8);
                else
                    flip(index, random());
            }
            QByteArray chunks = whole.mid(PyramidHeader::kBytes, qsizetype(header.indexOffset) - PyramidHeader::kBytes);
            QVERIFY(writeBytes(pyramid(), headerBytes(header, index) + chunks + index));
            const auto recorded = RecordedSamples::open(path(), 0, options());
            if (!recorded)
                continue; // the stream has another number
            opened += (*recorded)->pyramid().made ? 0 : 1;
            useAll(**recorded);
        }
        QVERIFY2(opened > 10, "no changed index was used");
    }

    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

private:
    [[nodiscard]] QString path() const { return m_dir->filePath(QStringLiteral("run.aer")); }
    [[nodiscard]] QString pyramid() const { return path() + QStringLiteral(".pyramid"); }
    [[nodiscard]] RecordedSamplesOptions options() const
    {
        RecordedSamplesOptions options;
        options.cacheFolder = m_dir->filePath(QStringLiteral("cache/pyramids"));
        return options;
    }
    static SampleStreamInfo kitStream()
    {
        SampleStreamInfo info = recording_example::powerStream();
        info.channels.resize(2);
        return info;
    }

    [[nodiscard]] bool makeRecording()
    {
        m_pair = std::make_unique<RecordedPair>(path(), kitStream(), 3'001);
        m_pair->fill(330'000, 2'000);
        return m_pair->close();
    }
    /// The bytes of the pyramid of a new recording.
    [[nodiscard]] QByteArray makePyramid()
    {
        return makeRecording() && RecordedSamples::open(path(), 0, options()) ? bytesOf(pyramid()) : QByteArray();
    }
    [[nodiscard]] bool isMadeAnew(const QString &why = {})
    {
        const auto recorded = RecordedSamples::open(path(), 0, options());
        return recorded && (*recorded)->pyramid().made && !(*recorded)->pyramid().why.isEmpty()
            && (*recorded)->pyramid().why.contains(why) && differs(**recorded, m_pair->store, 9, 10).isEmpty();
    }
    static void flip(QByteArray &bytes, std::size_t random)
    {
        bytes[qsizetype(random / 8 % std::size_t(bytes.size()))] ^= static_cast<char>(1 << random % 8);
    }
    static framing::ByteView viewOf(const QByteArray &bytes)
    {
        return {reinterpret_cast<const std::uint8_t *>(bytes.data()), std::size_t(bytes.size())};
    }
    static Result<PyramidHeader> headerOf(const QByteArray &bytes) { return parsePyramidHeader(viewOf(bytes)); }
    static Result<PyramidIndex> indexOf(const QByteArray &bytes)
    {
        const auto header = headerOf(bytes);
        return header ? parsePyramidIndex(viewOf(bytes).subspan(header->indexOffset), *header) : fail(Fault::BadFile);
    }
    static QByteArray headerBytes(PyramidHeader header, const QByteArray &index)
    {
        header.indexBytes = std::uint64_t(index.size());
        header.indexCrc = framing::crc32c(viewOf(index));
        framing::Bytes bytes;
        appendPyramidHeader(bytes, header);
        return {reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size())};
    }
    static void useAll(const RecordedSamples &recorded)
    {
        std::vector<SampleColumn> columns(200);
        constexpr double quantiles[] = {0.5};
        const std::uint64_t begin = recorded.beginIndex();
        const std::uint64_t end = recorded.endIndex();
        for (std::size_t channel = 0; channel < recorded.channelCount(); ++channel) {
            for (const std::uint64_t last : {end, begin + 200'000, begin + 900}) {
                recorded.view(channel, begin, last, columns);
                static_cast<void>(recorded.stats(channel, begin + 77, last));
                static_cast<void>(recorded.values(channel, begin, last, 2'000));
            }
            static_cast<void>(recorded.percentiles(channel, begin, end, quantiles));
        }
        static_cast<void>(recorded.read(begin, 5'000));
        static_cast<void>(recorded.indexAt(recorded.kitTimeOf(end / 2)));
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<RecordedPair> m_pair;
};

QTEST_GUILESS_MAIN(RecordedPyramidTest)
#include "tst_recorded_pyramid.moc"
