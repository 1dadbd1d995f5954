// SPDX-License-Identifier: GPL-3.0-or-later
#include "test_bytes.h"

#include "framing/ppk2_stream.h"

#include <QTest>

using namespace framing;
using namespace test_bytes;

namespace {

/// Words as a meter sends them: code = number of the sample, so that each can be told from the others.
void addWord(Bytes &bytes, unsigned number, unsigned counter)
{
    const unsigned word = (number & 0x3FFF) | (2U << 14) | (counter & 63) << 18 | (0x5AU << 24);
    for (unsigned shift = 0; shift < 32; shift += 8)
        bytes.push_back(std::uint8_t(word >> shift));
}

Bytes wordsOf(unsigned first, unsigned count)
{
    Bytes bytes;
    for (unsigned number = first; number < first + count; ++number)
        addWord(bytes, number, number);
    return bytes;
}

Bytes operator+(Bytes a, const Bytes &b)
{
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

} // namespace

class TestPpk2Stream : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everySplit();
    void lost_data();
    void lost();
    void oddCounters();
    void bytesLost_data();
    void bytesLost();
    void beginsInTheMiddleOfAWord();
    void counterThatNeverCounts();
    void resetForgetsTheRemainder();
};

void TestPpk2Stream::everySplit()
{
    const Bytes bytes = wordsOf(0, 40);
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
        Ppk2Stream stream;
        std::vector<Ppk2Item> items;
        stream.feed(ByteView(bytes).first(cut), items);
        stream.feed(ByteView(bytes).subspan(cut), items);
        QCOMPARE(items.size(), std::size_t(40));
        for (unsigned i = 0; i < 40; ++i) {
            const Ppk2Item expected{{std::uint16_t(i), 2, std::uint8_t(i), 0x5A}, 0};
            QVERIFY(items[i] == expected);
        }
    }
}

void TestPpk2Stream::lost_data()
{
    QTest::addColumn<unsigned>("count");
    QTest::addColumn<int>("told");
    QTest::newRow("1") << 1U << 1;
    QTest::newRow("5, as many as odd counters are forgiven") << 5U << 5;
    QTest::newRow("63") << 63U << 63;
    QTest::newRow("64: the counter cannot tell") << 64U << 0;
    QTest::newRow("65") << 65U << 1;
    QTest::newRow("6400") << 6400U << 0;
}

void TestPpk2Stream::lost()
{
    QFETCH(unsigned, count);
    QFETCH(int, told);
    Ppk2Stream stream;
    std::vector<Ppk2Item> items;
    stream.feed(wordsOf(0, 100) + wordsOf(100 + count, 100), items);
    QCOMPARE(items.size(), std::size_t(200));
    QCOMPARE(int(items[100].missingBefore), told);
    QCOMPARE(stream.counters().jumps, std::uint64_t(told > 0 ? 1 : 0));
    items[100].missingBefore = 0;
    QVERIFY(std::ranges::all_of(items, [](const Ppk2Item &item) { return item.missingBefore == 0; }));
}

void TestPpk2Stream::oddCounters()
{
    for (unsigned odd = 1; odd <= 5; ++odd) {
        Bytes bytes = wordsOf(0, 50);
        for (unsigned i = 0; i < odd; ++i)
            addWord(bytes, 50 + i, 7 + 3 * i);
        Ppk2Stream stream;
        std::vector<Ppk2Item> items;
        stream.feed(bytes + wordsOf(50 + odd, 50), items);
        QCOMPARE(items.size(), std::size_t(100 + odd));
        QVERIFY(std::ranges::all_of(items, [](const Ppk2Item &item) { return item.missingBefore == 0; }));
        QCOMPARE(stream.counters().unstable, std::uint64_t(odd));
        QCOMPARE(stream.counters().jumps, std::uint64_t(0));
    }
}

void TestPpk2Stream::bytesLost_data()
{
    QTest::addColumn<int>("count");
    for (const int count : {1, 2, 3, 5, 6, 7, 401})
        QTest::addRow("%d", count) << count;
}

/// A driver whose buffer is full drops bytes, not words.
void TestPpk2Stream::bytesLost()
{
    QFETCH(int, count);
    Bytes bytes = wordsOf(0, 300);
    bytes.erase(bytes.begin() + 402, bytes.begin() + 402 + count);
    Ppk2Stream stream;
    std::vector<Ppk2Item> items;
    stream.feed(bytes, items);
    QCOMPARE(stream.counters().realigned, std::uint64_t(1));
    // All samples after the loss are right again, and together with what is missing they end where they should.
    QCOMPARE(int(items.back().sample.code), 299);
    std::uint64_t total = items.size();
    for (const Ppk2Item &item : items)
        total += item.missingBefore;
    QCOMPARE((300 - total) % 64, std::uint64_t(0));
    int wrong = 0;
    for (std::size_t i = 1; i < items.size(); ++i)
        wrong += items[i].sample.range == 2 && items[i].sample.logic == 0x5A ? 0 : 1;
    QVERIFY(wrong <= 2);
}

void TestPpk2Stream::beginsInTheMiddleOfAWord()
{
    const Bytes bytes = wordsOf(10, 60);
    for (std::size_t skip = 1; skip < 4; ++skip) {
        Ppk2Stream stream;
        std::vector<Ppk2Item> items;
        stream.feed(ByteView(bytes).subspan(skip), items);
        QCOMPARE(int(items.front().sample.code), 11);
        QCOMPARE(items.size(), std::size_t(59));
        QCOMPARE(int(items.front().missingBefore), 0);
    }
}

void TestPpk2Stream::counterThatNeverCounts()
{
    Bytes bytes;
    for (unsigned i = 0; i < 1000; ++i)
        addWord(bytes, i, 9);
    Ppk2Stream stream;
    std::vector<Ppk2Item> items;
    stream.feed(bytes, items);
    QVERIFY(items.size() > 980); // the last are still being looked at
    QVERIFY(std::ranges::all_of(items, [](const Ppk2Item &item) { return item.missingBefore == 0; }));
}

void TestPpk2Stream::resetForgetsTheRemainder()
{
    Ppk2Stream stream;
    std::vector<Ppk2Item> items;
    const Bytes old = wordsOf(0, 20);
    stream.feed(ByteView(old).first(old.size() - 3), items);
    stream.reset();
    items.clear();
    stream.feed(wordsOf(500, 20), items);
    QCOMPARE(items.size(), std::size_t(20));
    QCOMPARE(int(items.front().sample.code), 500);
    QCOMPARE(int(items.front().missingBefore), 0);
}

QTEST_APPLESS_MAIN(TestPpk2Stream)
#include "tst_ppk2_stream.moc"
