// SPDX-License-Identifier: GPL-3.0-or-later
#include "virtual_kit/ppk2/ppk2_meter.h"

#include <QByteArray>
#include <QList>
#include <QTest>

#include <array>
#include <cmath>
#include <map>

using namespace virtual_kit;

namespace {

constexpr LinkTime kMs = kLinkMillisecond;

struct Word {
    int code, range, counter, logic;
};

/// A meter in a supply of a constant current, and what a program makes of its answers: written here once more, from the
/// description of the protocol.
struct Bench {
    Bench()
        : meter(1)
    {
        meter.railAt = [this](LinkTime) { return Ppk2Meter::Rail{amperes, 3.8}; };
        meter.onStopped = [this](const MeterTotals &stopped) { totals = stopped; };
    }
    void send(const char *hex)
    {
        const QByteArray bytes = QByteArray::fromHex(hex);
        meter.receive({reinterpret_cast<const std::uint8_t *>(bytes.constData()), std::size_t(bytes.size())});
    }
    QByteArray read()
    {
        const framing::Bytes bytes = std::exchange(meter.out(), {});
        return QByteArray(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()));
    }
    void pass(LinkTime time) { meter.advanceTo(now += time); }
    QList<Word> words()
    {
        const QByteArray bytes = read();
        QList<Word> list;
        for (qsizetype at = 0; at + 4 <= bytes.size(); at += 4) {
            unsigned word = 0;
            for (int byte = 3; byte >= 0; --byte)
                word = word << 8 | std::uint8_t(bytes[at + byte]);
            list.append({int(word & 0x3FFF), int(word >> 14 & 7), int(word >> 18 & 63), int(word >> 24)});
        }
        return list;
    }
    std::map<QByteArray, double> metadata()
    {
        read();
        send("19");
        std::map<QByteArray, double> values;
        for (const QByteArray &line : read().split('\n'))
            values[line.left(line.indexOf(':'))] = line.mid(line.indexOf(':') + 1).trimmed().toDouble();
        return values;
    }
    double mean(const QList<Word> &words, double volts)
    {
        std::map<QByteArray, double> values = metadata();
        double sum = 0;
        for (const Word &word : words) {
            const QByteArray range = QByteArray::number(word.range);
            const double x = (4 * word.code - values["O" + range]) * 1.8 / 163840 / values["R" + range];
            sum += values["UG" + range]
                * (x * (values["GS" + range] * x + values["GI" + range]) + values["S" + range] * volts
                    + values["I" + range]);
        }
        return sum / double(words.size());
    }

    double amperes = 0.01;
    LinkTime now = 0;
    MeterTotals totals;
    Ppk2Meter meter;
};

} // namespace

class TestPpk2Meter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void metadataText();
    void stream();
    void currents_data();
    void currents();
    void rangesWithHysteresis();
    void switchAndModes();
    void commandsInPieces();
    void userGain();
    void logic();
    void reset();
    void losses();
    void hostThatDoesNotRead();
};

void TestPpk2Meter::metadataText()
{
    Bench bench;
    bench.send("19");
    const QByteArray text = bench.read();
    QVERIFY(text.startsWith("Calibrated: 0\nR0: 1003.3506\n"));
    QVERIFY(text.contains("\nGS0: 0.0000\nGS1: 112.7890\n"));
    QVERIFY(text.contains("\nVDD: 3000\nHW: 9173\nmode: 1\nS0: 0.000000048\n"));
    QVERIFY(text.endsWith("\nEND\n"));
    QVERIFY2(text.size() < 1024, qPrintable(QString::number(text.size())));
    QVERIFY(!text.contains("nan"));
}

void TestPpk2Meter::stream()
{
    Bench bench;
    bench.pass(10 * kMs);
    QVERIFY(bench.read().isEmpty());
    bench.send("06");
    bench.pass(10 * kMs);
    bench.pass(5 * kMs);
    const QList<Word> words = bench.words();
    QCOMPARE(words.size(), 1500);
    for (int i = 0; i < words.size(); ++i)
        QCOMPARE(words[i].counter, i % 64);
    bench.send("06"); // once is enough
    bench.send("07");
    QCOMPARE(bench.totals.samples, std::uint64_t(1500));
    bench.pass(10 * kMs);
    QVERIFY(bench.read().isEmpty());
}

void TestPpk2Meter::currents_data()
{
    QTest::addColumn<double>("amperes");
    QTest::addColumn<int>("range");
    QTest::newRow("20 uA") << 20e-6 << 0;
    QTest::newRow("300 uA") << 300e-6 << 1;
    QTest::newRow("3 mA") << 3e-3 << 2;
    QTest::newRow("30 mA") << 30e-3 << 3;
    QTest::newRow("700 mA") << 0.7 << 4;
}

