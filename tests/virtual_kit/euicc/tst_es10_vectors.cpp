// SPDX-License-Identifier: GPL-3.0-or-later
#include "card_bench.h"

#include <QSet>
#include <QTest>

#include <functional>

using namespace card_bench;
using virtual_kit::factoryEuicc;
using virtual_kit::Notification;
using virtual_kit::ProfileClass;

namespace {

int eidRemainder(const std::string &eid)
{
    int remainder = 0;
    for (const char c : eid)
        remainder = (remainder * 10 + (c - '0')) % 97;
    return remainder;
}

bool luhnHolds(const std::string &digits)
{
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const int digit = digits[digits.size() - 1 - i] - '0';
        sum += i % 2 ? digit * 2 - (digit > 4 ? 9 : 0) : digit;
    }
    return sum % 10 == 0;
}

} // namespace

class TstEs10Vectors : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void vectors_data();
    void vectors();
    void everyVectorIsUsedOrExplained();
    void metadataVectors_data();
    void metadataVectors();
    void factoryCard();
    void sameSeedSameCard();
    void unknownAndMalformed_data();
    void unknownAndMalformed();

private:
    static void addCardVectors();
    static void addProfileVectors();
    static void addNotificationVectors();
    static void addVector(const char *name, int request, const char *answerName, int answer,
        std::function<void(EuiccState &)> prepare = {});
};

using Prepare = std::function<void(EuiccState &)>;
Q_DECLARE_METATYPE(Prepare)

void TstEs10Vectors::addVector(const char *name, int request, const char *answerName, int answer, Prepare prepare)
{
    QTest::addRow("%s %d", name, request) << vector(name, request) << vector(answerName, answer) << std::move(prepare);
}

void TstEs10Vectors::vectors_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<Prepare>("prepare");
    addCardVectors();
    addProfileVectors();
    addNotificationVectors();
}

void TstEs10Vectors::addCardVectors()
{
    const Prepare noDp = [](EuiccState &state) { state.defaultSmdp.clear(); };
    addVector("GetEuiccDataRequest", 0, "GetEuiccDataResponse", 0);
    addVector("EuiccConfiguredAddressesRequest", 0, "EuiccConfiguredAddressesResponse", 0);
    QTest::newRow("no default DP") << vector("EuiccConfiguredAddressesRequest")
                                   << vector("EuiccConfiguredAddressesResponse", 1) << noDp;
    addVector("SetDefaultDpAddressRequest", 0, "SetDefaultDpAddressResponse", 0);
    addVector("SetDefaultDpAddressRequest", 1, "SetDefaultDpAddressResponse", 0);
    addVector("GetEuiccInfo1Request", 0, "EUICCInfo1", 0);
    addVector("GetEuiccInfo2Request", 0, "EUICCInfo2", 0);
    addVector("GetRatRequest", 0, "GetRatResponse", 0);
    QTest::newRow("rules") << vector("GetRatRequest") << vector("GetRatResponse", 1) << Prepare([](EuiccState &state) {
        state.rules = {{0x60, "", true}};
    });
    addVector("CancelSessionRequest", 0, "CancelSessionResponse", 0);
}

