// SPDX-License-Identifier: GPL-3.0-or-later
#include "framing/kit_frame.h"
#include "framing/sample_block.h"
#include "virtual_kit/ports/sample_words.h"
#include "virtual_kit/ports/stream_rates.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace virtual_kit;
using namespace framing;

namespace {

class TestStreamRates : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rateLadder();
    void blockCounts();
    void grants_data();
    void grants();
    void words();
};

void TestStreamRates::rateLadder()
{
    QCOMPARE(streamRates(100'000),
        (std::vector<std::uint32_t>{100'000, 50'000, 20'000, 10'000, 5'000, 2'000, 1'000, 500, 200, 100}));
    QCOMPARE(streamRates(2'000'000)[0], 2'000'000U);
    QCOMPARE(streamRates(2'000'000)[1], 1'000'000U);
    QCOMPARE(streamRates(30'000)[1], 20'000U);
    QCOMPARE(streamRates(100), std::vector<std::uint32_t>{100});
}

void TestStreamRates::blockCounts()
{
    const StreamLine free;
    QCOMPARE(blockCount(100'000, free), 1000U);
    QCOMPARE(blockCount(2'000'000, free), 1008U);
    QCOMPARE(blockCount(1'000, free), 10U);
    QCOMPARE(blockCount(100, free), 1U);
    // One block takes at most 10 ms of the line.
    for (const std::uint64_t bytesPerSecond : {11'520U, 30'000U, 300'000U, 1'200'000U}) {
        const std::uint32_t count = blockCount(1'000'000, {4, bytesPerSecond, 1});
        Bytes payload;
        SampleBlockHeader header;
        header.count = static_cast<std::uint16_t>(count);
        header.bytesPerSample = 4;
        encodeSampleBlock(header, Bytes(count * 4, 0xFF), payload);
        Bytes wire;
        encodeKitFrame(KitChannel::Samples, payload, wire);
        QVERIFY(wire.size() * 100 <= bytesPerSecond);
        QVERIFY(count >= 1);
    }
    QCOMPARE(blockCount(100, {4, 100, 1}), 1U);
}

void TestStreamRates::grants_data()
{
    QTest::addColumn<quint32>("highest");
    QTest::addColumn<quint32>("asked");
    QTest::addColumn<quint64>("baud");
    QTest::addColumn<double>("speed");
    QTest::addColumn<quint32>("granted");
    QTest::addColumn<int>("why");
    using Why = StreamGrant::Why;
    const auto row = [](const char *name, quint32 highest, quint32 asked, quint64 baud, double speed, quint32 granted,
                         Why why) { QTest::newRow(name) << highest << asked << baud << speed << granted << int(why); };
    row("as asked", 100'000, 100'000, 0, 1, 100'000, Why::AsAsked);
    row("lower as asked", 100'000, 1'000, 0, 1, 1'000, Why::AsAsked);
    row("more than the kit has", 100'000, 2'000'000, 0, 1, 100'000, Why::Kit);
    row("between two", 100'000, 30'000, 0, 1, 20'000, Why::Kit);
    row("3 MBd", 100'000, 100'000, 3'000'000, 1, 50'000, Why::Line);
    row("3 MBd, low enough", 100'000, 50'000, 3'000'000, 1, 50'000, Why::AsAsked);
    row("115200", 100'000, 100'000, 115'200, 1, 1'000, Why::Line);
    row("ten times as fast", 100'000, 100'000, 3'000'000, 10, 2'000, Why::Line);
    row("line takes none", 100'000, 100'000, 9'600, 1, 0, Why::Line);
    row("below the lowest", 100'000, 99, 0, 1, 0, Why::Line);
}

void TestStreamRates::grants()
{
    QFETCH(quint32, highest);
    QFETCH(quint32, asked);
    QFETCH(quint64, baud);
    QFETCH(double, speed);
    QFETCH(quint32, granted);
    QFETCH(int, why);
    const StreamLine line{4, baud / 10, speed};
    const auto grant = grantRate(asked, streamRates(highest), line);
    QCOMPARE(grant ? grant->rate : 0, granted);
    if (!grant)
        return;
    QCOMPARE(int(grant->why), why);
    if (baud > 0) { // §7.2
        const double share = (4 + 40.0 / grant->count) * 255 / 254 * grant->rate * speed / (double(baud) / 10);
        QVERIFY(share <= 0.8);
    }
}

void TestStreamRates::words()
{
    QCOMPARE(currentWord(0.0F), std::uint16_t(0));
    QCOMPARE(currentWord(-1.0F), std::uint16_t(0));
    QCOMPARE(currentWord(std::numeric_limits<float>::quiet_NaN()), std::uint16_t(0));
    QCOMPARE(currentWord(4.6e-6F), std::uint16_t(5));
    QCOMPARE(currentWord(150e-6F), std::uint16_t(0x0096));
    QCOMPARE(currentWord(0.016383F), std::uint16_t(16383));
    QCOMPARE(currentWord(0.016384F), std::uint16_t(0x4000 | 1638));
    QCOMPARE(currentWord(0.0164F), std::uint16_t(0x4000 | 1640));
    QCOMPARE(currentWord(0.5232F), std::uint16_t(0x8000 | 5232));
    QCOMPARE(currentWord(99.0F), std::uint16_t(0x8000 | 16383));
    QCOMPARE(currentWord(std::numeric_limits<float>::infinity()), std::uint16_t(0x8000 | 16383));
    QCOMPARE(voltageWord(3.8F), std::uint16_t(38'000));
    QCOMPARE(voltageWord(7.0F), std::uint16_t(65'535));
    QCOMPARE(voltageWord(-3.0F), std::uint16_t(0));
    // Over the whole range the value read back is within half a code of the range that was chosen.
    for (double amps = 1e-7; amps < 1.6; amps *= 1.01) {
        const std::uint16_t word = currentWord(static_cast<float>(amps));
        const double gain = kCurrentGains[word >> 14];
        QVERIFY(std::abs((word & 0x3FFF) * gain - amps) <= 0.5 * gain + amps * 1e-6);
    }
}

} // namespace

QTEST_GUILESS_MAIN(TestStreamRates)
#include "tst_stream_rates.moc"
