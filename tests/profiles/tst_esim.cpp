// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/common/auto_reset_event.h"
#include "profiles/esim/es10_codec.h"
#include "profiles/esim/es10_transport.h"
#include "profiles/esim/isdr.h"
#include "profiles/esim/tlv.h"

#include <QCoroTask>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>
#include <QTimer>

using namespace profiles;

namespace {

struct Vector {
    QString type;
    QByteArray bytes;
};

/// The lines of vectors.txt: type, hex, optional comment after #.
const QList<Vector> &vectors()
{
    static const QList<Vector> all = [] {
        QList<Vector> list;
        QFile file(QStringLiteral(AIESIM_FIXTURES "/es10_client/vectors.txt"));
        if (!file.open(QIODevice::ReadOnly))
            return list;
        while (!file.atEnd()) {
            const QByteArrayList words = file.readLine().simplified().split(' ');
            if (words.size() >= 2)
                list.append({QString::fromLatin1(words[0]), QByteArray::fromHex(words[1])});
        }
        return list;
    }();
    return all;
}

/// The index-th vector of a type.
QByteArray vector(const char *type, int index)
{
    for (const Vector &v : vectors()) {
        if (v.type == QLatin1String(type) && index-- == 0)
            return v.bytes;
    }
    qFatal("no vector %s", type);
}

QByteArray hex(const char *digits) { return QByteArray::fromHex(digits); }

Iccid iccid() { return *Iccid::fromDigits(QStringLiteral("8944476500001224158")); }
ProfileId byIccid() { return ProfileId(iccid()); }
ProfileId byAid() { return *ProfileId::fromText(QStringLiteral("A0000005591010FFFFFFFF8900001000")); }

/// Reads every object, into constructed ones too, and writes it again.
Result<QByteArray> rewrite(ByteView bytes)
{
    QByteArray out;
    for (TlvReader reader(bytes); !reader.atEnd();) {
        const auto tlv = reader.next();
        if (!tlv)
            return tl::unexpected(tlv.error());
        const bool constructed = (tlv->whole[0] & 0x20) != 0;
        const auto value = constructed ? rewrite(tlv->value) : Result<QByteArray>(copyOf(tlv->value));
        if (!value)
            return value;
        appendTlv(out, tlv->tag, *value);
    }
    return out;
}

/// Runs all decoders; how many accepted the bytes.
int decodeAll(const QByteArray &bytes)
{
    int accepted = 0;
    accepted += decodeProfilesInfo(bytes).has_value();
    accepted += decodeGetEid(bytes).has_value();
    accepted += decodeEuiccInfo2(bytes).has_value();
    accepted += decodeConfiguredAddresses(bytes).has_value();
    accepted += decodeListNotification(bytes).has_value();
    accepted += decodeNotificationMetadata(bytes).has_value();
    for (const auto f : {Es10Function::EnableProfile, Es10Function::DisableProfile, Es10Function::DeleteProfile,
             Es10Function::SetNickname})
        accepted += decodeEs10Result(f, bytes).has_value();
    return accepted;
}

QCoro::Task<void> waitInto(
    std::shared_ptr<AutoResetEvent> event, int ms, std::stop_token stop, std::shared_ptr<QList<WaitEnd>> ends)
{
    const WaitEnd end = co_await waitFor(event, ms, stop);
    ends->append(end);
}

} // namespace