void TstEs10Vectors::addProfileVectors()
{
    const Prepare disabled = [](EuiccState &state) { state.profiles[0].enabled = false; };
    const Prepare empty = [](EuiccState &state) { state.profiles.clear(); };
    addVector("ProfileInfoListRequest", 0, "ProfileInfoListResponse", 0);
    addVector("ProfileInfoListRequest", 2, "ProfileInfoListResponse", 0);
    addVector("ProfileInfoListRequest", 3, "ProfileInfoListResponse", 0);
    addVector("ProfileInfoListRequest", 4, "ProfileInfoListResponse", 1); // class 2: none on this card
    QTest::newRow("no profile") << vector("ProfileInfoListRequest") << vector("ProfileInfoListResponse", 1) << empty;
    addVector("EnableProfileRequest", 0, "EnableProfileResponse", 0, disabled);
    addVector("EnableProfileRequest", 1, "EnableProfileResponse", 0, disabled);
    QTest::newRow("enabled already") << vector("EnableProfileRequest") << vector("EnableProfileResponse", 1)
                                     << Prepare();
    addVector("DisableProfileRequest", 0, "DisableProfileResponse", 0);
    addVector("DisableProfileRequest", 1, "DisableProfileResponse", 0);
    QTest::newRow("disabled already") << vector("DisableProfileRequest") << vector("DisableProfileResponse", 1)
                                      << disabled;
    addVector("DeleteProfileRequest", 0, "DeleteProfileResponse", 0, disabled);
    addVector("DeleteProfileRequest", 1, "DeleteProfileResponse", 0, disabled);
    QTest::newRow("nickname of none") << vector("SetNicknameRequest") << vector("SetNicknameResponse") << empty;
    QTest::newRow("nickname removed of none")
        << vector("SetNicknameRequest", 1) << vector("SetNicknameResponse") << empty;
    const Prepare bare = [](EuiccState &state) { state.profiles.clear(), state.defaultSmdp.clear(); };
    addVector("EuiccMemoryResetRequest", 0, "EuiccMemoryResetResponse", 0, bare);
    addVector("EuiccMemoryResetRequest", 1, "EuiccMemoryResetResponse", 0, bare);
    QTest::newRow("iccid and class only")
        << QByteArray("BF2D045C025A95") << vector("ProfileInfoListResponse", 3)
        << Prepare([](EuiccState &state) { state.profiles[0].profileClass = ProfileClass::Operational; });
    QTest::newRow("bad search") << QByteArray("BF2D05A003950103") << vector("ProfileInfoListResponse", 2) << Prepare();
    QTest::newRow("tag list vector") << vector("ProfileInfoListRequest", 1)
                                     << QByteArray("BF2D19A017E3155A0A984474560000214251F89F70010190036C6162")
                                     << Prepare();
}

void TstEs10Vectors::addNotificationVectors()
{
    const auto pending = [](std::uint8_t event, std::uint32_t seq) -> Prepare {
        return [=](EuiccState &state) {
            state.notifications = {Notification{seq, event, "dp.example", "8944476500001224158"}};
        };
    };
    addVector("ListNotificationRequest", 0, "ListNotificationResponse", 0);
    addVector("ListNotificationRequest", 1, "ListNotificationResponse", 1, pending(0x40, 5));
    addVector("RetrieveNotificationsListRequest", 0, "RetrieveNotificationsListResponse", 0);
    addVector("RetrieveNotificationsListRequest", 1, "RetrieveNotificationsListResponse", 0, pending(0x40, 6));
    addVector("RetrieveNotificationsListRequest", 2, "RetrieveNotificationsListResponse", 0, pending(0x40, 5));
    addVector("RetrieveNotificationsListRequest", 3, "RetrieveNotificationsListResponse", 0, pending(0x40, 5));
    QTest::newRow("criteria of another kind")
        << QByteArray("BF2B04A0028200") << vector("RetrieveNotificationsListResponse", 1) << Prepare();
    addVector("NotificationSentRequest", 0, "NotificationSentResponse", 0, pending(0x40, 5));
    QTest::newRow("no such notification")
        << vector("NotificationSentRequest") << vector("NotificationSentResponse", 1) << Prepare();
}

void TstEs10Vectors::vectors()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, answer);
    QFETCH(Prepare, prepare);
    QVERIFY(!request.isEmpty());
    QVERIFY(!answer.isEmpty());
    EuiccState state = vectorState();
    if (prepare)
        prepare(state);
    EuiccCard card(state);
    QCOMPARE(es10(card, request), answer);
}

