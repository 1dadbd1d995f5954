// SPDX-License-Identifier: GPL-3.0-or-later
// A recording says the same as a store that was filled with the same words.
#include "recorded_pair.h"

#include "device_link/capture/recorded/lru_cache.h"

#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace device_link;
using namespace recorded_pair;

class RecordedSamplesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatAStoreSays_data()
    {
        QTest::addColumn<bool>("inexact");
        QTest::addColumn<quint32>("segmentFrames");
        QTest::addColumn<quint64>("indices");
        QTest::newRow("four kinds of channels") << false << 1'000U << quint64(150'000);
        QTest::newRow("ranges that no step fits") << true << 4'099U << quint64(900'000);
        QTest::newRow("short records") << true << 37U << quint64(40'000);
        QTest::newRow("long records") << false << 65'536U << quint64(300'000);
    }

    void saysWhatAStoreSays()
    {
        QFETCH(const bool, inexact);
        QFETCH(const quint32, segmentFrames);
        QFETCH(const quint64, indices);
        RecordedPair pair(path(), inexact ? kitStream() : recording_example::powerStream(), segmentFrames);
        pair.fill(indices, 30'000);
        QVERIFY(pair.close());
        for (const bool made : {true, false}) {
            const auto recorded = RecordedSamples::open(path(), 0, options());
            QVERIFY2(recorded, recorded ? "" : qPrintable(recorded.error().detail()));
            QCOMPARE((*recorded)->pyramid().made, made);
            QCOMPARE((*recorded)->pyramid().path, path() + QStringLiteral(".pyramid"));
            QCOMPARE(differs(**recorded, pair.store, segmentFrames, 400), QString());
            QCOMPARE((*recorded)->fileInfo(), recording_example::fileInfo());
            QCOMPARE((*recorded)->damagedChunks(), std::uint64_t(0));
        }
    }

    void spansGapsAsLongAsTheyCome()
    {
        RecordedPair pair(path(), kitStream(), 500);
        pair.fill(20'000, 300);
        pair.leaveOut((std::uint64_t(5) << 30) + 17);
        pair.append(3'000);
        pair.leaveOut(std::uint64_t(3) << 44);
        pair.append(900);
        QVERIFY(pair.close());
        const auto recorded = RecordedSamples::open(path(), 0, options());
        QVERIFY(recorded);
        QCOMPARE(differs(**recorded, pair.store, 1, 300), QString());
    }

    void goesToTheEndOfAllNumbers()
    {
        RecordedPair pair(path(), kitStream(), 700);
        constexpr std::uint64_t end = ~std::uint64_t(0);
        pair.leaveOut(end - 5'000);
        pair.append(5'000);
        QVERIFY(pair.close());
        const auto recorded = RecordedSamples::open(path(), 0, options());
        QVERIFY(recorded);
        QCOMPARE((*recorded)->endIndex(), end);
        constexpr double quantiles[] = {0.5};
        for (const std::uint64_t first : {std::uint64_t(0), end / 2, end - 70'000, end - 4'321, end - 100, end - 1}) {
            for (const std::size_t channel : {0, 2}) {
                QCOMPARE(viewDiffers(**recorded, pair.store, channel, first, end - 64, 150), QString());
                QVERIFY(sameStats((*recorded)->stats(channel, first, end), pair.store.stats(channel, first, end)));
                QVERIFY(sameValues(
                    (*recorded)->values(channel, first, end, 9'000), pair.store.values(channel, first, end, 9'000)));
                QCOMPARE((*recorded)->percentiles(channel, first, end, quantiles),
                    pair.store.percentiles(channel, first, end, quantiles));
            }
            QCOMPARE((*recorded)->read(first, 100).firstIndex, pair.store.read(first, 100).firstIndex);
        }
    }

    void keepsToASmallCache()
    {
        RecordedPair pair(path(), kitStream(), 2'000);
        pair.fill(300'000, 1'000);
        QVERIFY(pair.close());
        RecordedSamplesOptions small = options();
        small.cacheBytes = 1;
        const auto recorded = RecordedSamples::open(path(), 0, small);
        QVERIFY(recorded);
        QCOMPARE(differs(**recorded, pair.store, 2, 100), QString());
    }

    void aCacheForgetsWhatWasAskedForLongestAgo()
    {
        LruCache<int> cache(35);
        for (int i = 0; i < 3; ++i)
            cache.insert(std::uint64_t(i), std::make_shared<const int>(i), 10);
        QVERIFY(cache.find(0));
        cache.insert(3, std::make_shared<const int>(3), 10);
        QVERIFY(cache.find(0) && !cache.find(1) && cache.find(2) && cache.find(3));
        cache.insert(2, std::make_shared<const int>(22), 10); // in its own place
        QVERIFY(cache.find(0) && *cache.find(2) == 22 && cache.find(3));
        cache.insert(4, std::make_shared<const int>(4), 1'000);
        QVERIFY(cache.find(4) && !cache.find(0) && !cache.find(2) && !cache.find(3));
    }

    void givesRunsInOrder()
    {
        RecordedPair pair(path(), recording_example::powerStream(), 1'500);
        pair.fill(60'000, 900);
        QVERIFY(pair.close());
        const auto recorded = RecordedSamples::open(path(), 0, options());
        QVERIFY(recorded);
        std::uint64_t next = 0;
        for (;;) {
            const SampleRun ours = (*recorded)->read(next, 2'000);
            const SampleRun theirs = pair.store.read(next, 2'000);
            QCOMPARE(ours.firstIndex, theirs.firstIndex);
            QVERIFY(sameValues(ours.values, theirs.values));
            QCOMPARE(ours.kitTimeNs, theirs.kitTimeNs);
            QCOMPARE(ours.before.has_value(), theirs.before.has_value());
            QVERIFY(!ours.before || sameGap(*ours.before, *theirs.before));
            if (ours.kitTimeNs.empty())
                break;
            next = ours.firstIndex + ours.kitTimeNs.size();
        }
        QCOMPARE(next, pair.store.endIndex());
    }

    void severalThreadsAskAtOnce()
    {
        RecordedPair pair(path(), kitStream(), 3'000);
        pair.fill(200'000, 5'000);
        QVERIFY(pair.close());
        RecordedSamplesOptions small = options();
        small.cacheBytes = 200'000; // so that they throw out what the others use
        const auto recorded = RecordedSamples::open(path(), 0, small);
        QVERIFY(recorded);
        QStringList found(3);
        {
            std::vector<std::jthread> threads;
            for (std::uint32_t i = 0; i < 3; ++i)
                threads.emplace_back([&, i] { found[i] = differs(**recorded, pair.store, i, 60); });
        }
        QCOMPARE(found.join(QString()), QString());
    }

    /// Two gaps in a row and one at the end, as only recordings have them.
    void tellsGapsOfTheRecorder()
    {
        {
            auto writer = RecordingFileWriter::create(path(), recording_example::fileInfo(), {0, 1'000});
            QVERIFY(writer);
            QVERIFY((*writer)->beginStream(recording_example::powerStream()));
            QVERIFY((*writer)->addFrames(0, 100, recording_example::timeOf(100), recording_example::framesOf(100, 50)));
            QVERIFY((*writer)->addGap(0, {150, 10, RecordedGap::Cause::KitDropped}));
            QVERIFY((*writer)->addGap(0, {160, 40, RecordedGap::Cause::RecorderOverrun}));
            QVERIFY((*writer)->addFrames(0, 200, recording_example::timeOf(200), recording_example::framesOf(200, 50)));
            QVERIFY((*writer)->addGap(0, {250, 5, RecordedGap::Cause::LinkLost}));
            QVERIFY((*writer)->close());
        }
        const auto opened = RecordedSamples::open(path(), 0, options());
        QVERIFY(opened);
        const RecordedSamples &recorded = **opened;
        QCOMPARE(recorded.beginIndex(), std::uint64_t(100));
        QCOMPARE(recorded.endIndex(), std::uint64_t(255));
        const std::vector<SampleGap> gaps{{150, 10, SampleGap::Cause::KitDropped},
            {160, 40, SampleGap::Cause::RecorderOverrun}, {250, 5, SampleGap::Cause::LinkLost}};
        QVERIFY(std::ranges::equal(recorded.gaps(), gaps, sameGap));
        QCOMPARE(recorded.lostSamples(), std::uint64_t(55));
        QCOMPARE(recorded.received(), std::uint64_t(100));
        const SampleRun run = recorded.read(155, 10);
        QCOMPARE(run.firstIndex, std::uint64_t(200));
        QVERIFY(run.before && sameGap(*run.before, gaps[1]));
        QVERIFY(recorded.read(250, 10).kitTimeNs.empty());
        QCOMPARE(recorded.stats(0, 0, 1'000).missing, std::uint64_t(55));
    }

    void readsEachOfSeveralStreams()
    {
        {
            auto writer = RecordingFileWriter::create(path(), recording_example::fileInfo(), {0, 300});
            QVERIFY(writer);
            for (std::uint32_t stream = 0; stream < 2; ++stream)
                QVERIFY((*writer)->beginStream(recording_example::powerStream(1'000 * (stream + 1))));
            for (std::uint64_t at = 0; at < 5'000; at += 100)
                for (const std::uint32_t stream : {0U, 1U})
                    QVERIFY((*writer)->addFrames(stream, at + stream, recording_example::timeOf(at),
                        recording_example::framesOf(at + stream, 100)));
            QVERIFY((*writer)->changeCalibration(1, {5'001, {{{2e-8, 0}}, {{1e-4, 0}}, {{1, 0}}, {{1e-9, 0}}}}));
            QVERIFY((*writer)->close());
        }
        for (const std::uint32_t stream : {0U, 1U}) {
            const auto recorded = RecordedSamples::open(path(), stream, options());
            QVERIFY(recorded);
            QCOMPARE((*recorded)->streams(), (std::vector<std::uint32_t>{0, 1}));
            QCOMPARE((*recorded)->info().rateNum, 1'000 * (std::int64_t(stream) + 1));
            QCOMPARE((*recorded)->beginIndex(), std::uint64_t(stream));
            QCOMPARE((*recorded)->received(), std::uint64_t(5'000));
            QCOMPARE((*recorded)->calibrationChanges(), stream == 1);
        }
        QCOMPARE(RecordedSamples::open(path(), 2, options()).error().fault(), Fault::NotFound);
    }

    void anEmptyRecordingIsEmpty()
    {
        RecordedPair pair(path(), kitStream(), 100);
        QVERIFY(pair.close());
        const auto recorded = RecordedSamples::open(path(), 0, options());
        QVERIFY(recorded);
        QCOMPARE(differs(**recorded, pair.store, 3, 20), QString());
    }

    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

private:
    [[nodiscard]] QString path() const { return m_dir->filePath(QStringLiteral("run.aer")); }
    [[nodiscard]] RecordedSamplesOptions options() const
    {
        RecordedSamplesOptions options;
        options.cacheFolder = m_dir->filePath(QStringLiteral("cache"));
        return options;
    }
    static SampleStreamInfo kitStream()
    {
        SampleStreamInfo info = recording_example::powerStream();
        info.channels = {{"current", "A", 16, 2, {{1.0003e-6, -2e-6}, {0.9987e-5, 1e-6}, {1.0011e-4, 3e-5}}},
            {"voltage", "V", 16, 0, {{1e-4, 0}}}};
        return info;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

QTEST_GUILESS_MAIN(RecordedSamplesTest)
#include "tst_recorded_samples.moc"
