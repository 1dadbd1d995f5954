// SPDX-License-Identifier: GPL-3.0-or-later
#include "host_end.h"

#include "framing/cobs.h"
#include "virtual_kit/kernel/random.h"
#include "virtual_kit/ports/faults.h"
#include "virtual_kit/ports/line_faults.h"
#include "virtual_kit/ports/out_queue.h"

#include <QTest>

#include <numeric>

using namespace virtual_kit;
using namespace framing;

namespace {

Bytes bytesOf(const char *text)
{
    return Bytes(text, text + std::strlen(text));
}

/// A block of `count` samples of 4 bytes, ready for sendBlock().
SampleBlockHeader header(std::uint8_t stream, std::uint64_t first, std::uint16_t count)
{
    SampleBlockHeader h;
    h.stream = stream;
    h.firstIndex = first;
    h.count = count;
    h.bytesPerSample = 4;
    return h;
}

void makeBlocks(KitLink &link, std::uint8_t stream, int from, int count)
{
    const Bytes data(40, 0x55);
    for (int i = from; i < from + count; ++i)
        link.sendBlock(header(stream, std::uint64_t(i) * 10, 10), data);
}

class TestKitLink : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void closedLinkQueuesNothing();
    void controlPassesEverything();
    void frameBegunIsFinishedFirst();
    void windowDropsWholeBlocks();
    void reportsOutsideTheWindowAreIgnored();
    void blockNumbersWrap();
    void lostSaturates();
    void inFlightLimitHoldsBlocksBack();
    void noReportStopsTheStream();
    void reportsKeepTheStream();
    void stopDropsQueuedBlocks();
    void helloDropsWhatWasQueued();
    void aliveWhenNoEventWasSent();
    void queuesAreBounded();
    void logIsCutAtACharacter();
    void badInputIsCounted_data();
    void badInputIsCounted();
    void requestsArriveWhole();
    void randomBytesDoNoHarm();
    void paceLetsOutWhatTheLineCarries();
    void pauseGivesNoBurst();
    void frameDelayKeepsOrder();
    void dueTimes();

    void outQueue();
    void faultSpecs_data();
    void faultSpecs();
    void badFaultSpecs_data();
    void badFaultSpecs();
    void faultHelpNamesThemAll();
    void lineFaults();
    void malformedFramesAreRejected();
};

void TestKitLink::closedLinkQueuesNothing()
{
    KitLink link;
    HostEnd host(link);
    link.sendControl(bytesOf("early"));
    link.sendEvent(bytesOf("early"));
    link.sendLog("early");
    link.startStream(1, 10, 10);
    makeBlocks(link, 1, 0, 1);
    QVERIFY(!link.nextDue() && !link.nextSend());
    link.open();
    QCOMPARE(host.take(), std::size_t(0));
    link.sendControl(bytesOf("now"));
    link.close();
    link.open();
    QCOMPARE(host.take(), std::size_t(0));
}

void TestKitLink::controlPassesEverything()
{
    KitLink link;
    HostEnd host(link);
    link.open();
    link.startStream(7, 100, 100);
    makeBlocks(link, 7, 0, 2);
    link.sendLog("a line");
    link.sendEvent(bytesOf("\xA0"));
    link.sendControl(bytesOf("answer"));
    link.sendEvent(bytesOf("\xA0"));
    host.take();
    QCOMPARE(host.order(), QStringLiteral("ceelss"));
    QCOMPARE(host.frames[0].payload, QByteArray("answer"));
    QCOMPARE(host.frames[3].payload, QByteArray("a line"));
}

void TestKitLink::frameBegunIsFinishedFirst()
{
    KitLink link;
    HostEnd host(link);
    link.open();
    link.startStream(7, 100, 100);
    makeBlocks(link, 7, 0, 3);
    QCOMPARE(host.take(5), std::size_t(5));
    link.sendControl(bytesOf("answer"));
    host.take();
    QCOMPARE(host.order(), QStringLiteral("scss"));
    QCOMPARE(host.counters().frames, std::uint64_t(4));
}

void TestKitLink::windowDropsWholeBlocks()
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

