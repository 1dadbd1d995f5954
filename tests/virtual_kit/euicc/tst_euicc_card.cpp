// SPDX-License-Identifier: GPL-3.0-or-later
#include "card_bench.h"

#include "virtual_kit/kernel/random.h"

#include <QTest>

using namespace card_bench;
using virtual_kit::factoryEuicc;
using virtual_kit::Random;

namespace {

framing::Bytes noise(Random &random, std::size_t most)
{
    framing::Bytes data(random.next() % (most + 1));
    for (std::uint8_t &octet : data)
        octet = std::uint8_t(random.next());
    return data;
}

} // namespace

class TstEuiccCard : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fileSystem();
    void fileErrors_data();
    void fileErrors();
    void filesFollowTheProfile();
    void refreshAfterTheAnswer();
    void refreshWithDirectData();
    void refreshWithoutFetching();
    void noRefreshWithoutFlag();
    void listenersMayCallBack();
    void resetDropsChannels();
    void randomApdus();
    void truncatedApdus();
    void randomRequests();
};

void TstEuiccCard::fileSystem()
{
    EuiccCard card(vectorState());
    const QByteArray mf = send(card, 0, "00A40004023F00");
    QVERIFY(mf.startsWith("61"));
    const QByteArray fcp = send(card, 0, "00C00000" + mf.right(2));
    QVERIFY(fcp.startsWith("62") && fcp.contains("82027821") && fcp.contains("83023F00"));
    QCOMPARE(fcp.mid(2, 2).toInt(nullptr, 16), (fcp.size() - 4) / 2 - 2);
    const QByteArray iccid = send(card, 0, "00A40004022FE2");
    QVERIFY(send(card, 0, "00C00000" + iccid.right(2)).contains("8002000A"));
    QCOMPARE(send(card, 0, "00B000000A"), QByteArray("984474560000214251F89000"));
    QCOMPARE(send(card, 0, "00B0000000"), QByteArray("984474560000214251F89000"));
    QCOMPARE(send(card, 0, "00B0000803"), QByteArray("6C02"));
    QCOMPARE(send(card, 0, "00B0000802"), QByteArray("51F89000"));
    QCOMPARE(send(card, 0, "00B082000A"), QByteArray("984474560000214251F89000")); // by short id
    // EF.DIR names the USIM, which holds the IMSI.
    QVERIFY(send(card, 0, "00A40004022F00").startsWith("61"));
    QCOMPARE(send(card, 0, "00B2020426"), QByteArray("6A83"));
    const QByteArray record = send(card, 0, "00B2010426");
    QVERIFY(record.startsWith("61184F10A0000000871002FFFFFFFF890709000050045553494D"));
    QCOMPARE(record.size(), 2 * 40);
    QVERIFY(send(card, 0, "00A4040410" + record.mid(8, 32)).startsWith("61"));
    QVERIFY(send(card, 0, "00A40004026F07").startsWith("61"));
    QCOMPARE(send(card, 0, "00B0000009"), QByteArray("0809101010325476989000"));
    QVERIFY(send(card, 0, "00A40904026FAD").startsWith("61"));
    QCOMPARE(send(card, 0, "00B0000004"), QByteArray("000000029000"));
    QVERIFY(send(card, 0, "00A40804047FFF6F07").startsWith("61"));
    QVERIFY(send(card, 0, "80F2000100").startsWith("61"));
    QCOMPARE(send(card, 0, "00C0000012"), QByteArray("8410A0000000871002FFFFFFFF89070900009000"));
}

void TstEuiccCard::fileErrors_data()
{
    QTest::addColumn<QList<QByteArray>>("apdus");
    QTest::addColumn<QByteArray>("last");
    const QByteArray mf = "00A4000C023F00";
    QTest::newRow("no file selected") << QList<QByteArray>{mf, "00B000000A"} << QByteArray("6986");
    QTest::newRow("unknown file") << QList<QByteArray>{mf, "00A40004021234"} << QByteArray("6A82");
    QTest::newRow("IMSI outside the USIM") << QList<QByteArray>{mf, "00A40004026F07"} << QByteArray("6A82");
    QTest::newRow("below a file") << QList<QByteArray>{mf, "00A40804042FE22FE2"} << QByteArray("6A82");
    QTest::newRow("past the end") << QList<QByteArray>{"00A4000C022FE2", "00B0000A01"} << QByteArray("6B00");
    QTest::newRow("no Le") << QList<QByteArray>{"00A4000C022FE2", "00B00000"} << QByteArray("6700");
    QTest::newRow("record of a transparent file")
        << QList<QByteArray>{"00A4000C022FE2", "00B201040A"} << QByteArray("6981");
    QTest::newRow("binary of records") << QList<QByteArray>{"00A4000C022F00", "00B000000A"} << QByteArray("6981");
    QTest::newRow("next record") << QList<QByteArray>{"00A4000C022F00", "00B2000226"} << QByteArray("6A86");
    QTest::newRow("short id unknown") << QList<QByteArray>{mf, "00B09F000A"} << QByteArray("6A82");
    QTest::newRow("a failed SELECT changes nothing")
        << QList<QByteArray>{"00A4000C022FE2", "00A40004021234", "00B0000001"} << QByteArray("989000");
}

