// SPDX-License-Identifier: GPL-3.0-or-later
#include "host_end.h"

#include "virtual_kit/kernel/random.h"

#include <QTest>

#include <map>

using namespace virtual_kit;
using namespace framing;

namespace {

class TestKitLink : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void closedLinkQueuesNothing();
    void controlPassesEverything();
    void frameBegunIsFinishedFirst();
    void helloDropsWhatWasQueued();
    void secondHelloStillEndsTheCutFrame();
    void aliveWhenNoEventWasSent();
    void queuesAreBounded();
    void logIsCutAtACharacter();
    void badInputIsCounted_data();
    void badInputIsCounted();
    void requestsArriveWhole();
    void randomBytesDoNoHarm();
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

void TestKitLink::secondHelloStillEndsTheCutFrame()
{
    KitLink link;
    HostEnd host(link);
    link.open();
    link.sendControl(bytesOf("a frame of which only the beginning leaves"));
    // Half of it is on the wire when two hellos come, faster than the line can end it.
    const framing::ByteView begun = link.next();
    QVERIFY(begun.size() > 4);
    framing::KitFrameDecoder decoder;
    int frames = 0;
    const auto count = [&frames](framing::KitChannel, framing::ByteView) { ++frames; };
    decoder.feed(begun.first(4), count);
    link.consume(4);
    link.hello();
    link.hello();
    link.sendControl(bytesOf("hello answer"));
    for (framing::ByteView rest = link.next(); !rest.empty(); rest = link.next()) {
        decoder.feed(rest, count);
        link.consume(rest.size());
    }
    QCOMPARE(frames, 1);
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
        got << QString::fromLatin1(
            reinterpret_cast<const char *>(packet.data()), static_cast<qsizetype>(packet.size()));
    };
    link.open();
    link.startStream(1, 10, 10);
    link.receive(view(wire));
    QVERIFY(got.isEmpty());
    const KitFrameCounters &c = link.frameCounters();
    const std::map<QString, std::uint64_t> counts{{QStringLiteral("crc"), c.badCrc},
        {QStringLiteral("cobs"), c.badCobs}, {QStringLiteral("short"), c.tooShort}, {QStringLiteral("long"), c.tooLong},
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

} // namespace

QTEST_GUILESS_MAIN(TestKitLink)
#include "tst_kit_link.moc"