void TestKitLink::reportsOutsideTheWindowAreIgnored()
{
    KitLink link;
    HostEnd host(link);
    link.open();
    link.startStream(3, 3, 100);
    makeBlocks(link, 3, 0, 3);
    host.take(60); // the first block has left, the second has begun
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

void TestKitLink::blockNumbersWrap()
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

void TestKitLink::lostSaturates()
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

void TestKitLink::inFlightLimitHoldsBlocksBack()
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

void TestKitLink::noReportStopsTheStream()
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

void TestKitLink::reportsKeepTheStream()
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

void TestKitLink::stopDropsQueuedBlocks()
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

void TestKitLink::helloDropsWhatWasQueued()
{
    KitLink link;
    HostEnd host(link);
    link.open();
    link.startStream(1, 100, 100);
    makeBlocks(link, 1, 0, 3);
    link.sendEvent(bytesOf("\xA0"));
    link.sendControl(bytesOf("for the earlier host"));
    host.take(7); // a frame is half out
    link.hello();
    link.sendControl(bytesOf("hello answer"));
    host.take();
    QCOMPARE(host.order(), QStringLiteral("c"));
    QCOMPARE(host.frames[0].payload, QByteArray("hello answer"));
    QCOMPARE(host.counters().badCobs + host.counters().badCrc + host.counters().tooShort, std::uint64_t(1));
    makeBlocks(link, 1, 3, 1); // its stream has ended
    QCOMPARE(host.take(), std::size_t(0));
}

void TestKitLink::aliveWhenNoEventWasSent()
{
    KitLink link;
    HostEnd host(link);
    link.onAliveDue = [&] { link.sendEvent(bytesOf("\xA1\x61\x65\x65\x61live")); };
    link.open();
    for (LinkTime t = 0; t <= 10 * kLinkSecond; t += 50 * kLinkMillisecond) {
        link.advanceTo(t);
        link.sendControl(bytesOf("chatter")); // tells nothing of events missed, so it does not replace alive
        host.take();
    }
    const auto alive = host.order().count(QLatin1Char('e'));
    QVERIFY2(alive >= 10 && alive <= 20, qPrintable(QString::number(alive)));

    host.frames.clear();
    for (int second = 20; second < 3600; ++second)
        link.advanceTo(second * kLinkSecond); // nobody reads: they do not pile up
    host.take();
    QCOMPARE(host.order(), QStringLiteral("e"));
}

void TestKitLink::queuesAreBounded()
{
    KitLink link;
    HostEnd host(link);
    link.open();
    const Bytes large(4072, 1);
    for (int i = 0; i < 5000; ++i) {
        link.sendControl(large);
        link.sendEvent(large);
        link.sendLog("line");
        link.sendJunk(large);
    }
    QVERIFY(link.counters().controlDropped > 4000);
    QVERIFY(link.counters().eventsDropped > 4000);
    QVERIFY(link.counters().logsDropped > 4000);
    QVERIFY(host.take() < 4u * 1024 * 1024);
    const Bytes tooLarge(5000, 1);
    const auto before = link.counters().controlDropped;
    link.sendControl(tooLarge);
    QCOMPARE(link.counters().controlDropped, before + 1);
    QCOMPARE(host.take(), std::size_t(0));
}

void TestKitLink::logIsCutAtACharacter()
{
    KitLink link;
    HostEnd host(link);
    link.open();
    const std::string han = "\xE4\xBD\xA0"; // 3 bytes
    std::string line;
    while (line.size() < 3000)
        line += han;
    link.sendLog(line);
    link.sendLog(std::string(1024, 'x'));
    host.take();
    QCOMPARE(host.frames[0].payload.size(), qsizetype(1023));
    QVERIFY(!QString::fromUtf8(host.frames[0].payload).contains(QChar::ReplacementCharacter));
    QCOMPARE(host.frames[1].payload.size(), qsizetype(1024));
}

void TestKitLink::badInputIsCounted_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QString>("what");
    const auto frame = [](int channel, const QByteArray &payload) {
        Bytes wire;
        encodeKitFrame(static_cast<KitChannel>(channel), view(payload), wire);
        return QByteArray(reinterpret_cast<const char *>(wire.data()), static_cast<qsizetype>(wire.size()));
    };
    QByteArray broken = frame(0, "request");
    broken[3] = static_cast<char>(broken[3] ^ 0x10);
    QTest::newRow("crc") << broken << "crc";
    QTest::newRow("cobs") << QByteArray::fromHex("7f010200") << "cobs";
    QTest::newRow("short") << QByteArray::fromHex("0301020000") << "short";
    QTest::newRow("long") << QByteArray(QByteArray(5000, 'a') + '\0') << "long";
    QTest::newRow("channel 9") << frame(9, "later") << "channel";
    QTest::newRow("event") << frame(1, "x") << "direction";
    QTest::newRow("log") << frame(3, "x") << "direction";
    QTest::newRow("data block to the kit") << frame(2, QByteArray(36, 1)) << "report";
    QTest::newRow("short report") << frame(2, QByteArray::fromHex("02010000")) << "report";
}

