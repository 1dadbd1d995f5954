// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/capture/sample_store.h"
#include "device_link/protocols/ppk2_receiver.h"

#include <QTest>

#include <cmath>

using namespace device_link;

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

/// A receiver, its clock, and a meter that sends the same code in range 2, logic = 1 for every other thousand samples.
struct Bench {
    std::int64_t now = 100 * kSecond;
    Ppk2Receiver receiver{[this] { return now; }};
    std::shared_ptr<SampleStore> store = std::make_shared<SampleStore>(Ppk2Receiver::streamInfo(7));
    std::uint64_t made = 0;

    Bench() { begin(false); }
    void begin(bool resumed)
    {
        Ppk2Receiver::Stream stream;
        stream.store = store;
        stream.resumed = resumed;
        receiver.begin(std::move(stream));
    }
    void skip(std::uint64_t count) { made += count; }
    /// Reads of 4 ms: time and samples go together.
    void run(double seconds)
    {
        for (int read = 0; read < int(std::lround(seconds * 250)); ++read) {
            now += 4'000'000;
            framing::Bytes bytes;
            for (int i = 0; i < 400; ++i, ++made) {
                const std::uint32_t word
                    = 1000U | 2U << 14 | std::uint32_t(made % 64) << 18 | (made / 1000 % 2 == 1 ? 1U << 24 : 0U);
                for (unsigned shift = 0; shift < 32; shift += 8)
                    bytes.push_back(std::uint8_t(word >> shift));
            }
            receiver.block(bytes);
        }
    }
};

} // namespace

class TestPpk2Receiver : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void valuesAndTime();
    void oneLostSample();
    void lossAtItsPlace();
    void lossOf64();
    void resumed();
    void kitRestarts();
    void settings();
    void endKeepsWhatHasCome();
};

