// SPDX-License-Identifier: GPL-3.0-or-later
#include "power_trace.h"

#include "device_link/capture/file/column_codec.h"

#include <QTest>

#include <limits>
#include <optional>

using namespace device_link;

namespace {

/// A decoder after FORMAT.md §5 that shares nothing with the product: word by word, bit by bit. Its at() throws where a
/// column is too short.
template <typename Word>
class ReferenceDecoder
{
public:
    ReferenceDecoder(const framing::Bytes &column, std::size_t total)
        : m_column(column)
        , m_total(total)
        , m_at((total + 127) / 128)
    {
    }

    std::optional<std::vector<Word>> decode()
    {
        std::vector<Word> words;
        for (std::size_t block = 0; block < (m_total + 127) / 128; ++block) {
            const std::vector<Word> part = decodeBlock(m_column.at(block));
            words.insert(words.end(), part.begin(), part.end());
        }
        words.resize(m_total);
        return m_at == m_column.size() ? std::optional(words) : std::nullopt;
    }

private:
    static constexpr unsigned kBits = sizeof(Word) * 8;
    static constexpr std::size_t kLanes = 128 / kBits;

    Word take()
    {
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < sizeof(Word); ++i)
            value |= std::uint64_t(m_column.at(m_at++)) << 8 * i;
        return static_cast<Word>(value);
    }

    std::uint64_t offset(std::size_t packed, std::size_t i, unsigned width) const
    {
        std::uint64_t value = 0;
        for (unsigned bit = 0; bit < width; ++bit) {
            const std::size_t place = i / kLanes * width + bit; // in the bit stream of this lane
            const std::size_t byte = packed + place / kBits * 16 + i % kLanes * sizeof(Word) + place % kBits / 8;
            value |= std::uint64_t(m_column.at(byte) >> place % 8 & 1) << bit;
        }
        return value;
    }

    std::vector<Word> decodeBlock(unsigned control)
    {
        const unsigned mode = control >> 6;
        const bool exceptions = (control & 63) >= 33;
        const unsigned width = (control & 63) - (exceptions ? 33 : 0);
        const Word reference = mode == 1 ? m_again : take();
        if (mode == 0)
            m_again = reference;
        const Word second = mode >= 2 ? take() : Word(0);
        const std::size_t selector = m_at;
        const std::size_t packed = m_at + (mode == 3 ? 16 : 0);
        m_at = packed + 16 * width;
        std::vector<Word> out(128);
        for (std::size_t i = 0; i < 128; ++i) {
            const bool other = mode == 3 && (m_column.at(selector + i / 8) >> i % 8 & 1) != 0;
            const Word from = mode == 2 ? static_cast<Word>(reference + (i > 0 ? out[i - 1] : 0)) : reference;
            out[i] = static_cast<Word>((other ? second : from) + offset(packed, i, width));
            if (mode == 2 && i == 0)
                out[i] = second;
        }
        const std::size_t count = exceptions ? m_column.at(m_at++) : 0;
        const std::size_t positions = m_at;
        m_at += count;
        for (std::size_t i = 0; i < count; ++i)
            out[m_column.at(positions + i)] = take();
        return out;
    }

    const framing::Bytes &m_column;
    const std::size_t m_total;
    std::size_t m_at;
    Word m_again = 0;
};

/// Encodes both ways, decodes in every way, and gives the size of the column.
template <typename Word>
std::size_t checkRoundTrip(const std::vector<Word> &words)
{
    framing::Bytes best{1, 2, 3};
    framing::Bytes portable{1, 2, 3};
    encodeColumn<Word>(words, best, CodecPath::Best);
    encodeColumn<Word>(words, portable, CodecPath::Portable);
    if (best != portable || best.size() < 3 || best[2] != 3)
        return 0;
    best.erase(best.begin(), best.begin() + 3);
    if (ReferenceDecoder<Word>(best, words.size()).decode() != words)
        return 0;
    for (const CodecPath path : {CodecPath::Best, CodecPath::Portable}) {
        std::vector<Word> out(words.size());
        if (!decodeColumn<Word>(best, words.size(), 0, out, path) || out != words)
            return 0;
    }
    return best.size();
}

