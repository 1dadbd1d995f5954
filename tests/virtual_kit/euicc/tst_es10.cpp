// SPDX-License-Identifier: GPL-3.0-or-later
#include "card_bench.h"

#include "virtual_kit/euicc/lab_certificates.h"

#include <QTest>

#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/x509v3.h>

#include <functional>
#include <memory>

using namespace card_bench;
using virtual_kit::factoryEuicc;
using virtual_kit::Notification;
using virtual_kit::Ppr1NoDisable;
using virtual_kit::ProfileClass;

namespace
{

using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

Certificate certificate(const QByteArray &hexDer)
{
    const framing::Bytes der = bytes(hexDer);
    const unsigned char *data = der.data();
    return Certificate(d2i_X509(nullptr, &data, long(der.size())), &X509_free);
}

/// Raw r || s over data, against the certificate's key.
bool signatureHolds(X509 *signer, const QByteArray &plainHex, const QByteArray &dataHex)
{
    const framing::Bytes plain = bytes(plainHex);
    const framing::Bytes data = bytes(dataHex);
    ECDSA_SIG *const pair = ECDSA_SIG_new();
    ECDSA_SIG_set0(pair, BN_bin2bn(plain.data(), 32, nullptr), BN_bin2bn(plain.data() + 32, 32, nullptr));
    unsigned char *der = nullptr;
    const int length = i2d_ECDSA_SIG(pair, &der);
    EVP_MD_CTX *const context = EVP_MD_CTX_new();
    EVP_PKEY *const key = X509_get_pubkey(signer);
    EVP_DigestVerifyInit(context, nullptr, EVP_sha256(), nullptr, key);
    const int verdict = EVP_DigestVerify(context, der, std::size_t(length), data.data(), data.size());
    EVP_PKEY_free(key);
    EVP_MD_CTX_free(context);
    OPENSSL_free(der);
    ECDSA_SIG_free(pair);
    return verdict == 1;
}

bool issuedBy(X509 *subject, X509 *issuer)
{
    EVP_PKEY *const key = X509_get_pubkey(issuer);
    const bool holds = X509_verify(subject, key) == 1;
    EVP_PKEY_free(key);
    return holds && X509_NAME_cmp(X509_get_issuer_name(subject), X509_get_subject_name(issuer)) == 0;
}

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

class TstEs10 : public QObject
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
    void list();
    void listWithTags();
    void listErrors_data();
    void listErrors();
    void switchProfiles();
    void switchRefusals();
    void policyRules();
    void testProfileGivesBack();
    void deletion();
    void memoryReset_data();
    void memoryReset();
    void nickname_data();
    void nickname();
    void notificationsFollowConfiguration();
    void sequenceOutlivesProfiles();
    void notificationFilters();
    void signedNotifications();
    void challengesDiffer();
    void freeMemory();
    void stateMovesToANewCard();
    void unknownAndMalformed_data();
    void unknownAndMalformed();

private:
    static void addVector(const char *name, int request, const char *answerName, int answer,
        std::function<void(EuiccState &)> prepare = {});
};

using Prepare = std::function<void(EuiccState &)>;
Q_DECLARE_METATYPE(Prepare)

void TstEs10::addVector(const char *name, int request, const char *answerName, int answer, Prepare prepare)
{
    QTest::addRow("%s %d", name, request) << vector(name, request) << vector(answerName, answer) << std::move(prepare);
}