void TstEuiccCard::fileErrors()
{
    QFETCH(QList<QByteArray>, apdus);
    QFETCH(QByteArray, last);
    EuiccCard card(vectorState());
    QByteArray answer;
    for (const QByteArray &apdu : apdus)
        answer = send(card, 0, apdu);
    QCOMPARE(answer, last);
}

void TstEuiccCard::filesFollowTheProfile()
{
    EuiccCard card(factoryEuicc(9));
    QCOMPARE(hex(card.readFile(0x2FE2).value_or(framing::Bytes())), iccidOf(card, 0));
    (void)es10(card, enableRequest(iccidOf(card, 2), true));
    QCOMPARE(send(card, 0, "00A4000C022FE2"), QByteArray("9000"));
    QCOMPARE(send(card, 0, "00B000000A"), iccidOf(card, 2) + "9000");
    (void)es10(card, disableRequest(iccidOf(card, 2), true));
    QVERIFY(!card.readFile(0x2FE2));
    QCOMPARE(send(card, 0, "00A4000C023F00"), QByteArray("9000")); // the MF stays
    QCOMPARE(send(card, 0, "00A4000C022FE2"), QByteArray("6A82"));
    QCOMPARE(send(card, 0, "00A4040007A0000000871002"), QByteArray("6A82"));
    QVERIFY(openIsdr(card) > 0);
}

void TstEuiccCard::refreshAfterTheAnswer()
{
    EuiccCard card(factoryEuicc(9));
    int refreshes = 0;
    card.onRefresh = [&] { ++refreshes; };
    const int channel = openIsdr(card);
    const int other = openIsdr(card);
    QCOMPARE(send(card, channel, "80E2910014" + enableRequest(iccidOf(card, 1), true)), QByteArray("6106"));
    QCOMPARE(refreshes, 0);
    QVERIFY(card.isOpen(channel) && card.isOpen(other));
    QCOMPARE(send(card, channel, "80C0000002"), QByteArray("BF316104"));
    QCOMPARE(refreshes, 0);
    QCOMPARE(send(card, channel, "80C0000004"), QByteArray("038001009000")); // complete, and only then
    QCOMPARE(refreshes, 1);
    QVERIFY(!card.isOpen(channel) && !card.isOpen(other));
    QCOMPARE(card.epoch(), 1u);
    QCOMPARE(send(card, channel, "80E2910003BF2D00"), QByteArray("6881"));
    QCOMPARE(card.enabledProfile()->plmn, std::string("46001"));
}

void TstEuiccCard::refreshWithDirectData()
{
    EuiccCard card(factoryEuicc(9), {.directData = true});
    int refreshes = 0;
    card.onRefresh = [&] { ++refreshes; };
    const int channel = openIsdr(card);
    QCOMPARE(send(card, channel, "80E2910014" + enableRequest(iccidOf(card, 1), true)), QByteArray("BF31038001009000"));
    QCOMPARE(refreshes, 1);
    QVERIFY(!card.isOpen(channel));
}

void TstEuiccCard::refreshWithoutFetching()
{
    EuiccCard card(factoryEuicc(9));
    int refreshes = 0;
    card.onRefresh = [&] { ++refreshes; };
    int channel = openIsdr(card);
    QCOMPARE(send(card, channel, "80E2910014" + disableRequest(iccidOf(card, 0), true)), QByteArray("6106"));
    QCOMPARE(send(card, 0, "80F2000C00"), QByteArray("9000")); // on another channel
    QCOMPARE(refreshes, 1);
    QCOMPARE(send(card, channel, "80C0000006"), QByteArray("6881"));
    // The same when the channel is closed, or a new one opened, instead.
    channel = openIsdr(card);
    (void)send(card, channel, "80E2910014" + enableRequest(iccidOf(card, 0), true));
    QVERIFY(!card.closeChannel(channel));
    QCOMPARE(refreshes, 2);
    channel = openIsdr(card);
    (void)send(card, channel, "80E2910014" + disableRequest(iccidOf(card, 0), true));
    QVERIFY(openIsdr(card) > 0);
    QCOMPARE(refreshes, 3);
}

void TstEuiccCard::noRefreshWithoutFlag()
{
    EuiccCard card(factoryEuicc(9));
    int refreshes = 0;
    int changes = 0;
    card.onRefresh = [&] { ++refreshes; };
    card.onProfileChange = [&] { ++changes; };
    const int channel = openIsdr(card);
    QCOMPARE(call(card, channel, enableRequest(iccidOf(card, 1), false)).first, QByteArray("BF3103800100"));
    QCOMPARE(call(card, channel, enableRequest(iccidOf(card, 1), true)).first, QByteArray("BF3103800102"));
    QCOMPARE(refreshes, 0);
    QCOMPARE(changes, 1);
    QVERIFY(card.isOpen(channel));
}

