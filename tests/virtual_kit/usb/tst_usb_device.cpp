// SPDX-License-Identifier: GPL-3.0-or-later
#include "usb_bench_kit.h"

#include <QTest>

using namespace virtual_kit;
using Done = BareHost::Done;

namespace {

constexpr int kStall = -32;
constexpr int kGone = -108;

class TestUsbDevice : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void haltAndClear();
    void haltedOutStalls();
    void deafPortLeavesRequestsWaiting();
    void heldRequestsWait();
    void openedByBytes();
    void openedAnewDropsWhatIsQueued();
    void terminalReadyOpensAndCloses();
    void serialState();
    void unplugEndsAll();
    void presentWhileAllPortsAre();
    void oneHostAtATime();
    void destroyedPortIsQuiet();
};

void TestUsbDevice::haltAndClear()
{
    Opened kit;
    QVERIFY(kit.say("kept"));
    kit.turn();
    kit.device.halt(0x81);
    kit.host->in(1, 0x81, 512);
    QCOMPARE(kit.host->done, (std::vector<Done>{{1, kStall, {}, 0}}));
    QCOMPARE(kit.host->control(0x82, 0, 0, 0x81, 2), 0);
    QCOMPARE(kit.host->answer, QByteArray("\1\0", 2));
    QCOMPARE(kit.host->control(0x02, 1, 0, 0x81, 0), 0);
    QCOMPARE(kit.host->control(0x82, 0, 0, 0x81, 2), 0);
    QCOMPARE(kit.host->answer, QByteArray("\0\0", 2));
    kit.host->in(2, 0x81, 512);
    QCOMPARE(kit.host->done[1], (Done{2, 0, "kept", 4}));
    kit.host->in(3, 0x81, 512);
    QCOMPARE(kit.host->control(0x02, 3, 0, 0x81, 0), 0); // by the host itself
    QCOMPARE(kit.host->done.size(), std::size_t(3));
    QCOMPARE(kit.host->done[2].status, kStall);
}

void TestUsbDevice::haltedOutStalls()
{
    Opened kit;
    kit.device.halt(0x01);
    kit.host->out(1, 0x01, "a");
    QCOMPARE(kit.host->done, (std::vector<Done>{{1, kStall, {}, 0}}));
    QCOMPARE(kit.host->control(0x02, 1, 0, 0x01, 0), 0);
    kit.host->out(2, 0x01, "b");
    QCOMPARE(kit.host->done[1], (Done{2, 0, {}, 1}));
    QCOMPARE(kit.ends[usb::Kit].heard, QByteArray("b"));
    kit.host->out(3, 0x02, "no such endpoint");
    kit.host->in(4, 0x81 + 8, 1);
    QCOMPARE(kit.host->done[2].status, kStall);
    QCOMPARE(kit.host->done[3].status, kStall);
}

void TestUsbDevice::deafPortLeavesRequestsWaiting()
{
    Opened kit;
    kit.kit().setDeaf(true);
    kit.host->out(1, 0x01, "one");
    kit.host->out(2, 0x01, "two");
    QVERIFY(kit.host->done.empty());
    QCOMPARE(kit.device.backlog().requests, std::size_t(2));
    QCOMPARE(kit.device.backlog().bytes, std::size_t(6));
    QVERIFY(kit.device.cancel(1));
    QCOMPARE(kit.device.backlog().bytes, std::size_t(3));
    kit.kit().setDeaf(false);
    kit.host->out(3, 0x01, {});
    QCOMPARE(kit.ends[usb::Kit].heard, QByteArray("two"));
    QCOMPARE(kit.host->done, (std::vector<Done>{{2, 0, {}, 3}, {3, 0, {}, 0}}));
}

void TestUsbDevice::heldRequestsWait()
{
    Opened kit;
    kit.device.setHeld(true);
    kit.host->in(1, 0x81, 512);
    QVERIFY(kit.say("late"));
    kit.turn();
    QVERIFY(kit.host->done.empty());
    kit.device.setHeld(false);
    QCOMPARE(kit.host->done, (std::vector<Done>{{1, 0, "late", 4}}));
}

void TestUsbDevice::openedByBytes()
{
    UsbBenchKit kit;
    kit.appear();
    BareHost host(kit.device);
    QVERIFY(!kit.kit().isOpen());
    host.out(1, 0x01, {}); // no bytes
    QVERIFY(!kit.kit().isOpen());
    host.out(2, 0x01, "x");
    QVERIFY(kit.kit().isOpen());
    QCOMPARE(kit.ends[usb::Kit].opened, 1);
    QCOMPARE(kit.ends[usb::Kit].heard, QByteArray("x"));
    host.cameTo(false);
    QVERIFY(!kit.kit().isOpen());
    QCOMPARE(kit.kit().write(view("gone")), std::size_t(0));
    host.out(3, 0x03, "AT");
    QCOMPARE(kit.ends[usb::At].opened, 1);
}

