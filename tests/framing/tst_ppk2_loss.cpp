// SPDX-License-Identifier: GPL-3.0-or-later
#include "framing/ppk2_loss.h"

#include <QTest>

#include <cmath>
#include <functional>
#include <random>

using namespace framing;

namespace {

constexpr double kSecond = 1e9;

/// A meter whose samples reach the host in reads, late by what a test says.
struct Line {
    double ppm = 0;                         ///< of the meter's clock; above 0 it is slow
    double readEvery = 0.004;               ///< s
    std::function<double(double)> lateness; ///< s, of a read at a time
    std::mt19937 random{7};
    Ppk2LossDetector detector;
    double at = 0;                 ///< s, on the host's clock
    std::uint64_t lost = 0;        ///< really
    std::uint64_t known = 0;       ///< told by the detector
    std::uint64_t toldByCount = 0; ///< by the 6-bit counter

    [[nodiscard]] std::uint64_t made(double seconds) const
    {
        return static_cast<std::uint64_t>(std::max(0.0, seconds) * 1e5 * (1 - ppm * 1e-6));
    }
    [[nodiscard]] std::int64_t hostNs() const { return 5'000'000'000 + std::llround(at * kSecond); }
    [[nodiscard]] std::uint64_t index() const
    {
        const double late = lateness ? lateness(at) : 0.0003;
        return made(at - late) - lost + known + toldByCount;
    }
    /// Lets time pass; reads end at somewhat irregular times.
    void run(double seconds)
    {
        std::uniform_real_distribution<double> part(0.6, 1.4);
        for (const double end = at + seconds; at < end; at += readEvery * part(random))
            known += detector.observe(hostNs(), index());
    }
    /// As a receiver does it after a jump of the counter.
    std::uint64_t jump(std::uint64_t samples)
    {
        lost += samples;
        toldByCount += samples % 64;
        detector.suspect(hostNs());
        std::optional<std::uint64_t> more;
        while (!(more = detector.settle(hostNs(), index())))
            at += readEvery;
        known += *more;
        return *more;
    }
};

/// Mostly prompt, now and then tens of ms late: USB and a busy computer.
std::function<double(double)> bursts(unsigned seed)
{
    return [random = std::mt19937(seed)](double) mutable {
        std::uniform_real_distribution<double> one(0, 1);
        const double usual = 0.0002 + 0.001 * one(random);
        return one(random) < 0.1 ? usual + 0.04 * one(random) : usual;
    };
}

} // namespace

class TestPpk2Loss : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingLost_data();
    void nothingLost();
    void multiplesOf64_data();
    void multiplesOf64();
    void lossesThatGoOn();
    void stallIsNoLoss();
    void burstOfReadsIsNoLoss();
    void jumps_data();
    void jumps();
    void driftIsLearned();
    void firstSecond();
};

void TestPpk2Loss::nothingLost_data()
{
    QTest::addColumn<double>("ppm");
    QTest::addColumn<bool>("busy");
    for (const double ppm : {-1000.0, -100.0, -20.0, 0.0, 20.0, 100.0, 400.0, 1000.0}) {
        QTest::addRow("%g ppm", ppm) << ppm << false;
        QTest::addRow("%g ppm, bursts", ppm) << ppm << true;
    }
}

void TestPpk2Loss::nothingLost()
{
    QFETCH(double, ppm);
    QFETCH(bool, busy);
    Line line;
    line.ppm = ppm;
    if (busy)
        line.lateness = bursts(3);
    line.run(1200);
    QCOMPARE(line.known, std::uint64_t(0));
}

void TestPpk2Loss::multiplesOf64_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<double>("ppm");
    QTest::addColumn<bool>("busy");
    for (const int count : {64, 128, 192, 640, 6400, 64000}) {
        for (const double ppm : {0.0, -100.0, 150.0}) {
            QTest::addRow("%d, %g ppm", count, ppm) << count << ppm << false;
            QTest::addRow("%d, %g ppm, bursts", count, ppm) << count << ppm << true;
        }
    }
}

void TestPpk2Loss::multiplesOf64()
{
    QFETCH(int, count);
    QFETCH(double, ppm);
    QFETCH(bool, busy);
    Line line;
    line.ppm = ppm;
    if (busy)
        line.lateness = bursts(11);
    line.run(12);
    QCOMPARE(line.known, std::uint64_t(0));
    line.lost += std::uint64_t(count);
    line.run(5); // told within four seconds, and a window
    QCOMPARE(line.known, std::uint64_t(count));
    line.run(60);
    QCOMPARE(line.known, std::uint64_t(count)); // once
}

/// A host that cannot keep up for a while.
void TestPpk2Loss::lossesThatGoOn()
{
    Line line;
    line.ppm = 50;
    line.run(10);
    for (int second = 0; second < 12; ++second) {
        line.lost += 6400;
        line.run(1);
    }
    line.run(8);
    QCOMPARE(line.known, std::uint64_t(12 * 6400));
}

/// Nothing is read for two seconds, then all that has waited.
void TestPpk2Loss::stallIsNoLoss()
{
    Line line;
    line.run(15);
    line.at += 2;
    line.run(1);
    line.at += 0.5;
    line.run(60);
    QCOMPARE(line.known, std::uint64_t(0));
}

/// For a while every read is 30 ms late; then that is over.
void TestPpk2Loss::burstOfReadsIsNoLoss()
{
    Line line;
    line.lateness = [](double at) { return at > 20 && at < 22 ? 0.03 : 0.0003; };
    line.run(60);
    QCOMPARE(line.known, std::uint64_t(0));
}

void TestPpk2Loss::jumps_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("busy");
    for (const int count : {1, 63, 65, 100, 1000, 50001}) {
        QTest::addRow("%d", count) << count << false;
        QTest::addRow("%d, bursts", count) << count << true;
    }
}

void TestPpk2Loss::jumps()
{
    QFETCH(int, count);
    QFETCH(bool, busy);
    Line line;
    line.ppm = 80;
    if (busy)
        line.lateness = bursts(5);
    line.run(15);
    const double before = line.at;
    const std::uint64_t more = line.jump(std::uint64_t(count));
    QCOMPARE(more, std::uint64_t(count - count % 64));
    QVERIFY(line.at - before < 1.1);
    line.run(30);
    QCOMPARE(line.known, std::uint64_t(count - count % 64));
}

void TestPpk2Loss::driftIsLearned()
{
    Line line;
    line.ppm = 120;
    QVERIFY(!line.detector.driftPpm());
    line.run(40);
    QVERIFY(line.detector.driftPpm());
    QVERIFY2(std::abs(*line.detector.driftPpm() - 120) < 5, qPrintable(QString::number(*line.detector.driftPpm())));
    // The floor tells where on the host's clock a sample lies.
    const auto expected = static_cast<double>(line.made(line.at));
    const double elapsed = double(line.hostNs() - line.detector.startNs()) * 1e-4;
    QVERIFY(std::abs(elapsed - line.detector.floorAt(line.hostNs()) - expected) < 60);
}

void TestPpk2Loss::firstSecond()
{
    Line line;
    line.run(0.3);
    QCOMPARE(line.jump(65), std::uint64_t(0)); // nothing to compare with yet: only what the counter says
    line.run(6);
    QCOMPARE(line.known, std::uint64_t(64)); // but it comes out
}

QTEST_APPLESS_MAIN(TestPpk2Loss)
#include "tst_ppk2_loss.moc"
