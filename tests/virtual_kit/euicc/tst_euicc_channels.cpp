// SPDX-License-Identifier: GPL-3.0-or-later
#include "card_bench.h"

#include <QTest>

using namespace card_bench;
using virtual_kit::factoryEuicc;

namespace {

const QByteArray kEidAnswer = "BF3E125A1089049032123451234512345678901235";

/// A terminal's own view: the channel is in CLA.
QByteArray raw(EuiccCard &card, const QByteArray &apdu) { return hex(card.transmit(bytes(apdu))); }

} // namespace

class TstEuiccChannels : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void selectIsdr();
    void selectApplications_data();
    void selectApplications();
    void channels();
    void channelLimits();
    void closedChannels();
    void responseChaining();
    void directData();
    void longAnswers();
    void storeDataChain();
    void storeDataRules_data();
    void storeDataRules();
    void chainIsPerChannel();
    void longestCommand();
    void statusWords_data();
    void statusWords();
};

void TstEuiccChannels::selectIsdr()
{
    EuiccCard card(vectorState());
    framing::Bytes fci;
    std::uint16_t sw = 0;
    QCOMPARE(card.openChannel(bytes(kIsdr), fci, sw), 1);
    QCOMPARE(int(sw), 0x9000);
    QCOMPARE(hex(fci), "6F1F8410" + kIsdr + "A5049F6501FF" + vector("ISDRProprietaryApplicationTemplate"));
    const QByteArray select = "00A4040010" + kIsdr;
    QCOMPARE(send(card, 0, select), QByteArray("6121"));
    QCOMPARE(send(card, 0, "00C0000021"), hex(fci) + "9000");
    QCOMPARE(send(card, 0, "00A4040C10" + kIsdr), QByteArray("9000"));
    QCOMPARE(send(card, 0, "00A4040010" + kIsdr + "00"), QByteArray("6121")); // with Le
    QCOMPARE(send(card, 0, "00A4040005A000000559"), QByteArray("6121"));      // by its first bytes
}

void TstEuiccChannels::selectApplications_data()
{
    QTest::addColumn<QByteArray>("aid");
    QTest::addColumn<bool>("there");
    QTest::newRow("ISD-R") << kIsdr << true;
    QTest::newRow("USIM") << QByteArray("A0000000871002") << true;
    QTest::newRow("another ISD-R") << QByteArray("A0000005591010000000008900000300") << false;
    QTest::newRow("one byte more") << kIsdr + "00" << false;
    QTest::newRow("nothing") << QByteArray() << false;
}

void TstEuiccChannels::selectApplications()
{
    QFETCH(QByteArray, aid);
    QFETCH(bool, there);
    EuiccCard card(vectorState());
    framing::Bytes fci;
    std::uint16_t sw = 0;
    QCOMPARE(card.openChannel(bytes(aid), fci, sw).has_value(), there);
    QCOMPARE(int(sw), there ? 0x9000 : 0x6A82);
    QCOMPARE(card.isOpen(1), there); // a refused SELECT leaves no channel behind
}

void TstEuiccChannels::channels()
{
    EuiccCard card(vectorState());
    QCOMPARE(raw(card, "0070000001"), QByteArray("019000"));
    QCOMPARE(raw(card, "0070000001"), QByteArray("029000"));
    QCOMPARE(raw(card, "0070000300"), QByteArray("9000")); // a channel by its number
    QCOMPARE(raw(card, "0070000300"), QByteArray("6A86"));
    QCOMPARE(raw(card, "0070000001"), QByteArray("6A81")); // none left
    QCOMPARE(raw(card, "0070800200"), QByteArray("9000"));
    QCOMPARE(raw(card, "0070800200"), QByteArray("6881"));
    QCOMPARE(raw(card, "0170800000"), QByteArray("9000")); // the one that CLA names
    QCOMPARE(raw(card, "0070800000"), QByteArray("6A86")); // the basic channel stays
    QCOMPARE(raw(card, "0070000001"), QByteArray("019000"));
    // What is selected on one channel is not selected on the other.
    QCOMPARE(raw(card, "01A4040010" + kIsdr), QByteArray("6121"));
    QCOMPARE(raw(card, "81E2910006BF3E035C015A"), QByteArray("6115"));
    QCOMPARE(raw(card, "80E2910006BF3E035C015A"), QByteArray("6985"));
    QCOMPARE(raw(card, "82E2910006BF3E035C015A"), QByteArray("6881"));
    QCOMPARE(raw(card, "81C0000015"), kEidAnswer + "9000");
}

