// SPDX-License-Identifier: GPL-3.0-or-later
#include "card_bench.h"

#include "virtual_kit/euicc/lab_certificates.h"

#include <QTest>

#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/x509v3.h>

#include <memory>

using namespace card_bench;
using virtual_kit::factoryEuicc;

namespace {

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

} // namespace

class TstEs10Notifications : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void notificationsFollowConfiguration();
    void sequenceOutlivesProfiles();
    void notificationFilters();
    void signedNotifications();
    void challengesDiffer();
};

void TstEs10Notifications::notificationsFollowConfiguration()
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

void TstEs10Notifications::sequenceOutlivesProfiles()
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

void TstEs10Notifications::notificationFilters()
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

void TstEs10Notifications::signedNotifications()
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

void TstEs10Notifications::challengesDiffer()
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

QTEST_GUILESS_MAIN(TstEs10Notifications)
#include "tst_es10_notifications.moc"
