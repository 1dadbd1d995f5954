// SPDX-License-Identifier: GPL-3.0-or-later
#include "virtual_kit/flash/flash_bank.h"
#include "virtual_kit/flash/image_trailer.h"

#include <QFile>
#include <QTest>

#include <algorithm>

using namespace virtual_kit;
using framing::Bytes;

namespace {

Bytes fixture(const char *name)
{
    QFile file(QStringLiteral(AIESIM_FIXTURES "/mcuboot/") + QLatin1String(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("missing fixture %s", name);
    const QByteArray bytes = file.readAll();
    return {bytes.begin(), bytes.end()};
}

constexpr const char *kNew = "ecdsa-1.3.0-protected.bin";

/// A kit's flash that is powered and booted, and a way to go through its life.
struct Kit {
    Simulation simulation;
    FlashBank flash {simulation, FlashBankConfig {{1, 0, 0, 0}, 6000, defaultTrustedKeys()}};

    BootReport boot()
    {
        const BootReport report = flash.boot();
        simulation.advanceTo(simulation.now() + report.duration);
        return report;
    }
    void put(const Bytes &image) { flash.cells().load(kSlotSize, image); }
    [[nodiscard]] std::string versionIn(int slot) const
    {
        const SlotState state = flash.slotState(slot);
        return state.present ? state.version.text() : std::string();
    }
};

bool has(const BootReport &report, const char *text)
{
    return std::any_of(report.lines.begin(), report.lines.end(),
        [text](const BootLine &line) { return line.text.find(text) != std::string::npos; });
}

} // namespace

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
    void powerCutDuringErase();
    void powerCutDuringWrite();
    void powerCutAnywhereInASwap_data();
    void powerCutAnywhereInASwap();
    void manyPowerCutsInOneSwap();
    void damagedTrailer();
    void deterministic();
};

void TestFlashBank::factory()
{
    Kit kit;
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
    Kit kit;
    kit.boot();
    kit.put(fixture(kNew));
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
    Kit kit;
    kit.boot();
    kit.put(fixture(kNew));
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
    Kit kit;
    kit.boot();
    kit.put(fixture(kNew));
    QVERIFY(kit.flash.requestSwap(true));
    QVERIFY(kit.flash.slotState(1).pending && kit.flash.slotState(1).permanent);
    QCOMPARE(kit.boot().swap, SwapKind::Permanent);
    QVERIFY(kit.flash.slotState(0).confirmed);
    QCOMPARE(kit.boot().swap, SwapKind::None);
    QCOMPARE(kit.flash.runningVersion().text(), std::string("1.3.0"));
}

void TestFlashBank::everyGoodVectorBoots()
{
    for (const char *name : {"ecdsa-1.2.3.bin", kNew, "ed25519-1.2.3.bin", "ed25519-1.3.0+7-counter.bin",
             "ed25519-1.4.0-pure.bin"}) {
        Kit kit;
        kit.boot();
        kit.put(fixture(name));
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
    Kit kit;
    kit.boot();
    Bytes image = fixture(qPrintable(file));
    if (flip >= 0)
        image[std::size_t(flip)] ^= 0x01;
    kit.put(image);
    QVERIFY(kit.flash.requestSwap(true));
    BootReport report = kit.boot();
    QVERIFY(report.started);
    QCOMPARE(int(report.rejected), fault);
    QCOMPARE(report.swap, SwapKind::None);
    QVERIFY(has(report, "E: Image in the secondary slot is not valid!"));
    QVERIFY(kit.flash.isErased(1));
    QCOMPARE(report.hash, kit.flash.factoryHash());
    QVERIFY(report.duration > 105 * kSectorErase);
    report = kit.boot();
    QCOMPARE(report.rejected, ImageFault::None);
}

void TestFlashBank::rejectedOnRevert()
{
    // The old image is damaged while the new one is on trial: there is nothing to go back to.
    Kit kit;
    kit.boot();
    kit.put(fixture(kNew));
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
    Kit kit;
    QVERIFY(kit.flash.cells().write(0x300, Bytes(64, 0)));
    const BootReport report = kit.boot();
    QVERIFY(!report.started);
    QVERIFY(has(report, "E: Unable to find bootable image"));
    QVERIFY(!kit.flash.running());
}

void TestFlashBank::nonBootableStays()
{
    Kit kit;
    kit.boot();
    Bytes image = fixture(kNew);
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
    FlashBank flash(simulation, FlashBankConfig {{1, 0, 0, 0}, kSlotSize, defaultTrustedKeys()});
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
    Bytes tlv {0x07, 0x69, 0x00, 0x10};
    tlv.resize(0x1000, 0);
    cells.load(0x200 + payload, tlv);
    cells.load(kSlotSize, fixture(kNew));
    QVERIFY(flash.requestSwap(false));
    report = flash.boot();
    QVERIFY(has(report, "W: Not enough free space to run swap upgrade"));
    QCOMPARE(report.rejected, ImageFault::TooLarge);
    QVERIFY(!report.started); // what was claimed is no valid image
}

void TestFlashBank::lines()
{
    Kit kit;
    kit.boot();
    kit.put(fixture("ed25519-1.3.0+7-counter.bin"));
    QVERIFY(kit.flash.requestSwap(false));
    const BootReport report = kit.boot();
    std::vector<std::string> texts;
    SimTime last = 0;
    for (const BootLine &line : report.lines) {
        texts.push_back(line.text);
        QVERIFY(line.at >= last && line.at <= report.duration);
        last = line.at;
    }
    const std::vector<std::string> expected {
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
    QVERIFY(has(revert, "I: Primary image: magic=good, swap_type=0x2, copy_done=0x1, image_ok=0x3"));
    QVERIFY(has(revert, "I: Image index: 0, Swap type: revert"));
}

void TestFlashBank::eraseAndWriteTakeTime()
{
    Kit kit;
    kit.boot();
    kit.put(fixture(kNew));
    const SimTime start = kit.simulation.now();
    std::vector<std::pair<SimTime, bool>> done;
    std::vector<int> percents;
    kit.flash.onErase = [&percents](int percent) { percents.push_back(percent); };
    const auto note = [&](bool ok) { done.emplace_back(kit.simulation.now() - start, ok); };
    kit.flash.erase(1, 0, 2 * kSectorSize, note);
    kit.flash.write(1, 0, Bytes {1, 2, 3, 4, 5}, note);
    kit.simulation.advanceTo(start + kSectorErase);
    QCOMPARE(percents, std::vector<int> {50});
    QVERIFY(done.empty());
    kit.simulation.advanceTo(start + kSecond);
    const std::vector<std::pair<SimTime, bool>> expected {
        {2 * kSectorErase, true}, {2 * kSectorErase + 2 * kWordWrite, true}};
    QCOMPARE(done, expected);
    QCOMPARE(percents, (std::vector<int> {50, 100}));
    QCOMPARE(kit.flash.read(1, 0, 6), (Bytes {1, 2, 3, 4, 5, 0xFF}));
}

void TestFlashBank::ranges()
{
    Kit kit;
    std::vector<bool> results;
    const auto note = [&results](bool ok) { results.push_back(ok); };
    kit.flash.write(1, 0, Bytes {1}, note); // not booted
    kit.boot();
    kit.flash.write(2, 0, Bytes {1}, note);
    kit.flash.write(-1, 0, Bytes {1}, note);
    kit.flash.write(1, kSlotSize, Bytes {1}, note);
    kit.flash.write(1, std::size_t(-1), Bytes {1}, note);
    kit.flash.erase(1, kSlotSize - 1, 2, note);
    kit.flash.erase(1, 0, 0, note);
    kit.flash.erase(5, 0, 1, note);
    QCOMPARE(results, std::vector<bool>(8, false));
    QCOMPARE(kit.flash.read(1, kSlotSize - 2, 100).size(), std::size_t(2));
    QVERIFY(kit.flash.read(1, kSlotSize + 1, 1).empty());
    QVERIFY(kit.flash.read(7, 0, 1).empty());
}

void TestFlashBank::powerCutDuringErase()
{
    Kit kit;
    kit.boot();
    kit.put(Bytes(4 * kSectorSize, 0x00));
    bool called = false;
    kit.flash.erase(1, 0, 4 * kSectorSize, [&called](bool) { called = true; });
    kit.simulation.advanceTo(kit.simulation.now() + kSectorErase + kSectorErase / 2);
    kit.flash.cutPower();
    QVERIFY(!kit.flash.running());
    kit.simulation.advanceTo(kit.simulation.now() + kSecond);
    QVERIFY(!called);
    QVERIFY(kit.flash.cells().isBlank(kSlotSize + 3 * kSectorSize, kSectorSize));
    QVERIFY(kit.flash.cells().isBlank(kSlotSize + 2 * kSectorSize + kSectorSize / 2, kSectorSize / 2));
    QVERIFY(!kit.flash.cells().isBlank(kSlotSize + 2 * kSectorSize, 4));
    QVERIFY(!kit.flash.cells().isBlank(kSlotSize, 4));
    QVERIFY(kit.boot().started);
}

void TestFlashBank::powerCutDuringWrite()
{
    Kit kit;
    kit.boot();
    bool called = false;
    kit.flash.write(1, 0, Bytes(400, 0), [&called](bool) { called = true; });
    kit.simulation.advanceTo(kit.simulation.now() + 50 * kWordWrite + 1);
    const BootReport report = kit.boot(); // a reset does the same
    QVERIFY(report.started && !called);
    QVERIFY(!kit.flash.cells().isBlank(kSlotSize + 199, 1));
    QVERIFY(kit.flash.cells().isBlank(kSlotSize + 200, 200));
}

void TestFlashBank::powerCutAnywhereInASwap_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("test") << int(SwapKind::Test);
    QTest::newRow("permanent") << int(SwapKind::Permanent);
    QTest::newRow("revert") << int(SwapKind::Revert);
}

void TestFlashBank::powerCutAnywhereInASwap()
{
    QFETCH(int, kind);
    Kit start;
    start.boot();
    start.put(fixture(kNew));
    QVERIFY(start.flash.requestSwap(SwapKind(kind) == SwapKind::Permanent));
    if (SwapKind(kind) == SwapKind::Revert)
        start.boot();
    const NorFlash before = start.flash.cells();
    const BootReport uncut = start.flash.boot();
    const SimTime whole = uncut.duration;
    QVERIFY(uncut.swapStart > 0 && uncut.swapEnd > uncut.swapStart && uncut.swapEnd < whole);

    // Steps that never fall into the same place of an operation, and finer ones where the trailers are set up.
    int cuts = 0;
    for (SimTime at = 0; at < whole; at += at < 300 * kMillisecond ? 11 * kMillisecond + 13'001 : 29 * kMillisecond + 7'001) {
        Kit kit;
        kit.flash.cells() = before;
        (void)kit.flash.boot();
        kit.simulation.advanceTo(at);
        kit.flash.cutPower();
        BootReport report = kit.boot();
        const std::string where = "cut at ns " + std::to_string(at);
        QVERIFY2(report.started, where.c_str());
        // A trial that was swapped in and lost power before its application ran has failed: it is reverted.
        const bool failedTrial = SwapKind(kind) == SwapKind::Test && at > uncut.swapEnd;
        const bool back = SwapKind(kind) == SwapKind::Revert || failedTrial;
        const bool onTrial = SwapKind(kind) == SwapKind::Test && !failedTrial;
        QVERIFY2(kit.versionIn(0) == (back ? "1.0.0" : "1.3.0"), where.c_str());
        QVERIFY2(kit.versionIn(1) == (back ? "1.3.0" : "1.0.0"), where.c_str());
        QVERIFY2(report.onTrial == onTrial, where.c_str());
        // Both images are whole: the swap lost nothing.
        QVERIFY2(kit.flash.slotState(back ? 0 : 1).hash == kit.flash.factoryHash(), where.c_str());
        report = kit.boot();
        QVERIFY2(report.swap == (onTrial ? SwapKind::Revert : SwapKind::None), where.c_str());
        QVERIFY2(report.started, where.c_str());
        ++cuts;
    }
    QVERIFY(cuts > 40);
}

void TestFlashBank::manyPowerCutsInOneSwap()
{
    Kit kit;
    kit.boot();
    kit.put(fixture(kNew));
    QVERIFY(kit.flash.requestSwap(false));
    // Power for 300 ms at a time: more than any one step needs, so the swap must get on a little each time.
    const SimTime power = 300 * kMillisecond;
    int boots = 1;
    BootReport report = kit.flash.boot();
    for (; report.swapEnd > power && boots < 60; ++boots) {
        kit.simulation.advanceTo(kit.simulation.now() + power);
        kit.flash.cutPower();
        report = kit.flash.boot();
    }
    kit.simulation.advanceTo(kit.simulation.now() + report.duration);
    QVERIFY(boots > 3 && boots < 60);
    QVERIFY(report.onTrial && report.resumed);
    QCOMPARE(kit.versionIn(0), std::string("1.3.0"));
    QCOMPARE(kit.flash.slotState(1).hash, kit.flash.factoryHash());
}

void TestFlashBank::damagedTrailer()
{
    Kit kit;
    kit.boot();
    kit.put(fixture(kNew));
    QVERIFY(kit.flash.cells().write(2 * kSlotSize - 16, Bytes {0x00}));
    QVERIFY(!kit.flash.requestSwap(false));
    QVERIFY(kit.flash.cells().write(kSlotSize - 16, Bytes {0x00}));
    QVERIFY(!kit.flash.confirmRunning());
    QVERIFY(kit.boot().started);
    // A swap status that claims more than a slot holds must not lead outside.
    NorFlash &cells = kit.flash.cells();
    ImageTrailer trailer(cells, 0);
    QVERIFY(trailer.erase() && ImageTrailer(cells, 1).erase());
    QVERIFY(trailer.writeSwapInfo(SwapKind::Test) && trailer.writeSwapSize(0xFFFFFFFF) && trailer.writeMagic());
    QVERIFY(trailer.writeStatus(1, 1));
    const BootReport report = kit.boot();
    QVERIFY(report.resumed);
}

void TestFlashBank::deterministic()
{
    const auto life = [] {
        Kit kit;
        kit.boot();
        kit.put(fixture(kNew));
        (void)kit.flash.requestSwap(false);
        (void)kit.flash.boot();
        kit.simulation.advanceTo(kit.simulation.now() + 700 * kMillisecond + 777);
        kit.flash.cutPower();
        kit.boot();
        const framing::ByteView all = kit.flash.cells().view(0, kit.flash.cells().size());
        return sha256(all);
    };
    QCOMPARE(life(), life());
}

QTEST_GUILESS_MAIN(TestFlashBank)
#include "tst_flash_bank.moc"