void TstEuiccChannels::channelLimits()
{
    EuiccCard card(vectorState(), {.logicalChannels = 20});
    for (int channel = 1; channel < 20; ++channel)
        QCOMPARE(raw(card, "0070000001"), byteHex(channel) + "9000");
    QCOMPARE(raw(card, "0070000001"), QByteArray("6A81"));
    // Channel 19 is coded in the second form of CLA.
    QCOMPARE(raw(card, "4FA4040010" + kIsdr), QByteArray("6121"));
    QCOMPARE(raw(card, "CFE2910006BF3E035C015A"), QByteArray("6115"));
    QCOMPARE(raw(card, "CFC0000015"), kEidAnswer + "9000");
    EuiccCard narrow(vectorState(), {.logicalChannels = 1});
    QCOMPARE(openIsdr(narrow), -1);
}

void TstEuiccChannels::closedChannels()
{
    EuiccCard card(vectorState());
    const int channel = openIsdr(card);
    QVERIFY(card.closeChannel(channel));
    QVERIFY(!card.closeChannel(channel));
    QVERIFY(!card.closeChannel(0));
    QCOMPARE(send(card, channel, "80E2910003BF2D00"), QByteArray("6881"));
    QCOMPARE(send(card, 77, "80E2910003BF2D00"), QByteArray("6881"));
    QCOMPARE(send(card, -1, "80E2910003BF2D00"), QByteArray("6881"));
}

void TstEuiccChannels::responseChaining()
{
    EuiccCard card(vectorState());
    const int channel = openIsdr(card);
    QCOMPARE(send(card, channel, "80C0000000"), QByteArray("6985"));             // nothing waits
    QCOMPARE(send(card, channel, "81E2910006BF3E035C015A"), QByteArray("6115")); // channel bits of CLA do not matter
    QCOMPARE(send(card, channel, "80C0000005"), kEidAnswer.left(10) + "6110");
    QCOMPARE(send(card, channel, "00C0000010"), kEidAnswer.mid(10) + "9000");
    QCOMPARE(send(card, channel, "80C0000010"), QByteArray("6985"));
    QCOMPARE(send(card, channel, "80E2910006BF3E035C015A"), QByteArray("6115"));
    QCOMPARE(send(card, channel, "80C0000000"), kEidAnswer + "9000"); // 00 means up to 256
    QCOMPARE(send(card, channel, "80E2910006BF3E035C015A"), QByteArray("6115"));
    QCOMPARE(send(card, channel, "80C0010015"), QByteArray("6A86"));
    QCOMPARE(send(card, channel, "80C00000"), QByteArray("6700"));
    QCOMPARE(send(card, channel, "80C0000015"), kEidAnswer + "9000");
    // Another command throws the waiting answer away.
    QCOMPARE(send(card, channel, "80E2910006BF3E035C015A"), QByteArray("6115"));
    QCOMPARE(send(card, channel, "80F2000C00"), QByteArray("9000"));
    QCOMPARE(send(card, channel, "80C0000015"), QByteArray("6985"));
}

void TstEuiccChannels::directData()
{
    EuiccCard card(factoryEuicc(1), {.directData = true});
    const int channel = openIsdr(card);
    QCOMPARE(send(card, channel, "80E2910006BF3E035C015A").right(4), QByteArray("9000"));
    QCOMPARE(send(card, channel, "80E2910003BF2D00"), QByteArray("6100")); // longer than 256: in pieces
    const auto [list, sw] = call(card, channel, "BF2D00");
    QCOMPARE(sw, QByteArray("9000"));
    QVERIFY(list.size() / 2 > 2000);
}

