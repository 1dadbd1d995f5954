// SPDX-License-Identifier: GPL-3.0-or-later
#include "flash_kit.h"

#include <QTest>

using namespace virtual_kit;
using framing::Bytes;

class TestFlashBank : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void factory();
    void testThenConfirm();
    void testThenRevert();
    void permanent();
    void everyGoodVectorBoots();
    void rejects_data();
    void rejects();
    void rejectedOnRevert();
    void brokenRunningImage();
    void nonBootableStays();
    void tooLargeForTheSwap();
    void lines();
    void eraseAndWriteTakeTime();
    void ranges();
};

void TestFlashBank::factory()
{
    FlashKit kit;
    QVERIFY(!kit.flash.running());
    const BootReport report = kit.flash.boot();
    QVERIFY(report.started && report.swap == SwapKind::None && !report.onTrial);
    QVERIFY(!kit.flash.running());
    kit.simulation.advanceTo(report.duration);
    QVERIFY(kit.flash.running());
    QCOMPARE(kit.flash.runningVersion().text(), std::string("1.0.0"));
    const SlotState state = kit.flash.slotState(0);
    QVERIFY(state.present && state.active && state.confirmed && state.bootable && !state.pending && !state.permanent);
    QCOMPARE(state.hash, kit.flash.factoryHash());
    QVERIFY(!kit.flash.slotState(1).present);
    QVERIFY(!kit.flash.slotState(2).present && !kit.flash.slotState(-1).present);
    QVERIFY(kit.flash.isErased(1) && !kit.flash.isErased(0));
}

void TestFlashBank::testThenConfirm()
{
    FlashKit kit;
    kit.boot();
    kit.put(fixtureImage(kNewImage));
    QVERIFY(kit.flash.requestSwap(false));
    QVERIFY(kit.flash.requestSwap(false));
    QVERIFY(kit.flash.slotState(1).pending && !kit.flash.slotState(1).permanent);
    BootReport report = kit.boot();
    QVERIFY(report.started && report.onTrial && !report.resumed);
    QCOMPARE(report.swap, SwapKind::Test);
    QCOMPARE(report.version.text(), std::string("1.3.0"));
    QCOMPARE(kit.versionIn(0), std::string("1.3.0"));
    QCOMPARE(kit.versionIn(1), std::string("1.0.0"));
    QVERIFY(kit.flash.slotState(0).active && !kit.flash.slotState(0).confirmed);
    QVERIFY(kit.flash.slotState(1).confirmed && !kit.flash.slotState(1).pending);
    QVERIFY(kit.flash.confirmRunning());
    QVERIFY(kit.flash.slotState(0).confirmed && !kit.flash.slotState(1).confirmed);
    report = kit.boot();
    QVERIFY(report.swap == SwapKind::None && !report.onTrial);
    QCOMPARE(kit.flash.runningVersion().text(), std::string("1.3.0"));
}

void TestFlashBank::testThenRevert()
{
    FlashKit kit;
    kit.boot();
    kit.put(fixtureImage(kNewImage));
    QVERIFY(kit.flash.requestSwap(false));
    kit.boot();
    QCOMPARE(kit.flash.nextSwap(), SwapKind::Revert);
    const BootReport report = kit.boot();
    QCOMPARE(report.swap, SwapKind::Revert);
    QVERIFY(!report.onTrial);
    QCOMPARE(report.hash, kit.flash.factoryHash());
    QCOMPARE(kit.versionIn(0), std::string("1.0.0"));
    QCOMPARE(kit.versionIn(1), std::string("1.3.0")); // still listed, simply not active
    QVERIFY(kit.flash.slotState(0).confirmed);
    QVERIFY(!kit.flash.slotState(1).pending && !kit.flash.slotState(1).confirmed);
    QCOMPARE(kit.boot().swap, SwapKind::None);
    // and the reverted image can be tried again
    QVERIFY(kit.flash.requestSwap(false));
    QCOMPARE(kit.boot().swap, SwapKind::Test);
    QCOMPARE(kit.versionIn(0), std::string("1.3.0"));
}

void TestFlashBank::permanent()
{
    FlashKit kit;
    kit.boot();
    kit.put(fixtureImage(kNewImage));
    QVERIFY(kit.flash.requestSwap(true));
    QVERIFY(kit.flash.slotState(1).pending && kit.flash.slotState(1).permanent);
    QCOMPARE(kit.boot().swap, SwapKind::Permanent);
    QVERIFY(kit.flash.slotState(0).confirmed);
    QCOMPARE(kit.boot().swap, SwapKind::None);
    QCOMPARE(kit.flash.runningVersion().text(), std::string("1.3.0"));
}

