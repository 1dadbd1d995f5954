// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/capture/sample_store.h"
#include "device_link/protocols/sample_receiver.h"

#include "device_link/protocols/stream_channels.h"

#include <QCborArray>
#include <QCborMap>
#include <QTest>

#include <cmath>

using namespace device_link;

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

/// A two-channel stream of 1 kHz: current 16 bits with two range bits, voltage 8 bits.
std::vector<SampleChannel> twoChannels()
{
    return {{"current", "A", 16, 2, {{1, 0}, {10, 0}, {100, 5}}}, {"voltage", "V", 8, 0, {{0.5, 1}}}};
}

std::shared_ptr<SampleStore> makeStore()
{
    SampleStreamInfo info;
    info.channels = twoChannels();
    info.rateHz = 1000;
    info.rateNum = 1000;
    return std::make_shared<SampleStore>(info);
}

struct Block {
    std::uint8_t stream = 1;
    std::uint32_t number = 0;
    std::uint64_t first = 0;
    std::uint64_t timeNs = 0;
    std::uint32_t lost = 0;
    int count = 10;
    int value = 7;
};

framing::Bytes blockBytes(const Block &block)
{
    framing::SampleBlockHeader header;
    header.stream = block.stream;
    header.number = block.number;
    header.firstIndex = block.first;
    header.kitTimeNs = block.timeNs;
    header.lost = block.lost;
    header.count = std::uint16_t(block.count);
    header.bytesPerSample = 3;
    framing::Bytes data;
    for (int i = 0; i < block.count; ++i) {
        data.push_back(std::uint8_t(block.value));
        data.push_back(0);
        data.push_back(4);
    }
    framing::Bytes out;
    framing::encodeSampleBlock(header, data, out);
    return out;
}

SampleReceiver::Stream makeStream(std::shared_ptr<SampleStore> store, std::uint8_t id = 1)
{
    SampleReceiver::Stream stream;
    stream.id = id;
    stream.rateNum = 1000;
    stream.store = std::move(store);
    return stream;
}

} // namespace

class TestSampleReceiver : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wordsBecomeValues();
    void samplesKeepTheRules();
    void samplesGapCauses();
    void samplesBeforeTheGrant();
    void samplesGoOnAfterAPause();
    void pausesDoNotAddUp();
    void streamChannelsRefuse_data();
    void streamChannelsRefuse();
};

void TestSampleReceiver::wordsBecomeValues()
{
    SampleStreamInfo info;
    info.channels = twoChannels();
    SampleStore store(info);
    // Current: range 2 (top bits 10), code 3 -> 3 * 100 + 5. Voltage: 6 -> 4.
    QVERIFY(store.append(0, 0, framing::Bytes{0x03, 0x80, 0x06, 0x02, 0x00, 0x00}));
    QCOMPARE(store.values(0, 0, 2, 2), (std::vector<float>{305, 2}));
    QCOMPARE(store.values(1, 0, 2, 2), (std::vector<float>{4, 1}));
    QVERIFY(!store.append(2, 0, framing::Bytes{0x03, 0x80}));
    QVERIFY(!store.append(2, 0, framing::Bytes{0x03, 0xC0, 0x06})); // range 3 of 0...2
    QCOMPARE(store.endIndex(), std::uint64_t(2));
}

