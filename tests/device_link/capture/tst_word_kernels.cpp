// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/capture/word_kernels.h"

#include <QTest>

#include <random>
#include <vector>

using namespace device_link;

namespace {

/// One range and several, rising and falling, exact steps and rounded ones, and more ranges than registers hold.
std::vector<SampleChannel> channels()
{
    return {{"a", "A", 16, 0, {{1e-4, 0}}}, {"b", "A", 16, 0, {{-2e-4, 1}}},
        {"c", "A", 16, 2, {{1e-6, 0}, {1e-5, 0}, {1e-4, 0}}},
        {"d", "A", 16, 2, {{1.0003e-6, -2e-6}, {0.9987e-5, 1e-6}, {1.0011e-4, 3e-5}}},
        {"e", "A", 16, 3, {{1, 0}, {2, 5}, {-3, 100}, {4, 0}, {1000, 0}, {7, 7}, {8, 8}, {9, 9}}},
        {"f", "A", 16, 4, std::vector<SampleRange>(16, {0.25, -1})}, {"g", "A", 16, 1, {{1e-12, 0}, {1e3, 1}}},
        {"h", "A", 16, 0, {{0, 0}}}};
}

/// A block of words whose ranges exist: of one range, of two halves, or of any.
std::vector<std::uint16_t> randomWords(std::mt19937 &random, const SampleScale &scale, int kind)
{
    std::vector<std::uint16_t> words(kSampleBlock);
    const std::uint32_t codes = 1U << scale.codeBits;
    const std::uint32_t start = static_cast<std::uint32_t>(random()) % scale.wordLimit() / codes;
    const std::size_t turn = random() % kSampleBlock;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::uint32_t range
            = kind == 0 || (kind == 1 && i < turn) ? start : static_cast<std::uint32_t>(random()) % scale.rangeCount;
        const std::uint32_t draw = static_cast<std::uint32_t>(random()) % 6;
        const std::uint32_t code = draw == 0 ? 0 : draw == 1 ? codes - 1 : static_cast<std::uint32_t>(random()) % codes;
        words[i] = static_cast<std::uint16_t>(range << scale.codeBits | code);
    }
    return words;
}

bool same(const SampleReduction &a, const SampleReduction &b)
{
    return a.min == b.min && a.max == b.max && a.sum == b.sum;
}

bool same(const BlockSummary &a, const BlockSummary &b)
{
    return same(a.reduction, b.reduction) && a.squares == b.squares;
}

bool same(const SplitReduction &a, const SplitReduction &b)
{
    return same(a.before, b.before) && same(a.after, b.after);
}

} // namespace

/// That the loops from words to sums give what the integers add up to, to the bit.
class TestWordKernels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plainIsTheIntegers();
    void fastIsPlain();
    void fastProductIsPlain();
};

void TestWordKernels::plainIsTheIntegers()
{
    std::mt19937 random(5);
    for (const SampleChannel &channel : channels()) {
        const SampleScale scale = sampleScale(channel);
        const ProductScale product = productScale(scale, scale);
        for (int round = 0; round < 60; ++round) {
            const std::vector<std::uint16_t> a = randomWords(random, scale, round % 3);
            const std::vector<std::uint16_t> b = randomWords(random, scale, round % 2);
            const ScaledWords as{a.data(), &scale};
            const ScaledWords bs{b.data(), &scale};
            LinearBlock one, two, both;
            portableSampleKernels().linear16(a.data(), scale, one);
            portableSampleKernels().linear16(b.data(), scale, two);
            portableSampleKernels().product(one, two, product, both);
            BlockSummary expected, got;
            portableSampleKernels().summarize(one, expected);
            portableWordKernels().summarize(as, got);
            QVERIFY(same(got, expected));
            const std::size_t cut = 1 + random() % (kSampleBlock - 1);
            SplitReduction parts, sameParts;
            portableSampleKernels().reduce(one, 0, cut, parts.before);
            portableSampleKernels().reduce(one, cut, kSampleBlock, parts.after);
            portableWordKernels().split(as, cut, expected.reduction.sum, sameParts);
            QVERIFY(same(parts, sameParts));
            portableSampleKernels().summarize(both, expected);
            portableWordKernels().summarizeProduct(as, bs, product, got);
            QVERIFY(same(got, expected));
            parts = {};
            portableSampleKernels().reduce(both, 0, cut, parts.before);
            portableSampleKernels().reduce(both, cut, kSampleBlock, parts.after);
            portableWordKernels().splitProduct(as, bs, product, cut, expected.reduction.sum, sameParts);
            QVERIFY(same(parts, sameParts));
        }
    }
}

void TestWordKernels::fastIsPlain()
{
    const WordKernels &plain = portableWordKernels();
    const WordKernels &fast = wordKernels();
    if (&plain == &fast)
        QSKIP("this CPU has no faster loops");
    std::mt19937 random(1);
    for (const SampleChannel &channel : channels()) {
        const SampleScale scale = sampleScale(channel);
        for (int round = 0; round < 600; ++round) {
            const std::vector<std::uint16_t> words = randomWords(random, scale, round % 3);
            const ScaledWords values{words.data(), &scale};
            BlockSummary one, other;
            plain.summarize(values, one);
            fast.summarize(values, other);
            QVERIFY2(same(one, other), channel.name.c_str());
            const std::size_t cut = 1 + random() % (kSampleBlock - 1);
            SplitReduction parts, sameParts;
            plain.split(values, cut, one.reduction.sum, parts);
            fast.split(values, cut, one.reduction.sum, sameParts);
            QVERIFY2(same(parts, sameParts), channel.name.c_str());
        }
    }
}

void TestWordKernels::fastProductIsPlain()
{
    const WordKernels &plain = portableWordKernels();
    const WordKernels &fast = wordKernels();
    if (&plain == &fast)
        QSKIP("this CPU has no faster loops");
    std::mt19937 random(2);
    for (const SampleChannel &first : channels()) {
        for (const SampleChannel &second : channels()) {
            const SampleScale a = sampleScale(first);
            const SampleScale b = sampleScale(second);
            const ProductScale product = productScale(a, b);
            for (int round = 0; round < 200; ++round) {
                const std::vector<std::uint16_t> words = randomWords(random, a, round % 3);
                const std::vector<std::uint16_t> others = randomWords(random, b, round % 2);
                const ScaledWords as{words.data(), &a};
                const ScaledWords bs{others.data(), &b};
                BlockSummary one, other;
                plain.summarizeProduct(as, bs, product, one);
                fast.summarizeProduct(as, bs, product, other);
                QVERIFY2(same(one, other), (first.name + second.name).c_str());
                const std::size_t cut = 1 + random() % (kSampleBlock - 1);
                SplitReduction parts, sameParts;
                plain.splitProduct(as, bs, product, cut, one.reduction.sum, parts);
                fast.splitProduct(as, bs, product, cut, one.reduction.sum, sameParts);
                QVERIFY2(same(parts, sameParts), (first.name + second.name).c_str());
            }
        }
    }
}

QTEST_GUILESS_MAIN(TestWordKernels)
#include "tst_word_kernels.moc"