void TestFlashBank::everyGoodVectorBoots()
{
    for (const char *name :
        {"ecdsa-1.2.3.bin", kNewImage, "ed25519-1.2.3.bin", "ed25519-1.3.0+7-counter.bin", "ed25519-1.4.0-pure.bin"}) {
        FlashKit kit;
        kit.boot();
        kit.put(fixtureImage(name));
        QVERIFY(kit.flash.requestSwap(false));
        const BootReport report = kit.boot();
        QVERIFY2(report.started && report.swap == SwapKind::Test, name);
        QVERIFY2(kit.versionIn(0) != "1.0.0", name);
    }
}

void TestFlashBank::rejects_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("flip"); // byte to damage, or -1
    QTest::addColumn<int>("fault");
    QTest::newRow("foreign key") << "otherkey-1.9.0.bin" << -1 << int(ImageFault::BadSignature);
    QTest::newRow("unsigned") << "unsigned-1.3.1.bin" << -1 << int(ImageFault::BadSignature);
    QTest::newRow("damaged code") << "ecdsa-1.2.3.bin" << 0x1000 << int(ImageFault::BadHash);
    QTest::newRow("damaged magic") << "ecdsa-1.2.3.bin" << 0 << int(ImageFault::BadHeader);
    QTest::newRow("damaged TLV") << "ecdsa-1.2.3.bin" << 0x1200 << int(ImageFault::BadTlvs);
    QTest::newRow("damaged signature") << "ed25519-1.2.3.bin" << 4751 << int(ImageFault::BadSignature);
}

void TestFlashBank::rejects()
{
    QFETCH(QString, file);
    QFETCH(int, flip);
    QFETCH(int, fault);
    FlashKit kit;
    kit.boot();
    Bytes image = fixtureImage(qPrintable(file));
    if (flip >= 0)
        image[std::size_t(flip)] ^= 0x01;
    kit.put(image);
    QVERIFY(kit.flash.requestSwap(true));
    BootReport report = kit.boot();
    QVERIFY(report.started);
    QCOMPARE(int(report.rejected), fault);
    QCOMPARE(report.swap, SwapKind::None);
    QVERIFY(hasLine(report, "E: Image in the secondary slot is not valid!"));
    QVERIFY(kit.flash.isErased(1));
    QCOMPARE(report.hash, kit.flash.factoryHash());
    QVERIFY(report.duration > 105 * kSectorErase);
    report = kit.boot();
    QCOMPARE(report.rejected, ImageFault::None);
}

void TestFlashBank::rejectedOnRevert()
{
    // The old image is damaged while the new one is on trial: there is nothing to go back to.
    FlashKit kit;
    kit.boot();
    kit.put(fixtureImage(kNewImage));
    QVERIFY(kit.flash.requestSwap(false));
    kit.boot();
    QVERIFY(kit.flash.cells().write(kSlotSize + 0x300, Bytes(64, 0)));
    const BootReport report = kit.boot();
    QVERIFY(report.started);
    QCOMPARE(report.rejected, ImageFault::BadHash);
    QCOMPARE(kit.flash.runningVersion().text(), std::string("1.3.0"));
    QVERIFY(kit.flash.isErased(1));
    QVERIFY(kit.flash.confirmRunning());
    QVERIFY(!kit.boot().onTrial);
}

void TestFlashBank::brokenRunningImage()
{
    FlashKit kit;
    QVERIFY(kit.flash.cells().write(0x300, Bytes(64, 0)));
    const BootReport report = kit.boot();
    QVERIFY(!report.started);
    QVERIFY(hasLine(report, "E: Unable to find bootable image"));
    QVERIFY(!kit.flash.running());
}

void TestFlashBank::nonBootableStays()
{
    FlashKit kit;
    kit.boot();
    Bytes image = fixtureImage(kNewImage);
    image[16] |= 0x10;
    kit.put(image);
    QVERIFY(!kit.flash.slotState(1).bootable);
    QVERIFY(kit.flash.requestSwap(false));
    const BootReport report = kit.boot();
    QCOMPARE(report.rejected, ImageFault::NotBootable);
    QVERIFY(report.started && !kit.flash.isErased(1));
}

void TestFlashBank::tooLargeForTheSwap()
{
    // Fits the slot, but leaves no free sector. The running image is what makes the swap too large here.
    Simulation simulation;
    FlashBank flash(simulation, FlashBankConfig{{1, 0, 0, 0}, kSlotSize, defaultTrustedKeys()});
    QCOMPARE(flash.maxImageSize(), kSlotSize - 2 * kSectorSize);
    BootReport report = flash.boot();
    QVERIFY(report.started);
    simulation.advanceTo(report.duration);
    // Claim a larger payload for slot 0 than can be moved; MCUboot sees it before it validates slot 0.
    const std::size_t payload = kSlotSize - kSectorSize - 0x200 - 4096;
    NorFlash &cells = flash.cells();
    Bytes header(cells.view(0, 32).begin(), cells.view(0, 32).end());
    for (std::size_t i = 0; i < 4; ++i)
        header[12 + i] = std::uint8_t(payload >> (8 * i));
    cells.load(0, header);
    Bytes tlv{0x07, 0x69, 0x00, 0x10};
    tlv.resize(0x1000, 0);
    cells.load(0x200 + payload, tlv);
    cells.load(kSlotSize, fixtureImage(kNewImage));
    QVERIFY(flash.requestSwap(false));
    report = flash.boot();
    QVERIFY(hasLine(report, "W: Not enough free space to run swap upgrade"));
    QCOMPARE(report.rejected, ImageFault::TooLarge);
    QVERIFY(!report.started); // what was claimed is no valid image
}