void TstEuiccChannels::longAnswers()
{
    EuiccCard card(factoryEuicc(1));
    const int channel = openIsdr(card);
    QCOMPARE(send(card, channel, "80E2910003BF2D00"), QByteArray("6100"));
    QByteArray all;
    QByteArray answer = "6100";
    while (answer.endsWith("6100")) {
        answer = send(card, channel, "80C0000000");
        if (answer.endsWith("6100"))
            QCOMPARE(answer.size(), 2 * 258);
        all += answer.chopped(4);
    }
    const QByteArray last = answer.right(4);
    QVERIFY(last.startsWith("61"));
    answer = send(card, channel, "80C00000" + last.right(2));
    QCOMPARE(answer.right(4), QByteArray("9000"));
    all += answer.chopped(4);
    QCOMPARE(all, es10(card, "BF2D00"));
    QCOMPARE(all.size() / 2, all.mid(6, 4).toInt(nullptr, 16) + 5); // BF2D 82 LLLL
}

void TstEuiccChannels::storeDataChain()
{
    EuiccCard card(vectorState());
    const int channel = openIsdr(card);
    const QByteArray request = "BF29115A0A984474560000214251F890036C6162";
    for (const qsizetype segment : {1, 2, 6, 19, 20, 255}) {
        const auto [answer, sw] = call(card, channel, request, segment);
        QCOMPARE(sw, QByteArray("9000"));
        QCOMPARE(answer, QByteArray("BF2903800100"));
    }
}

void TstEuiccChannels::storeDataRules_data()
{
    QTest::addColumn<QList<QByteArray>>("apdus");
    QTest::addColumn<QList<QByteArray>>("answers");
    const QByteArray first = "80E2110003BF3E03";
    const QByteArray last = "80E29101035C015A";
    QTest::newRow("in order") << QList<QByteArray>{first, last} << QList<QByteArray>{"9000", "6115"};
    QTest::newRow("starts with 1") << QList<QByteArray>{last} << QList<QByteArray>{"6A86"};
    QTest::newRow("block missed") << QList<QByteArray>{first, "80E29102035C015A"} << QList<QByteArray>{"9000", "6A86"};
    QTest::newRow("after a wrong block it starts anew") << QList<QByteArray>{
        first, "80E29102035C015A", last, first, last} << QList<QByteArray>{"9000", "6A86", "6A86", "9000", "6115"};
    QTest::newRow("block 0 starts afresh")
        << QList<QByteArray>{first, first, last} << QList<QByteArray>{"9000", "9000", "6115"};
    QTest::newRow("ended early") << QList<QByteArray>{"80E2910003BF3E03"} << QList<QByteArray>{"6A80"};
    QTest::newRow("another command between")
        << QList<QByteArray>{first, "80F2000C00", last} << QList<QByteArray>{"9000", "9000", "6A86"};
    QTest::newRow("P1 of no kind") << QList<QByteArray>{"80E2900006BF3E035C015A"} << QList<QByteArray>{"6A86"};
    QTest::newRow("empty") << QList<QByteArray>{"80E29100", "80E2910000"} << QList<QByteArray>{"6700", "6700"};
    QTest::newRow("inter-industry class") << QList<QByteArray>{"00E2910006BF3E035C015A"} << QList<QByteArray>{"6E00"};
    QTest::newRow("with Le") << QList<QByteArray>{"80E2910006BF3E035C015A00"} << QList<QByteArray>{"6115"};
}

void TstEuiccChannels::storeDataRules()
{
    QFETCH(QList<QByteArray>, apdus);
    QFETCH(QList<QByteArray>, answers);
    EuiccCard card(vectorState());
    const int channel = openIsdr(card);
    QList<QByteArray> got;
    for (const QByteArray &apdu : apdus)
        got << send(card, channel, apdu);
    QCOMPARE(got, answers);
    QCOMPARE(es10(card, "BF3E035C015A"), kEidAnswer);
}

