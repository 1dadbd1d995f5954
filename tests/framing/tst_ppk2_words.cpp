// SPDX-License-Identifier: GPL-3.0-or-later
#include "test_bytes.h"

#include "framing/ppk2_metadata.h"

#include <QTest>

using namespace framing;
using namespace test_bytes;

namespace {

constexpr const char *kExample = "Calibrated: 0\n"
                                 "R0: 1003.3506\nR1: 101.5865\nR2: 10.3027\nR3: 0.9636\nR4: 0.0564\n"
                                 "GS0: 0.0000\nGS1: 112.7890\nGS2: 18.0115\nGS3: 2.4217\nGS4: 0.0729\n"
                                 "GI0: 1.0000\nGI1: 0.9695\nGI2: 0.9609\nGI3: 0.9520\nGI4: 0.9617\n"
                                 "O0: 112.9420\nO1: 75.4627\nO2: 64.6038\nO3: 51.3917\nO4: 47.6222\n"
                                 "VDD: 3300\nHW: 9173\nmode: 2\n"
                                 "S0: 0.000000048\nS1: 0.000000596\nS2: 0.000005281\nS3: 0.000062577\nS4: 0.000940720\n"
                                 "I0: -0.000000104\nI1: -0.000001443\nI2: 0.000036439\nI3: -0.000109415\nI4: 0.1\n"
                                 "UG0: 1.00\nUG1: 1.25\nUG2: 1.00\nUG3: 1.00\nUG4: 1.00\nIA: 56\nEND\n";

} // namespace

class TestPpk2Words : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void commands();
    void words_data();
    void words();
    void metadata();
    void metadataDefaults();
    void metadataEnd();
    void notMetadata_data();
    void notMetadata();
};

void TestPpk2Words::commands()
{
    QCOMPARE(hexOf(ppk2Command(Ppk2Command::Start)), QByteArray("06"));
    QCOMPARE(hexOf(ppk2Command(Ppk2Command::Stop)), QByteArray("07"));
    QCOMPARE(hexOf(ppk2Command(Ppk2Command::Metadata)), QByteArray("19"));
    QCOMPARE(hexOf(ppk2Command(Ppk2Command::Reset)), QByteArray("20"));
    QCOMPARE(hexOf(ppk2Command(Ppk2Command::FirmwareFilterOn)), QByteArray("15"));
    QCOMPARE(hexOf(ppk2Command(Ppk2Command::FirmwareFilterOff)), QByteArray("16"));
    QCOMPARE(hexOf(ppk2DutPower(true)), QByteArray("0c 01"));
    QCOMPARE(hexOf(ppk2DutPower(false)), QByteArray("0c 00"));
    QCOMPARE(hexOf(ppk2SetMode(Ppk2Mode::Ampere)), QByteArray("11 01"));
    QCOMPARE(hexOf(ppk2SetMode(Ppk2Mode::Source)), QByteArray("11 02"));
    QCOMPARE(hexOf(ppk2SourceVoltage(800)), QByteArray("0d 03 20"));
    QCOMPARE(hexOf(ppk2SourceVoltage(3300)), QByteArray("0d 0c e4"));
    QCOMPARE(hexOf(ppk2SourceVoltage(5000)), QByteArray("0d 13 88"));
    QCOMPARE(hexOf(ppk2SourceVoltage(0)), QByteArray("0d 03 20"));
    QCOMPARE(hexOf(ppk2SourceVoltage(99999)), QByteArray("0d 13 88"));
    QCOMPARE(hexOf(ppk2UserGain(3, 1.25F)), QByteArray("25 03 00 00 a0 3f"));
}

void TestPpk2Words::words_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("range");
    QTest::addColumn<int>("counter");
    QTest::addColumn<int>("logic");
    QTest::newRow("all zero") << QByteArray("00000000") << 0 << 0 << 0 << 0;
    QTest::newRow("code") << QByteArray("ff3f0000") << 16383 << 0 << 0 << 0;
    QTest::newRow("range 1") << QByteArray("00400000") << 0 << 1 << 0 << 0;
    QTest::newRow("range 4") << QByteArray("00000100") << 0 << 4 << 0 << 0;
    QTest::newRow("range 5 is 4") << QByteArray("00400100") << 0 << 4 << 0 << 0;
    QTest::newRow("range 7 is 4") << QByteArray("00c00100") << 0 << 4 << 0 << 0;
    QTest::newRow("bit 17 means nothing") << QByteArray("00000200") << 0 << 0 << 0 << 0;
    QTest::newRow("counter") << QByteArray("0000fc00") << 0 << 0 << 63 << 0;
    QTest::newRow("logic") << QByteArray("00000081") << 0 << 0 << 0 << 0x81;
    // 0x1234 = code, range 3, counter 21, D1
    QTest::newRow("everything") << QByteArray("34d25402") << 0x1234 << 3 << 21 << 2;
}

void TestPpk2Words::words()
{
    QFETCH(QByteArray, bytes);
    const Ppk2Sample sample = parsePpk2Word(hex(bytes.constData()));
    QTEST(int(sample.code), "code");
    QTEST(int(sample.range), "range");
    QTEST(int(sample.counter), "counter");
    QTEST(int(sample.logic), "logic");
}

