// SPDX-License-Identifier: GPL-3.0-or-later
#include "flash_kit.h"

#include "virtual_kit/flash/factory_image.h"
#include "virtual_kit/flash/image_trailer.h"
#include "virtual_kit/flash/image_verifier.h"
#include "virtual_kit/flash/mcuboot_image.h"
#include "virtual_kit/kernel/random.h"

#include <QTest>

using namespace virtual_kit;
using framing::Bytes;

namespace {

ImageVerifier verifier() { return ImageVerifier(defaultTrustedKeys(), {}); }

} // namespace

class TestMcubootImage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reads_data();
    void reads();
    void verifies_data();
    void verifies();
    void everyFlippedByteIsNoticed();
    void everyTruncationFailsCleanly();
    void lengthsThatLie();
    void acceptsATrustedHashWithoutSignature();
    void rejectsASignatureOfAnotherImage();
    void randomBytes();
    void norFlash();
    void norFlashPowerCut();
    void trailer();
};

void TestMcubootImage::reads_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<int>("protectedSize");
    QTest::addColumn<int>("tlvs");
    QTest::addColumn<int>("hashSize");
    QTest::newRow("ecdsa-1.2.3.bin") << "1.2.3" << 0 << 3 << 32;
    QTest::newRow("ecdsa-1.3.0-protected.bin") << "1.3.0" << 34 << 6 << 32;
    QTest::newRow("ed25519-1.2.3.bin") << "1.2.3" << 0 << 3 << 32;
    QTest::newRow("ed25519-1.3.0+7-counter.bin") << "1.3.0.7" << 12 << 4 << 32;
    QTest::newRow("ed25519-1.4.0-pure.bin") << "1.4.0" << 0 << 4 << 64;
    QTest::newRow("otherkey-1.9.0.bin") << "1.9.0" << 0 << 3 << 32;
    QTest::newRow("unsigned-1.3.1.bin") << "1.3.1" << 0 << 1 << 32;
}

void TestMcubootImage::reads()
{
    QFETCH(QString, version);
    QFETCH(int, protectedSize);
    QFETCH(int, tlvs);
    QFETCH(int, hashSize);
    const Bytes bytes = fixtureImage(QTest::currentDataTag());
    const auto image = parseMcubootImage(bytes);
    QVERIFY(image.has_value());
    QCOMPARE(QString::fromStdString(image->version.text()), version);
    QCOMPARE(image->headerSize, std::size_t(0x200));
    QCOMPARE(image->payloadSize, std::size_t(4096));
    QCOMPARE(int(image->protectedSize), protectedSize);
    QCOMPARE(int(image->tlvs.size()), tlvs);
    QCOMPARE(int(image->hash().size()), hashSize);
    QCOMPARE(image->totalSize, bytes.size());
    QCOMPARE(int(image->hashed.size()), 0x200 + 4096 + protectedSize);
}

void TestMcubootImage::verifies_data()
{
    QTest::addColumn<int>("fault");
    QTest::newRow("ecdsa-1.2.3.bin") << int(ImageFault::None);
    QTest::newRow("ecdsa-1.3.0-protected.bin") << int(ImageFault::None);
    QTest::newRow("ed25519-1.2.3.bin") << int(ImageFault::None);
    QTest::newRow("ed25519-1.3.0+7-counter.bin") << int(ImageFault::None);
    QTest::newRow("ed25519-1.4.0-pure.bin") << int(ImageFault::None);
    QTest::newRow("otherkey-1.9.0.bin") << int(ImageFault::BadSignature);
    QTest::newRow("unsigned-1.3.1.bin") << int(ImageFault::BadSignature);
}

void TestMcubootImage::verifies()
{
    QFETCH(int, fault);
    Bytes bytes = fixtureImage(QTest::currentDataTag());
    QCOMPARE(int(verifier().verify(bytes)), fault);
    bytes.resize(kSlotSize, 0xFF); // as it stands in a slot
    QCOMPARE(int(verifier().verify(bytes)), fault);
}

void TestMcubootImage::everyFlippedByteIsNoticed()
{
    const ImageVerifier verify = verifier();
    for (const char *name : {"ecdsa-1.3.0-protected.bin", "ed25519-1.3.0+7-counter.bin", "ed25519-1.4.0-pure.bin"}) {
        const Bytes good = fixtureImage(name);
        for (std::size_t at = 0; at < good.size(); at += at < 64 || at > 4600 ? 1 : 97) {
            Bytes bad = good;
            bad[at] ^= 0x40;
            if (verify.verify(bad) == ImageFault::None)
                QFAIL(qPrintable(QStringLiteral("%1: byte %2").arg(QLatin1String(name)).arg(at)));
        }
    }
}

