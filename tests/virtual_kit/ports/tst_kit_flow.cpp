// SPDX-License-Identifier: GPL-3.0-or-later
#include "host_end.h"

#include <QTest>

using namespace virtual_kit;
using namespace framing;

namespace {

class TestKitFlow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void windowDropsWholeBlocks();
    void reportsOutsideTheWindowAreIgnored();
    void blockNumbersWrap();
    void lostSaturates();
    void inFlightLimitHoldsBlocksBack();
    void noReportStopsTheStream();
    void reportsKeepTheStream();
    void stopDropsQueuedBlocks();
    void paceLetsOutWhatTheLineCarries();
    void pauseGivesNoBurst();
    void frameDelayKeepsOrder();
    void dueTimes();
};

void TestKitFlow::windowDropsWholeBlocks()
{
    KitLink link;
    HostEnd host(link);
    link.open();
    link.startStream(3, 4, 100);
    makeBlocks(link, 3, 0, 4);
    QVERIFY(!link.blockFits());
    makeBlocks(link, 3, 4, 3); // 4, 5, 6 are dropped
    host.take();
    host.report(3, 1); // 0 and 1 taken: room for two
    QVERIFY(link.blockFits());
    makeBlocks(link, 3, 7, 3); // 7, 8 sent, 9 dropped
    host.take();
    host.report(3, 8);
    makeBlocks(link, 3, 10, 1);
    host.take();

    const auto blocks = host.blocks();
    QCOMPARE(blocks.size(), std::size_t(7));
    const std::vector<std::uint32_t> numbers{0, 1, 2, 3, 7, 8, 10};
    const std::vector<std::uint32_t> lost{0, 0, 0, 0, 30, 0, 10};
    std::uint64_t next = 0;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        QCOMPARE(blocks[i].number, numbers[i]);
        QCOMPARE(blocks[i].lost, lost[i]);
        QCOMPARE(blocks[i].firstIndex, next + blocks[i].lost); // §7.1
        next = blocks[i].firstIndex + blocks[i].count;
    }
}

void TestKitFlow::reportsOutsideTheWindowAreIgnored()
{
    KitLink link;
    HostEnd host(link);
    link.open();
    link.startStream(3, 3, 100);
    makeBlocks(link, 3, 0, 3);
    host.take(60);     // the first block has left, the second has begun
    host.report(3, 2); // made, but not sent
    host.report(3, 77);
    host.report(4, 0); // another stream
    QCOMPARE(link.counters().badReports, std::uint64_t(3));
    QVERIFY(!link.blockFits());
    host.take();
    host.report(3, 2);
    QVERIFY(link.blockFits());
    host.report(3, 1); // behind
    QCOMPARE(link.counters().badReports, std::uint64_t(4));
    host.report(3, 2); // the same again: a sign of life
    QCOMPARE(link.counters().badReports, std::uint64_t(4));
    link.stopStream();
    host.report(3, 2);
    QCOMPARE(link.counters().badReports, std::uint64_t(5));
}