void TestSampleReceiver::samplesKeepTheRules()
{
    const auto store = makeStore();
    SampleReceiver receiver;
    receiver.block(blockBytes({})); // nobody asked
    QCOMPARE(receiver.rejected(), std::uint64_t(1));
    QVERIFY(!receiver.report().has_value());
    receiver.begin(makeStream(store));
    QVERIFY(!receiver.report().has_value());
    receiver.block(blockBytes({1, 0, 0, 1000, 0}));
    QCOMPARE(store->endIndex(), std::uint64_t(10));
    receiver.block(blockBytes({1, 1, 10, 11'000'000, 0}));
    QCOMPARE(store->endIndex(), std::uint64_t(20));
    QCOMPARE(receiver.report()->number, 1U);
    std::uint64_t rejected = receiver.rejected();
    const Block bad[] = {
        {1, 2, 15, 21'000'000, 0},            // before the end
        {1, 1, 20, 21'000'000, 0},            // number again
        {1, 0, 20, 21'000'000, 0},            // number back
        {1, 2, 25, 21'000'000, 0},            // a hole that nobody explains
        {1, 2, 20, 21'000'000, 5},            // lost samples that are not missing
        {1, 3, 20 + 1009, 21'000'000, 0},     // more missing than one block holds
        {1, 2, std::uint64_t(1) << 60, 0, 0}, // no index
        {1, 2, 20, 10'000'000, 0},            // time runs back
        {2, 2, 20, 21'000'000, 0},            // another stream
        {1, 2, 20, 21'000'000, 0, 1009},      // too many samples
    };
    for (const Block &block : bad) {
        receiver.block(blockBytes(block));
        QCOMPARE(receiver.rejected(), ++rejected);
        QCOMPARE(store->endIndex(), std::uint64_t(20));
    }
    receiver.block(framing::Bytes{1, 1, 0}); // not a block
    QCOMPARE(receiver.rejected(), ++rejected);
    receiver.block(blockBytes({1, 2, 20, 21'000'000, 0}));
    QCOMPARE(store->endIndex(), std::uint64_t(30));
    QCOMPARE(store->lostSamples(), std::uint64_t(0));
    QCOMPARE(store->values(0, 0, 1, 1), (std::vector<float>{7}));
    receiver.end();
    QVERIFY(!receiver.report().has_value());
}

void TestSampleReceiver::samplesGapCauses()
{
    const auto store = makeStore();
    SampleReceiver receiver;
    receiver.begin(makeStream(store));
    receiver.block(blockBytes({1, 0, 0, 0, 0}));
    receiver.block(blockBytes({1, 3, 30, 30'000'000, 20})); // the kit dropped blocks 1 and 2
    receiver.block(blockBytes({1, 5, 50, 50'000'000, 0}));  // block 4 did not arrive
    const std::vector<SampleGap> gaps = store->gaps();
    QCOMPARE(gaps.size(), std::size_t(2));
    QCOMPARE(gaps[0].firstIndex, std::uint64_t(10));
    QCOMPARE(gaps[0].count, std::uint64_t(20));
    QCOMPARE(gaps[0].cause, SampleGap::Cause::KitDropped);
    QCOMPARE(gaps[1].firstIndex, std::uint64_t(40));
    QCOMPARE(gaps[1].count, std::uint64_t(10));
    QCOMPARE(gaps[1].cause, SampleGap::Cause::Corrupted);
    QCOMPARE(store->lostSamples(), std::uint64_t(30));
}

void TestSampleReceiver::samplesBeforeTheGrant()
{
    const auto store = makeStore();
    SampleReceiver receiver;
    receiver.expect();
    receiver.block(blockBytes({1, 0, 0, 0, 0}));
    receiver.block(blockBytes({4, 0, 0, 0, 0})); // the stream before
    receiver.block(blockBytes({1, 1, 10, 10'000'000, 0}));
    receiver.begin(makeStream(store));
    QCOMPARE(store->endIndex(), std::uint64_t(20));
    QCOMPARE(receiver.report()->number, 1U);
    QCOMPARE(receiver.rejected(), std::uint64_t(0));
    // What is kept is bounded.
    receiver.expect();
    for (std::uint32_t i = 0; i < 2000; ++i)
        receiver.block(blockBytes({9, i, i * 1000, 0, 0, 1000}));
    QVERIFY(receiver.rejected() > 1000);
}