void TestMcubootImage::everyTruncationFailsCleanly()
{
    const Bytes good = fixtureImage("ecdsa-1.3.0-protected.bin");
    for (std::size_t size = 0; size < good.size(); ++size) {
        const Bytes cut(good.begin(), good.begin() + std::ptrdiff_t(size));
        QVERIFY(!parseMcubootImage(cut).has_value());
    }
}

void TestMcubootImage::lengthsThatLie()
{
    const Bytes good = fixtureImage("ed25519-1.3.0+7-counter.bin");
    const auto with = [&good](std::size_t at, std::initializer_list<std::uint8_t> bytes) {
        Bytes out = good;
        std::copy(bytes.begin(), bytes.end(), out.begin() + std::ptrdiff_t(at));
        return parseMcubootImage(out);
    };
    QCOMPARE(with(0, {0xFF, 0xFF, 0xFF, 0xFF}).error(), ImageFault::Empty);
    QCOMPARE(with(0, {0}).error(), ImageFault::BadHeader);
    QCOMPARE(with(8, {0x1F, 0x00}).error(), ImageFault::BadHeader);              // header shorter than itself
    QCOMPARE(with(8, {0xFF, 0xFF}).error(), ImageFault::BadHeader);              // header beyond the file
    QCOMPARE(with(12, {0xFF, 0xFF, 0xFF, 0xFF}).error(), ImageFault::BadHeader); // payload of 4 GiB
    QCOMPARE(with(10, {0xFF, 0xFF}).error(), ImageFault::BadTlvs);               // protected size differs
    const std::size_t area = 0x200 + 4096;
    QCOMPARE(with(area + 2, {0x03, 0x00}).error(), ImageFault::BadTlvs);      // area shorter than its info
    QCOMPARE(with(area + 6, {0xFF, 0xFF}).error(), ImageFault::BadTlvs);      // TLV longer than the area
    QCOMPARE(with(area + 12 + 2, {0xFF, 0xFF}).error(), ImageFault::BadTlvs); // area beyond the file
}

void TestMcubootImage::acceptsATrustedHashWithoutSignature()
{
    const Bytes factory = makeFactoryImage({1, 0, 0, 0}, 5000);
    const auto image = parseMcubootImage(factory);
    QVERIFY(image.has_value());
    QCOMPARE(verifier().verify(factory), ImageFault::BadSignature);
    const Bytes hash(image->hash().begin(), image->hash().end());
    QCOMPARE(ImageVerifier(defaultTrustedKeys(), {hash}).verify(factory), ImageFault::None);
    QCOMPARE(makeFactoryImage({1, 0, 0, 0}, 5000), factory);
    QVERIFY(makeFactoryImage({1, 0, 1, 0}, 5000) != factory);
}

void TestMcubootImage::rejectsASignatureOfAnotherImage()
{
    // The two signed 1.2.3 have the same hash, so their signatures are over the same digest; 1.3.0's is another.
    Bytes bytes = fixtureImage("ed25519-1.2.3.bin");
    const Bytes other = fixtureImage("ed25519-1.3.0+7-counter.bin");
    std::copy(other.end() - 64, other.end(), bytes.end() - 64);
    QCOMPARE(verifier().verify(bytes), ImageFault::BadSignature);
    QCOMPARE(ImageVerifier({defaultTrustedKeys().front()}, {}).verify(fixtureImage("ed25519-1.2.3.bin")),
        ImageFault::BadSignature);
}

void TestMcubootImage::randomBytes()
{
    Random random(1, "images");
    const ImageVerifier verify = verifier();
    const Bytes good = fixtureImage("ecdsa-1.3.0-protected.bin");
    for (int round = 0; round < 2000; ++round) {
        Bytes bytes = good;
        for (int edits = 0; edits < 4; ++edits) {
            const std::size_t span = random.next() % 2 ? 32 : bytes.size();
            bytes[random.next() % span] = std::uint8_t(random.next());
        }
        bytes.resize(random.next() % 4 ? bytes.size() : random.next() % bytes.size());
        const ImageFault fault = verify.verify(bytes);
        QVERIFY(fault != ImageFault::None || bytes == good);
    }
}

