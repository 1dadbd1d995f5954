// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/esim/apdu_meaning.h"
#include "profiles/esim/es10_codec.h"
#include "profiles/esim/tlv.h"

#include <QRandomGenerator>
#include <QTest>

using namespace profiles;

namespace {

using Command = ApduMeaning::Command;

QByteArray hex(const char *digits) { return QByteArray::fromHex(digits); }

QByteArray storeData(const QByteArray &data, quint8 p1 = 0x91, quint8 block = 0)
{
    QByteArray apdu = hex("80E2");
    apdu.append(char(p1)).append(char(block)).append(char(data.size())).append(data);
    return apdu;
}

QByteArray profileEntry(const char *iccid, quint8 state)
{
    QByteArray entry = makeTlv(0x5A, hex(iccid));
    entry += makeTlv(0x9F70, QByteArray(1, char(state)));
    return makeTlv(0xE3, entry);
}

/// Two profiles, the first enabled.
QByteArray listResponse()
{
    const QByteArray both = profileEntry("984474560000214251F8", 1) + profileEntry("984474560000214251F9", 0);
    return makeTlv(0xBF2D, makeTlv(0xA0, both));
}

ProfileId someProfile() { return ProfileId(*Iccid::fromDigits(QStringLiteral("8944476500001224158"))); }

} // namespace

class TestApduMeaning : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void commandApdusOfAllCases()
    {
        const auto bare = decodeCommandApdu(hex("0070800100"));
        QVERIFY(bare && bare->data.isEmpty() && bare->le == 256);
        QVERIFY(!decodeCommandApdu(hex("00708001"))->le);
        const auto select = decodeCommandApdu(hex("00A4040002AABB10"));
        QVERIFY(select);
        QCOMPARE(select->data, hex("AABB"));
        QVERIFY(select->le == 16);
        for (const char *bad : {"", "80E291", "80E2910003BF2D", "80E291000000", "80E2910001BF2D00"})
            QVERIFY2(!decodeCommandApdu(hex(bad)), bad);
    }

    void channelAndSelect()
    {
        ApduConversation talk;
        QVERIFY(talk.take(hex("0070000001"), hex("019000")).command == Command::OpenChannel);
        QVERIFY(talk.take(hex("00708001"), hex("9000")).command == Command::CloseChannel);
        const ApduMeaning select = talk.take(hex("00A4040005A000000559"), hex("6A82"));
        QVERIFY(select.command == Command::Select);
        QVERIFY(select.sw == 0x6A82);
        QVERIFY(!select.answer);
    }

    void listInOnePiece()
    {
        ApduConversation talk;
        const ApduMeaning meaning = talk.take(storeData(encodeGetProfilesInfo({})), listResponse() + hex("9000"));
        QVERIFY(meaning.command == Command::StoreData && meaning.lastBlock);
        QCOMPARE(es10FunctionName(meaning.request.function), QStringLiteral("ES10c GetProfilesInfo"));
        QVERIFY(meaning.answer);
        QVERIFY(meaning.answer->profiles == 2 && meaning.answer->enabled == 1);
    }

    void requestInBlocksAndResponseInPieces()
    {
        ApduConversation talk;
        const QByteArray command = encodeEnableProfile(someProfile(), true);
        const ApduMeaning first = talk.take(storeData(command.left(5), 0x11, 0), hex("9000"));
        QVERIFY(!first.lastBlock && !first.answer);
        QCOMPARE(first.request.function, 0xBF31U);
        QVERIFY(first.request.profile.isEmpty()); // not whole yet
        const ApduMeaning second = talk.take(storeData(command.mid(5), 0x91, 1), hex("6106"));
        QVERIFY(second.lastBlock && !second.answer);
        QCOMPARE(second.announced, 6);
        QCOMPARE(second.request.profile, QStringLiteral("8944476500001224158"));
        QVERIFY(second.request.refresh == true);
        const ApduMeaning third = talk.take(hex("80C0000003"), hex("BF31036103"));
        QVERIFY(third.command == Command::GetResponse && !third.answer);
        QCOMPARE(third.request.function, 0xBF31U);
        const ApduMeaning last = talk.take(hex("80C0000003"), hex("8001029000"));
        QVERIFY(last.answer && last.answer->refusal);
        const RefusalCode expected{RefusalCode::Space::Es10, 0xBF31, 2};
        QVERIFY(last.answer->refusal->code() == expected);
    }

    void otherAnswers()
    {
        ApduConversation talk;
        const QByteArray eid = hex("BF3E125A1089049032123451234512345678901235");
        QCOMPARE(talk.take(storeData(encodeGetEid()), eid + hex("9000")).answer->eid,
            QStringLiteral("89049032123451234512345678901235"));
        const ApduMeaning done
            = talk.take(storeData(encodeDisableProfile(someProfile(), false)), hex("BF3203800100910B"));
        QVERIFY(done.answer && !done.answer->refusal);
        QVERIFY(done.request.refresh == false);
        QVERIFY(talk.take(storeData(encodeListNotification({})), hex("BF2802A0009000")).answer->notifications == 0);
        const ApduMeaning broken = talk.take(storeData(encodeGetEid()), hex("BF3E055A1089049000"));
        QVERIFY(broken.answer && broken.answer->refusal->fault() == Fault::BadReply);
        QVERIFY(es10FunctionName(0xBF7F).isEmpty());
    }

    void aNewRequestForgetsTheOldOne()
    {
        ApduConversation talk;
        const QByteArray command = encodeEnableProfile(someProfile(), true);
        (void)talk.take(storeData(command.left(5), 0x11, 0), {}); // its answer was lost
        const ApduMeaning list = talk.take(storeData(encodeGetProfilesInfo({})), listResponse() + hex("9000"));
        QVERIFY(list.answer && list.answer->profiles == 2);
        const ApduMeaning stray = talk.take(hex("00A4040005A000000559"), hex("9000"));
        QVERIFY(!stray.answer);
        QVERIFY(talk.take(hex("80C0000003"), hex("9000")).request.function == 0);
    }

    void hostileBytes()
    {
        QRandomGenerator random(7);
        ApduConversation talk;
        const QByteArray seeds[] = {storeData(encodeGetProfilesInfo({})), listResponse() + hex("9000"),
            storeData(encodeEnableProfile(someProfile(), true)), hex("80C00000FF"), hex("61FF"), QByteArray()};
        for (int round = 0; round < 20'000; ++round) {
            QByteArray command = seeds[random.bounded(6)], response = seeds[random.bounded(6)];
            for (QByteArray *bytes : {&command, &response}) {
                for (int flips = random.bounded(4); flips > 0 && !bytes->isEmpty(); --flips)
                    (*bytes)[random.bounded(int(bytes->size()))] = static_cast<char>(random.bounded(256));
                if (random.bounded(8) == 0)
                    bytes->truncate(random.bounded(int(bytes->size()) + 1));
            }
            (void)talk.take(command, response);
        }
        // A card that never comes to an end is cut at the bound: the answer is then no whole object.
        (void)talk.take(storeData(encodeGetProfilesInfo({})), hex("BF2D8301FFFF6100"));
        for (int round = 0; round < 400; ++round)
            QVERIFY(!talk.take(hex("80C0000000"), QByteArray(256, 'x') + hex("6100")).answer);
        const ApduMeaning end = talk.take(hex("80C0000000"), QByteArray(256, 'x') + hex("9000"));
        QVERIFY(end.answer && end.answer->refusal);
    }
};

QTEST_GUILESS_MAIN(TestApduMeaning)
#include "tst_apdu_meaning.moc"