void TstEuiccCard::listenersMayCallBack()
{
    EuiccCard card(factoryEuicc(9));
    QByteArray inRefresh;
    card.onProfileChange = [&] { card.reset(); }; // pulls the card in the middle
    card.onRefresh = [&] { inRefresh = send(card, 0, "80F2000C00"); };
    const int channel = openIsdr(card);
    QCOMPARE(send(card, channel, "80E2910014" + enableRequest(iccidOf(card, 1), true)), QByteArray("6106"));
    QVERIFY(!card.isOpen(channel));
    QVERIFY(inRefresh.isEmpty()); // the reset took the REFRESH away with it
    card.onProfileChange = {};
    (void)es10(card, enableRequest(iccidOf(card, 0), true));
    QCOMPARE(inRefresh, QByteArray("9000"));
}

void TstEuiccCard::resetDropsChannels()
{
    EuiccCard card(vectorState());
    const int channel = openIsdr(card);
    (void)send(card, channel, "80E2910006BF3E035C015A");
    (void)send(card, 0, "00A4000C022FE2");
    card.reset();
    QCOMPARE(card.epoch(), 1u);
    QVERIFY(!card.isOpen(channel));
    QCOMPARE(send(card, channel, "80C0000015"), QByteArray("6881"));
    QCOMPARE(send(card, 0, "00B000000A"), QByteArray("6986")); // nothing selected any more
    QCOMPARE(openIsdr(card), channel);
}

void TstEuiccCard::randomApdus()
{
    Random random(20250101, "apdus");
    EuiccCard card(factoryEuicc(9), {.logicalChannels = 20});
    const std::uint8_t classes[]{0x00, 0x01, 0x80, 0x81, 0x40, 0xC0};
    const std::uint8_t instructions[]{0xA4, 0xC0, 0xB0, 0xB2, 0x70, 0xE2, 0xF2, 0xAA};
    for (int round = 0; round < 20000; ++round) {
        framing::Bytes apdu = noise(random, 300);
        // Half of them well enough formed to reach the inside.
        if (round % 2 && apdu.size() > 5 && apdu.size() <= 260) {
            apdu[0] = classes[random.next() % std::size(classes)];
            apdu[1] = instructions[random.next() % std::size(instructions)];
            apdu[4] = std::uint8_t(apdu.size() - 5);
        }
        const int channel = int(random.next() % 21) - 1;
        const framing::Bytes answer = round % 3 ? card.transmit(apdu) : card.transmit(channel, apdu);
        QVERIFY(answer.size() >= 2 && answer.size() <= 258);
        QVERIFY((answer[answer.size() - 2] & 0xF0) == 0x60 || (answer[answer.size() - 2] & 0xF0) == 0x90);
    }
    card.reset();
    QVERIFY(es10(card, "BF2D00").startsWith("BF2D82"));
    QCOMPARE(card.state().profiles.size(), 4u);
}

void TstEuiccCard::truncatedApdus()
{
    EuiccCard card(factoryEuicc(9));
    const int channel = openIsdr(card);
    const QByteArray whole = "80E2910014" + enableRequest(iccidOf(card, 1), false);
    for (qsizetype length = 0; length < whole.size() / 2; ++length) {
        const QByteArray answer = send(card, channel, whole.left(2 * length));
        QVERIFY2(answer == "6700", answer.constData());
    }
    QVERIFY(card.state().profiles[0].enabled);
    QCOMPARE(send(card, channel, whole), QByteArray("6106"));
}

void TstEuiccCard::randomRequests()
{
    Random random(20250102, "requests");
    EuiccState state = factoryEuicc(9);
    const QList<QPair<QByteArray, QByteArray>> seeds = vectors();
    for (int round = 0; round < 20000; ++round) {
        EuiccCard card(state);
        framing::Bytes request = bytes(seeds[qsizetype(random.next() % std::uint64_t(seeds.size()))].second);
        for (std::uint64_t i = random.next() % 4; i > 0 && !request.empty(); --i)
            request[random.next() % request.size()] = std::uint8_t(random.next());
        if (random.next() % 3 == 0)
            request.resize(random.next() % (request.size() + 1));
        if (request.empty())
            continue;
        const QByteArray answer = es10(card, hex(request));
        QVERIFY(answer.startsWith("BF") || answer == "SW 6A80" || answer == "SW 6A88");
        if (answer.startsWith("BF") && round % 50 == 0)
            state = card.state(); // walk on from wherever that led
    }
}

QTEST_GUILESS_MAIN(TstEuiccCard)
#include "tst_euicc_card.moc"
