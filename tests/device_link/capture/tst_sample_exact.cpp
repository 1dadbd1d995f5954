// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference_samples.h"

#include <QTest>

using namespace device_link;

namespace {

constexpr std::uint64_t kFar = std::uint64_t(1) << 40;

bool close(double a, double b) { return std::abs(a - b) <= 1e-12 * std::max(std::abs(a), std::abs(b)); }

} // namespace

class TestSampleExact : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void viewIsExact_data();
    void viewIsExact();
    void statsAreExact_data() { viewIsExact_data(); }
    void statsAreExact();
    void valuesAreExact_data() { viewIsExact_data(); }
    void valuesAreExact();
    void runsGiveEverythingOnce_data() { viewIsExact_data(); }
    void runsGiveEverythingOnce();
    void wordsComeBack_data() { viewIsExact_data(); }
    void wordsComeBack();
    void percentilesAreExact_data() { viewIsExact_data(); }
    void percentilesAreExact();
    void percentilesOfThrownAwaySlots();
    void panningDoesNotShimmer();
    void noiseOfALargeSteadyCurrentIsKept();
};

void TestSampleExact::viewIsExact_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<quint64>("base");
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("longestGap");
    QTest::newRow("no long gaps") << 1U << quint64(0) << 200000 << 71;
    QTest::newRow("gaps") << 2U << quint64(0) << 200000 << 3000;
    QTest::newRow("gaps longer than slots") << 3U << quint64(0) << 2000000 << 800000;
    QTest::newRow("2^40") << 4U << quint64(kFar) << 150000 << 5000;
    QTest::newRow("2^40 and some") << 5U << quint64(kFar + 12345) << 150000 << 5000;
    QTest::newRow("few") << 6U << quint64(0) << 100 << 5;
}

void TestSampleExact::viewIsExact()
{
    QFETCH(quint32, seed);
    QFETCH(quint64, base);
    QFETCH(int, count);
    QFETCH(int, longestGap);
    SampleStore store(ReferenceSamples::kitStream());
    ReferenceSamples reference(base);
    reference.fill(store, seed, std::size_t(count), std::size_t(longestGap));
    QVERIFY(reference.accepted());
    QCOMPARE(store.endIndex(), reference.end());

    std::mt19937 random(seed);
    const std::uint64_t length = reference.end() - base;
    for (int round = 0; round < 40; ++round) {
        const std::uint64_t first = base + random() % length;
        const std::uint64_t span = 1 + random() % (round % 3 == 0 ? length * 2 : 5000);
        std::vector<SampleColumn> columns(1 + random() % 900);
        const std::size_t channel = random() % 3;
        store.view(channel, first, first + span, columns);
        // The grid in whole numbers: floor(a·b/c) without overflow.
        const auto scaled = [](std::uint64_t a, std::uint64_t b, std::uint64_t c) { return a / c * b + a % c * b / c; };
        const std::uint64_t n = columns.size();
        // Wide columns have their edges on the pyramid, an eighth of a column away at most.
        std::uint64_t step = 1;
        for (const std::uint64_t samples : {64, 256, 1024, 4096, 16384, 65536, 262144})
            step = samples <= span / n / 8 ? samples : step;
        const std::uint64_t cell = scaled(first, n, span);
        for (std::uint64_t j = 0; j < n; ++j) {
            const std::uint64_t from = scaled(cell + j, span, n) / step * step;
            const std::uint64_t to = scaled(cell + j + 1, span, n) / step * step;
            const SampleStats expected = reference.stats(channel, std::max<std::uint64_t>(from, base), to);
            const bool lostStart = from < to && from < base; // before the first block all was lost
            const SampleColumn &column = columns[j];
            QCOMPARE(column.count, expected.count);
            QCOMPARE(column.gap, expected.missing > 0 || lostStart);
            if (column.count > 0) {
                QCOMPARE(column.min, float(expected.min));
                QCOMPARE(column.max, float(expected.max));
                QVERIFY(close(column.mean, expected.mean));
            }
        }
    }
}

void TestSampleExact::statsAreExact()
{
    QFETCH(quint32, seed);
    QFETCH(quint64, base);
    QFETCH(int, count);
    QFETCH(int, longestGap);
    SampleStore store(ReferenceSamples::kitStream());
    ReferenceSamples reference(base);
    reference.fill(store, seed, std::size_t(count), std::size_t(longestGap));
    std::mt19937 random(seed + 1);
    const std::uint64_t length = reference.end() - base;
    for (int round = 0; round < 20; ++round) {
        const std::uint64_t first = round == 0 ? base : base + random() % length;
        const std::uint64_t last = round == 0 ? reference.end() : first + random() % (length + 100);
        for (std::size_t channel = 0; channel < 3; ++channel) {
            const SampleStats got = store.stats(channel, first, last);
            const SampleStats expected = reference.stats(channel, first, last);
            QCOMPARE(got.count, expected.count);
            QCOMPARE(got.missing, expected.missing);
            QCOMPARE(got.min, expected.min);
            QCOMPARE(got.max, expected.max);
            QCOMPARE(got.sum, expected.sum);
            QCOMPARE(got.mean, expected.mean);
            QVERIFY(close(got.rms, expected.rms));
            QVERIFY(close(got.stddev, expected.stddev));
        }
    }
}