void TstEs10::vectors_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<Prepare>("prepare");
    const Prepare disabled = [](EuiccState &state) { state.profiles[0].enabled = false; };
    const Prepare empty = [](EuiccState &state) { state.profiles.clear(); };
    const Prepare noDp = [](EuiccState &state) { state.defaultSmdp.clear(); };
    const auto pending = [](std::uint8_t event, std::uint32_t seq) -> Prepare {
        return [=](EuiccState &state) {
            state.notifications = {Notification{seq, event, "dp.example", "8944476500001224158"}};
        };
    };
    addVector("GetEuiccDataRequest", 0, "GetEuiccDataResponse", 0);
    addVector("EuiccConfiguredAddressesRequest", 0, "EuiccConfiguredAddressesResponse", 0);
    QTest::newRow("no default DP") << vector("EuiccConfiguredAddressesRequest")
                                   << vector("EuiccConfiguredAddressesResponse", 1) << noDp;
    addVector("SetDefaultDpAddressRequest", 0, "SetDefaultDpAddressResponse", 0);
    addVector("SetDefaultDpAddressRequest", 1, "SetDefaultDpAddressResponse", 0);
    addVector("GetEuiccInfo1Request", 0, "EUICCInfo1", 0);
    addVector("GetEuiccInfo2Request", 0, "EUICCInfo2", 0);
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
    const Prepare bare = [=](EuiccState &state) { empty(state), noDp(state); };
    addVector("EuiccMemoryResetRequest", 0, "EuiccMemoryResetResponse", 0, bare);
    addVector("EuiccMemoryResetRequest", 1, "EuiccMemoryResetResponse", 0, bare);
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
    addVector("GetRatRequest", 0, "GetRatResponse", 0);
    QTest::newRow("rules") << vector("GetRatRequest") << vector("GetRatResponse", 1) << Prepare([](EuiccState &state) {
        state.rules = {{0x60, "", true}};
    });
    addVector("CancelSessionRequest", 0, "CancelSessionResponse", 0);
    QTest::newRow("iccid and class only")
        << QByteArray("BF2D045C025A95") << vector("ProfileInfoListResponse", 3)
        << Prepare([](EuiccState &state) { state.profiles[0].profileClass = ProfileClass::Operational; });
    QTest::newRow("bad search") << QByteArray("BF2D05A003950103") << vector("ProfileInfoListResponse", 2) << Prepare();
    QTest::newRow("tag list vector") << vector("ProfileInfoListRequest", 1)
                                     << QByteArray("BF2D19A017E3155A0A984474560000214251F89F70010190036C6162")
                                     << Prepare();
}

void TstEs10::vectors()
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
void TstEs10::everyVectorIsUsedOrExplained()
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

void TstEs10::metadataVectors_data()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<int>("event");
    QTest::newRow("install") << 0 << 0x80;
    QTest::newRow("enable") << 1 << 0x40;
    QTest::newRow("disable") << 2 << 0x20;
    QTest::newRow("delete") << 3 << 0x10;
}

void TstEs10::metadataVectors()
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

void TstEs10::factoryCard()
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

void TstEs10::sameSeedSameCard()
{
    EuiccCard one(factoryEuicc(7));
    EuiccCard two(factoryEuicc(7));
    const QByteArray requests[]{
        "BF2D00", "BF3E035C015A", "BF2200", "BF2E00", enableRequest(iccidOf(one, 1), true), "BF2B00", "BF2E00"};
    for (const QByteArray &request : requests)
        QCOMPARE(es10(one, request), es10(two, request));
}

void TstEs10::list()
{
    EuiccCard card(factoryEuicc(1));
    const QByteArray all = es10(card, "BF2D00");
    QVERIFY(all.startsWith("BF2D82"));
    const auto &profile = card.state().profiles[0];
    const QByteArray head = "5A0A" + iccidOf(card, 0) + "4F10" + hex(profile.aid) + "9F70010191";
    QVERIFY(all.contains(head));
    const QByteArray name = QByteArray::fromStdString(profile.name).toHex().toUpper();
    QVERIFY(all.contains(QByteArray("92" + byteHex(name.size() / 2) + name)));
    QVERIFY(all.contains("930101948202")); // PNG, a two-byte length
    QCOMPARE(all.count("950102"), 3);
    QVERIFY(!all.contains("B612"));
}

void TstEs10::listWithTags()
{
    EuiccState state = vectorState();
    state.profiles[0].notifications = {{0x40, "dp.example"}};
    state.profiles[0].plmn = "310260";
    state.profiles[0].policyRules = 0x60;
    EuiccCard card(state);
    QCOMPARE(es10(card, "BF2D055C03B6B799"),
        QByteArray("BF2D23A021E31FB612301080020640810A64702E6578616D706C65B7058003130062990205"
                   "60"));
    QCOMPARE(es10(card, "BF2D025C00"), QByteArray("BF2D04A002E300"));
    // Tags that this card does not know are passed over.
    QCOMPARE(es10(card, "BF2D065C049F7B9580"), QByteArray("BF2D07A005E303950100"));
}