void TestPpk2Receiver::valuesAndTime()
{
    Bench bench;
    bench.receiver.setSupplyMilliVolts(3300);
    bench.receiver.setTimeOffset(5 * kSecond);
    bench.run(2);
    bench.receiver.end();
    QCOMPARE(bench.store->endIndex(), std::uint64_t(200'000));
    QCOMPARE(bench.store->received(), std::uint64_t(200'000));
    QCOMPARE(bench.store->lostSamples(), std::uint64_t(0));
    const double x = 4000 * (1.8 / 163840) / 10.15;
    const SampleStats current = bench.store->stats(0, 0, 200'000);
    QVERIFY(std::abs(current.mean - (x * x + x)) < 4e-9); // a step of the store
    QVERIFY(std::abs(bench.store->stats(1, 0, 200'000).mean - 3.3) < 1e-6);
    const std::vector<float> logic = bench.store->values(2, 990, 1010, 20);
    QCOMPARE(logic[9], 0.0F);
    QCOMPARE(logic[10], 1.0F);
    QCOMPARE(bench.store->channelCount(), std::size_t(4)); // and power, of the voltage that was set
    QVERIFY(std::abs(bench.store->stats(3, 0, 200'000).mean - 3.3 * (x * x + x)) < 1e-5);
    // Sample 0 was made 10 us after second 100, and read with 399 others.
    const std::int64_t first = bench.store->kitTimeOf(0);
    QVERIFY2(std::abs(double(first - 105 * kSecond)) < 5e6, qPrintable(QString::number(first)));
    const std::int64_t last = bench.store->kitTimeOf(199'999);
    QVERIFY(std::abs(double(last - first) - 199'999 * 1e4) < 1e5);
}

void TestPpk2Receiver::oneLostSample()
{
    Bench bench;
    bench.run(3);
    bench.skip(3);
    bench.now += 30'000;
    bench.run(1);
    bench.receiver.end();
    QCOMPARE(bench.store->lostSamples(), std::uint64_t(3));
    const std::vector<SampleGap> gaps = bench.store->gaps();
    QCOMPARE(gaps.size(), std::size_t(1));
    QCOMPARE(gaps[0].firstIndex, std::uint64_t(300'000));
    QCOMPARE(bench.store->endIndex(), bench.made);
}

/// 10 007 samples: the counter tells 23 of them, the clock the rest, at the place of the jump.
void TestPpk2Receiver::lossAtItsPlace()
{
    Bench bench;
    bench.run(3);
    bench.skip(10'007);
    bench.now += 100'070'000;
    bench.run(2);
    bench.receiver.end();
    QCOMPARE(bench.store->lostSamples(), std::uint64_t(10'007));
    const std::vector<SampleGap> gaps = bench.store->gaps();
    QCOMPARE(gaps.size(), std::size_t(1));
    QCOMPARE(gaps[0].firstIndex, std::uint64_t(300'000));
    QCOMPARE(bench.store->endIndex(), bench.made);
}

void TestPpk2Receiver::lossOf64()
{
    Bench bench;
    bench.run(5);
    bench.skip(64);
    bench.now += 640'000;
    bench.run(8);
    bench.receiver.end();
    QCOMPARE(bench.store->lostSamples(), std::uint64_t(64));
    QCOMPARE(bench.store->endIndex(), bench.made);
}

void TestPpk2Receiver::resumed()
{
    Bench bench;
    bench.run(2);
    bench.receiver.end();
    bench.now += 3 * kSecond;
    bench.made = 17; // the meter counts anew
    bench.begin(true);
    bench.run(2);
    bench.receiver.end();
    const std::vector<SampleGap> gaps = bench.store->gaps();
    QCOMPARE(gaps.size(), std::size_t(1));
    QVERIFY(gaps[0].cause == SampleGap::Cause::LinkLost);
    QVERIFY2(std::abs(double(gaps[0].count) - 300'000) < 500, qPrintable(QString::number(gaps[0].count)));
    QCOMPARE(bench.store->received(), std::uint64_t(400'000));
    const double span = double(bench.store->kitTimeOf(bench.store->endIndex() - 1) - bench.store->kitTimeOf(0));
    QVERIFY(std::abs(span - 7e9) < 1e7);
}

void TestPpk2Receiver::kitRestarts()
{
    Bench bench;
    bench.receiver.setTimeOffset(-90 * kSecond);
    bench.run(2);
    const auto before = bench.store;
    bench.store = std::make_shared<SampleStore>(Ppk2Receiver::streamInfo(8));
    bench.receiver.continueIn(bench.store);
    bench.receiver.setTimeOffset(-102 * kSecond);
    bench.run(1);
    bench.receiver.end();
    QCOMPARE(before->received(), std::uint64_t(200'000));
    QCOMPARE(bench.store->received(), std::uint64_t(100'000));
    QCOMPARE(bench.store->lostSamples(), std::uint64_t(0));
    QVERIFY(std::abs(double(before->kitTimeOf(0) - 10 * kSecond)) < 5e6);
    QVERIFY(std::abs(double(bench.store->kitTimeOf(0))) < 5e6); // the kit's clock began again then
}

void TestPpk2Receiver::settings()
{
    Bench bench;
    bench.receiver.setSpikeFilter(false);
    bench.run(0.5);
    bench.receiver.setSupplyMilliVolts(5000);
    bench.run(0.5);
    bench.receiver.end();
    const std::vector<float> volts = bench.store->values(1, 49'000, 51'000, 2000);
    QCOMPARE(volts.front(), 3.0F);
    QCOMPARE(volts.back(), 5.0F);
    QCOMPARE(bench.receiver.counters().samples, std::uint64_t(100'000));
}

void TestPpk2Receiver::endKeepsWhatHasCome()
{
    Bench bench;
    bench.run(0.02);
    QCOMPARE(bench.store->endIndex(), std::uint64_t(0)); // the first stamp waits
    bench.receiver.end();
    QCOMPARE(bench.store->endIndex(), std::uint64_t(2000));
    bench.run(0.02); // late bytes belong to nobody
    QCOMPARE(bench.store->endIndex(), std::uint64_t(2000));
    Bench empty;
    empty.receiver.end();
    empty.receiver.end();
    QCOMPARE(empty.store->endIndex(), std::uint64_t(0));
}

QTEST_APPLESS_MAIN(TestPpk2Receiver)
#include "tst_ppk2_receiver.moc"