class TestEsim : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyVectorIsRewrittenToTheByte()
    {
        QCOMPARE(vectors().size(), 74);
        for (const Vector &v : vectors()) {
            const auto again = rewrite(viewOf(v.bytes));
            QVERIFY2(again, qPrintable(v.type));
            QCOMPARE(again->toHex(), v.bytes.toHex());
        }
    }

    void requestsMatchTheVectors_data()
    {
        QTest::addColumn<QByteArray>("encoded");
        QTest::addColumn<QByteArray>("expected");
        ProfilesInfoRequest all, tags, one, two, operational;
        tags.tags = {0x5A, 0x9F70, 0x90};
        one.profile = byIccid();
        two.profile = byAid();
        operational.profileClass = ProfileClass::Operational;
        const auto row = [](const char *name, const QByteArray &encoded, const QByteArray &expected) {
            QTest::newRow(name) << encoded << expected;
        };
        row("eid", encodeGetEid(), vector("GetEuiccDataRequest", 0));
        row("addresses", encodeGetConfiguredAddresses(), vector("EuiccConfiguredAddressesRequest", 0));
        row("info2", encodeGetEuiccInfo2(), vector("GetEuiccInfo2Request", 0));
        row("list", encodeGetProfilesInfo(all), vector("ProfileInfoListRequest", 0));
        row("list, tags", encodeGetProfilesInfo(tags), vector("ProfileInfoListRequest", 1));
        row("list, iccid", encodeGetProfilesInfo(one), vector("ProfileInfoListRequest", 2));
        row("list, aid", encodeGetProfilesInfo(two), vector("ProfileInfoListRequest", 3));
        row("list, class", encodeGetProfilesInfo(operational), vector("ProfileInfoListRequest", 4));
        row("enable", encodeEnableProfile(byIccid(), true), vector("EnableProfileRequest", 0));
        row("enable, aid", encodeEnableProfile(byAid(), false), vector("EnableProfileRequest", 1));
        row("disable", encodeDisableProfile(byIccid(), true), vector("DisableProfileRequest", 0));
        row("disable, aid", encodeDisableProfile(byAid(), false), vector("DisableProfileRequest", 1));
        row("delete", encodeDeleteProfile(byIccid()), vector("DeleteProfileRequest", 0));
        row("delete, aid", encodeDeleteProfile(byAid()), vector("DeleteProfileRequest", 1));
        row("nickname", *encodeSetNickname(iccid(), QStringLiteral("lab")), vector("SetNicknameRequest", 0));
        row("no nickname", *encodeSetNickname(iccid(), QString()), vector("SetNicknameRequest", 1));
        row("notifications", encodeListNotification({}), vector("ListNotificationRequest", 0));
        row("notifications, all four",
            encodeListNotification(
                {ProfileEvent::Install, ProfileEvent::Enable, ProfileEvent::Disable, ProfileEvent::Delete}),
            vector("ListNotificationRequest", 1));
    }
    void requestsMatchTheVectors()
    {
        QFETCH(QByteArray, encoded);
        QFETCH(QByteArray, expected);
        QCOMPARE(encoded.toHex(), expected.toHex());
    }

    void profileListIsDecoded()
    {
        const auto list = decodeProfilesInfo(vector("ProfileInfoListResponse", 0));
        QVERIFY(list);
        QCOMPARE(list->size(), 1);
        const ProfileInfo &profile = list->first();
        QCOMPARE(profile.iccid->digits(), QStringLiteral("8944476500001224158"));
        QCOMPARE(profile.aid->hex(), QStringLiteral("A0000005591010FFFFFFFF8900001000"));
        QVERIFY(profile.enabled());
        QVERIFY(profile.is(byIccid()) && profile.is(byAid()));
        QCOMPARE(profile.nickname, QStringLiteral("lab"));
        QCOMPARE(profile.serviceProvider, QStringLiteral("Osmocom"));
        QCOMPARE(profile.name, QStringLiteral("Test A"));
        QVERIFY(profile.profileClass == ProfileClass::Test);

        const auto noNames = decodeProfilesInfo(vector("ProfileInfoListResponse", 3));
        QVERIFY(noNames && noNames->size() == 1);
        QVERIFY(!noNames->first().state && noNames->first().profileClass == ProfileClass::Operational);
        QCOMPARE(decodeProfilesInfo(vector("ProfileInfoListResponse", 1))->size(), 0);
    }

    void extraFieldsOfAProfile()
    {
        // E3: iccid, owner 460 00, PPR1 and PPR2, a notification target for enable, fallback, an unknown 9F7C and BF7D.
        const QByteArray response
            = hex("BF2D44 A042 E340 5A0A984474560000214251F8 B705 8003 640000"
                  "99020560 B612 3010 8002 0640 810A64702E6578616D706C65 9F2601FF 9F7C0101 BF7D00");
        QByteArray sized = response;
        const qsizetype inner = response.size() - 7;
        sized[2] = static_cast<char>(inner + 4);
        sized[4] = static_cast<char>(inner + 2);
        sized[6] = static_cast<char>(inner);
        const auto list = decodeProfilesInfo(sized);
        QVERIFY2(list, list ? "" : qPrintable(list.error().detail()));
        const ProfileInfo &profile = list->first();
        QCOMPARE(profile.ownerPlmn, QStringLiteral("460000"));
        QVERIFY(profile.policyRules == (kPolicyNoDisable | kPolicyNoDelete));
        QCOMPARE(profile.notificationTargets.size(), 1);
        QCOMPARE(profile.notificationTargets[0].events, 2U);
        QCOMPARE(profile.notificationTargets[0].address, QStringLiteral("dp.example"));
        QVERIFY(profile.fallback == true);
    }

    void plmnOfTwoDigits()
    {
        // 3GPP TS 24.008: MCC 460, MNC 00 is 64 F0 00.
        const QByteArray body = makeTlv(0xE3, makeTlv(0xB7, makeTlv(0x80, hex("64F000"))));
        const auto list = decodeProfilesInfo(makeTlv(0xBF2D, makeTlv(0xA0, body)));
        QVERIFY(list);
        QCOMPARE(list->first().ownerPlmn, QStringLiteral("46000"));
    }

    void resultCodesBecomeRefusals_data()
    {
        QTest::addColumn<int>("function");
        QTest::addColumn<QByteArray>("response");
        QTest::addColumn<int>("rc");
        QTest::addColumn<QString>("name");
        const auto row = [](const char *tag, Es10Function f, const QByteArray &response, int rc, const char *name) {
            QTest::newRow(tag) << int(f) << response << rc << QString::fromLatin1(name);
        };
        row("enabled", Es10Function::EnableProfile, vector("EnableProfileResponse", 0), 0, "");
        row("enable 2", Es10Function::EnableProfile, vector("EnableProfileResponse", 1), 2,
            "profileNotInDisabledState");
        row("disable 2", Es10Function::DisableProfile, vector("DisableProfileResponse", 1), 2,
            "profileNotInEnabledState");
        row("deleted", Es10Function::DeleteProfile, vector("DeleteProfileResponse", 0), 0, "");
        row("nickname 1", Es10Function::SetNickname, vector("SetNicknameResponse", 0), 1, "iccidNotFound");
        row("enable 5", Es10Function::EnableProfile, hex("BF3103800105"), 5, "catBusy");
        row("enable 200", Es10Function::EnableProfile, hex("BF3104800200C8"), 200, "unknown code");
        row("enable 127", Es10Function::EnableProfile, hex("BF310380017F"), 127, "undefinedError");
    }
    void resultCodesBecomeRefusals()
    {
        QFETCH(int, function);
        QFETCH(QByteArray, response);
        QFETCH(int, rc);
        QFETCH(QString, name);
        const auto result = decodeEs10Result(static_cast<Es10Function>(function), response);
        QCOMPARE(result.has_value(), rc == 0);
        if (rc == 0)
            return;
        QVERIFY(result.error().fault() == Fault::Refused);
        const RefusalCode expected{RefusalCode::Space::Es10, static_cast<quint16>(function), rc};
        QVERIFY(result.error().code() == expected);
        QVERIFY2(result.error().detail().contains(name), qPrintable(result.error().detail()));
    }

    void listsMayRefuseToo()
    {
        const auto list = decodeProfilesInfo(vector("ProfileInfoListResponse", 2));
        QVERIFY(!list && list.error().fault() == Fault::Refused);
        const RefusalCode expected{RefusalCode::Space::Es10, 0xBF2D, 1};
        QVERIFY(list.error().code() == expected);
    }

    void cardDataIsDecoded()
    {
        const auto eid = decodeGetEid(vector("GetEuiccDataResponse", 0));
        QVERIFY(eid);
        QCOMPARE(eid->digits(), QStringLiteral("89049032123451234512345678901235"));
        const auto both = decodeConfiguredAddresses(vector("EuiccConfiguredAddressesResponse", 0));
        QVERIFY(both);
        QCOMPARE(both->defaultDp, QStringLiteral("dp.example"));
        QCOMPARE(both->rootDs, QStringLiteral("ds.example"));
        QVERIFY(decodeConfiguredAddresses(vector("EuiccConfiguredAddressesResponse", 1))->defaultDp.isEmpty());

        const auto info = decodeEuiccInfo2(vector("EUICCInfo2", 0));
        QVERIFY(info);
        QCOMPARE(info->profileVersion, QStringLiteral("2.3.1"));
        QCOMPARE(info->svn, QStringLiteral("2.2.2"));
        QCOMPARE(info->firmwareVersion, QStringLiteral("1.0.0"));
        QVERIFY(info->installedApplications == 0U);
        QVERIFY(info->freeNonVolatileMemory == 292144U);
        QVERIFY(info->freeVolatileMemory == 5970U);
        QCOMPARE(info->verificationKeyIds.size(), 1);
        QCOMPARE(info->signingKeyIds[0].toHex().toUpper(), QByteArray("F54172BDF98A95D65CBEB88A38A1C11D800A85C3"));
        QVERIFY(info->category == 2);
        QVERIFY(info->forbiddenPolicyRules == (1U << 1));
        QCOMPARE(info->protectionProfileVersion, QStringLiteral("1.0.0"));
        QCOMPARE(info->sasAccreditation, QStringLiteral("LAB-VE-UP-0001"));
        QVERIFY(info->iotVersions.isEmpty());
    }

    void notificationsAreDecoded()
    {
        const ProfileEvent events[]
            = {ProfileEvent::Install, ProfileEvent::Enable, ProfileEvent::Disable, ProfileEvent::Delete};
        for (int i = 0; i < 4; ++i) {
            const auto metadata = decodeNotificationMetadata(vector("NotificationMetadata", i));
            QVERIFY(metadata);
            QVERIFY(metadata->event == events[i]);
            QCOMPARE(metadata->sequence, 5);
            QCOMPARE(metadata->address, QStringLiteral("dp.example"));
            QVERIFY(metadata->iccid == iccid());
        }
        QCOMPARE(decodeListNotification(vector("ListNotificationResponse", 0))->size(), 0);
        QCOMPARE(decodeListNotification(vector("ListNotificationResponse", 1))->size(), 1);
        QVERIFY(!decodeNotificationMetadata(hex("BF2F07800105810205C0"))); // two events at once
    }

    void cutOffResponsesAreRefused()
    {
        for (const Vector &v : vectors()) {
            for (qsizetype size = 0; size < v.bytes.size(); ++size)
                QVERIFY2(decodeAll(v.bytes.left(size)) == 0, qPrintable(v.type));
            QVERIFY2(decodeAll(v.bytes + '\0') == 0, qPrintable(v.type));
        }
    }

    void randomBytesNeverCrash()
    {
        QRandomGenerator random(1);
        for (int i = 0; i < 5000; ++i) {
            QByteArray bytes = vectors()[random.bounded(int(vectors().size()))].bytes;
            for (int flips = random.bounded(1, 4); flips > 0; --flips)
                bytes[random.bounded(int(bytes.size()))] = static_cast<char>(random.bounded(256));
            decodeAll(bytes);
            const auto again = rewrite(viewOf(bytes));
            QVERIFY(!again || again->size() <= bytes.size()); // lengths written by us are the shortest
        }
        for (int i = 0; i < 5000; ++i) {
            QByteArray bytes(random.bounded(64), '\0');
            for (char &byte : bytes)
                byte = static_cast<char>(random.bounded(256));
            decodeAll(bytes);
        }
    }

    void lengthsAndTagsAtTheirLimits()
    {
        for (const int size : {0, 1, 127, 128, 255, 256, 65535, 65536}) {
            const QByteArray value(size, 'x');
            const QByteArray object = makeTlv(0xBF2D, value);
            const auto read = onlyTlv(viewOf(object), 0xBF2D);
            QVERIFY(read && copyOf(*read) == value);
        }
        QVERIFY(onlyTlv(viewOf(hex("5A8101FF")), 0x5A)); // longer than needed: cards do it
        for (const char *bad :
            {"5A", "5A80", "5A8400000001FF", "5A81", "5A8201", "5A02FF", "1F80", "1F1E00", "BF", "9F", "BFFFFFFF00"})
            QVERIFY2(!TlvReader(viewOf(hex(bad))).next(), bad);
    }

    void integersAndBits()
    {
        for (const qint64 value :
            {qint64(0), qint64(1), qint64(127), qint64(128), qint64(200), qint64(-1), qint64(-128), qint64(-129),
                qint64(65535), std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::min()}) {
            const QByteArray bytes = encodeInteger(value);
            QCOMPARE(*decodeInteger(viewOf(bytes)), value);
        }
        QCOMPARE(encodeInteger(200).toHex(), QByteArray("00c8"));
        for (const quint32 bits : {0U, 1U, 2U, 15U, 0x80U, 0x100U, 0xFFFFFFFFU}) {
            const QByteArray bytes = encodeBits(bits);
            QCOMPARE(*decodeBits(viewOf(bytes)), bits);
        }
        QVERIFY(!decodeBits(viewOf(hex("0880"))));
        QVERIFY(!decodeBits(viewOf(hex("01"))));
        QVERIFY(!decodeInteger({}));
    }

    void iccids()
    {
        QCOMPARE(iccid().toBytes().toHex().toUpper(), QByteArray("984474560000214251F8"));
        QVERIFY(iccid().checkDigitValid() == true);
        QVERIFY(Iccid::fromDigits(QStringLiteral("8944476500001224159"))->checkDigitValid() == false);
        const QByteArray twenty = hex("98681100000000000010");
        QCOMPARE(Iccid::fromBytes(viewOf(twenty))->digits(), QStringLiteral("89861100000000000001"));
        QCOMPARE(Iccid::fromBytes(viewOf(twenty))->toBytes(), twenty);
        const QByteArray letters = hex("9868110D0000000000F0");
        const auto lettered = Iccid::fromBytes(viewOf(letters));
        QVERIFY(lettered && !lettered->checkDigitValid());
        QCOMPARE(lettered->toBytes(), letters);
        for (const char *bad : {"", "98", "98F474560000214251F8", "984474560000FFFFFFFF", "984474560000214251F8FF"})
            QVERIFY2(!Iccid::fromBytes(viewOf(hex(bad))), bad);
        for (const char *bad : {"", "12345678901234567", "123456789012345678901", "89444765000012241x8"})
            QVERIFY2(!Iccid::fromDigits(QString::fromLatin1(bad)), bad);
    }

    void eidsAndProfileIds()
    {
        const auto eid = Eid::fromDigits(QStringLiteral("8904 9032 1234 5123 4512 3456 7890 1235"));
        QVERIFY(eid && eid->checkDigitsValid());
        QVERIFY(!Eid::fromDigits(QStringLiteral("89049032123451234512345678901253"))->checkDigitsValid());
        QVERIFY(!Eid::fromDigits(QStringLiteral("8904903212345123451234567890123")));
        QVERIFY(!Eid::fromBytes(viewOf(hex("8904903212345123451234567890123A"))));
        QVERIFY(byAid().aid() && !byAid().iccid());
        QVERIFY(ProfileId::fromText(QStringLiteral("8944476500001224158"))->iccid());
        QVERIFY(!ProfileId::fromText(QStringLiteral("A000")));
        QVERIFY(!ProfileId::fromText(QStringLiteral("lab")));
    }

    void nicknamesHave64Bytes()
    {
        QVERIFY(encodeSetNickname(iccid(), QString(64, QLatin1Char('n'))));
        const auto tooLong = encodeSetNickname(iccid(), QString(22, QChar(0x7535))); // 66 bytes of UTF-8
        QVERIFY(!tooLong && tooLong.error().fault() == Fault::BadArgument);
    }

    void commandsAreCutIntoBlocks()
    {
        const auto one = storeDataApdus(encodeGetEid(), 120);
        QVERIFY(one);
        QCOMPARE(*one, QList<QByteArray>{hex("80E2910006BF3E035C015A")});
        const auto two = storeDataApdus(encodeGetEid(), 4);
        QVERIFY(two);
        QCOMPARE(*two, (QList<QByteArray>{hex("80E2110004BF3E035C"), hex("80E2910102015A")}));
        QCOMPARE(storeDataApdus(QByteArray(255 * 256, 'x'), 255)->size(), 256);
        QVERIFY(!storeDataApdus(QByteArray(255 * 256 + 1, 'x'), 255));
        QVERIFY(!storeDataApdus(QByteArray(), 255));
        QCOMPARE(isdrAids().first().toHex().toUpper(), QByteArray("A0000005591010FFFFFFFF8900000100"));
    }

    void waitsEndByEventTimeoutAndStop()
    {
        const auto event = std::make_shared<AutoResetEvent>();
        const auto ends = std::make_shared<QList<WaitEnd>>();
        std::stop_source stopper;
        event->set(); // remembered until somebody waits
        QCoro::waitFor(waitInto(event, 10000, stopper.get_token(), ends));
        QTimer::singleShot(0, this, [event] { event->set(); });
        QCoro::waitFor(waitInto(event, 10000, stopper.get_token(), ends));
        QCoro::waitFor(waitInto(event, 1, stopper.get_token(), ends));
        QTimer::singleShot(0, this, [&stopper] { stopper.request_stop(); });
        QCoro::waitFor(waitInto(event, 10000, stopper.get_token(), ends));
        QCoro::waitFor(waitInto(event, 10000, stopper.get_token(), ends));
        QCOMPARE(*ends,
            (QList<WaitEnd>{
                WaitEnd::Signalled, WaitEnd::Signalled, WaitEnd::TimedOut, WaitEnd::Stopped, WaitEnd::Stopped}));
    }
};

QTEST_GUILESS_MAIN(TestEsim)
#include "tst_esim.moc"