void TstEs10::listErrors_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::newRow("short iccid") << QByteArray("BF2D0DA00B5A09984474560000214251");
    QTest::newRow("two criteria") << QByteArray("BF2D08A006950102950101");
    QTest::newRow("no criterion") << QByteArray("BF2D02A000");
    QTest::newRow("tag list cut off") << QByteArray("BF2D035C019F");
    QTest::newRow("negative class") << QByteArray("BF2D05A0039501FF");
    QTest::newRow("criterion unknown") << QByteArray("BF2D05A003960100");
}

void TstEs10::listErrors()
{
    QFETCH(QByteArray, request);
    EuiccCard card(vectorState());
    QCOMPARE(es10(card, request), QByteArray("BF2D03810101"));
}

void TstEs10::switchProfiles()
{
    EuiccCard card(factoryEuicc(3));
    int changes = 0;
    card.onProfileChange = [&] { ++changes; };
    QCOMPARE(es10(card, enableRequest(iccidOf(card, 1), false)), QByteArray("BF3103800100"));
    QVERIFY(!card.state().profiles[0].enabled); // in the same command
    QVERIFY(card.state().profiles[1].enabled);
    QCOMPARE(card.enabledProfile()->plmn, std::string("46001"));
    const QByteArray aid = hex(card.state().profiles[2].aid);
    QCOMPARE(es10(card, "BF3117A0124F10" + aid + "8101FF"), QByteArray("BF3103800100"));
    QCOMPARE(card.enabledProfile()->plmn, std::string("20801"));
    QCOMPARE(es10(card, "BF3217A0124F10" + aid + "810100"), QByteArray("BF3203800100"));
    QVERIFY(!card.enabledProfile());
    QCOMPARE(changes, 3);
}

void TstEs10::switchRefusals()
{
    EuiccCard card(factoryEuicc(3));
    int changes = 0;
    card.onProfileChange = [&] { ++changes; };
    const QByteArray nobody = "98100000000000000000";
    QCOMPARE(es10(card, enableRequest(nobody, true)), QByteArray("BF3103800101"));
    QCOMPARE(es10(card, disableRequest(nobody, true)), QByteArray("BF3203800101"));
    QCOMPARE(es10(card, deleteRequest(nobody)), QByteArray("BF3303800101"));
    QCOMPARE(es10(card, enableRequest(iccidOf(card, 0), true)), QByteArray("BF3103800102"));
    QCOMPARE(es10(card, disableRequest(iccidOf(card, 1), true)), QByteArray("BF3203800102"));
    QCOMPARE(es10(card, deleteRequest(iccidOf(card, 0))), QByteArray("BF3303800102"));
    // An ICCID of nine bytes (a known slip of an LPA) finds nothing.
    QCOMPARE(es10(card, "BF3110A00B5A09" + iccidOf(card, 1).left(18) + "810100"), QByteArray("BF3103800101"));
    QCOMPARE(es10(card, "BF310EA00C5A0A" + iccidOf(card, 1)), QByteArray("SW 6A80")); // no refresh flag
    QCOMPARE(es10(card, "BF310F5A0A" + iccidOf(card, 1) + "810100"), QByteArray("SW 6A80")); // no A0
    QCOMPARE(es10(card, "BF330EA00C5A0A" + iccidOf(card, 1)), QByteArray("SW 6A80")); // A0 where none belongs
    QCOMPARE(changes, 0);
    QCOMPARE(card.epoch(), 0u);
}

void TstEs10::policyRules()
{
    EuiccState state = factoryEuicc(3);
    state.profiles[0].policyRules = Ppr1NoDisable;
    state.profiles[1].policyRules = virtual_kit::Ppr2NoDelete;
    EuiccCard card(state);
    QCOMPARE(es10(card, disableRequest(iccidOf(card, 0), true)), QByteArray("BF3203800103"));
    QCOMPARE(es10(card, enableRequest(iccidOf(card, 1), true)), QByteArray("BF3103800103")); // would disable it
    QCOMPARE(es10(card, deleteRequest(iccidOf(card, 1))), QByteArray("BF3303800103"));
    QVERIFY(card.state().profiles[0].enabled);
    // A test profile may take over all the same, and only the first may come back.
    QCOMPARE(es10(card, enableRequest(iccidOf(card, 3), false)), QByteArray("BF3103800100"));
    QCOMPARE(es10(card, enableRequest(iccidOf(card, 0), false)), QByteArray("BF3103800100"));
}