void TestFlashBank::lines()
{
    FlashKit kit;
    kit.boot();
    kit.put(fixtureImage("ed25519-1.3.0+7-counter.bin"));
    QVERIFY(kit.flash.requestSwap(false));
    const BootReport report = kit.boot();
    std::vector<std::string> texts;
    SimTime last = 0;
    for (const BootLine &line : report.lines) {
        texts.push_back(line.text);
        QVERIFY(line.at >= last && line.at <= report.duration);
        last = line.at;
    }
    const std::vector<std::string> expected{
        "*** Booting MCUboot v2.2.0 ***",
        "*** Using Zephyr OS build v4.4.0 ***",
        "I: Starting bootloader",
        "I: Primary image: magic=unset, swap_type=0x1, copy_done=0x3, image_ok=0x3",
        "I: Secondary image: magic=good, swap_type=0x2, copy_done=0x3, image_ok=0x3",
        "I: Boot source: none",
        "I: Image index: 0, Swap type: test",
        "I: Starting swap using move algorithm.",
        "I: Bootloader chainload address offset: 0xc000",
        "I: Image version: v1.3.0",
        "I: Jumping to the first image slot",
        "*** Booting Zephyr OS build v4.4.0 ***",
        "aiesim-kit 1.3.0.7 (simulated)",
    };
    QCOMPARE(texts, expected);
    const BootReport revert = kit.boot();
    QVERIFY(hasLine(revert, "I: Primary image: magic=good, swap_type=0x2, copy_done=0x1, image_ok=0x3"));
    QVERIFY(hasLine(revert, "I: Image index: 0, Swap type: revert"));
}

void TestFlashBank::eraseAndWriteTakeTime()
{
    FlashKit kit;
    kit.boot();
    kit.put(fixtureImage(kNewImage));
    const SimTime start = kit.simulation.now();
    std::vector<std::pair<SimTime, bool>> done;
    std::vector<int> percents;
    kit.flash.onErase = [&percents](int percent) { percents.push_back(percent); };
    const auto note = [&](bool ok) { done.emplace_back(kit.simulation.now() - start, ok); };
    kit.flash.erase(1, 0, 2 * kSectorSize, note);
    kit.flash.write(1, 0, Bytes{1, 2, 3, 4, 5}, note);
    kit.simulation.advanceTo(start + kSectorErase);
    QCOMPARE(percents, std::vector<int>{50});
    QVERIFY(done.empty());
    kit.simulation.advanceTo(start + kSecond);
    const std::vector<std::pair<SimTime, bool>> expected{
        {2 * kSectorErase, true}, {2 * kSectorErase + 2 * kWordWrite, true}};
    QCOMPARE(done, expected);
    QCOMPARE(percents, (std::vector<int>{50, 100}));
    QCOMPARE(kit.flash.read(1, 0, 6), (Bytes{1, 2, 3, 4, 5, 0xFF}));
}

void TestFlashBank::ranges()
{
    FlashKit kit;
    std::vector<bool> results;
    const auto note = [&results](bool ok) { results.push_back(ok); };
    kit.flash.write(1, 0, Bytes{1}, note); // not booted
    kit.boot();
    kit.flash.write(2, 0, Bytes{1}, note);
    kit.flash.write(-1, 0, Bytes{1}, note);
    kit.flash.write(1, kSlotSize, Bytes{1}, note);
    kit.flash.write(1, std::size_t(-1), Bytes{1}, note);
    kit.flash.erase(1, kSlotSize - 1, 2, note);
    kit.flash.erase(1, 0, 0, note);
    kit.flash.erase(5, 0, 1, note);
    QCOMPARE(results, std::vector<bool>(8, false));
    QCOMPARE(kit.flash.read(1, kSlotSize - 2, 100).size(), std::size_t(2));
    QVERIFY(kit.flash.read(1, kSlotSize + 1, 1).empty());
    QVERIFY(kit.flash.read(7, 0, 1).empty());
}

QTEST_GUILESS_MAIN(TestFlashBank)
#include "tst_flash_bank.moc"
