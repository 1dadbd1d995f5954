// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference_samples.h"

#include "device_link/capture/sample_time_map.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace device_link;

namespace {

constexpr std::uint64_t kFar = std::uint64_t(1) << 40;

std::vector<float> frames(std::size_t count, float current = 1, float voltage = 4)
{
    std::vector<float> values;
    for (std::size_t i = 0; i < count; ++i) {
        values.push_back(current);
        values.push_back(voltage);
    }
    return values;
}

/// Blocks up to [0, count) whose values tell their index; returns false when one was refused.
bool appendRamp(SampleStore &store, std::uint64_t from, std::uint64_t to, std::size_t blockSize = 1000)
{
    std::vector<float> block;
    while (from < to) {
        const std::size_t count = std::size_t(std::min<std::uint64_t>(blockSize, to - from));
        block.clear();
        for (std::size_t i = 0; i < count; ++i) {
            block.push_back(float((from + i) % 4096));
            block.push_back(4);
        }
        if (!store.append(from, std::int64_t(from) * 10'000, block))
            return false;
        from += count;
    }
    return true;
}

} // namespace

class TestSampleStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void viewFillsToTheLastPixelWithOneColumnMore();
    void valuesThatAreNoNumbersAreRefused();
    void powerNeedsBothChannels();
    void gapsAreCountedByCause();
    void refusals();
    void startsAtAHugeIndex();
    void emptyStore();
    void budgetDropsTheOldest();
    void sparseBlocksStayInTheBudget();
    void kitTime();
    void timeMapRefusesWhatRunsBackwards();
    void readersAndWriterAtOnce();
};

void TestSampleStore::viewFillsToTheLastPixelWithOneColumnMore()
{
    SampleStore store(ReferenceSamples::powerStream());
    QVERIFY(appendRamp(store, 0, 10000));
    // 150 .. 1150 in 10 columns of 100: cells begin at 100, so the tenth ends at 1100.
    std::vector<SampleColumn> columns(10);
    store.view(0, 150, 1150, columns);
    QCOMPARE(columns.front().min, 100.0F);
    QCOMPARE(columns.back().max, 1099.0F);
    columns.resize(11);
    store.view(0, 150, 1250, columns);
    QCOMPARE(columns.front().min, 100.0F);
    QCOMPARE(columns.back().max, 1199.0F);
}

void TestSampleStore::valuesThatAreNoNumbersAreRefused()
{
    SampleStore store(ReferenceSamples::powerStream());
    std::vector<float> block = frames(200);
    block[20] = std::numeric_limits<float>::quiet_NaN();
    QVERIFY(!store.append(0, 0, block));
    block[20] = std::numeric_limits<float>::infinity();
    QVERIFY(!store.append(0, 0, block));
    QCOMPARE(store.endIndex(), std::uint64_t(0));
    block[20] = 1e30F; // above all words: the largest
    QVERIFY(store.append(0, 0, block));
    QCOMPARE(store.stats(0, 0, 200).max, 8192.0);
}

void TestSampleStore::powerNeedsBothChannels()
{
    SampleStreamInfo info = ReferenceSamples::powerStream();
    QCOMPARE(SampleStore(info).channelCount(), std::size_t(3));
    info.channels.push_back({"logic", "", 8, 0, {{1, 0}}});
    std::swap(info.channels[0], info.channels[2]);
    SampleStore store(info);
    QCOMPARE(store.channelCount(), std::size_t(4));
    QVERIFY(store.append(0, 0, std::vector<float>{5, 4, 0.5F}));
    QCOMPARE(store.stats(3, 0, 1).sum, 2.0);
    info.channels.resize(2);
    QCOMPARE(SampleStore(info).channelCount(), std::size_t(2));
    info.channels.clear();
    SampleStore none(info);
    QCOMPARE(none.channelCount(), std::size_t(0));
    QVERIFY(!none.append(0, 0, std::vector<float>{1}));
}

void TestSampleStore::gapsAreCountedByCause()
{
    SampleStore store(ReferenceSamples::powerStream());
    QVERIFY(store.append(5, 50'000, frames(5)));
    QVERIFY(store.append(10, 100'000, frames(5)));
    QVERIFY(store.append(20, 200'000, frames(5), SampleGap::Cause::LinkLost));
    QVERIFY(store.append(26, 260'000, frames(5), SampleGap::Cause::Corrupted));
    const std::vector<SampleGap> gaps = store.gaps();
    QCOMPARE(gaps.size(), std::size_t(3));
    QCOMPARE(gaps[0].firstIndex, std::uint64_t(0)); // the beginning of the stream was lost
    QCOMPARE(gaps[0].count, std::uint64_t(5));
    QCOMPARE(gaps[0].cause, SampleGap::Cause::KitDropped);
    QCOMPARE(gaps[1].firstIndex, std::uint64_t(15));
    QCOMPARE(gaps[1].count, std::uint64_t(5));
    QCOMPARE(gaps[1].cause, SampleGap::Cause::LinkLost);
    QCOMPARE(gaps[2].firstIndex, std::uint64_t(25));
    QCOMPARE(gaps[2].cause, SampleGap::Cause::Corrupted);
    QCOMPARE(store.lostSamples(), std::uint64_t(11));
    QCOMPARE(store.received(), std::uint64_t(20));
    QCOMPARE(store.stats(0, 0, 31).missing, std::uint64_t(11));
    QCOMPARE(store.stats(0, 0, 1000).missing, std::uint64_t(11)); // the future is not a gap
}

void TestSampleStore::refusals()
{
    SampleStore store(ReferenceSamples::powerStream());
    QVERIFY(store.append(0, 0, frames(10)));
    QVERIFY(!store.append(0, 0, frames(10)));
    QVERIFY(!store.append(9, 0, frames(10)));
    QVERIFY(!store.append(10, 0, std::vector<float>()));
    QVERIFY(!store.append(10, 0, std::vector<std::uint8_t>()));
    QVERIFY(!store.append(10, 0, std::vector<std::uint8_t>(15)));
    QVERIFY(!store.append(10, 0, std::vector<float>{1, 2, 3}));
    QVERIFY(!store.append(std::numeric_limits<std::uint64_t>::max() - 4, 0, frames(5)));
    QCOMPARE(store.endIndex(), std::uint64_t(10));
    QCOMPARE(store.received(), std::uint64_t(10));
    QVERIFY(store.gaps().empty());
    // The last indices there are.
    QVERIFY(store.append(std::numeric_limits<std::uint64_t>::max() - 5, 0, frames(5)));
    QCOMPARE(store.endIndex(), std::numeric_limits<std::uint64_t>::max());
    QCOMPARE(store.stats(0, 0, store.endIndex()).count, std::uint64_t(15));
    std::vector<SampleColumn> columns(10);
    store.view(0, 0, store.endIndex(), columns);
    QCOMPARE(columns[0].count, std::uint64_t(10));
    // An unknown channel, an empty and a backward range.
    QCOMPARE(store.stats(3, 0, 10).count, std::uint64_t(0));
    QCOMPARE(store.stats(0, 10, 0).count, std::uint64_t(0));
    QVERIFY(store.values(3, 0, 10, 10).empty());
    QVERIFY(store.values(0, 10, 0, 10).empty());
    store.view(3, 0, 10, columns);
    QCOMPARE(columns[0].count, std::uint64_t(0));
    store.view(0, 5, 5, columns);
    QCOMPARE(columns[0].count, std::uint64_t(0));
    store.view(0, 0, 10, {});
}

void TestSampleStore::startsAtAHugeIndex()
{
    SampleStore store(ReferenceSamples::powerStream());
    QVERIFY(appendRamp(store, kFar + 3, kFar + 100003));
    QCOMPARE(store.received(), std::uint64_t(100000));
    QCOMPARE(store.lostSamples(), kFar + 3);
    QCOMPARE(store.stats(0, 0, kFar + 100003).count, std::uint64_t(100000));
    const std::vector<float> values = store.values(0, kFar + 4096, kFar + 8192, 10000);
    QCOMPARE(values.size(), std::size_t(4096));
    for (std::size_t i = 0; i < values.size(); ++i)
        QCOMPARE(values[i], float(i));
    QCOMPARE(store.indexAt(store.kitTimeOf(kFar + 77777)), kFar + 77777);
}

void TestSampleStore::emptyStore()
{
    const SampleStore store(ReferenceSamples::powerStream());
    QCOMPARE(store.beginIndex(), std::uint64_t(0));
    QCOMPARE(store.endIndex(), std::uint64_t(0));
    QCOMPARE(store.kitTimeOf(5), std::int64_t(0));
    QCOMPARE(store.indexAt(5), std::uint64_t(0));
    QCOMPARE(store.stats(0, 0, 100).count, std::uint64_t(0));
    QCOMPARE(store.stats(0, 0, 100).missing, std::uint64_t(0));
    QVERIFY(store.values(0, 0, 100, 100).empty());
    QVERIFY(store.read(0, 100).kitTimeNs.empty());
    std::vector<SampleColumn> columns(4);
    store.view(0, 0, 100, columns);
    QCOMPARE(columns[3].count, std::uint64_t(0));
    QVERIFY(!columns[3].gap);
}

void TestSampleStore::budgetDropsTheOldest()
{
    SampleStore store(ReferenceSamples::powerStream(), std::size_t(8) << 20);
    QVERIFY(appendRamp(store, 0, 1000));
    QVERIFY(appendRamp(store, 1500, 1'000'000));
    const std::uint64_t begin = store.beginIndex();
    // At about 9.5 bytes a sample 8 MiB hold three times 2^18, of which the last is not full.
    QCOMPARE(begin, std::uint64_t(1) << 18);
    QCOMPARE(store.received(), std::uint64_t(999'500));
    QCOMPARE(store.lostSamples(), std::uint64_t(500));
    QVERIFY(store.gaps().empty()); // forgotten with its neighbours
    QCOMPARE(store.stats(0, 0, 1'000'000).count, 1'000'000 - begin);
    QCOMPARE(store.stats(0, 0, 1'000'000).missing, std::uint64_t(0));
    QCOMPARE(store.kitTimeOf(begin), std::int64_t(begin) * 10'000);
    const std::vector<float> values = store.values(0, begin - 10, begin + 10, 100);
    QCOMPARE(values.size(), std::size_t(20));
    QVERIFY(std::isnan(values[9]));
    QCOMPARE(values[10], float(begin % 4096));
    const SampleRun run = store.read(0, 100);
    QCOMPARE(run.firstIndex, begin);
    QVERIFY(!run.before);
    // The oldest indices are no gap, they are just not there any more.
    std::vector<SampleColumn> columns(2);
    store.view(0, 0, begin, columns);
    QCOMPARE(columns[0].count + columns[1].count, std::uint64_t(0));
    QVERIFY(!columns[0].gap);
}

void TestSampleStore::sparseBlocksStayInTheBudget()
{
    // A kit that skips a slot with every block takes a slot per block.
    SampleStore store(ReferenceSamples::powerStream(), std::size_t(16) << 20);
    for (std::uint64_t i = 0; i < 200; ++i)
        QVERIFY(store.append(i * 300'000, std::int64_t(i) * 1'000'000'000, frames(1)));
    const std::uint64_t kept = store.stats(0, 0, store.endIndex()).count;
    QVERIFY(kept >= 2 && kept <= 10);
    QCOMPARE(store.beginIndex(), (200 - kept) * 300'000);
    QCOMPARE(store.gaps().size(), std::size_t(kept - 1));
    QCOMPARE(store.received(), std::uint64_t(200));
    // Even a budget of nothing keeps the newest.
    SampleStore tiny(ReferenceSamples::powerStream(), 0);
    QVERIFY(appendRamp(tiny, 0, 600'000));
    QVERIFY(tiny.beginIndex() > 0 && tiny.beginIndex() < 600'000);
    QCOMPARE(tiny.values(0, 599'999, 600'000, 1), std::vector<float>{float(599'999 % 4096)});
}

void TestSampleStore::kitTime()
{
    SampleStore store(ReferenceSamples::powerStream(1000)); // 1 ms apart by name
    QVERIFY(store.append(100, 5'000'000'000, frames(10)));
    QVERIFY(store.append(110, 5'010'000'100, frames(10)));
    QVERIFY(store.append(220, 5'120'000'300, frames(10)));
    QCOMPARE(store.kitTimeOf(100), std::int64_t(5'000'000'000));
    QCOMPARE(store.kitTimeOf(105), std::int64_t(5'005'000'050));
    QCOMPARE(store.kitTimeOf(110), std::int64_t(5'010'000'100));
    QCOMPARE(store.kitTimeOf(165), std::int64_t(5'065'000'200)); // in the gap
    QCOMPARE(store.kitTimeOf(230), std::int64_t(5'130'000'300)); // after the last stamp: by the rate
    QCOMPARE(store.kitTimeOf(0), std::int64_t(4'900'000'000));
    for (const std::uint64_t index : {0, 99, 100, 101, 109, 110, 150, 219, 220, 229, 100000})
        QCOMPARE(store.indexAt(store.kitTimeOf(index)), index);
    QCOMPARE(store.indexAt(5'000'400'000), std::uint64_t(100));
    QCOMPARE(store.indexAt(5'000'600'000), std::uint64_t(101));
    QCOMPARE(store.indexAt(std::numeric_limits<std::int64_t>::min()), std::uint64_t(0));
}

void TestSampleStore::timeMapRefusesWhatRunsBackwards()
{
    SampleTimeMap map(1000);
    QVERIFY(map.add(10, 1000));
    QVERIFY(!map.add(10, 2000));
    QVERIFY(!map.add(20, 1000));
    QVERIFY(!map.add(20, 500));
    QVERIFY(map.add(30, 21000));
    QCOMPARE(map.timeOf(20), std::int64_t(11000));
    QCOMPARE(map.size(), std::size_t(2));
    map.forgetBefore(29);
    QCOMPARE(map.size(), std::size_t(2)); // still needed for 29
    map.forgetBefore(30);
    QCOMPARE(map.size(), std::size_t(1));
    // Without a rate nothing is made up.
    SampleTimeMap unknown(0);
    QVERIFY(unknown.add(10, 1000));
    QCOMPARE(unknown.timeOf(11), std::int64_t(1000));
    QCOMPARE(unknown.indexAt(999999), std::uint64_t(10));
    // Extremes stay in range.
    QVERIFY(unknown.add(std::numeric_limits<std::uint64_t>::max(), std::numeric_limits<std::int64_t>::max()));
    QCOMPARE(unknown.timeOf(std::numeric_limits<std::uint64_t>::max()), std::numeric_limits<std::int64_t>::max());
}

void TestSampleStore::readersAndWriterAtOnce()
{
    SampleStore store(ReferenceSamples::powerStream(), std::size_t(4) << 20);
    constexpr std::uint64_t total = 1'500'000;
    std::atomic<bool> done = false;
    std::atomic<int> wrong = 0;
    std::thread writer([&] {
        if (!appendRamp(store, 0, total, 731))
            ++wrong;
        done = true;
    });
    const auto reader = [&](std::uint32_t seed) {
        std::mt19937 random(seed);
        std::vector<SampleColumn> columns(200);
        while (!done) {
            const std::uint64_t end = store.endIndex();
            if (end < 20000)
                continue;
            const std::uint64_t first = end - 1 - random() % 20000;
            const SampleStats stats = store.stats(0, first, end);
            const std::uint64_t begin = store.beginIndex(); // asked later: everything from here was there
            if (begin <= first && stats.count != end - first)
                ++wrong;
            for (const SampleRun &run : {store.read(first, 500)})
                for (std::size_t i = 0; i < run.kitTimeNs.size(); ++i)
                    if (run.values[2 * i] != float((run.firstIndex + i) % 4096)
                        || run.kitTimeNs[i] != std::int64_t(run.firstIndex + i) * 10'000)
                        ++wrong;
            // Columns of 4096 samples see the whole ramp, once.
            const std::uint64_t from = end / 4096 * 4096;
            store.view(0, from - 4096 * 4, from, std::span(columns).first(4));
            for (const SampleColumn &column : std::span(columns).first(4))
                if (store.beginIndex() <= from - 4096 * 4
                    && (column.count != 4096 || column.min != 0 || column.max != 4095 || column.mean != 2047.5))
                    ++wrong;
        }
    };
    std::thread first(reader, 1);
    std::thread second(reader, 2);
    writer.join();
    first.join();
    second.join();
    QCOMPARE(wrong.load(), 0);
    QCOMPARE(store.received(), total);
    QCOMPARE(store.lostSamples(), std::uint64_t(0));
}

QTEST_GUILESS_MAIN(TestSampleStore)
#include "tst_sample_store.moc"
