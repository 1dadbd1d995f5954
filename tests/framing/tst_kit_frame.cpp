// SPDX-License-Identifier: GPL-3.0-or-later
#include "test_bytes.h"

#include "framing/cobs.h"
#include "framing/crc.h"
#include "framing/kit_frame.h"
#include "framing/sample_block.h"

#include <QTest>

#include <utility>

using namespace framing;
using namespace test_bytes;

namespace {

struct Frame {
    KitChannel channel;
    QByteArray payload;
    friend bool operator==(const Frame &, const Frame &) = default;
};

class FrameSink
{
public:
    KitFrameDecoder::Handler handler()
    {
        return [this](KitChannel channel, ByteView payload) { frames.push_back({channel, toQt(payload)}); };
    }
    std::vector<Frame> frames;
};

Bytes frameOf(KitChannel channel, ByteView payload)
{
    Bytes wire;
    encodeKitFrame(channel, payload, wire);
    return wire;
}

/// A frame around arbitrary decoded bytes, valid CRC or not.
Bytes rawFrame(ByteView decoded)
{
    Bytes wire;
    cobsEncode(decoded, wire);
    wire.push_back(0);
    return wire;
}

std::uint64_t dropped(const KitFrameCounters &c)
{
    return c.badCobs + c.badCrc + c.tooShort + c.tooLong + c.unknownChannel;
}

} // namespace

class TestKitFrame : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void frameRoundTripAtEverySplit();
    void frameTruncatedAtEveryByte();
    void frameWithEveryBitFlipped();
    void frameLimits();
    void frameCounters_data();
    void frameCounters();
    void frameResetForgetsThePartialFrame();
    void frameSurvivesRandomBytes();
    void sampleBlockLayout();
    void sampleBlockRejects_data();
    void sampleBlockRejects();
    void sampleReportLayout();
    void sampleReportRejects();
};

void TestKitFrame::frameRoundTripAtEverySplit()
{
    std::mt19937 random(3);
    const std::vector<Frame> sent = {{KitChannel::Control, toQt(randomBytes(random, 40, 20))}, {KitChannel::Events, {}},
        {KitChannel::Log, "boot ok"}, {KitChannel::Samples, toQt(randomBytes(random, 300, 5))}};
    Bytes wire;
    for (const Frame &frame : sent)
        encodeKitFrame(frame.channel, fromQt(frame.payload), wire);
    for (std::size_t cut = 0; cut <= wire.size(); ++cut) {
        KitFrameDecoder decoder;
        FrameSink sink;
        decoder.feed(ByteView(wire).first(cut), sink.handler());
        decoder.feed(ByteView(wire).subspan(cut), sink.handler());
        QVERIFY(sink.frames == sent);
        QCOMPARE(decoder.counters().frames, std::uint64_t(sent.size()));
        QCOMPARE(dropped(decoder.counters()), std::uint64_t(0));
    }
}

void TestKitFrame::frameTruncatedAtEveryByte()
{
    std::mt19937 random(4);
    const Bytes whole = frameOf(KitChannel::Events, randomBytes(random, 60, 10));
    const Bytes next = frameOf(KitChannel::Log, ascii("next"));
    for (std::size_t size = 0; size + 1 < whole.size(); ++size) {
        KitFrameDecoder decoder;
        FrameSink sink;
        decoder.feed(ByteView(whole).first(size), sink.handler());
        decoder.feed(Bytes{0}, sink.handler());
        decoder.feed(next, sink.handler());
        QCOMPARE(sink.frames.size(), std::size_t(1));
        QCOMPARE(sink.frames[0].payload, QByteArray("next"));
        QCOMPARE(dropped(decoder.counters()), std::uint64_t(size == 0 ? 0 : 1));
    }
}

void TestKitFrame::frameWithEveryBitFlipped()
{
    const Bytes whole = frameOf(KitChannel::Control, hex("0800000100480100a0"));
    for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
        Bytes wire = whole;
        wire[bit / 8] = std::uint8_t(wire[bit / 8] ^ (1U << (bit % 8)));
        wire.push_back(0);
        KitFrameDecoder decoder;
        FrameSink sink;
        decoder.feed(wire, sink.handler());
        QVERIFY2(sink.frames.empty(), qPrintable(QString::number(bit)));
        QVERIFY(dropped(decoder.counters()) >= 1);
    }
}