void TestSampleExact::valuesAreExact()
{
    QFETCH(quint32, seed);
    QFETCH(quint64, base);
    QFETCH(int, count);
    QFETCH(int, longestGap);
    SampleStore store(ReferenceSamples::kitStream());
    ReferenceSamples reference(base);
    reference.fill(store, seed, std::size_t(count), std::size_t(longestGap));
    std::mt19937 random(seed + 2);
    for (int round = 0; round < 60; ++round) {
        const std::uint64_t first = base + random() % (reference.end() - base);
        const std::uint64_t last = first + random() % 4000;
        const std::size_t most = random() % 5000;
        for (std::size_t channel = 0; channel < 3; ++channel) {
            const std::vector<float> got = store.values(channel, first, last, most);
            QCOMPARE(got.size(), std::size_t(std::min<std::uint64_t>(std::min(last, reference.end()) - first, most)));
            for (std::size_t i = 0; i < got.size(); ++i) {
                const float expected = reference.value(channel, first + i);
                QVERIFY(std::isnan(expected) ? std::isnan(got[i]) : got[i] == expected);
            }
        }
    }
}

void TestSampleExact::runsGiveEverythingOnce()
{
    QFETCH(quint32, seed);
    QFETCH(quint64, base);
    QFETCH(int, count);
    QFETCH(int, longestGap);
    SampleStore store(ReferenceSamples::kitStream());
    ReferenceSamples reference(base);
    reference.fill(store, seed, std::size_t(count), std::size_t(longestGap));
    std::uint64_t next = 0;
    std::uint64_t taken = 0;
    std::uint64_t missing = 0;
    for (SampleRun run = store.read(next, 777); !run.kitTimeNs.empty(); run = store.read(next, 777)) {
        QVERIFY(run.kitTimeNs.size() <= 777);
        QCOMPARE(run.values.size(), run.kitTimeNs.size() * 2);
        if (run.firstIndex > next) {
            QVERIFY(run.before);
            QCOMPARE(run.before->firstIndex, next);
            QCOMPARE(run.before->count, run.firstIndex - next);
            missing += run.before->count;
        }
        for (std::size_t i = 0; i < run.kitTimeNs.size(); ++i) {
            QCOMPARE(run.values[2 * i], reference.value(0, run.firstIndex + i));
            QCOMPARE(run.values[2 * i + 1], reference.value(1, run.firstIndex + i));
            QCOMPARE(run.kitTimeNs[i], reference.timeOf(run.firstIndex + i));
        }
        taken += run.kitTimeNs.size();
        next = run.firstIndex + run.kitTimeNs.size();
    }
    QCOMPARE(next, reference.end());
    QCOMPARE(taken, store.received());
    QCOMPARE(missing, store.lostSamples());
    // In the middle of a gap, at its end, and past the end of all.
    for (const SampleGap &gap : store.gaps()) {
        for (const std::uint64_t first : {gap.firstIndex, gap.firstIndex + gap.count / 2}) {
            const SampleRun run = store.read(first, 1);
            QCOMPARE(run.firstIndex, gap.firstIndex + gap.count);
            QVERIFY(run.before);
            QCOMPARE(run.before->firstIndex, gap.firstIndex);
        }
        QCOMPARE(store.read(gap.firstIndex + gap.count, 1).firstIndex, gap.firstIndex + gap.count);
    }
    QVERIFY(store.read(reference.end() + 5, 10).kitTimeNs.empty());
}

void TestSampleExact::wordsComeBack()
{
    QFETCH(quint32, seed);
    QFETCH(quint64, base);
    QFETCH(int, count);
    QFETCH(int, longestGap);
    SampleStore store(ReferenceSamples::kitStream());
    SampleStore copy(ReferenceSamples::kitStream());
    ReferenceSamples reference(base);
    reference.fill(store, seed, std::size_t(count), std::size_t(longestGap));
    for (SampleWords words = store.readWords(0, 4000); words.count > 0;
         words = store.readWords(words.firstIndex + words.count, 4000))
        QVERIFY(copy.append(words.firstIndex, words.kitTimeNs, words.frames));
    QCOMPARE(copy.received(), store.received());
    QCOMPARE(copy.endIndex(), store.endIndex());
    QCOMPARE(copy.lostSamples(), store.lostSamples());
    for (std::size_t channel = 0; channel < 3; ++channel) {
        const SampleStats expected = store.stats(channel, 0, store.endIndex());
        QCOMPARE(copy.stats(channel, 0, store.endIndex()).sum, expected.sum);
        QCOMPARE(copy.stats(channel, 0, store.endIndex()).rms, expected.rms);
    }
    QCOMPARE(copy.kitTimeOf(reference.end() - 1), reference.timeOf(reference.end() - 1));
}