void TestSampleReceiver::samplesGoOnAfterAPause()
{
    const auto store = makeStore();
    SampleReceiver receiver;
    receiver.begin(makeStream(store, 1));
    receiver.block(blockBytes({1, 0, 0, kSecond, 0}));
    receiver.end();
    // Half a second later a new stream begins at index 0; its first block to arrive is its second.
    SampleReceiver::Stream again = makeStream(store, 2);
    again.pause = SampleGap::Cause::LinkLost;
    receiver.begin(again);
    receiver.block(blockBytes({2, 1, 10, std::uint64_t(kSecond) + 520'000'000, 0}));
    QCOMPARE(store->endIndex(), std::uint64_t(530));
    const std::vector<SampleGap> gaps = store->gaps();
    QCOMPARE(gaps.size(), std::size_t(1));
    QCOMPARE(gaps[0].firstIndex, std::uint64_t(10));
    QCOMPARE(gaps[0].count, std::uint64_t(510));
    QCOMPARE(gaps[0].cause, SampleGap::Cause::LinkLost);
    receiver.block(blockBytes({2, 2, 20, std::uint64_t(kSecond) + 530'000'000, 0}));
    QCOMPARE(store->endIndex(), std::uint64_t(540));
    QCOMPARE(store->lostSamples(), std::uint64_t(510));
}

/// A pause is no whole number of samples; after many of them an index still tells the time.
void TestSampleReceiver::pausesDoNotAddUp()
{
    const auto store = makeStore();
    SampleReceiver receiver;
    receiver.begin(makeStream(store, 1));
    receiver.block(blockBytes({1, 0, 0, kSecond, 0}));
    constexpr std::uint64_t kBlockNs = 10'000'000; // of 10 samples of 1 ms
    std::uint64_t at = std::uint64_t(kSecond);
    for (std::uint8_t id = 2; id < 40; ++id) {
        receiver.end();
        SampleReceiver::Stream again = makeStream(store, id);
        again.pause = SampleGap::Cause::NotMeasured;
        receiver.begin(again);
        at += kBlockNs + 5'400'000; // 5.4 samples
        receiver.block(blockBytes({id, 0, 0, at, 0}));
        const double exact = double(at - std::uint64_t(kSecond)) / 1e6;
        const double told = double(store->endIndex() - 10);
        QVERIFY2(std::abs(told - exact) <= 0.51, qPrintable(QString::number(told - exact)));
    }
    QCOMPARE(store->lostSamples(), std::uint64_t(0));
}

void TestSampleReceiver::streamChannelsRefuse_data()
{
    QTest::addColumn<int>("bits");
    QTest::addColumn<int>("rangeBits");
    QTest::addColumn<int>("ranges");
    QTest::newRow("12 bits") << 12 << 0 << 1;
    QTest::newRow("32 bits") << 32 << 0 << 1;
    QTest::newRow("5 range bits") << 16 << 5 << 1;
    QTest::newRow("no range") << 16 << 0 << 0;
    QTest::newRow("ranges without bits") << 16 << 1 << 3;
}

void TestSampleReceiver::streamChannelsRefuse()
{
    QFETCH(int, bits);
    QFETCH(int, rangeBits);
    QFETCH(int, ranges);
    QCborMap range;
    range.insert(QLatin1String("gain"), 0.1);
    range.insert(QLatin1String("offset"), 0);
    QCborArray list;
    for (int i = 0; i < ranges; ++i)
        list.append(range);
    QCborMap channel;
    channel.insert(QLatin1String("name"), QStringLiteral("current"));
    channel.insert(QLatin1String("unit"), QStringLiteral("A"));
    channel.insert(QLatin1String("bits"), bits);
    channel.insert(QLatin1String("range_bits"), rangeBits);
    channel.insert(QLatin1String("ranges"), list);
    const Result<std::vector<SampleChannel>> channels = parseStreamChannels(QCborArray{channel});
    QVERIFY(!channels.has_value());
    QCOMPARE(channels.error().fault(), Fault::BadReply);
    QVERIFY(!parseStreamChannels(QCborArray()).has_value());
}

QTEST_GUILESS_MAIN(TestSampleReceiver)
#include "tst_sample_receiver.moc"