void TestPpk2Words::metadata()
{
    const Ppk2MetadataResult result = parsePpk2Metadata(std::string(kExample) + "what follows is not looked at \x01");
    QVERIFY2(result.metadata, result.error.c_str());
    const Ppk2Metadata &metadata = *result.metadata;
    QCOMPARE(metadata.ranges[0].r, 1003.3506);
    QCOMPARE(metadata.ranges[4].r, 0.0564);
    QCOMPARE(metadata.ranges[0].gs, 0.0); // as it stands
    QCOMPARE(metadata.ranges[1].gs, 112.789);
    QCOMPARE(metadata.ranges[3].gi, 0.952);
    QCOMPARE(metadata.ranges[2].o, 64.6038);
    QCOMPARE(metadata.ranges[0].s, 0.000000048);
    QCOMPARE(metadata.ranges[0].i, -0.000000104);
    QCOMPARE(metadata.ranges[1].userGain, 1.25);
    QCOMPARE(metadata.vddMilliVolts, 3300);
    QCOMPARE(metadata.mode, std::optional(Ppk2Mode::Source));
    QCOMPARE(metadata.hardware, 9173);
    QVERIFY(!metadata.calibrated);
    QVERIFY(!metadata.simulated);
}

void TestPpk2Words::metadataDefaults()
{
    const Ppk2MetadataResult result = parsePpk2Metadata("Calibrated: 1\r\nR0: nan\nR1: -nan\nR2: 0\nGS0: -nan\nGI1: 0\n"
                                                        "UG2: 0\nO3: nan\nVDD: 0\nmode: 7\nsomething: new\nEND\r\n");
    QVERIFY2(result.metadata, result.error.c_str());
    const std::array<double, 5> ohms{1031.64, 101.65, 10.15, 0.94, 0.043};
    for (std::size_t range = 0; range < ohms.size(); ++range) {
        const Ppk2RangeCalibration &of = result.metadata->ranges[range];
        QCOMPARE(of.r, ohms[range]);
        QCOMPARE(of.gs, 1.0);
        QCOMPARE(of.gi, 1.0);
        QCOMPARE(of.userGain, 1.0);
        QCOMPARE(of.o + of.s + of.i, 0.0);
    }
    QVERIFY(result.metadata->calibrated);
    QVERIFY(!result.metadata->mode);
    QCOMPARE(result.metadata->vddMilliVolts, 3000);
    QCOMPARE(parsePpk2Metadata("R0: 1\nVDD: 9000\nEND\n").metadata->vddMilliVolts, 5000);
    QCOMPARE(parsePpk2Metadata("R0: 1\nVDD: 5\nEND\n").metadata->vddMilliVolts, 800);
}

void TestPpk2Words::metadataEnd()
{
    const std::string text = kExample;
    QCOMPARE(ppk2MetadataEnd(text), std::optional(text.size()));
    for (std::size_t length = 0; length < text.size(); ++length)
        QVERIFY(!ppk2MetadataEnd(std::string_view(text).substr(0, length)));
    QVERIFY(!ppk2MetadataEnd("ENDED: 1\n"));
    QCOMPARE(ppk2MetadataEnd("END\n"), std::optional<std::size_t>(4));
}

void TestPpk2Words::notMetadata_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("error");
    QTest::newRow("nothing") << QByteArray() << QByteArray("does not end with END");
    QTest::newRow("no end") << QByteArray("R0: 1\n") << QByteArray("does not end with END");
    QTest::newRow("only an end") << QByteArray("END\n") << QByteArray("no resistance");
    QTest::newRow("another device") << QByteArray("VDD: 3000\nEND\n") << QByteArray("no resistance");
    QTest::newRow("no number") << QByteArray("R0: lots\nEND\n") << QByteArray("\"R0: lots\" has no number");
    QTest::newRow("half a number") << QByteArray("R0: 1.0x\nEND\n") << QByteArray("has no number");
    QTest::newRow("too large") << QByteArray("R0: 1e300\nEND\n") << QByteArray("has no number");
    QTest::newRow("empty value") << QByteArray("R0:\nEND\n") << QByteArray("has no number");
    QTest::newRow("below 0") << QByteArray("R0: -1\nEND\n") << QByteArray("R0 is below 0");
    QTest::newRow("no key") << QByteArray("hello\nEND\n") << QByteArray("\"hello\" is no line");
    QTest::newRow("binary") << QByteArray("R0: 1\n\x80\nEND\n") << QByteArray("no text");
    QTest::newRow("4 kB of rubbish") << QByteArray(5000, 'x') << QByteArray("no END in 4096 bytes");
    QTest::newRow("an end too late") << QByteArray(QByteArray(4094, '\n') + "END\n")
                                     << QByteArray("no END in 4096 bytes");
}

void TestPpk2Words::notMetadata()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, error);
    const Ppk2MetadataResult result = parsePpk2Metadata({text.constData(), std::size_t(text.size())});
    QVERIFY(!result.metadata);
    QVERIFY2(QByteArray(result.error.c_str()).contains(error), result.error.c_str());
}

QTEST_APPLESS_MAIN(TestPpk2Words)
#include "tst_ppk2_words.moc"
