// SPDX-License-Identifier: GPL-3.0-or-later
#include "host_end.h"

#include "virtual_kit/ports/faults.h"
#include "virtual_kit/ports/line_faults.h"
#include "virtual_kit/ports/out_queue.h"

#include <QTest>

using namespace virtual_kit;
using namespace framing;

namespace {

class TestKitFaults : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void outQueue();
    void faultSpecs_data();
    void faultSpecs();
    void badFaultSpecs_data();
    void badFaultSpecs();
    void faultHelpNamesThemAll();
    void lineFaults();
    void malformedFramesAreRejected();
};

void TestKitFaults::outQueue()
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

void TestKitFaults::faultSpecs_data()
{
    QTest::addColumn<QByteArray>("spec");
    QTest::newRow("all") << QByteArray(
        "drop=0.25,corrupt=1,malformed=0,delay=20,late=1.5s,twice,wrong-seq,silent@3s,flood,never-read,"
        "unplug@2.5s,for=800ms,brownout@1min,brownout=update,brownout=erase,account=exhausted,no-network@4s,for=2s");
}

void TestKitFaults::faultSpecs()
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

void TestKitFaults::badFaultSpecs_data()
{
    QTest::addColumn<QString>("part");
    for (const char *spec : {"", "drop", "drop=", "drop=2", "drop=-0.1", "drop=nan", "drop@1s", "drop=0.1x", "explode",
             "delay=x", "delay=-5", "late=99999999", "twice=1", "silent", "silent@", "silent@3", "silent@3parsec",
             "silent@-1s", "unplug", "unplug=2s", "unplug@2s,for=", "unplug@2s,for=0s", "unplug@2s,for=1s,for=1s",
             "for=1s", "drop=0.1,for=1s", "brownout", "brownout=lunch", "account=full", "account", "no-network=1",
             "no-network@x", "drop=0.1,", ",drop=0.1", "silent@1e9999s", "silent@99999999999999s"})
        QTest::newRow(spec) << QString::fromLatin1(spec);
}

void TestKitFaults::badFaultSpecs()
{
    FaultPlan plan;
    QString error;
    QFETCH(QString, part);
    QVERIFY(!parseFaults(part.toStdString(), plan, error));
    QVERIFY(!error.isEmpty());
}

void TestKitFaults::faultHelpNamesThemAll()
{
    const QString help = faultHelp();
    for (const char *name : {"drop=", "corrupt=", "malformed=", "delay=", "late=", "twice", "wrong-seq", "silent@",
             "flood", "never-read", "unplug@", "brownout@", "brownout=update", "account=exhausted", "no-network"})
        QVERIFY2(help.contains(QLatin1String(name)), name);
}

void TestKitFaults::lineFaults()
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

void TestKitFaults::malformedFramesAreRejected()
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

QTEST_GUILESS_MAIN(TestKitFaults)
#include "tst_kit_faults.moc"