void TestUsbDevice::openedAnewDropsWhatIsQueued()
{
    Opened kit;
    QVERIFY(kit.say("old"));
    kit.turn();
    kit.host->cameTo(true);
    QCOMPARE(kit.ends[usb::Kit].opened, 2);
    QCOMPARE(kit.ends[usb::Kit].left, 1);
    kit.host->in(1, 0x81, 512);
    kit.turn();
    QVERIFY(kit.host->done.empty());
    QVERIFY(kit.say("new"));
    kit.turn();
    QCOMPARE(kit.host->done, (std::vector<Done>{{1, 0, "new", 3}}));
    QCOMPARE(kit.host->control(0x00, 9, 1, 0, 0), 0); // SET_CONFIGURATION closes
    QVERIFY(!kit.kit().isOpen());
}

void TestUsbDevice::terminalReadyOpensAndCloses()
{
    Opened kit;
    UsbBenchKit::End &at = kit.ends[usb::At];
    kit.host->terminalReady(1, 2); // RTS alone
    QCOMPARE(at.opened, 0);
    kit.host->terminalReady(1, 3);
    QCOMPARE(at.opened, 1);
    kit.host->terminalReady(1, 1); // RTS falls, the host stays
    QCOMPARE(at.opened, 1);
    QCOMPARE(at.left, 0);
    kit.host->terminalReady(1, 0);
    QCOMPARE(at.left, 1);
    QVERIFY(!at.port->isOpen());
    kit.host->terminalReady(3, 1);
    QCOMPARE(kit.ends[usb::Console].opened, 1);
    QCOMPARE(kit.ends[usb::Kit].opened, 1);
}

void TestUsbDevice::serialState()
{
    Opened kit;
    kit.host->in(1, 0x82, 16);
    kit.host->in(2, 0x82, 16);
    kit.turn();
    QVERIFY(kit.host->done.empty());
    kit.host->terminalReady(1, 1);
    QCOMPARE(kit.host->done, (std::vector<Done>{{1, 0, QByteArray::fromHex("a1200000010002000300"), 10}}));
    kit.turn();
    QCOMPARE(kit.host->done.size(), std::size_t(1));
    kit.host->terminalReady(3, 1);
    kit.host->in(3, 0x84, 64); // asked for afterwards
    QCOMPARE(kit.host->done[1], (Done{3, 0, QByteArray::fromHex("a1200000030002000300"), 10}));
}

void TestUsbDevice::unplugEndsAll()
{
    Opened kit;
    kit.kit().setDeaf(true);
    int unplugged = 0;
    QObject::connect(&kit.device, &UsbDevice::unplugged, &kit.device, [&unplugged] { ++unplugged; });
    kit.host->in(1, 0x81, 512);
    kit.host->in(2, 0x82, 16);
    kit.host->out(3, 0x01, "x");
    kit.host->terminalReady(3, 1);
    kit.vanish();
    std::vector<std::uint32_t> ids;
    for (const Done &done : kit.host->done) {
        QCOMPARE(done.status, kGone);
        ids.push_back(done.id);
    }
    std::sort(ids.begin(), ids.end());
    QCOMPARE(ids, (std::vector<std::uint32_t>{1, 2, 3}));
    QCOMPARE(unplugged, 1);
    QVERIFY(!kit.device.hasHost());
    QCOMPARE(kit.ends[usb::Kit].left, 1);
    QCOMPARE(kit.ends[usb::Console].left, 1);
    kit.ends[usb::Kit].port->vanish();
    QCOMPARE(kit.ends[usb::Kit].left, 1);
    kit.host->in(4, 0x81, 512);
    QCOMPARE(kit.host->done.size(), std::size_t(3));
    kit.turn();
}

void TestUsbDevice::presentWhileAllPortsAre()
{
    UsbBenchKit kit;
    int plugged = 0;
    QObject::connect(&kit.device, &UsbDevice::plugged, &kit.device, [&plugged] { ++plugged; });
    QString error;
    QVERIFY(kit.ends[0].port->appear(error));
    QVERIFY(kit.ends[1].port->appear(error));
    QVERIFY(!kit.device.isPresent());
    QVERIFY(!BareHost(kit.device).attached);
    QVERIFY(kit.ends[2].port->appear(error));
    QVERIFY(kit.device.isPresent());
    QCOMPARE(plugged, 1);
    kit.vanish();
    QVERIFY(!kit.device.isPresent());
    QVERIFY(kit.ends[usb::At].port->appear(error));
    QCOMPARE(plugged, 2);
    QVERIFY(BareHost(kit.device).attached);
    kit.device.setAddress(QStringLiteral("usbip:127.0.0.1:1/1-1"));
    QCOMPARE(kit.ends[2].port->address(), QStringLiteral("usbip:127.0.0.1:1/1-1#console"));
}

void TestUsbDevice::oneHostAtATime()
{
    Opened kit;
    {
        auto second = std::make_unique<BareHost>(kit.device);
        QVERIFY(!second->attached);
        kit.host.reset();
    }
    QCOMPARE(kit.ends[usb::Kit].left, 1);
    QVERIFY(BareHost(kit.device).attached);
}

void TestUsbDevice::destroyedPortIsQuiet()
{
    Opened kit;
    kit.host->in(1, 0x81, 512);
    kit.ends[usb::Console].port.reset();
    QCOMPARE(kit.host->done, (std::vector<Done>{{1, kGone, {}, 0}}));
    QCOMPARE(kit.ends[usb::Kit].left, 0);
}

} // namespace

QTEST_GUILESS_MAIN(TestUsbDevice)
#include "tst_usb_device.moc"