void TstEs10::testProfileGivesBack()
{
    EuiccCard card(factoryEuicc(3));
    QCOMPARE(es10(card, enableRequest(iccidOf(card, 3), false)), QByteArray("BF3103800100"));
    QCOMPARE(es10(card, enableRequest(iccidOf(card, 1), false)), QByteArray("BF3103800104"));
    QCOMPARE(es10(card, enableRequest(iccidOf(card, 0), false)), QByteArray("BF3103800100"));
    QCOMPARE(es10(card, enableRequest(iccidOf(card, 1), false)), QByteArray("BF3103800100"));
    // Disabling the test profile ends the bond.
    QCOMPARE(es10(card, enableRequest(iccidOf(card, 3), false)), QByteArray("BF3103800100"));
    QCOMPARE(es10(card, disableRequest(iccidOf(card, 3), false)), QByteArray("BF3203800100"));
    QCOMPARE(es10(card, enableRequest(iccidOf(card, 2), false)), QByteArray("BF3103800100"));
}

void TstEs10::deletion()
{
    EuiccCard card(factoryEuicc(3));
    const QByteArray gone = iccidOf(card, 1);
    const QByteArray aid = hex(card.state().profiles[2].aid);
    QCOMPARE(es10(card, deleteRequest(gone)), QByteArray("BF3303800100"));
    QCOMPARE(card.state().profiles.size(), 3u);
    QCOMPARE(es10(card, deleteRequest(gone)), QByteArray("BF3303800101"));
    QCOMPARE(es10(card, "BF33124F10" + aid), QByteArray("BF3303800100"));
    QVERIFY(!es10(card, "BF2D00").contains(gone));
    QCOMPARE(card.epoch(), 0u); // no REFRESH for a profile that was not in use
}

void TstEs10::memoryReset_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("left");
    QTest::addColumn<bool>("defaultKept");
    QTest::newRow("operational") << QByteArray("0780") << QByteArray("BF3403800100") << 1 << true;
    QTest::newRow("field-loaded test") << QByteArray("0640") << QByteArray("BF3403800100") << 3 << true;
    QTest::newRow("default DP") << QByteArray("0520") << QByteArray("BF3403800100") << 4 << false;
    QTest::newRow("all") << QByteArray("05E0") << QByteArray("BF3403800100") << 0 << false;
    QTest::newRow("none") << QByteArray("0700") << QByteArray("BF3403800101") << 4 << true;
    QTest::newRow("no such option") << QByteArray("0410") << QByteArray("BF3403800101") << 4 << true;
}

void TstEs10::memoryReset()
{
    QFETCH(QByteArray, options);
    QFETCH(QByteArray, answer);
    QFETCH(int, left);
    QFETCH(bool, defaultKept);
    EuiccState state = factoryEuicc(3);
    state.defaultSmdp = "dp.example";
    state.profiles[0].policyRules = 0x60; // does not help here
    EuiccCard card(state);
    int refreshes = 0;
    card.onRefresh = [&] { ++refreshes; };
    QCOMPARE(es10(card, "BF34048202" + options), answer);
    QCOMPARE(int(card.state().profiles.size()), left);
    QCOMPARE(!card.state().defaultSmdp.empty(), defaultKept);
    QCOMPARE(refreshes, left < 2 ? 1 : 0); // the enabled profile went
    if (left == 0)
        QCOMPARE(es10(card, "BF34048202" + options), QByteArray("BF3403800101"));
}

void TstEs10::nickname_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("text") << QByteArray("kit") << QByteArray("BF2903800100");
    QTest::newRow("chinese") << QByteArray("玩具小熊") << QByteArray("BF2903800100");
    QTest::newRow("64 bytes") << QByteArray(64, 'n') << QByteArray("BF2903800100");
    QTest::newRow("65 bytes") << QByteArray(65, 'n') << QByteArray("BF290380017F");
    QTest::newRow("cut character") << QByteArray("玩").chopped(1) << QByteArray("BF290380017F");
    QTest::newRow("removed") << QByteArray() << QByteArray("BF2903800100");
}