/// A vector added to the fixture must be taken up here, or be one of the messages this card never sees.
void TstEs10Vectors::everyVectorIsUsedOrExplained()
{
    const QSet<QByteArray> download{"AuthenticateServerResponse", "PrepareDownloadResponse", "CtxParams1",
        "ServerSigned1", "SmdpSigned2", "EUICCSigned2", "ProfileInstallationResultData", "ConfigureISDPRequest",
        "StoreMetadataRequest", "ReplaceSessionKeysRequest"};
    const QSet<QByteArray> here{"GetEuiccDataRequest", "GetEuiccDataResponse", "EuiccConfiguredAddressesRequest",
        "EuiccConfiguredAddressesResponse", "SetDefaultDpAddressRequest", "SetDefaultDpAddressResponse",
        "GetEuiccInfo1Request", "EUICCInfo1", "GetEuiccInfo2Request", "EUICCInfo2", "ProfileInfoListRequest",
        "ProfileInfoListResponse", "EnableProfileRequest", "EnableProfileResponse", "DisableProfileRequest",
        "DisableProfileResponse", "DeleteProfileRequest", "DeleteProfileResponse", "SetNicknameRequest",
        "SetNicknameResponse", "EuiccMemoryResetRequest", "EuiccMemoryResetResponse", "ListNotificationRequest",
        "NotificationMetadata", "ListNotificationResponse", "RetrieveNotificationsListRequest",
        "RetrieveNotificationsListResponse", "NotificationSentRequest", "NotificationSentResponse",
        "GetEuiccChallengeRequest", "GetEuiccChallengeResponse", "GetRatRequest", "GetRatResponse",
        "CancelSessionRequest", "CancelSessionResponse", "ISDRProprietaryApplicationTemplate"};
    QVERIFY(card_bench::vectors().size() > 50);
    for (const auto &[name, value] : card_bench::vectors())
        QVERIFY2(download.contains(name) || here.contains(name), name.constData());
}

void TstEs10Vectors::metadataVectors_data()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<int>("event");
    QTest::newRow("install") << 0 << 0x80;
    QTest::newRow("enable") << 1 << 0x40;
    QTest::newRow("disable") << 2 << 0x20;
    QTest::newRow("delete") << 3 << 0x10;
}

void TstEs10Vectors::metadataVectors()
{
    QFETCH(int, index);
    QFETCH(int, event);
    EuiccState state = vectorState();
    state.notifications = {Notification{5, std::uint8_t(event), "dp.example", "8944476500001224158"}};
    EuiccCard card(state);
    const QByteArray metadata = vector("NotificationMetadata", index);
    QCOMPARE(es10(card, "BF2800"), "BF2824A022" + metadata);
    // The filter lets the right one through and no other.
    QCOMPARE(es10(card, "BF280481020" + QByteArray::number(7 - index) + byteHex(event)), "BF2824A022" + metadata);
    const int other = event == 0x10 ? 0x20 : 0x10;
    QCOMPARE(es10(card, "BF2804810204" + byteHex(other)), QByteArray("BF2802A000"));
}

void TstEs10Vectors::factoryCard()
{
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const EuiccState state = factoryEuicc(seed);
        QCOMPARE(state.eid.size(), 32u);
        QCOMPARE(eidRemainder(state.eid), 1);
        QVERIFY(state.profiles.size() >= 4);
        QCOMPARE(std::ranges::count_if(state.profiles, &virtual_kit::Profile::enabled), 1);
        QSet<QByteArray> aids, iccids, homes;
        int operational = 0, test = 0;
        for (const auto &profile : state.profiles) {
            QVERIFY(profile.iccid.size() == 19 || profile.iccid.size() == 20);
            QVERIFY2(luhnHolds(profile.iccid), profile.iccid.c_str());
            QVERIFY(profile.imsi.starts_with(profile.plmn) && profile.imsi.size() == 15);
            QVERIFY(profile.name.size() <= 64 && profile.serviceProvider.size() <= 32);
            QVERIFY(!profile.icon.empty() && profile.icon.size() <= 1024);
            aids.insert(hex(profile.aid));
            iccids.insert(QByteArray::fromStdString(profile.iccid));
            homes.insert(QByteArray::fromStdString(profile.plmn));
            operational += profile.profileClass == ProfileClass::Operational;
            test += profile.profileClass == ProfileClass::Test;
        }
        QCOMPARE(aids.size(), qsizetype(state.profiles.size()));
        QCOMPARE(iccids.size(), qsizetype(state.profiles.size()));
        QVERIFY(aids.contains("A0000005591010FFFFFFFF8900001000"));
        QVERIFY(operational >= 3 && homes.size() >= 4 && test >= 1);
    }
    QVERIFY(factoryEuicc(1).eid != factoryEuicc(2).eid);
}