void TestKitFlow::blockNumbersWrap()
{
    SampleWindow window;
    window.start(2);
    for (int turn = 0; turn < 100'000; ++turn) {
        const auto ticket = window.make(1);
        QVERIFY(ticket);
        window.sent(ticket->number);
        QVERIFY(window.report(ticket->number));
    }
    QCOMPARE(window.outstanding(), std::size_t(0));
    // Drops alone move the number on; 2^32 of them would take too long one by one, so only the arithmetic is looked at:
    // a number far ahead of what was sent is refused whatever its sign.
    QVERIFY(!window.report(100'000));
    QVERIFY(!window.report(99'999U + 0x80000000U));
    QVERIFY(!window.report(99'998));
    QVERIFY(window.report(99'999));
}

void TestKitFlow::lostSaturates()
{
    SampleWindow window;
    window.start(1);
    window.sent(window.make(10)->number);
    QVERIFY(!window.make(0xFFFFFFF0U));
    QVERIFY(!window.make(0xFFFFFFF0U));
    QVERIFY(window.report(0));
    const auto ticket = window.make(10);
    QVERIFY(ticket);
    QCOMPARE(ticket->lost, 0xFFFFFFFFU);
    QCOMPARE(ticket->number, 3U);
}

void TestKitFlow::inFlightLimitHoldsBlocksBack()
{
    KitLink link;
    HostEnd host(link);
    link.open();
    link.startStream(1, 100, 2);
    makeBlocks(link, 1, 0, 5);
    host.take();
    QCOMPARE(host.order(), QStringLiteral("ss"));
    QVERIFY(!link.nextSend()); // nothing to wake up for
    link.sendControl(bytesOf("answer"));
    host.take();
    QCOMPARE(host.order(), QStringLiteral("ssc"));
    host.report(1, 0);
    host.take();
    host.report(1, 2);
    host.take();
    QCOMPARE(host.order(), QStringLiteral("sscsss"));
}

void TestKitFlow::noReportStopsTheStream()
{
    KitLink link;
    HostEnd host(link);
    std::vector<int> expired;
    link.onStreamExpired = [&](std::uint8_t stream) { expired.push_back(stream); };
    link.open();
    link.startStream(9, 100, 100);
    makeBlocks(link, 9, 0, 2);
    link.advanceTo(2 * kLinkSecond - 1);
    QVERIFY(expired.empty());
    link.advanceTo(2 * kLinkSecond);
    QCOMPARE(expired, std::vector<int>{9});
    QCOMPARE(host.take(), std::size_t(0)); // its queued blocks went with it
    link.advanceTo(9 * kLinkSecond);
    QCOMPARE(expired.size(), std::size_t(1));
}

void TestKitFlow::reportsKeepTheStream()
{
    KitLink link;
    HostEnd host(link);
    bool expired = false;
    link.onStreamExpired = [&](std::uint8_t) { expired = true; };
    link.open();
    link.startStream(9, 100, 100);
    makeBlocks(link, 9, 0, 1);
    host.take();
    for (int i = 1; i <= 10; ++i) {
        link.advanceTo(i * 1500 * kLinkMillisecond);
        host.report(9, 0); // no new block, but a host that lives
    }
    QVERIFY(!expired);
    host.report(9, 5); // a report that must be ignored does not count as one
    link.advanceTo(17 * kLinkSecond);
    QVERIFY(expired);
}

void TestKitFlow::stopDropsQueuedBlocks()
{
    KitLink link;
    HostEnd host(link);
    link.open();
    link.startStream(1, 100, 100);
    makeBlocks(link, 1, 0, 3);
    host.take(3); // the first one has begun: it ends before the answer
    link.stopStream();
    link.sendControl(bytesOf("stopped"));
    makeBlocks(link, 1, 3, 2);
    host.take();
    QCOMPARE(host.order(), QStringLiteral("sc"));
}

void TestKitFlow::paceLetsOutWhatTheLineCarries()
{
    KitLink link(KitLinkConfig{4096, 300'000});
    HostEnd host(link);
    link.open();
    link.startStream(1, 1'000'000, 1'000'000);
    makeBlocks(link, 1, 0, 20'000);
    link.advanceTo(kLinkSecond); // a pause: 10 ms of the line are kept, not more
    QVERIFY(host.take() <= 3000);
    std::size_t total = 0;
    for (LinkTime t = kLinkSecond; t < 3 * kLinkSecond; t += 1'300'000) {
        link.advanceTo(t);
        total += host.take();
        host.report(1, host.blocks().back().number);
    }
    QVERIFY2(total > 590'000 && total <= 600'000, qPrintable(QString::number(total)));
    QCOMPARE(host.counters().badCrc + host.counters().badCobs, std::uint64_t(0));
}

void TestKitFlow::pauseGivesNoBurst()
{
    LineBudget line(11'520);
    line.advanceTo(60 * kLinkSecond);
    QCOMPARE(line.available(), std::size_t(115));
    line.spend(115);
    QCOMPARE(line.available(), std::size_t(0));
    const LinkTime ready = line.readyAt(50);
    QVERIFY(ready > 60 * kLinkSecond);
    line.advanceTo(ready - 1000);
    QVERIFY(line.available() < 50);
    line.advanceTo(ready);
    QCOMPARE(line.available(), std::size_t(50));
    QVERIFY(line.readyAt(1'000'000) <= ready + 11 * kLinkMillisecond); // more than it ever holds is not waited for
}

void TestKitFlow::frameDelayKeepsOrder()
{
    KitLink link;
    HostEnd host(link);
    link.setFrameDelay(50 * kLinkMillisecond);
    link.open();
    link.sendEvent(bytesOf("\xA0"));
    link.sendControl(bytesOf("late"), 100 * kLinkMillisecond);
    link.sendControl(bytesOf("after it"));
    QCOMPARE(host.take(), std::size_t(0));
    QCOMPARE(link.nextSend(), std::optional<LinkTime>(50 * kLinkMillisecond));
    link.advanceTo(60 * kLinkMillisecond);
    host.take();
    QCOMPARE(host.order(), QStringLiteral("e"));
    link.advanceTo(150 * kLinkMillisecond);
    host.take();
    QCOMPARE(host.order(), QStringLiteral("ecc"));
    QCOMPARE(host.frames[1].payload, QByteArray("late"));
}

void TestKitFlow::dueTimes()
{
    KitLink link(KitLinkConfig{4096, 10'000});
    HostEnd host(link);
    link.open();
    QVERIFY(!link.nextSend());
    QVERIFY(link.nextDue().value() <= kLinkSecond);
    link.advanceTo(100 * kLinkMillisecond);
    link.sendControl(bytesOf("0123456789012345678901234567890123456789012345678901234567890123456789"));
    host.take(); // 100 bytes are there: all of it leaves
    QCOMPARE(host.order(), QStringLiteral("c"));
    for (int i = 0; i < 10; ++i)
        link.sendControl(Bytes(100, 1));
    host.take();
    const auto next = link.nextSend();
    QVERIFY(next && *next > 100 * kLinkMillisecond && *next <= 105 * kLinkMillisecond);
    link.advanceTo(*next);
    QVERIFY(host.take() > 0); // waking up then is worth it
    link.startStream(1, 2, 2);
    QCOMPARE(link.nextDue().value_or(0) <= *next + 2 * kLinkSecond, true);
}

} // namespace

QTEST_GUILESS_MAIN(TestKitFlow)
#include "tst_kit_flow.moc"
