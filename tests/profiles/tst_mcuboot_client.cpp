// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/firmware/image_file.h"
#include "profiles/firmware/image_verdict.h"
#include "profiles/firmware/mcuboot_image.h"

#include <QFile>
#include <QRandomGenerator>
#include <QtEndian>
#include <QTest>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <memory>

using namespace profiles;
using device_link::FirmwareSlot;
using device_link::FirmwareState;

namespace {

QByteArray fixture(const QString &name)
{
    QFile file(QString(QStringLiteral(AIESIM_FIXTURES "/mcuboot_client/") + name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no fixture %s", qPrintable(name));
    return file.readAll();
}

QByteArray image(const char *name) { return fixture(QString::fromLatin1(name)); }

ImagePublicKey keyNamed(const char *name)
{
    return *ImagePublicKey::fromPem(fixture(QString::fromLatin1(name)), QString::fromLatin1(name));
}

const QList<ImagePublicKey> &bothKeys()
{
    static const QList<ImagePublicKey> keys = {keyNamed("ed25519.pub.pem"), keyNamed("ecdsa-p256.pub.pem")};
    return keys;
}

const char *const kImages[] = {"ecdsa-1.2.3.bin", "ecdsa-1.3.0-protected.bin", "ed25519-1.2.3.bin",
    "ed25519-1.3.0+7-counter.bin", "ed25519-1.4.0-pure.bin", "otherkey-1.9.0.bin", "unsigned-1.3.1.bin"};

CheckOutcome outcome(const QList<ImageCheck> &checks, ImageCheckId id)
{
    for (const ImageCheck &check : checks) {
        if (check.id == id)
            return check.outcome;
    }
    qFatal("check missing");
}

CheckOutcome outcome(const ImageVerdict &verdict, ImageCheckId id) { return outcome(verdict.checks, id); }

FirmwareSlot slot(int number, const char *version, const QByteArray &hash, const char *flags)
{
    const QByteArray words(flags);
    FirmwareSlot s;
    s.slot = number;
    s.version = QString::fromLatin1(version);
    s.hash = hash;
    s.active = words.contains("active");
    s.confirmed = words.contains("confirmed");
    s.pending = words.contains("pending");
    s.bootable = true;
    s.size = 0x69000;
    return s;
}

FirmwareState board(const QList<FirmwareSlot> &list)
{
    FirmwareState state;
    state.slotList = list;
    return state;
}

QByteArray hashOf(const char *name) { return parseMcubootImage(viewOf(image(name)))->hash(); }

ImageInspection inspected(const char *name) { return *inspectImage(image(name), bothKeys()); }

/// The same image with header and TLV heads in big endian, as `imgtool -e big` lays them out, and the hash made anew.
QByteArray bigEndian(QByteArray file)
{
    const auto swap16 = [&file](qsizetype at) { std::swap(file.data()[at], file.data()[at + 1]); };
    const auto swap32 = [&file](qsizetype at) { std::reverse(file.begin() + at, file.begin() + at + 4); };
    const auto size = qFromLittleEndian<quint32>(file.constData() + 12);
    const auto head = qFromLittleEndian<quint16>(file.constData() + 8);
    for (const qsizetype at : {0, 4, 12, 16, 24})
        swap32(at);
    for (const qsizetype at : {8, 10, 22})
        swap16(at);
    qsizetype at = qsizetype(head) + size;
    const QByteArray digest = QCryptographicHash::hash(file.left(at), QCryptographicHash::Sha256);
    swap16(at);
    swap16(at + 2);
    for (at += 4; at < file.size();) {
        const auto type = qFromLittleEndian<quint16>(file.constData() + at);
        const auto length = qFromLittleEndian<quint16>(file.constData() + at + 2);
        swap16(at);
        swap16(at + 2);
        if (type == 0x10)
            file.replace(at + 4, 32, digest);
        at += 4 + length;
    }
    return file;
}

struct KeyFree {
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
    void operator()(EVP_PKEY_CTX *context) const { EVP_PKEY_CTX_free(context); }
};
using TestKey = std::unique_ptr<EVP_PKEY, KeyFree>;

QByteArray pemOf(EVP_PKEY *key)
{
    BIO *bio = BIO_new(BIO_s_mem());
    PEM_write_bio_PUBKEY(bio, key);
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    const QByteArray pem(data, size);
    BIO_free(bio);
    return pem;
}

QByteArray sign(EVP_PKEY *key, const QByteArray &digest, bool pss)
{
    const std::unique_ptr<EVP_PKEY_CTX, KeyFree> context(EVP_PKEY_CTX_new(key, nullptr));
    EVP_PKEY_sign_init(context.get());
    if (pss) {
        EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PSS_PADDING);
        EVP_PKEY_CTX_set_signature_md(context.get(), EVP_sha256());
        EVP_PKEY_CTX_set_rsa_pss_saltlen(context.get(), 32);
    }
    std::size_t size = 0;
    const auto *data = reinterpret_cast<const unsigned char *>(digest.constData());
    EVP_PKEY_sign(context.get(), nullptr, &size, data, std::size_t(digest.size()));
    QByteArray signature(qsizetype(size), '\0');
    EVP_PKEY_sign(
        context.get(), reinterpret_cast<unsigned char *>(signature.data()), &size, data, std::size_t(digest.size()));
    signature.truncate(qsizetype(size));
    return signature;
}

void appendLe16(QByteArray &out, int value) { out.append(char(value & 0xFF)).append(char(value >> 8)); }

/// The unsigned image with these TLVs after its hash.
QByteArray withTlvs(const QList<std::pair<int, QByteArray>> &tlvs)
{
    QByteArray file = image("unsigned-1.3.1.bin");
    const qsizetype area = 0x200 + 4096;
    QByteArray entries = file.mid(area + 4);
    for (const auto &[type, value] : tlvs) {
        appendLe16(entries, type);
        appendLe16(entries, int(value.size()));
        entries += value;
    }
    file.truncate(area);
    appendLe16(file, 0x6907);
    appendLe16(file, int(entries.size()) + 4);
    return file + entries;
}

} // namespace

class TestMcubootClient : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void imagesAreParsed_data()
    {
        QTest::addColumn<QString>("version");
        QTest::addColumn<int>("tlvCount");
        QTest::addColumn<int>("protectedSize");
        QTest::addColumn<qint64>("counter"); // -1: none
        QTest::newRow("ecdsa-1.2.3.bin") << "1.2.3" << 3 << 0 << qint64(-1);
        QTest::newRow("ecdsa-1.3.0-protected.bin") << "1.3.0" << 6 << 34 << qint64(5);
        QTest::newRow("ed25519-1.2.3.bin") << "1.2.3" << 3 << 0 << qint64(-1);
        QTest::newRow("ed25519-1.3.0+7-counter.bin") << "1.3.0+7" << 4 << 12 << qint64(16973824);
        QTest::newRow("ed25519-1.4.0-pure.bin") << "1.4.0" << 4 << 0 << qint64(-1);
        QTest::newRow("otherkey-1.9.0.bin") << "1.9.0" << 3 << 0 << qint64(-1);
        QTest::newRow("unsigned-1.3.1.bin") << "1.3.1" << 1 << 0 << qint64(-1);
    }
    void imagesAreParsed()
    {
        QFETCH(QString, version);
        QFETCH(int, tlvCount);
        QFETCH(int, protectedSize);
        QFETCH(qint64, counter);
        const QByteArray file = image(QTest::currentDataTag());
        const auto parsed = parseMcubootImage(viewOf(file));
        QVERIFY(parsed);
        QCOMPARE(parsed->version.toString(), version);
        QCOMPARE(int(parsed->headerSize), 0x200);
        QCOMPARE(parsed->imageSize, 4096U);
        QCOMPARE(parsed->tlvs.size(), tlvCount);
        QCOMPARE(int(parsed->protectedSize), protectedSize);
        QCOMPARE(qint64(parsed->securityCounter().value_or(0)), qMax<qint64>(counter, 0));
        QCOMPARE(parsed->securityCounter().has_value(), counter >= 0);
        QCOMPARE(parsed->endOffset, file.size());
        QVERIFY(!parsed->hasTrailer && parsed->tailErased && !parsed->bigEndian && !parsed->encrypted());
        QCOMPARE(computeImageHash(viewOf(file), *parsed, *parsed->hashAlgorithm()), parsed->hash());
    }