void TestKitFrame::frameLimits()
{
    for (const int zeros : {0, 3, 100}) {
        std::mt19937 random(5);
        const Bytes wire = frameOf(KitChannel::Samples, randomBytes(random, kMaxKitPayload, zeros));
        QVERIFY(wire.size() <= kMaxKitFrame);
        KitFrameDecoder decoder;
        FrameSink sink;
        decoder.feed(wire, sink.handler());
        QCOMPARE(sink.frames.size(), std::size_t(1));
    }
    // Exactly at, and one above, a decoder's own limit; whole and byte by byte.
    const Bytes wire = frameOf(KitChannel::Log, ascii("hello"));
    for (const std::size_t spare : {0U, 1U}) {
        for (const bool bytewise : {false, true}) {
            KitFrameDecoder decoder(wire.size() - 1 - spare);
            FrameSink sink;
            for (std::size_t i = 0; bytewise && i < wire.size(); ++i)
                decoder.feed(ByteView(wire).subspan(i, 1), sink.handler());
            if (!bytewise)
                decoder.feed(wire, sink.handler());
            QCOMPARE(sink.frames.size(), std::size_t(1 - spare));
            QCOMPARE(decoder.counters().tooLong, std::uint64_t(spare));
        }
    }
}

void TestKitFrame::frameCounters_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<int>("which"); // index into {badCobs, badCrc, tooShort, tooLong, unknownChannel}
    Bytes unknown = {9, 'x'};
    const std::uint32_t crc = crc32c(unknown);
    for (unsigned shift = 0; shift < 32; shift += 8)
        unknown.push_back(std::uint8_t(crc >> shift));
    QTest::newRow("bad COBS") << QByteArray::fromHex("0501020300") << 0;
    QTest::newRow("bad CRC") << toQt(rawFrame(hex("000102030405"))) << 1;
    QTest::newRow("channel of a good frame changed")
        << QByteArray::fromHex("01 02 08 01 02 01 03 48 01 06 a1 3c 72 76 ee 00") << 1;
    QTest::newRow("four bytes") << toQt(rawFrame(hex("01020304"))) << 2;
    QTest::newRow("one zero") << QByteArray::fromHex("010100") << 2;
    QTest::newRow("endless") << QByteArray(100000, 'x') + QByteArray(1, '\0') << 3;
    QTest::newRow("channel 9") << toQt(rawFrame(unknown)) << 4;
}

void TestKitFrame::frameCounters()
{
    QFETCH(QByteArray, wire);
    QFETCH(int, which);
    KitFrameDecoder decoder;
    FrameSink sink;
    decoder.feed(fromQt(wire), sink.handler());
    QVERIFY(sink.frames.empty());
    const KitFrameCounters &c = decoder.counters();
    const std::uint64_t counts[] = {c.badCobs, c.badCrc, c.tooShort, c.tooLong, c.unknownChannel};
    for (int i = 0; i < 5; ++i)
        QCOMPARE(counts[i], std::uint64_t(i == which ? 1 : 0));
    decoder.feed(frameOf(KitChannel::Log, ascii("after")), sink.handler());
    QCOMPARE(sink.frames.size(), std::size_t(1));
}

void TestKitFrame::frameResetForgetsThePartialFrame()
{
    const Bytes wire = frameOf(KitChannel::Log, ascii("hello"));
    KitFrameDecoder decoder;
    FrameSink sink;
    decoder.feed(ByteView(wire).first(4), sink.handler());
    decoder.reset();
    decoder.feed(wire, sink.handler());
    QCOMPARE(sink.frames.size(), std::size_t(1));
    // And in the middle of a frame that is being skipped for its length.
    decoder.feed(Bytes(10000, 'x'), sink.handler());
    decoder.reset();
    decoder.feed(wire, sink.handler());
    QCOMPARE(sink.frames.size(), std::size_t(2));
}

void TestKitFrame::frameSurvivesRandomBytes()
{
    std::mt19937 random(6);
    KitFrameDecoder decoder;
    FrameSink noise;
    for (int round = 0; round < 400; ++round)
        decoder.feed(randomBytes(random, std::size_t(random() % 2000), round % 10), noise.handler());
    QVERIFY(dropped(decoder.counters()) > 100);
    const std::size_t before = noise.frames.size();
    decoder.feed(Bytes{0}, noise.handler());
    decoder.feed(frameOf(KitChannel::Log, ascii("alive")), noise.handler());
    QCOMPARE(noise.frames.size(), before + 1);
}