void TestKitLink::badInputIsCounted()
{
    QFETCH(QByteArray, wire);
    QFETCH(QString, what);
    KitLink link;
    HostEnd host(link);
    QStringList got;
    link.onControl = [&](ByteView packet) {
        got << QString::fromLatin1(reinterpret_cast<const char *>(packet.data()), static_cast<qsizetype>(packet.size()));
    };
    link.open();
    link.startStream(1, 10, 10);
    link.receive(view(wire));
    QVERIFY(got.isEmpty());
    const KitFrameCounters &c = link.frameCounters();
    const std::map<QString, std::uint64_t> counts{{QStringLiteral("crc"), c.badCrc}, {QStringLiteral("cobs"), c.badCobs},
        {QStringLiteral("short"), c.tooShort}, {QStringLiteral("long"), c.tooLong},
        {QStringLiteral("channel"), c.unknownChannel}, {QStringLiteral("direction"), link.counters().wrongDirection},
        {QStringLiteral("report"), link.counters().badReports}};
    for (const auto &[name, count] : counts)
        QCOMPARE(count, name == what ? std::uint64_t(1) : std::uint64_t(0));
    QCOMPARE(host.take(), std::size_t(0)); // there is no negative acknowledgement
    host.send(KitChannel::Control, bytesOf("after"));
    QCOMPARE(got, QStringList{QStringLiteral("after")});
}

void TestKitLink::requestsArriveWhole()
{
    KitLink link(KitLinkConfig{512, 0});
    int requests = 0;
    link.onControl = [&](ByteView packet) { requests += packet.size() == 490 ? 1 : 0; };
    link.open();
    Bytes wire{0, 0, 0};
    for (int i = 0; i < 20; ++i)
        encodeKitFrame(KitChannel::Control, Bytes(490, std::uint8_t(i)), wire);
    for (const std::uint8_t byte : wire)
        link.receive(ByteView(&byte, 1));
    QCOMPARE(requests, 20);
}

void TestKitLink::randomBytesDoNoHarm()
{
    Random random(4, "bytes");
    KitLink link;
    HostEnd host(link);
    int requests = 0;
    link.onControl = [&](ByteView) { ++requests; };
    link.open();
    link.startStream(1, 4, 4);
    for (int round = 0; round < 2000; ++round) {
        Bytes junk(random.next() % 700);
        for (std::uint8_t &byte : junk)
            byte = static_cast<std::uint8_t>(random.next() >> (random.next() % 8 * 8)); // some zeros
        link.receive(junk);
    }
    requests = 0;
    link.receive(Bytes{0});
    host.send(KitChannel::Control, bytesOf("request"));
    QCOMPARE(requests, 1);
}

void TestKitLink::paceLetsOutWhatTheLineCarries()
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

void TestKitLink::pauseGivesNoBurst()
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

void TestKitLink::frameDelayKeepsOrder()
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

void TestKitLink::dueTimes()
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

void TestKitLink::outQueue()
{
    OutQueue queue;
    QVERIFY(queue.pending(0).empty());
    QVERIFY(queue.push(bytesOf("first"), 10));
    QVERIFY(queue.push(bytesOf("second"), 5));
    QVERIFY(queue.pending(9).empty());
    QCOMPARE(queue.readyAt(), std::optional<LinkTime>(10));
    QCOMPARE(queue.pending(10).size(), std::size_t(5));
    queue.consume(2);
    QCOMPARE(queue.pending(10).size(), std::size_t(3));
    queue.consume(3);
    QCOMPARE(queue.pending(10).size(), std::size_t(6));
    QVERIFY(!queue.push(Bytes(OutQueue::kMaxBytes, 'x'), 0)); // dropped whole
    QVERIFY(queue.push(Bytes(OutQueue::kMaxBytes - 6, 'x'), 0));
    QVERIFY(!queue.push(bytesOf("y"), 0));
    queue.clear();
    QVERIFY(!queue.readyAt() && queue.pending(100).empty());
    QVERIFY(queue.push(Bytes(OutQueue::kMaxBytes, 'x'), 0));
}

void TestKitLink::faultSpecs_data()
{
    QTest::addColumn<QByteArray>("spec");
    QTest::newRow("all") << QByteArray(
        "drop=0.25,corrupt=1,malformed=0,delay=20,late=1.5s,twice,wrong-seq,silent@3s,flood,never-read,"
        "unplug@2.5s,for=800ms,brownout@1min,brownout=update,brownout=erase,account=exhausted,no-network@4s,for=2s");
}