void TestPpk2Meter::currents()
{
    QFETCH(double, amperes);
    QFETCH(int, range);
    Bench bench;
    bench.amperes = amperes;
    bench.send("1101 0c01 0d0ce4 06");
    bench.pass(20 * kMs);
    const QList<Word> words = bench.words();
    QCOMPARE(words.last().range, range);
    bench.send("07");
    const double mean = bench.mean(words, 3.3);
    QVERIFY2(std::abs(mean - amperes) < 0.002 * amperes + 20e-9, qPrintable(QString::number(mean)));
    QVERIFY(std::abs(bench.totals.coulombs - amperes * 0.02) < 1e-9);
    QVERIFY(std::any_of(words.begin(), words.end(), [&](const Word &word) { return word.code != words[0].code; }));
}

void TestPpk2Meter::rangesWithHysteresis()
{
    QCOMPARE(int(MeterCalibration::rangeFor(0, 4)), 0);
    QCOMPARE(int(MeterCalibration::rangeFor(1, 0)), 4);
    QCOMPARE(int(MeterCalibration::rangeFor(45e-6, 0)), 0);
    QCOMPARE(int(MeterCalibration::rangeFor(55e-6, 0)), 1);
    QCOMPARE(int(MeterCalibration::rangeFor(45e-6, 1)), 1);
    QCOMPARE(int(MeterCalibration::rangeFor(39e-6, 1)), 0);
}

void TestPpk2Meter::switchAndModes()
{
    Bench bench;
    bench.send("1101 0c00 06");
    bench.pass(5 * kMs);
    QVERIFY(std::abs(bench.mean(bench.words(), 3)) < 30e-9); // the switch is open
    bench.send("0c01");
    bench.pass(5 * kMs);
    bench.words();
    bench.pass(5 * kMs);
    QVERIFY(std::abs(bench.mean(bench.words(), 3) - 0.01) < 3e-5);
    // As a source of 1.9 V, half of what the battery has: twice the current.
    bench.send("1102 0d076c");
    bench.pass(5 * kMs);
    QVERIFY(std::abs(bench.mean(bench.words(), 1.9) - 0.02) < 6e-5);
    bench.send("0d0001"); // not below 0.8 V
    QCOMPARE(bench.metadata()["VDD"], 800.0);
    bench.send("0dffff");
    QCOMPARE(bench.metadata()["VDD"], 5000.0);
    bench.send("1103"); // there is no such mode
    QCOMPARE(bench.metadata()["mode"], 2.0);
}

void TestPpk2Meter::commandsInPieces()
{
    Bench bench;
    for (const char *piece : {"0d", "0c", "e4", "11", "01", "15", "16", "ff", "03", "25", "00"})
        bench.send(piece);
    bench.send("0000803f");
    QCOMPARE(bench.metadata()["VDD"], 3300.0);
    QCOMPARE(bench.metadata()["mode"], 1.0);
}

void TestPpk2Meter::userGain()
{
    Bench bench;
    bench.send("1101 0c01 25030000003f"); // 0.5 in range 3, where 10 mA are
    QCOMPARE(bench.metadata()["UG3"], 0.5);
    bench.send("06");
    bench.pass(10 * kMs);
    QVERIFY(std::abs(bench.mean(bench.words(), 3) - 0.01) < 3e-5);
    bench.send("25090000003f 25010000c07f"); // no such range; not a number
    QCOMPARE(bench.metadata()["UG1"], 1.0);
}

void TestPpk2Meter::logic()
{
    Bench bench;
    bench.send("06");
    bench.pass(kMs);
    bench.meter.setLogic(3);
    bench.pass(kMs);
    const QList<Word> words = bench.words();
    QCOMPARE(words[99].logic, 0);
    QCOMPARE(words[100].logic, 3);
}

void TestPpk2Meter::reset()
{
    Bench bench;
    bench.send("1102 0d1388 06");
    bench.pass(kMs);
    bench.send("20 06");
    QVERIFY(!bench.meter.streaming());
    QCOMPARE(bench.metadata()["mode"], 1.0);
    QCOMPARE(bench.metadata()["VDD"], 3000.0);
}

void TestPpk2Meter::losses()
{
    Bench bench;
    bench.meter.setLoss(64);
    bench.send("06");
    qsizetype got = 0;
    for (int i = 0; i < 1600; ++i) {
        bench.pass(10 * kMs);
        got += bench.words().size();
    }
    bench.send("07");
    QCOMPARE(bench.totals.samples, std::uint64_t(1'600'000));
    QCOMPARE(bench.totals.lost, std::uint64_t(128)); // at 5 s and 15 s
    QCOMPARE(got, qsizetype(1'600'000 - 128));
}

void TestPpk2Meter::hostThatDoesNotRead()
{
    Bench bench;
    bench.send("06");
    bench.pass(4000 * kMs);
    QCOMPARE(bench.meter.out().size(), Ppk2Meter::kMaxBytes);
    QCOMPARE(bench.meter.totals().lost, std::uint64_t(400'000 - Ppk2Meter::kMaxBytes / 4));
}

QTEST_APPLESS_MAIN(TestPpk2Meter)
#include "tst_ppk2_meter.moc"