template <typename Word>
std::vector<std::vector<Word>> extremes()
{
    constexpr Word top = std::numeric_limits<Word>::max();
    constexpr auto half = static_cast<Word>(top / 2 + 1);
    std::vector<std::vector<Word>> all;
    for (const Word word : {Word(0), top, half, Word(half - 1)})
        all.push_back(std::vector<Word>(300, word));
    for (const std::size_t size : {std::size_t(1), std::size_t(127), std::size_t(128), std::size_t(129)}) {
        std::vector<Word> alternating(size);
        for (std::size_t i = 0; i < size; ++i)
            alternating[i] = i % 2 == 0 ? Word(0) : top;
        all.push_back(alternating);
        std::vector<Word> ramp(size);
        for (std::size_t i = 0; i < size; ++i)
            ramp[i] = static_cast<Word>(top - i * 3);
        all.push_back(ramp);
    }
    return all;
}

template <typename Word>
void checkKinds()
{
    std::mt19937 random(3);
    for (const std::vector<Word> &words : extremes<Word>())
        QVERIFY(checkRoundTrip(words) > 0);
    for (unsigned width = 0; width <= sizeof(Word) * 8; ++width) {
        for (int kind = 0; kind < 6; ++kind) {
            std::vector<Word> words(1 + random() % 700);
            const auto base = static_cast<Word>(random());
            const auto step = static_cast<Word>(random());
            const std::uint64_t mask = (std::uint64_t(1) << width) - 1;
            for (std::size_t i = 0; i < words.size(); ++i) {
                const auto noise = static_cast<Word>(random() & mask);
                switch (kind) {
                case 0: words[i] = static_cast<Word>(base + noise); break;                          // wraps
                case 1: words[i] = static_cast<Word>(i * step + noise); break;                      // ramp
                case 2: words[i] = static_cast<Word>((random() % 2 ? base : step) + noise); break;  // two levels
                case 3: words[i] = static_cast<Word>(i < 200 ? base + noise : step + noise); break; // an edge
                case 4: words[i] = random() % 60 ? noise : static_cast<Word>(random()); break;      // spikes
                default: words[i] = i % 400 < 200 ? base : static_cast<Word>(base + noise); break;
                }
            }
            QVERIFY2(checkRoundTrip(words) > 0, qPrintable(QStringLiteral("width %1 kind %2").arg(width).arg(kind)));
        }
    }
}

std::vector<std::uint16_t> gaussian(double sigma, std::size_t count)
{
    std::mt19937 random(5);
    std::normal_distribution<double> noise(9'000, sigma);
    std::vector<std::uint16_t> words(count);
    for (std::uint16_t &word : words)
        word = static_cast<std::uint16_t>(std::lround(noise(random)));
    return words;
}

} // namespace

class ColumnCodecTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyWordsComeBack8() { checkKinds<std::uint8_t>(); }
    void anyWordsComeBack16() { checkKinds<std::uint16_t>(); }
    void anyWordsComeBack32() { checkKinds<std::uint32_t>(); }

    void nothingIsNothing()
    {
        framing::Bytes column;
        encodeColumn<std::uint16_t>({}, column);
        QVERIFY(column.empty());
        QVERIFY(decodeColumn<std::uint16_t>({}, 0, 0, {}));
    }

    void constantBlocksCostAByteEach()
    {
        QCOMPARE(checkRoundTrip(std::vector<std::uint16_t>(128 * 100, 0x4123)), std::size_t(102));
        QCOMPARE(checkRoundTrip(std::vector<std::uint32_t>(128 * 100, 0x80004123)), std::size_t(104));
    }

    void noiseIsSmallerThanItsRange()
    {
        // 3.6 bits of entropy; 5.2 with one width for a whole block of 128.
        const std::size_t size = checkRoundTrip(gaussian(3, 128 * 1000));
        QVERIFY2(size * 8 < 128 * 1000 * 45 / 10, qPrintable(QString::number(size)));
    }

    void aRangeCostsNothing()
    {
        std::vector<std::uint16_t> words = gaussian(3, 128 * 100);
        const std::size_t plain = checkRoundTrip(words);
        for (std::uint16_t &word : words)
            word = static_cast<std::uint16_t>(word | 0x8000);
        QCOMPARE(checkRoundTrip(words), plain);
    }

    void twoRangesInABlockCostABitEach()
    {
        std::vector<std::uint16_t> words = gaussian(3, 128 * 100);
        for (std::size_t i = 0; i < words.size(); i += 1 + i % 7)
            words[i] = static_cast<std::uint16_t>((words[i] - 8'000) | 0xC000);
        QVERIFY(checkRoundTrip(words) * 8 < words.size() * 65 / 10);
    }

    void aRampCostsItsNoise()
    {
        std::vector<std::uint32_t> words(128 * 100);
        std::mt19937 random(1);
        for (std::size_t i = 0; i < words.size(); ++i)
            words[i] = static_cast<std::uint32_t>(i * 1'000 + random() % 4);
        QVERIFY(checkRoundTrip(words) * 8 < words.size() * 4);
    }

    void theRealisticTraceFits()
    {
        const power_trace::Trace trace = power_trace::make(300'000);
        const std::size_t bytes = checkRoundTrip(trace.current) + checkRoundTrip(trace.voltage);
        QVERIFY2(bytes * 10 < 600'000 * 7, qPrintable(QString::number(double(bytes) / 600'000)));
    }

    void anyPartDecodesAlone()
    {
        const std::vector<std::uint16_t> words = gaussian(20, 1'000);
        framing::Bytes column;
        encodeColumn<std::uint16_t>(words, column);
        std::mt19937 random(9);
        for (int i = 0; i < 2'000; ++i) {
            const std::size_t first = random() % 1'001;
            std::vector<std::uint16_t> part(random() % (1'001 - first));
            QVERIFY(decodeColumn<std::uint16_t>(column, words.size(), first, part));
            QVERIFY(std::equal(part.begin(), part.end(), words.begin() + std::ptrdiff_t(first)));
        }
        std::vector<std::uint16_t> tooMany(2);
        QVERIFY(!decodeColumn<std::uint16_t>(column, words.size(), 999, tooMany));
        QVERIFY(!decodeColumn<std::uint16_t>(column, words.size(), 1'001, tooMany));
    }

    void aCutOrLongerColumnIsNone()
    {
        const std::vector<std::uint16_t> words = gaussian(3, 700);
        framing::Bytes column;
        encodeColumn<std::uint16_t>(words, column);
        std::vector<std::uint16_t> out(words.size());
        for (std::size_t size = 0; size < column.size(); ++size) {
            const framing::Bytes cut(column.begin(), column.begin() + std::ptrdiff_t(size)); // its end is watched
            QVERIFY(!decodeColumn<std::uint16_t>(cut, words.size(), 0, out));
        }
        column.push_back(0);
        QVERIFY(!decodeColumn<std::uint16_t>(column, words.size(), 0, out));
    }

    void hostileColumnsStayInside()
    {
        std::mt19937 random(11);
        for (int i = 0; i < 20'000; ++i) {
            framing::Bytes column(random() % 400);
            for (std::uint8_t &byte : column)
                byte = static_cast<std::uint8_t>(random());
            const std::size_t total = random() % 600;
            std::vector<std::uint16_t> a(total);
            std::vector<std::uint16_t> b(total);
            const bool good = decodeColumn<std::uint16_t>(column, total, 0, a, CodecPath::Best);
            QCOMPARE(decodeColumn<std::uint16_t>(column, total, 0, b, CodecPath::Portable), good);
            if (good)
                QCOMPARE(a, b);
            std::vector<std::uint8_t> bytes(total);
            std::vector<std::uint32_t> wide(total);
            static_cast<void>(decodeColumn<std::uint8_t>(column, total, 0, bytes));
            static_cast<void>(decodeColumn<std::uint32_t>(column, total, 0, wide));
        }
        const framing::Bytes few(3);
        QVERIFY(!decodeColumn<std::uint8_t>(few, std::numeric_limits<std::size_t>::max(), 0, {}));
    }
};

QTEST_APPLESS_MAIN(ColumnCodecTest)
#include "tst_column_codec.moc"