void TstEs10::nickname()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, answer);
    EuiccCard card(vectorState());
    const QByteArray fields = "5A0A" + iccidOf(card, 0) + "90" + byteHex(name.size()) + name.toHex().toUpper();
    QCOMPARE(es10(card, "BF29" + byteHex(fields.size() / 2) + fields), answer);
    const bool taken = answer.endsWith("00");
    QCOMPARE(QByteArray::fromStdString(card.state().profiles[0].nickname), taken ? name : QByteArray("lab"));
    QCOMPARE(es10(card, "BF2D00").contains("90036C6162"), !taken);
}

void TstEs10::notificationsFollowConfiguration()
{
    EuiccState state = factoryEuicc(3);
    state.lastSeq = 126;
    state.profiles[0].notifications = {{0x20, "off.example"}};
    state.profiles[1].notifications = {{0xF0, "all.example"}, {0x40, "on.example"}, {0x10, "gone.example"}};
    EuiccCard card(state);
    (void)es10(card, enableRequest(iccidOf(card, 1), false));
    const auto &queue = card.state().notifications;
    QCOMPARE(queue.size(), 3u); // the old one's disable first, then the new one's enable to both that asked
    QCOMPARE(queue[0].address, std::string("off.example"));
    QCOMPARE(int(queue[0].event), 0x20);
    QCOMPARE(queue[1].address, std::string("all.example"));
    QCOMPARE(queue[2].address, std::string("on.example"));
    QCOMPARE(int(queue[2].event), 0x40);
    // 127, 128, 129: above 127 the INTEGER takes two bytes.
    const QByteArray list = es10(card, "BF2800");
    QVERIFY(list.contains("80017F81020520") && list.contains("80020080") && list.contains("80020081"));
    QCOMPARE(es10(card, "BF300480020081"), QByteArray("BF3003800100"));
    QCOMPARE(es10(card, "BF300480020081"), QByteArray("BF3003800101"));
    QCOMPARE(card.state().notifications.size(), 2u);
}

void TstEs10::sequenceOutlivesProfiles()
{
    EuiccCard card(factoryEuicc(3));
    const std::uint32_t before = card.state().lastSeq;
    (void)es10(card, deleteRequest(iccidOf(card, 1)));
    card.reset();
    const auto &queue = card.state().notifications;
    QCOMPARE(queue.size(), 1u);
    QCOMPARE(queue[0].seq, before + 1);
    (void)es10(card, "BF3003800" + QByteArray("1") + byteHex(queue[0].seq));
    QVERIFY(card.state().notifications.empty());
    (void)es10(card, disableRequest(iccidOf(card, 0), false));
    QCOMPARE(card.state().notifications.front().seq, before + 2); // removal gives no number back
}

void TstEs10::notificationFilters()
{
    EuiccCard card(factoryEuicc(3));
    (void)es10(card, enableRequest(iccidOf(card, 1), false));
    (void)es10(card, deleteRequest(iccidOf(card, 2)));
    const auto count = [&](const QByteArray &request) { return es10(card, request).count("BF2F"); };
    QCOMPARE(count("BF2800"), 4); // disable, enable twice, delete
    QCOMPARE(count("BF280481020640"), 2);
    QCOMPARE(count("BF280481020460"), 3);
    QCOMPARE(count("BF280481020780"), 0);
    QCOMPARE(count("BF2803810100"), 0);
    QCOMPARE(es10(card, "BF280481020840"), QByteArray("BF280381017F")); // 8 unused bits
    const auto retrieved = [&](const QByteArray &request) { return es10(card, request).count("BF2F"); };
    QCOMPARE(retrieved("BF2B00"), 4);
    QCOMPARE(retrieved("BF2B06A00481020640"), 2);
    QCOMPARE(retrieved("BF2B05A0038001" + byteHex(card.state().notifications[0].seq)), 1);
}

