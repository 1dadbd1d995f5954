// SPDX-License-Identifier: GPL-3.0-or-later
// What goes into the packets of an IN endpoint, and where they end.
#include "usb_bench_kit.h"

#include <QTest>

using namespace virtual_kit;
using Done = BareHost::Done;

namespace {

constexpr int kOverflow = -75;

class TestUsbPackets : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void shortPacketEnds();
    void emptyPacketAfterAFullOne();
    void emptyPacketAfterAFullRequest();
    void moreWordsReplaceTheEmptyPacket();
    void severalWritesLeaveTogether();
    void neverEmptyWithoutReason();
    void requestsAreServedInOrder();
    void largerThanTheBuffer();
    void babble();
    void boundedWrite();
    void cancelled();
};

void TestUsbPackets::shortPacketEnds()
{
    Opened kit;
    kit.host->in(1, 0x81, 4096);
    QVERIFY(kit.say(pattern(700)));
    QVERIFY(kit.host->done.empty());
    kit.turn();
    QCOMPARE(kit.host->done, (std::vector<Done>{{1, 0, pattern(700), 700}}));
}

void TestUsbPackets::emptyPacketAfterAFullOne()
{
    Opened kit;
    kit.host->in(1, 0x81, 4096);
    kit.host->in(2, 0x81, 4096);
    QVERIFY(kit.say(pattern(1024)));
    kit.turn();
    // Two full packets, then the empty one, which ends the request.
    QCOMPARE(kit.host->done, (std::vector<Done>{{1, 0, pattern(1024), 1024}}));
}

void TestUsbPackets::emptyPacketAfterAFullRequest()
{
    Opened kit;
    kit.host->in(1, 0x81, 512);
    QVERIFY(kit.say(pattern(512)));
    kit.turn();
    QCOMPARE(kit.host->done, (std::vector<Done>{{1, 0, pattern(512), 512}}));
    kit.host->in(2, 0x81, 512);
    QCOMPARE(kit.host->done.size(), std::size_t(2));
    QCOMPARE(kit.host->done[1], (Done{2, 0, {}, 0}));
    kit.host->in(3, 0x81, 512);
    kit.turn();
    QCOMPARE(kit.host->done.size(), std::size_t(2)); // once
}

void TestUsbPackets::moreWordsReplaceTheEmptyPacket()
{
    Opened kit;
    kit.host->in(1, 0x81, 512);
    QVERIFY(kit.say(pattern(512)));
    kit.turn();
    QVERIFY(kit.say("more"));
    kit.turn();
    kit.host->in(2, 0x81, 512);
    kit.host->in(3, 0x81, 512);
    QCOMPARE(kit.host->done.size(), std::size_t(2));
    QCOMPARE(kit.host->done[1], (Done{2, 0, "more", 4}));
}

void TestUsbPackets::severalWritesLeaveTogether()
{
    Opened kit;
    kit.host->in(1, 0x81, 4096);
    for (int i = 0; i < 10; ++i)
        QVERIFY(kit.say(pattern(60, static_cast<quint32>(60 * i))));
    kit.turn();
    QCOMPARE(kit.host->done, (std::vector<Done>{{1, 0, pattern(600), 600}}));
}

void TestUsbPackets::neverEmptyWithoutReason()
{
    Opened kit;
    kit.host->in(1, 0x81, 512);
    kit.host->in(2, 0x83, 512);
    kit.turn();
    QVERIFY(kit.host->done.empty());
}

void TestUsbPackets::requestsAreServedInOrder()
{
    Opened kit;
    for (std::uint32_t id = 1; id <= 4; ++id)
        kit.host->in(id, 0x81, 1024);
    QVERIFY(kit.say(pattern(2500)));
    kit.turn();
    QCOMPARE(kit.host->done,
        (std::vector<Done>{
            {1, 0, pattern(1024), 1024}, {2, 0, pattern(1024, 1024), 1024}, {3, 0, pattern(452, 2048), 452}}));
}

void TestUsbPackets::largerThanTheBuffer()
{
    Opened kit;
    kit.host->in(1, 0x81, 1 << 20);
    kit.host->in(2, 0x81, 1 << 20);
    QVERIFY(kit.say(pattern(100'000))); // more than the 64 KiB of the buffer: the requests take it meanwhile
    kit.turn();
    QByteArray all;
    for (const Done &done : kit.host->done)
        all += done.data;
    QCOMPARE(all, pattern(100'000));
}

void TestUsbPackets::babble()
{
    Opened kit;
    kit.host->in(1, 0x81, 700);
    QVERIFY(kit.say(pattern(1000)));
    kit.turn();
    QCOMPARE(kit.host->done, (std::vector<Done>{{1, kOverflow, pattern(512), 512}}));
    kit.host->in(2, 0x81, 1024); // the packet that did not fit is sent again
    QCOMPARE(kit.host->done[1], (Done{2, 0, pattern(488, 512), 488}));
    kit.host->in(3, 0x81, 700);
    QVERIFY(kit.say(pattern(700)));
    kit.turn();
    QCOMPARE(kit.host->done[2], (Done{3, 0, pattern(700), 700})); // fits to the byte
}

void TestUsbPackets::boundedWrite()
{
    Opened kit;
    UsbBenchKit::End &end = kit.ends[usb::Kit];
    const QByteArray all = pattern(100'000);
    QCOMPARE(end.port->write(view(all)), std::size_t(65536));
    QCOMPARE(end.port->write(view(all)), std::size_t(0));
    kit.turn();
    QCOMPARE(end.room, 0);
    kit.host->in(1, 0x81, 4096);
    QCOMPARE(kit.host->done.size(), std::size_t(1));
    kit.turn();
    QCOMPARE(end.room, 1);
    QCOMPARE(end.port->write(view(all)), std::size_t(4096));
}

void TestUsbPackets::cancelled()
{
    Opened kit;
    kit.host->in(1, 0x81, 512);
    kit.host->in(2, 0x81, 512);
    QVERIFY(kit.device.cancel(1));
    QVERIFY(!kit.device.cancel(1));
    QVERIFY(kit.say("x"));
    QVERIFY(kit.host->done.empty());
    kit.turn();
    QCOMPARE(kit.host->done, (std::vector<Done>{{2, 0, "x", 1}}));
    QVERIFY(!kit.device.cancel(2)); // crossed
    QVERIFY(!kit.device.cancel(99));
}

} // namespace

QTEST_GUILESS_MAIN(TestUsbPackets)
#include "tst_usb_packets.moc"
