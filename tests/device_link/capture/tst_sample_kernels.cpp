// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference_samples.h"

#include "device_link/capture/sample_histogram.h"
#include "device_link/capture/sample_kernels.h"

#include <QTest>

using namespace device_link;

namespace {

/// Lists of ranges whose gains have a common step, and such that have none; with offsets and a falling one.
std::vector<SampleChannel> channels()
{
    return {{"a", "A", 16, 0, {{1e-4, 0}}}, {"b", "A", 16, 2, {{1e-6, 0}, {1e-5, 0}, {1e-4, 0}}},
        {"c", "A", 16, 2, {{1.0003e-6, -2e-6}, {0.9987e-5, 1e-6}, {1.0011e-4, 3e-5}}},
        {"d", "A", 16, 3, {{1, 0}, {2, 5}, {-3, 100}, {4.5, 0}, {1e3, 0}, {7, 7}, {8, 8}, {9, 9}}},
        {"e", "A", 16, 4, std::vector<SampleRange>(16, {0.25, -1})}, {"f", "A", 16, 1, {{1e-12, 0}, {1e3, 1}}}};
}

/// Every word that names a range which exists.
std::vector<std::uint16_t> words(const SampleScale &scale)
{
    std::vector<std::uint16_t> all;
    for (std::uint32_t word = 0; word < scale.wordLimit(); ++word)
        all.push_back(static_cast<std::uint16_t>(word));
    while (all.size() % kSampleBlock != 0)
        all.push_back(0);
    return all;
}

LinearBlock randomBlock(std::mt19937 &random, std::int32_t largest)
{
    LinearBlock block;
    for (std::int32_t &value : block) {
        const auto whole = static_cast<std::int64_t>(random() % (2ULL * std::uint64_t(largest) + 1)) - largest;
        value = static_cast<std::int32_t>(random() % 8 == 0 ? (random() % 2 ? largest : -largest) : whole);
    }
    return block;
}

bool same(const BlockSummary &a, const BlockSummary &b)
{
    return a.reduction.min == b.reduction.min && a.reduction.max == b.reduction.max
        && a.reduction.sum == b.reduction.sum && a.squares == b.squares;
}

} // namespace

/// The integers that samples are counted in, and that the fast loops give what the plain ones do.
class TestSampleKernels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linearIsTheValue();
    void wordIsTheNearest();
    void commonStepsAreExact();
    void wordsOf32Bits();
    void strangeCalibrationsDoNoHarm();
    void fastIsPlain();
    void productIsRounded();
    void binsKeepTheOrder();
};

void TestSampleKernels::linearIsTheValue()
{
    for (const SampleChannel &channel : channels()) {
        const SampleScale scale = sampleScale(channel);
        double largest = 0;
        for (std::uint32_t word = 0; word < scale.wordLimit(); ++word) {
            const SampleRange &range = channel.ranges[word >> scale.codeBits];
            const double value = double(word & ((1U << scale.codeBits) - 1)) * range.gain + range.offset;
            largest = std::max(largest, std::abs(value));
            const double got = scale.linear(word) * scale.quantum;
            // Half a step for the code, half for the offset, and what 31 bits of a gain leave.
            QVERIFY2(std::abs(got - value) <= 1.01 * scale.quantum + std::abs(value) * 1e-8, channel.name.c_str());
            QVERIFY(std::abs(scale.linear(word)) <= scale.largest);
        }
        QVERIFY(scale.quantum <= largest / 1000);
    }
}

void TestSampleKernels::wordIsTheNearest()
{
    std::mt19937 random(3);
    for (const SampleChannel &channel : channels()) {
        const SampleScale scale = sampleScale(channel);
        for (int round = 0; round < 500; ++round) {
            const auto word = static_cast<std::uint32_t>(random() % scale.wordLimit());
            const double value = scale.linear(word) * scale.quantum;
            // Perhaps of another range, but as near.
            QVERIFY(std::abs(scale.linear(scale.word(value)) - scale.linear(word)) <= 1);
        }
        QVERIFY(scale.word(std::numeric_limits<double>::quiet_NaN()) < scale.wordLimit());
        QVERIFY(scale.word(1e300) < scale.wordLimit());
        QVERIFY(scale.word(-1e300) < scale.wordLimit());
    }
}

void TestSampleKernels::commonStepsAreExact()
{
    const SampleScale one = sampleScale(channels()[0]);
    QCOMPARE(one.quantum, 1e-4);
    QCOMPARE(one.linear(65535), 65535);
    const SampleScale three = sampleScale(channels()[1]);
    QCOMPARE(three.quantum, 1e-6);
    QCOMPARE(three.linear(2 << 14 | 16383), 1638300);
    QCOMPARE(three.shift, 0);
    QCOMPARE(productScale(three, one).quantum, std::ldexp(1e-10, productScale(three, one).shift));
}

void TestSampleKernels::wordsOf32Bits()
{
    const SampleScale scale = sampleScale({"current", "A", 32, 0, {{1e-9, 0}}, 1.5});
    QCOMPARE(scale.linear(static_cast<std::uint32_t>(-6)), -1);
    QCOMPARE(scale.linear(10), 3);
    QCOMPARE(scale.linear(0x7FFFFFFF), 375'000'000); // 1.5 A
    QCOMPARE(scale.linear(0x80000000), -375'000'000);
    QCOMPARE(scale.word(0.001), 1'000'000U);
    QVERIFY(std::abs(scale.linear(scale.word(-0.75)) * scale.quantum + 0.75) < 1e-8);
}