void TstEs10Vectors::sameSeedSameCard()
{
    EuiccCard one(factoryEuicc(7));
    EuiccCard two(factoryEuicc(7));
    const QByteArray requests[]{
        "BF2D00", "BF3E035C015A", "BF2200", "BF2E00", enableRequest(iccidOf(one, 1), true), "BF2B00", "BF2E00"};
    for (const QByteArray &request : requests)
        QCOMPARE(es10(one, request), es10(two, request));
}

void TstEs10Vectors::unknownAndMalformed_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("unknown function") << QByteArray("BF7F00") << QByteArray("SW 6A88");
    QTest::newRow("download") << QByteArray("BF3800") << QByteArray("SW 6A88");
    QTest::newRow("short tag") << QByteArray("5A00") << QByteArray("SW 6A88");
    QTest::newRow("tag only") << QByteArray("BF") << QByteArray("SW 6A80");
    QTest::newRow("no length") << QByteArray("BF2D") << QByteArray("SW 6A80");
    QTest::newRow("too long") << QByteArray("BF2D055C01") << QByteArray("SW 6A80");
    QTest::newRow("too short") << QByteArray("BF2D0000") << QByteArray("SW 6A80");
    QTest::newRow("two requests") << QByteArray("BF2D00BF2D00") << QByteArray("SW 6A80");
    QTest::newRow("indefinite") << QByteArray("BF2D800000") << QByteArray("SW 6A80");
    QTest::newRow("long length form") << QByteArray("BF2D8100") << QByteArray("SW 6A80");
    QTest::newRow("length of four bytes") << QByteArray("BF2D8400000000") << QByteArray("SW 6A80");
    QTest::newRow("huge length") << QByteArray("BF2D83FFFFFF") << QByteArray("SW 6A80");
    QTest::newRow("tag of four bytes") << QByteArray("BF81818100") << QByteArray("SW 6A80");
    QTest::newRow("inner cut off") << QByteArray("BF2D035C055A") << QByteArray("SW 6A80");
    QTest::newRow("EID without list") << QByteArray("BF3E00") << QByteArray("SW 6A80");
    QTest::newRow("EID not asked for") << QByteArray("BF3E035C0190") << QByteArray("BF3E00");
    QTest::newRow("SMDP name not UTF-8") << QByteArray("BF3F038001FF") << QByteArray("BF3F0380017F");
    QTest::newRow("seq with a zero in front") << QByteArray("BF300480020001") << QByteArray("SW 6A80");
    QTest::newRow("negative seq") << QByteArray("BF30038001FF") << QByteArray("SW 6A80");
    QTest::newRow("reset without options") << QByteArray("BF3400") << QByteArray("SW 6A80");
    QTest::newRow("nickname missing") << QByteArray("BF290C5A0A984474560000214251F8") << QByteArray("SW 6A80");
}

void TstEs10Vectors::unknownAndMalformed()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, answer);
    EuiccCard card(vectorState());
    QCOMPARE(es10(card, request), answer);
}

QTEST_GUILESS_MAIN(TstEs10Vectors)
#include "tst_es10_vectors.moc"