void TestSampleExact::percentilesAreExact()
{
    QFETCH(quint32, seed);
    QFETCH(quint64, base);
    QFETCH(int, count);
    QFETCH(int, longestGap);
    SampleStore store(ReferenceSamples::kitStream());
    ReferenceSamples reference(base);
    reference.fill(store, seed, std::size_t(count), std::size_t(longestGap));
    std::mt19937 random(seed + 3);
    const std::uint64_t length = reference.end() - base;
    const std::vector<double> quantiles{0, 0.05, 0.5, 0.95, 0.99, 1};
    for (int round = 0; round < 6; ++round) {
        const std::uint64_t first = round == 0 ? base : base + random() % length;
        const std::uint64_t last = round == 0 ? reference.end() : first + random() % (length + 100);
        for (std::size_t channel = 0; channel < 3; ++channel) {
            std::vector<std::int32_t> all;
            for (std::uint64_t index = first; index < last; ++index)
                if (const auto value = reference.linear(channel, index))
                    all.push_back(*value);
            std::ranges::sort(all);
            const std::vector<double> got = store.percentiles(channel, first, last, quantiles);
            QCOMPARE(got.size(), all.empty() ? std::size_t(0) : quantiles.size());
            for (std::size_t i = 0; i < got.size(); ++i) {
                const auto rank = static_cast<std::size_t>(std::ceil(quantiles[i] * double(all.size())));
                const double expected = all[std::max<std::size_t>(1, rank) - 1] * reference.quantum(channel);
                if (channel < 2)
                    QCOMPARE(got[i], expected);
                else
                    QVERIFY(std::abs(got[i] - expected) <= expected / 4096);
            }
        }
    }
}

/// What is kept of slots must not outlive them; groups of 16 slots are made and dropped.
void TestSampleExact::percentilesOfThrownAwaySlots()
{
    constexpr std::size_t slot = std::size_t(1) << 18;
    SampleStore store(ReferenceSamples::kitStream(), std::size_t(40) << 20); // about 27 slots
    std::vector<std::uint8_t> block(slot * 4);
    for (std::uint64_t chunk = 0; chunk < 60; ++chunk) {
        for (std::size_t i = 0; i < slot; ++i)
            block[4 * i] = static_cast<std::uint8_t>(chunk + 1);
        QVERIFY(store.append(chunk * slot, 0, block));
        if (chunk % 7 != 6)
            continue;
        const std::uint64_t begin = store.beginIndex();
        const std::vector<double> ends{0, 1};
        const std::vector<double> got = store.percentiles(0, 0, store.endIndex(), ends);
        const SampleStats stats = store.stats(0, 0, store.endIndex());
        QCOMPARE(got, (std::vector<double>{stats.min, stats.max}));
        const std::vector<double> middle = store.percentiles(0, begin, store.endIndex(), std::vector<double>{0.5});
        const std::uint64_t at = begin + (store.endIndex() - begin) / 2 - 1;
        QCOMPARE(float(middle.front()), store.values(0, at, at + 1, 1).front());
    }
}

void TestSampleExact::panningDoesNotShimmer()
{
    SampleStore store(ReferenceSamples::kitStream());
    ReferenceSamples reference(0);
    reference.fill(store, 9, 300000, 100);
    const std::uint64_t span = 12345; // 123.45 samples per column
    std::vector<SampleColumn> at(100);
    std::vector<SampleColumn> panned(100);
    store.view(0, 50000, 50000 + span, at);
    for (std::uint64_t shift = 1; shift < 400; shift += 7) {
        store.view(0, 50000 + shift, 50000 + shift + span, panned);
        // Every column of the panned view is one of the old ones, whole.
        const std::uint64_t cells = (50000 + shift) * 100 / span - 50000ULL * 100 / span;
        for (std::size_t j = 0; j + cells < at.size(); ++j) {
            QCOMPARE(panned[j].min, at[j + cells].min);
            QCOMPARE(panned[j].max, at[j + cells].max);
            QCOMPARE(panned[j].count, at[j + cells].count);
        }
    }
}

void TestSampleExact::noiseOfALargeSteadyCurrentIsKept()
{
    SampleStore store(ReferenceSamples::powerStream());
    std::vector<float> block;
    for (int i = 0; i < 100000; ++i) {
        block.push_back(i % 2 ? 1000.0F : 1000.0F + 1.0F / 1024);
        block.push_back(1);
    }
    QVERIFY(store.append(0, 0, block));
    // Mean of squares less square of mean would be off by far more than the noise.
    QVERIFY(std::abs(store.stats(0, 0, 100000).stddev - 0.5 / 1024) < 1e-12);
    QVERIFY(std::abs(store.stats(0, 17, 99983).stddev - 0.5 / 1024) < 1e-9);
    QCOMPARE(store.stats(0, 17, 18).stddev, 0.0);
}

QTEST_GUILESS_MAIN(TestSampleExact)
#include "tst_sample_exact.moc"