void TestMcubootImage::norFlash()
{
    NorFlash flash(3 * kSectorSize);
    QVERIFY(flash.isBlank(0, flash.size()));
    QVERIFY(flash.write(kSectorSize, Bytes{0xF0, 0x0F}));
    QVERIFY(flash.write(kSectorSize, Bytes{0x3C, 0xFF}));
    QCOMPARE(int(flash.view(kSectorSize, 1)[0]), 0x30); // bits only fall
    QCOMPARE(int(flash.view(kSectorSize + 1, 1)[0]), 0x0F);
    QCOMPARE(flash.elapsed(), 2 * kWordWrite);
    QVERIFY(flash.eraseSector(kSectorSize + 17));
    QVERIFY(flash.isBlank(0, flash.size()));
    QCOMPARE(flash.elapsed(), 2 * kWordWrite + kSectorErase);
    QVERIFY(!flash.write(flash.size() - 1, Bytes{1, 2}));
    QVERIFY(!flash.write(flash.size() + 9, Bytes{1}));
    QVERIFY(!flash.eraseSector(flash.size()));
    QCOMPARE(flash.view(flash.size() - 1, 100).size(), std::size_t(1));
    QVERIFY(flash.view(flash.size(), 1).empty());
    QCOMPARE(flash.sectorsErased(), std::uint64_t(1));
    QCOMPARE(flash.wordsWritten(), std::uint64_t(2));
}

void TestMcubootImage::norFlashPowerCut()
{
    NorFlash flash(kSectorSize);
    flash.load(0, Bytes(kSectorSize, 0x55));
    flash.restart(kSectorErase / 2);
    QVERIFY(!flash.eraseSector(0));
    QVERIFY(!flash.powered());
    QVERIFY(!flash.isBlank(0, kSectorSize / 2)); // the start is as it was
    QVERIFY(flash.isBlank(kSectorSize / 2, kSectorSize / 2));
    QVERIFY(!flash.write(kSectorSize / 2, Bytes{0}));
    QVERIFY(flash.isBlank(kSectorSize / 2, kSectorSize / 2));
    flash.restart(3 * kWordWrite);
    QVERIFY(!flash.write(kSectorSize / 2, Bytes(20, 0)));
    QVERIFY(!flash.isBlank(kSectorSize / 2 + 8, 4));
    QVERIFY(flash.isBlank(kSectorSize / 2 + 12, 8));
    flash.restart();
    QVERIFY(flash.eraseSector(0));
    QVERIFY(flash.isBlank(0, kSectorSize));
}

void TestMcubootImage::trailer()
{
    NorFlash flash;
    ImageTrailer trailer(flash, 1);
    QCOMPARE(trailer.read().magic, TrailerMagic::Unset);
    QCOMPARE(trailer.statusCount(), std::size_t(0));
    QVERIFY(trailer.writeMagic() && trailer.writeSwapInfo(SwapKind::Revert) && trailer.writeSwapSize(0x12345));
    QVERIFY(trailer.writeStatus(0, 1) && trailer.writeStatus(ImageTrailer::kStatusEntries - 1, 2));
    QVERIFY(!trailer.writeStatus(ImageTrailer::kStatusEntries, 2));
    QCOMPARE(trailer.statusCount(), ImageTrailer::kStatusEntries);
    const TrailerState state = trailer.read();
    QCOMPARE(state.magic, TrailerMagic::Good);
    QCOMPARE(state.swap, SwapKind::Revert);
    QCOMPARE(state.copyDone, TrailerFlag::Unset);
    QCOMPARE(trailer.swapSize(), std::size_t(0x12345));
    // As imgtool and MCUboot write it: the last 16 bytes of the slot.
    const Bytes magic{0x77, 0xc2, 0x95, 0xf3, 0x60, 0xd2, 0xef, 0x7f, 0x35, 0x52, 0x50, 0x0f, 0x2c, 0xb6, 0x79, 0x80};
    const framing::ByteView end = flash.view(2 * kSlotSize - 16, 16);
    QCOMPARE(Bytes(end.begin(), end.end()), magic);
    QVERIFY(flash.write(2 * kSlotSize - 16, Bytes{0}));
    QCOMPARE(trailer.read().magic, TrailerMagic::Bad);
    QVERIFY(flash.isBlank(0, kSlotSize));
    QVERIFY(trailer.erase());
    QVERIFY(flash.isBlank(0, flash.size()));
}

QTEST_GUILESS_MAIN(TestMcubootImage)
#include "tst_mcuboot_image.moc"
