// SPDX-License-Identifier: GPL-3.0-or-later
#include "flash_kit.h"

#include "virtual_kit/flash/image_trailer.h"

#include <QTest>

using namespace virtual_kit;
using framing::Bytes;

class TestFlashPowerCut : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void powerCutDuringErase();
    void powerCutDuringWrite();
    void powerCutAnywhereInASwap_data();
    void powerCutAnywhereInASwap();
    void manyPowerCutsInOneSwap();
    void damagedTrailer();
    void deterministic();
};

void TestFlashPowerCut::powerCutDuringErase()
{
    FlashKit kit;
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

void TestFlashPowerCut::powerCutDuringWrite()
{
    FlashKit kit;
    kit.boot();
    bool called = false;
    kit.flash.write(1, 0, Bytes(400, 0), [&called](bool) { called = true; });
    kit.simulation.advanceTo(kit.simulation.now() + 50 * kWordWrite + 1);
    const BootReport report = kit.boot(); // a reset does the same
    QVERIFY(report.started && !called);
    QVERIFY(!kit.flash.cells().isBlank(kSlotSize + 199, 1));
    QVERIFY(kit.flash.cells().isBlank(kSlotSize + 200, 200));
}

void TestFlashPowerCut::powerCutAnywhereInASwap_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("test") << int(SwapKind::Test);
    QTest::newRow("permanent") << int(SwapKind::Permanent);
    QTest::newRow("revert") << int(SwapKind::Revert);
}

void TestFlashPowerCut::powerCutAnywhereInASwap()
{
    QFETCH(int, kind);
    FlashKit start;
    start.boot();
    start.put(fixtureImage(kNewImage));
    QVERIFY(start.flash.requestSwap(SwapKind(kind) == SwapKind::Permanent));
    if (SwapKind(kind) == SwapKind::Revert)
        start.boot();
    const NorFlash before = start.flash.cells();
    const BootReport uncut = start.flash.boot();
    const SimTime whole = uncut.duration;
    QVERIFY(uncut.swapStart > 0 && uncut.swapEnd > uncut.swapStart && uncut.swapEnd < whole);

    // Steps that never fall into the same place of an operation, and finer ones where the trailers are set up.
    int cuts = 0;
    for (SimTime at = 0; at < whole;
         at += at < 300 * kMillisecond ? 11 * kMillisecond + 13'001 : 29 * kMillisecond + 7'001) {
        FlashKit kit;
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

void TestFlashPowerCut::manyPowerCutsInOneSwap()
{
    FlashKit kit;
    kit.boot();
    kit.put(fixtureImage(kNewImage));
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

void TestFlashPowerCut::damagedTrailer()
{
    FlashKit kit;
    kit.boot();
    kit.put(fixtureImage(kNewImage));
    QVERIFY(kit.flash.cells().write(2 * kSlotSize - 16, Bytes{0x00}));
    QVERIFY(!kit.flash.requestSwap(false));
    QVERIFY(kit.flash.cells().write(kSlotSize - 16, Bytes{0x00}));
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

void TestFlashPowerCut::deterministic()
{
    const auto life = [] {
        FlashKit kit;
        kit.boot();
        kit.put(fixtureImage(kNewImage));
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

QTEST_GUILESS_MAIN(TestFlashPowerCut)
#include "tst_flash_power_cut.moc"