void TestSampleKernels::strangeCalibrationsDoNoHarm()
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinite = std::numeric_limits<double>::infinity();
    for (const SampleRange &range : {SampleRange{0, 0}, {nan, nan}, {infinite, 1}, {1, -infinite}, {1e300, 1e300},
             {1e-320, 0}, {-1e300, 5}, {0, 1e300}}) {
        for (const int bits : {8, 16, 32}) {
            const SampleScale scale = sampleScale({"current", "A", bits, 0, {range}, nan});
            QVERIFY(std::isfinite(scale.quantum) && scale.quantum != 0);
            for (const std::uint32_t word : {0U, 1U, 200U, 255U})
                QVERIFY(std::abs(scale.linear(word)) <= SampleScale::kLargest);
            const ProductScale product = productScale(scale, scale);
            QVERIFY(std::abs(product.linear(scale.linear(255), scale.linear(255))) <= SampleScale::kLargest);
        }
    }
}

void TestSampleKernels::fastIsPlain()
{
    const SampleKernels &plain = portableSampleKernels();
    const SampleKernels &fast = sampleKernels();
    if (&plain == &fast)
        QSKIP("this CPU has no faster loops");
    std::mt19937 random(1);
    for (const SampleChannel &channel : channels()) {
        const SampleScale scale = sampleScale(channel);
        const std::vector<std::uint16_t> all = words(scale);
        for (std::size_t i = 0; i < all.size(); i += kSampleBlock) {
            LinearBlock a, b;
            plain.linear16(all.data() + i, scale, a);
            fast.linear16(all.data() + i, scale, b);
            QCOMPARE(a, b);
        }
    }
    for (int round = 0; round < 2000; ++round) {
        const LinearBlock a = randomBlock(random, round % 2 ? SampleScale::kLargest : 5000);
        const LinearBlock b = randomBlock(random, round % 3 ? SampleScale::kLargest : 70);
        BlockSummary one, other;
        plain.summarize(a, one);
        fast.summarize(a, other);
        QVERIFY(same(one, other));
        const std::size_t from = random() % (kSampleBlock + 1);
        const std::size_t to = from + random() % (kSampleBlock + 1 - from);
        one = other = {};
        plain.reduce(a, from, to, one.reduction);
        fast.reduce(a, from, to, other.reduction);
        QVERIFY(same(one, other));
        LinearBlock c, d;
        const ProductScale by{1, round % 2 ? 30 : 31};
        plain.product(a, b, by, c);
        fast.product(a, b, by, d);
        QCOMPARE(c, d);
    }
    for (std::size_t count = 0; count < 100; ++count) {
        std::vector<std::uint8_t> frames(4 * count);
        for (std::uint8_t &byte : frames)
            byte = static_cast<std::uint8_t>(random());
        std::vector<std::uint16_t> a(count + 1, 7), b(count + 1, 7), c = a, d = b;
        plain.split16(frames.data(), count, a.data(), b.data());
        fast.split16(frames.data(), count, c.data(), d.data());
        QCOMPARE(a, c);
        QCOMPARE(b, d);
        for (const std::uint32_t limit : {65536U, 65535U, 60000U, 16384U}) {
            QCOMPARE(
                plain.below16(frames.data(), count, limit, 65536), fast.below16(frames.data(), count, limit, 65536));
            QCOMPARE(
                plain.below16(frames.data(), count, 65536, limit), fast.below16(frames.data(), count, 65536, limit));
        }
    }
}

void TestSampleKernels::productIsRounded()
{
    const ProductScale product{1, 4};
    QCOMPARE(product.linear(3, 8), 2);   // 24 / 16, up
    QCOMPARE(product.linear(-3, 8), -1); // -24 / 16, up
    QCOMPARE(product.linear(7, 1), 0);
    QCOMPARE((ProductScale{1, 0}.linear(-7, 9)), -63);
}

void TestSampleKernels::binsKeepTheOrder()
{
    std::uint32_t last = 0;
    for (std::int64_t value = -SampleScale::kLargest; value <= SampleScale::kLargest;
         value += std::max<std::int64_t>(1, std::abs(value) / 30'000)) {
        const std::uint32_t key = SampleBins::keyOf(static_cast<std::int32_t>(value));
        QVERIFY(key >= last);
        last = key;
    }
    const SampleRing ring(ReferenceSamples::kitStream(), 0);
    const SampleBins power(ring, 2);
    for (const std::int32_t value : {0, 1, -1, 4095, -4096, 5000, 123'456'789, -SampleScale::kLargest}) {
        std::vector<std::uint64_t> counts(power.count());
        counts[SampleBins::keyOf(value)] = 1;
        const std::array<double, 1> all{1};
        const std::int32_t back = power.quantiles(counts, all).at(0);
        QVERIFY(std::abs(back - value) <= std::abs(value) / 4096);
    }
    // With each word once, the quantiles are all values of the channel by their size.
    const SampleBins current(ring, 0);
    const std::vector<std::uint64_t> once(current.count(), 1);
    std::vector<double> parts(current.count());
    for (std::size_t i = 0; i < parts.size(); ++i)
        parts[i] = double(i + 1) / double(parts.size());
    std::vector<std::int32_t> expected(current.count());
    for (std::uint32_t word = 0; word < expected.size(); ++word)
        expected[word] = ring.scale(0).linear(word);
    std::ranges::sort(expected);
    const std::vector<std::int32_t> found = current.quantiles(once, parts);
    QCOMPARE(found.size(), expected.size());
    // A part may be rounded up to the next sample.
    for (std::size_t i = 0; i < found.size(); ++i)
        QVERIFY(found[i] == expected[i] || found[i] == expected[std::min(i + 1, found.size() - 1)]);
}

QTEST_GUILESS_MAIN(TestSampleKernels)
#include "tst_sample_kernels.moc"