    void signaturesAreVerified_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<QString>("key");
        QTest::newRow("ecdsa-1.2.3.bin") << int(SignatureState::Valid) << "ecdsa-p256.pub.pem";
        QTest::newRow("ecdsa-1.3.0-protected.bin") << int(SignatureState::Valid) << "ecdsa-p256.pub.pem";
        QTest::newRow("ed25519-1.2.3.bin") << int(SignatureState::Valid) << "ed25519.pub.pem";
        QTest::newRow("ed25519-1.3.0+7-counter.bin") << int(SignatureState::Valid) << "ed25519.pub.pem";
        QTest::newRow("ed25519-1.4.0-pure.bin") << int(SignatureState::Valid) << "ed25519.pub.pem";
        QTest::newRow("otherkey-1.9.0.bin") << int(SignatureState::UnknownKey) << "";
        QTest::newRow("unsigned-1.3.1.bin") << int(SignatureState::Unsigned) << "";
    }
    void signaturesAreVerified()
    {
        QFETCH(int, state);
        QFETCH(QString, key);
        const bool valid = state == int(SignatureState::Valid);
        const auto inspection = inspectImage(image(QTest::currentDataTag()), bothKeys());
        QVERIFY(inspection);
        QCOMPARE(int(inspection->signature.state), state);
        QCOMPARE(inspection->signature.keyName, key);
        QVERIFY(outcome(inspection->checks, ImageCheckId::Hash) == CheckOutcome::Pass);
        QVERIFY((outcome(inspection->checks, ImageCheckId::Signature) == CheckOutcome::Pass) == valid);
        QCOMPARE(inspection->signature.pure, QByteArray(QTest::currentDataTag()).contains("pure"));

        const auto noKeys = inspectImage(image(QTest::currentDataTag()), {});
        QVERIFY(outcome(noKeys->checks, ImageCheckId::Signature) == CheckOutcome::NotChecked);
    }

    void inspectedOnThePool()
    {
        const auto there = inspectImageOnPool(image("ed25519-1.2.3.bin"), bothKeys()).result();
        QVERIFY(there && there->signature.state == SignatureState::Valid);
        QVERIFY(!inspectImageOnPool("no image", {}).result());
    }

    void filesAreOpened()
    {
        const QString folder = QStringLiteral(AIESIM_FIXTURES "/mcuboot_client/");
        const auto open = [&](const QString &name) { return openImageFile(QString(folder + name), bothKeys()); };
        QFuture<Result<ImageFile>> future = open(QStringLiteral("ed25519-1.2.3.bin"));
        QVERIFY(future.result().has_value());
        QCOMPARE(future.result()->bytes, image("ed25519-1.2.3.bin"));
        QCOMPARE(future.result()->inspection.signature.keyName, QStringLiteral("ed25519.pub.pem"));
        future = open(QStringLiteral("ed25519.pub.pem"));
        QVERIFY(future.result().error().fault() == Fault::BadFile);
        future = open(QStringLiteral("there-is-none.bin"));
        QVERIFY(future.result().error().fault() == Fault::CannotRead);
        const Result<ImagePublicKey> key = openKeyFile(QString(folder + QStringLiteral("ed25519.pub.pem")));
        QVERIFY(key.has_value());
        QCOMPARE(key->name(), QStringLiteral("ed25519.pub.pem"));
        QVERIFY(openKeyFile(QString(folder + QStringLiteral("ed25519-1.2.3.bin"))).error().fault() == Fault::BadFile);
    }

    void twoSignersSameImageHash()
    {
        QCOMPARE(hashOf("ed25519-1.2.3.bin"), hashOf("ecdsa-1.2.3.bin"));
        // A signature of one scheme under the other's key is not accepted.
        const auto wrong = inspectImage(image("ecdsa-1.2.3.bin"), {keyNamed("ed25519.pub.pem")});
        QVERIFY(wrong->signature.state == SignatureState::UnknownKey);
        QVERIFY(outcome(wrong->checks, ImageCheckId::Signature) == CheckOutcome::Fail);
    }

    void everyHeaderByteMatters()
    {
        for (const char *name : kImages) {
            const QByteArray good = image(name);
            for (int change = 0; change < 32 * 3; ++change) {
                constexpr int kFlips[] = {0x01, 0x80, 0xFF};
                QByteArray bad = good;
                bad[change / 3] = static_cast<char>(bad[change / 3] ^ kFlips[change % 3]);
                const auto inspection = inspectImage(bad, bothKeys());
                if (!inspection) {
                    QVERIFY(inspection.error().fault() == Fault::BadFile);
                    continue;
                }
                QVERIFY2(outcome(inspection->checks, ImageCheckId::Hash) != CheckOutcome::Pass, name);
                QVERIFY2(inspection->signature.state != SignatureState::Valid, name);
            }
        }
    }

    void payloadAndSignatureBytesMatter()
    {
        QRandomGenerator random(2);
        const QByteArray good = image("ed25519-1.4.0-pure.bin");
        for (int i = 0; i < 200; ++i) {
            QByteArray bad = good;
            const int at = random.bounded(32, int(good.size()));
            bad[at] = static_cast<char>(bad[at] ^ 0x20);
            const auto inspection = inspectImage(bad, bothKeys());
            const bool accepted = inspection && outcome(inspection->checks, ImageCheckId::Hash) == CheckOutcome::Pass
                && outcome(inspection->checks, ImageCheckId::Signature) == CheckOutcome::Pass;
            QVERIFY2(!accepted, qPrintable(QString::number(at)));
        }
    }

    void cutOffFilesAreRefused()
    {
        for (const char *name : kImages) {
            const QByteArray good = image(name);
            for (qsizetype size = 0; size < good.size(); ++size) {
                const auto parsed = parseMcubootImage(viewOf(good).first(std::size_t(size)));
                QVERIFY2(!parsed, qPrintable(QString::number(size)));
                QVERIFY(parsed.error().fault() == Fault::BadFile);
            }
        }
    }

    void otherFilesAreNamed_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("word");
        QTest::newRow("empty") << QByteArray() << "0 bytes";
        QTest::newRow("zip") << QByteArray("PK\x03\x04" + QByteArray(100, 'z')) << "zip";
        QTest::newRow("elf") << QByteArray("\x7F"
                                           "ELF"
            + QByteArray(100, 'e'))
                             << "ELF";
        QTest::newRow("hex") << QByteArray(":020000040000FA\r\n:10000000000000000000000000000000") << "Intel HEX";
        QTest::newRow("text") << QByteArray(1000, 't') << "no MCUboot magic";
        QTest::newRow("large") << QByteArray((16 << 20) + 1, '\xFF') << "16 MiB";
    }
    void otherFilesAreNamed()
    {
        QFETCH(QByteArray, file);
        QFETCH(QString, word);
        const auto parsed = parseMcubootImage(viewOf(file));
        QVERIFY(!parsed && parsed.error().fault() == Fault::BadFile);
        QVERIFY2(parsed.error().detail().contains(word), qPrintable(parsed.error().detail()));
    }

    void paddedFilesAreNoticed()
    {
        const QByteArray good = image("ed25519-1.2.3.bin");
        const QByteArray erased = good + QByteArray(1000, '\xFF');
        const QByteArray magic = QByteArray::fromHex("77c295f360d2ef7f3552500f2cb67980");
        const QByteArray aligned = QByteArray::fromHex("20002de15d29410b8d77679c110f1f8a");
        const auto padding
            = [](const QByteArray &file) { return outcome(inspectImage(file, {})->checks, ImageCheckId::Padding); };
        QVERIFY(padding(good) == CheckOutcome::Pass);
        QVERIFY(padding(erased) == CheckOutcome::Warn);
        QVERIFY(padding(erased + magic) == CheckOutcome::Fail);
        QVERIFY(parseMcubootImage(viewOf(erased + magic))->hasTrailer);
        QVERIFY(parseMcubootImage(viewOf(erased + aligned))->hasTrailer);
        QVERIFY(padding(good + "junk") == CheckOutcome::Fail);
    }

    void bigEndianImages()
    {
        const auto inspection = inspectImage(bigEndian(image("ed25519-1.2.3.bin")), {});
        QVERIFY2(inspection, inspection ? "" : qPrintable(inspection.error().detail()));
        QVERIFY(inspection->image.bigEndian);
        QCOMPARE(inspection->image.version.toString(), QStringLiteral("1.2.3"));
        QCOMPARE(inspection->image.imageSize, 4096U);
        QVERIFY(outcome(inspection->checks, ImageCheckId::Hash) == CheckOutcome::Pass);
    }

    void rsaPssAndP384()
    {
        const QByteArray digest = hashOf("unsigned-1.3.1.bin");
        const TestKey rsa(EVP_RSA_gen(2048));
        const TestKey p384(EVP_EC_gen("P-384"));
        const auto rsaKey = ImagePublicKey::fromPem(pemOf(rsa.get()), QStringLiteral("rsa"));
        const auto ecKey = ImagePublicKey::fromPem(pemOf(p384.get()), QStringLiteral("p384"));
        QVERIFY(rsaKey && rsaKey->kind() == ImagePublicKey::Kind::Rsa2048);
        QVERIFY(ecKey && ecKey->kind() == ImagePublicKey::Kind::EcdsaP384);
        const QByteArray rsaSigned = withTlvs({{0x01, rsaKey->keyHash()}, {0x20, sign(rsa.get(), digest, true)}});
        QVERIFY(inspectImage(rsaSigned, {*rsaKey})->signature.state == SignatureState::Valid);
        QVERIFY(inspectImage(rsaSigned, {*ecKey})->signature.state == SignatureState::UnknownKey);
        const QByteArray other = QCryptographicHash::hash("x", QCryptographicHash::Sha256);
        const QByteArray wrong = withTlvs({{0x01, rsaKey->keyHash()}, {0x20, sign(rsa.get(), other, true)}});
        QVERIFY(inspectImage(wrong, {*rsaKey})->signature.state == SignatureState::Invalid);
        // Whole key in the image instead of its hash, DER padded with zeros as --pad-sig does.
        const QByteArray padded = sign(p384.get(), digest, false) + QByteArray(2, '\0');
        const QByteArray ecSigned = withTlvs({{0x02, ecKey->subjectPublicKeyInfo()}, {0x22, padded}});
        QVERIFY(inspectImage(ecSigned, {*ecKey, *rsaKey})->signature.state == SignatureState::Valid);
        // The second of two signatures is enough.
        const QByteArray two = withTlvs({{0x01, rsaKey->keyHash()}, {0x20, sign(rsa.get(), other, true)},
            {0x01, ecKey->keyHash()}, {0x22, sign(p384.get(), digest, false)}});
        QVERIFY(inspectImage(two, {*rsaKey, *ecKey})->signature.state == SignatureState::Valid);
    }

    void keysThatAreNone()
    {
        QVERIFY(ImagePublicKey::fromPem("", {}).error().fault() == Fault::BadFile);
        QVERIFY(ImagePublicKey::fromPem(image("ed25519-1.2.3.bin"), {}).error().fault() == Fault::BadFile);
        const TestKey p521(EVP_EC_gen("P-521"));
        QVERIFY(ImagePublicKey::fromPem(pemOf(p521.get()), {}).error().fault() == Fault::NotSupported);
    }

    void brokenTlvAreas()
    {
        QVERIFY(!parseMcubootImage(viewOf(withTlvs({{0x10, QByteArray(32, 'h')}})))); // two hashes
        QByteArray shortHash = image("unsigned-1.3.1.bin");
        shortHash.chop(32);
        shortHash[0x1200 + 2] = 8;
        shortHash[0x1200 + 6] = 0;
        QVERIFY(!parseMcubootImage(viewOf(shortHash))); // a hash of no bytes
        QByteArray entry = image("unsigned-1.3.1.bin");
        entry[0x1200 + 6] = 33; // longer than its area
        QVERIFY(!parseMcubootImage(viewOf(entry)));
    }

    void comparedWithTheBoard()
    {
        const QByteArray old = hashOf("ed25519-1.2.3.bin");
        const QByteArray other = hashOf("otherkey-1.9.0.bin");
        const ImageInspection fresh = inspected("ed25519-1.3.0+7-counter.bin");
        const FirmwareState plain = board({slot(0, "1.2.3", old, "active confirmed")});
        QCOMPARE(judgeImage(fresh, plain, 0).failed(), QList<ImageCheckId>());
        QVERIFY(outcome(judgeImage(fresh, plain, 0), ImageCheckId::Version) == CheckOutcome::Pass);
        QVERIFY(outcome(judgeImage(fresh, plain, 0), ImageCheckId::SlotSize) == CheckOutcome::Pass);

        const ImageVerdict same = judgeImage(inspected("ecdsa-1.2.3.bin"), plain, 0);
        QCOMPARE(same.failed(), QList<ImageCheckId>{ImageCheckId::NotRunning});
        const ImageVerdict older = judgeImage(fresh, board({slot(0, "1.9.0", other, "active confirmed")}), 0);
        QVERIFY(outcome(older, ImageCheckId::Version) == CheckOutcome::Warn);
        QCOMPARE(
            older.find(ImageCheckId::Version)->detail[QStringLiteral("relation")].toString(), QStringLiteral("older"));
        const ImageVerdict sameVersion = judgeImage(fresh, board({slot(0, "1.3.0.7", other, "active confirmed")}), 0);
        QCOMPARE(sameVersion.find(ImageCheckId::Version)->detail[QStringLiteral("relation")].toString(),
            QStringLiteral("same"));

        const ImageVerdict trial
            = judgeImage(fresh, board({slot(0, "1.9.0", other, "active"), slot(1, "1.2.3", old, "confirmed")}), 0);
        QCOMPARE(trial.failed(), QList<ImageCheckId>{ImageCheckId::SlotFree});
        const ImageVerdict blocked = judgeImage(
            fresh, board({slot(0, "1.2.3", old, "active confirmed"), slot(1, "1.9.0", other, "pending")}), 0);
        QCOMPARE(blocked.failed(), QList<ImageCheckId>{ImageCheckId::SlotFree});
        const ImageVerdict marked = judgeImage(fresh,
            board({slot(0, "1.2.3", old, "active confirmed"), slot(1, "1.3.0.7", fresh.image.hash(), "pending")}), 0);
        QVERIFY(outcome(marked, ImageCheckId::NotPending) == CheckOutcome::Warn);
        QCOMPARE(marked.failed(), QList<ImageCheckId>());

        FirmwareState small = plain;
        small.slotList[0].size = 4096;
        QCOMPARE(judgeImage(fresh, small, 0).failed(), QList<ImageCheckId>{ImageCheckId::SlotSize});
        const ImageVerdict elsewhere = judgeImage(fresh, plain, 1);
        QVERIFY(outcome(elsewhere, ImageCheckId::NotRunning) == CheckOutcome::NotChecked);
        QVERIFY(outcome(elsewhere, ImageCheckId::Version) == CheckOutcome::NotChecked);
        QVERIFY(outcome(elsewhere, ImageCheckId::SlotSize) == CheckOutcome::NotChecked);
    }

    void versions()
    {
        const auto v = [](const char *text) { return McubootVersion::fromString(QString::fromLatin1(text)); };
        QVERIFY(v("1.3.0+7") == v("1.3.0.7"));
        QVERIFY(*v("1.3.0+7") > *v("1.3.0"));
        QVERIFY(*v("1.10.0") > *v("1.9.65535"));
        QCOMPARE(v("0.1")->toString(), QStringLiteral("0.1.0"));
        for (const char *bad :
            {"", "1", "256.0.0", "1.0.65536", "1.-1.0", "1.0.0.4294967296", "a.b", "1..2", "1.2.3.4.5"})
            QVERIFY2(!v(bad), bad);
    }

    void randomFilesNeverCrash()
    {
        QRandomGenerator random(3);
        for (int i = 0; i < 3000; ++i) {
            QByteArray file = image(kImages[random.bounded(7)]);
            const int area = 0x200 + 4096;
            for (int flips = random.bounded(1, 6); flips > 0; --flips) {
                const bool head = random.bounded(2) == 0;
                const int at = head ? random.bounded(32) : random.bounded(area, int(file.size()));
                file[at] = static_cast<char>(random.bounded(256));
            }
            const auto parsed = parseMcubootImage(viewOf(file));
            QVERIFY(!parsed || parsed->endOffset <= file.size());
        }
    }
};

QTEST_GUILESS_MAIN(TestMcubootClient)
#include "tst_mcuboot_client.moc"