void TestKitFrame::sampleBlockLayout()
{
    SampleBlockHeader header;
    header.stream = 5;
    header.number = 0x11223344;
    header.firstIndex = 0x0102030405060708;
    header.kitTimeNs = 0x1112131415161718;
    header.lost = 0xA1A2A3A4;
    header.count = 2;
    header.bytesPerSample = 3;
    const Bytes data = hex("aabbccddeeff");
    Bytes payload;
    encodeSampleBlock(header, data, payload);
    QCOMPARE(hexOf(payload),
        hexOf(hex("01 05 0000 44332211 0807060504030201 1817161514131211 a4a3a2a1 0200 0300"
                  "aabbccddeeff")));
    const auto block = parseSampleBlock(payload);
    QVERIFY(block);
    QCOMPARE(block->header.stream, header.stream);
    QCOMPARE(block->header.number, header.number);
    QCOMPARE(block->header.firstIndex, header.firstIndex);
    QCOMPARE(block->header.kitTimeNs, header.kitTimeNs);
    QCOMPARE(block->header.lost, header.lost);
    QCOMPARE(block->header.count, header.count);
    QCOMPARE(block->header.bytesPerSample, header.bytesPerSample);
    QCOMPARE(hexOf(block->data), hexOf(data));
}

void TestKitFrame::sampleBlockRejects_data()
{
    QTest::addColumn<QByteArray>("payload");
    SampleBlockHeader header;
    header.count = 4;
    header.bytesPerSample = 4;
    Bytes good;
    encodeSampleBlock(header, Bytes(16, 1), good);
    QVERIFY(parseSampleBlock(good));
    for (std::size_t size = 0; size < good.size(); ++size)
        QTest::addRow("cut at %zu", size) << toQt(ByteView(good).first(size));
    const auto changed = [&good](std::size_t at, std::uint8_t value) {
        Bytes bad = good;
        bad[at] = value;
        return toQt(bad);
    };
    QTest::newRow("one byte more") << toQt(good) + 'x';
    QTest::newRow("type 0") << changed(0, 0);
    QTest::newRow("type of a report") << changed(0, 2);
    QTest::newRow("reserved low") << changed(2, 1);
    QTest::newRow("reserved high") << changed(3, 0x80);
    QTest::newRow("count high") << changed(29, 0xFF);
    QTest::newRow("width high") << changed(31, 0xFF);
    QTest::newRow("count zero") << changed(28, 0);
    QTest::newRow("width zero") << changed(30, 0);
    QTest::newRow("nothing in it") << toQt(ByteView(fromQt(changed(28, 0))).first(kSampleBlockHeaderSize));
    header.count = 1;
    header.bytesPerSample = 65;
    Bytes wide;
    encodeSampleBlock(header, Bytes(65, 1), wide);
    QTest::newRow("width 65") << toQt(wide);
}

void TestKitFrame::sampleBlockRejects()
{
    QFETCH(QByteArray, payload);
    QVERIFY(!parseSampleBlock(fromQt(payload)));
}

void TestKitFrame::sampleReportLayout()
{
    Bytes payload;
    encodeSampleReport({3, 0xFFFFFFFE}, payload);
    QCOMPARE(hexOf(payload), hexOf(hex("0203 0000 feffffff")));
    const auto report = parseSampleReport(payload);
    QVERIFY(report);
    QCOMPARE(report->stream, std::uint8_t(3));
    QCOMPARE(report->number, 0xFFFFFFFEU);
}

void TestKitFrame::sampleReportRejects()
{
    const Bytes good = hex("0203000009000000");
    for (std::size_t size = 0; size < good.size(); ++size)
        QVERIFY(!parseSampleReport(ByteView(good).first(size)));
    QVERIFY(!parseSampleReport(hex("020300000900000000")));
    QVERIFY(!parseSampleReport(hex("0103000009000000")));
    QVERIFY(!parseSampleReport(hex("0203010009000000")));
    QVERIFY(!parseSampleReport(hex("0203000109000000")));
}

QTEST_GUILESS_MAIN(TestKitFrame)
#include "tst_kit_frame.moc"