void TestKitLink::faultSpecs()
{
    QFETCH(QByteArray, spec);
    FaultPlan plan;
    QString error;
    QVERIFY2(parseFaults(spec.toStdString(), plan, error), qPrintable(error));
    QCOMPARE(plan.drop, 0.25);
    QCOMPARE(plan.corrupt, 1.0);
    QCOMPARE(plan.delay, 20 * kLinkMillisecond);
    QCOMPARE(plan.late, 1500 * kLinkMillisecond);
    QVERIFY(plan.twice && plan.wrongSequence && plan.flood && plan.neverRead);
    QCOMPARE(plan.silentAt, std::optional<SimTime>(3 * kSecond));
    QCOMPARE(plan.unplugs.size(), std::size_t(1));
    QCOMPARE(plan.unplugs[0].at, 2500 * kMillisecond);
    QCOMPARE(plan.unplugs[0].duration, 800 * kMillisecond);
    QCOMPARE(plan.kit.size(), std::size_t(5));
    using Kind = KitFault::Kind;
    const std::vector<Kind> kinds{
        Kind::Brownout, Kind::BrownoutInSwap, Kind::BrownoutInErase, Kind::AccountExhausted, Kind::NoNetwork};
    for (std::size_t i = 0; i < kinds.size(); ++i)
        QVERIFY(plan.kit[i].kind == kinds[i]);
    QCOMPARE(plan.kit[0].at, 60 * kSecond);
    QCOMPARE(plan.kit[4].at, 4 * kSecond);
    QCOMPARE(plan.kit[4].duration, 2 * kSecond);
    // A second list adds to the first.
    QVERIFY(parseFaults("unplug@9s,no-network", plan, error));
    QCOMPARE(plan.unplugs.size(), std::size_t(2));
    QCOMPARE(plan.kit.size(), std::size_t(6));
}

void TestKitLink::badFaultSpecs_data()
{
    QTest::addColumn<QString>("part");
    for (const char *spec : {"", "drop", "drop=", "drop=2", "drop=-0.1", "drop=nan", "drop@1s", "drop=0.1x", "explode",
             "delay=x", "delay=-5", "late=99999999", "twice=1", "silent", "silent@", "silent@3", "silent@3parsec",
             "silent@-1s", "unplug", "unplug=2s", "unplug@2s,for=", "unplug@2s,for=0s", "unplug@2s,for=1s,for=1s",
             "for=1s", "drop=0.1,for=1s", "brownout", "brownout=lunch", "account=full", "account", "no-network=1",
             "no-network@x", "drop=0.1,", ",drop=0.1", "silent@1e9999s", "silent@99999999999999s"})
        QTest::newRow(spec) << QString::fromLatin1(spec);
}

void TestKitLink::badFaultSpecs()
{
    FaultPlan plan;
    QString error;
    QFETCH(QString, part);
    QVERIFY(!parseFaults(part.toStdString(), plan, error));
    QVERIFY(!error.isEmpty());
}

void TestKitLink::faultHelpNamesThemAll()
{
    const QString help = faultHelp();
    for (const char *name : {"drop=", "corrupt=", "malformed=", "delay=", "late=", "twice", "wrong-seq", "silent@",
             "flood", "never-read", "unplug@", "brownout@", "brownout=update", "account=exhausted", "no-network"})
        QVERIFY2(help.contains(QLatin1String(name)), name);
}

void TestKitLink::lineFaults()
{
    FaultPlan plan;
    plan.drop = 0.3;
    plan.corrupt = 0.3;
    LineFaults line(plan, 1, "0");
    Bytes good;
    encodeKitFrame(KitChannel::Events, bytesOf("payload"), good);
    int dropped = 0;
    int changed = 0;
    for (int i = 0; i < 2000; ++i) {
        Bytes wire = good;
        line.disturbFrame(wire);
        if (wire.empty())
            ++dropped;
        else if (wire != good)
            ++changed;
        QVERIFY(wire.empty() || wire.size() == good.size());
    }
    QVERIFY(dropped > 450 && dropped < 750);
    QVERIFY(changed > 300 && changed < 550); // 0.3 of what was left

    LineFaults clean(FaultPlan(), 1, "0");
    Bytes wire = good;
    clean.disturbFrame(wire);
    QVERIFY(wire == good);
}

void TestKitLink::malformedFramesAreRejected()
{
    FaultPlan plan;
    plan.malformed = 1;
    LineFaults line(plan, 1, "0");
    KitFrameDecoder decoder;
    int frames = 0;
    Bytes all;
    for (int i = 0; i < 500; ++i) {
        Bytes wire;
        encodeKitFrame(KitChannel::Events, bytesOf("\xA0"), wire);
        line.disturbFrame(wire);
        all.insert(all.end(), wire.begin(), wire.end());
    }
    decoder.feed(all, [&](KitChannel channel, ByteView payload) {
        ++frames;
        QVERIFY(channel != KitChannel::Samples || !parseSampleBlock(payload));
        QVERIFY(payload.size() != 1); // never the frame it replaced
    });
    QVERIFY(frames > 0); // some are good frames with bad contents
    QVERIFY(decoder.counters().badCobs > 0);
    QVERIFY(decoder.counters().tooShort > 0);
    QVERIFY(decoder.counters().tooLong > 0);
}

} // namespace

QTEST_GUILESS_MAIN(TestKitLink)
#include "tst_kit_link.moc"