void TstEuiccChannels::chainIsPerChannel()
{
    EuiccCard card(vectorState());
    const int one = openIsdr(card);
    const int two = openIsdr(card);
    QCOMPARE(send(card, one, "80E2110003BF3E03"), QByteArray("9000"));
    QCOMPARE(send(card, two, "80E2910003BF2800"), QByteArray("6105"));
    QCOMPARE(send(card, one, "80E29101035C015A"), QByteArray("6115"));
    QCOMPARE(send(card, two, "80C0000005"), QByteArray("BF2802A0009000"));
    QCOMPARE(send(card, one, "80C0000015"), kEidAnswer + "9000");
}

void TstEuiccChannels::longestCommand()
{
    EuiccCard card(vectorState(), {.maxCommand = 1000});
    const int channel = openIsdr(card);
    const QByteArray block(2 * 250, '5');
    for (int i = 0; i < 4; ++i)
        QCOMPARE(send(card, channel, "80E211" + byteHex(i) + "FA" + block), QByteArray("9000"));
    QCOMPARE(send(card, channel, "80E211040155"), QByteArray("6A84"));
    QCOMPARE(send(card, channel, "80E291050155"), QByteArray("6A86"));
    // 256 blocks are the end of the numbers.
    EuiccCard roomy(vectorState());
    const int other = openIsdr(roomy);
    for (int i = 0; i < 256; ++i)
        QCOMPARE(send(roomy, other, "80E211" + byteHex(i) + "0155"), QByteArray("9000"));
    QCOMPARE(send(roomy, other, "80E211010155"), QByteArray("6A86"));
}

void TstEuiccChannels::statusWords_data()
{
    QTest::addColumn<QByteArray>("apdu");
    QTest::addColumn<QByteArray>("sw");
    QTest::newRow("nothing") << QByteArray("") << QByteArray("6700");
    QTest::newRow("three bytes") << QByteArray("00A404") << QByteArray("6700");
    QTest::newRow("Lc too long") << QByteArray("00A40400053F00") << QByteArray("6700");
    QTest::newRow("Lc too short") << QByteArray("00A40004023F000000") << QByteArray("6700");
    QTest::newRow("extended length") << QByteArray("00A4000000000200003F00") << QByteArray("6700");
    QTest::newRow("GSM class") << QByteArray("A0A40000023F00") << QByteArray("6E00");
    QTest::newRow("reserved class") << QByteArray("20A40000023F00") << QByteArray("6E00");
    QTest::newRow("secure messaging") << QByteArray("0CA40004023F00") << QByteArray("6882");
    QTest::newRow("unknown instruction") << QByteArray("00FE0000") << QByteArray("6D00");
    QTest::newRow("VERIFY") << QByteArray("0020000100") << QByteArray("6D00");
    QTest::newRow("SELECT proprietary") << QByteArray("80A40004023F00") << QByteArray("6E00");
    QTest::newRow("MANAGE CHANNEL P1") << QByteArray("0070010001") << QByteArray("6A86");
    QTest::newRow("TERMINAL CAPABILITY") << QByteArray("80AA00000AA9088100820101830107") << QByteArray("9000");
    QTest::newRow("TERMINAL PROFILE") << QByteArray("80100000010F") << QByteArray("9000");
    QTest::newRow("SELECT next occurrence") << QByteArray("00A4040207A0000000871002") << QByteArray("6A86");
    QTest::newRow("SELECT P1") << QByteArray("00A40104023F00") << QByteArray("6A86");
    QTest::newRow("SELECT half an id") << QByteArray("00A40004013F") << QByteArray("6A87");
}

void TstEuiccChannels::statusWords()
{
    QFETCH(QByteArray, apdu);
    QFETCH(QByteArray, sw);
    EuiccCard card(vectorState());
    QCOMPARE(send(card, 0, apdu), sw);
}

QTEST_GUILESS_MAIN(TstEuiccChannels)
#include "tst_euicc_channels.moc"