void TstEs10::signedNotifications()
{
    EuiccCard card(factoryEuicc(11));
    (void)es10(card, disableRequest(iccidOf(card, 0), false));
    const QByteArray list = es10(card, "BF2B00");
    const qsizetype tbs = list.indexOf("BF2F");
    const qsizetype signature = list.indexOf("5F3740", tbs);
    QVERIFY(tbs > 0 && signature > tbs);
    const QByteArray metadata = list.mid(tbs, signature - tbs);
    const QByteArray plain = list.mid(signature + 6, 128);
    QByteArray rest = list.mid(signature + 6 + 128);
    QVERIFY(rest.startsWith("3082"));
    const qsizetype euiccLength = 2 * (rest.mid(4, 4).toInt(nullptr, 16) + 4);
    const Certificate euicc = certificate(rest.left(euiccLength));
    const Certificate eum = certificate(rest.mid(euiccLength));
    const Certificate ci = certificate(hex(virtual_kit::LabCertificates::ciCertificate()));
    QVERIFY(euicc && eum && ci);
    QVERIFY(signatureHolds(euicc.get(), plain, metadata));
    QVERIFY(!signatureHolds(euicc.get(), plain, metadata.chopped(2) + "00"));
    QVERIFY(issuedBy(euicc.get(), eum.get()));
    QVERIFY(issuedBy(eum.get(), ci.get()));
    QVERIFY(issuedBy(ci.get(), ci.get()));
    QVERIFY(!issuedBy(euicc.get(), ci.get()));
    // The subject carries the EID, the CI is the one that EUICCInfo1 names, and the extensions parse.
    char serial[64] = {};
    X509_NAME_get_text_by_NID(X509_get_subject_name(euicc.get()), NID_serialNumber, serial, sizeof serial);
    QCOMPARE(QByteArray(serial), QByteArray::fromStdString(card.state().eid));
    const ASN1_OCTET_STRING *const ciKey = X509_get0_subject_key_id(ci.get());
    QVERIFY(ciKey);
    const QByteArray ciKeyId = hex({ASN1_STRING_get0_data(ciKey), std::size_t(ASN1_STRING_length(ciKey))});
    QVERIFY(es10(card, "BF2000").contains(QByteArray("A9160414" + ciKeyId)));
    for (X509 *const one : {euicc.get(), eum.get(), ci.get()})
        QVERIFY(!(X509_get_extension_flags(one) & EXFLAG_INVALID));
    QCOMPARE(X509_get_key_usage(euicc.get()), std::uint32_t(KU_DIGITAL_SIGNATURE));
    QVERIFY(X509_check_ca(eum.get()) == 1 && X509_check_ca(euicc.get()) == 0);
}

void TstEs10::challengesDiffer()
{
    EuiccCard card(factoryEuicc(5));
    const QByteArray first = es10(card, vector("GetEuiccChallengeRequest"));
    QVERIFY(first.startsWith(vector("GetEuiccChallengeResponse").left(10)));
    QCOMPARE(first.size(), vector("GetEuiccChallengeResponse").size());
    card.reset();
    QVERIFY(es10(card, "BF2E00") != first);
    EuiccCard later(card.state());
    QVERIFY(es10(later, "BF2E00") != first);
}

void TstEs10::freeMemory()
{
    EuiccState state = factoryEuicc(5);
    std::uint32_t used = 0;
    for (const auto &profile : state.profiles)
        used += profile.sizeBytes;
    EuiccCard card(state);
    const auto shown = [&] {
        const QByteArray info = es10(card, "BF2200");
        const qsizetype at = info.indexOf("8101008203") + 10;
        return info.mid(at, 6).toUInt(nullptr, 16);
    };
    QCOMPARE(shown(), state.info.memoryBytes - used);
    (void)es10(card, deleteRequest(iccidOf(card, 1)));
    QCOMPARE(shown(), state.info.memoryBytes - used + state.profiles[1].sizeBytes);
}

void TstEs10::stateMovesToANewCard()
{
    EuiccCard card(factoryEuicc(5));
    (void)es10(card, enableRequest(iccidOf(card, 2), true));
    (void)es10(card, "BF3F0C800A64702E6578616D706C65");
    EuiccCard after(card.state());
    QCOMPARE(after.enabledProfile(), card.enabledProfile());
    for (const QByteArray &request : {QByteArray("BF2D00"), QByteArray("BF2800"), QByteArray("BF3C00")})
        QCOMPARE(es10(after, request), es10(card, request));
}

void TstEs10::unknownAndMalformed_data()
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

void TstEs10::unknownAndMalformed()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, answer);
    EuiccCard card(vectorState());
    QCOMPARE(es10(card, request), answer);
}

QTEST_GUILESS_MAIN(TstEs10)
#include "tst_es10.moc"
