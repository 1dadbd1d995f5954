// SPDX-License-Identifier: GPL-3.0-or-later
#include "host_end.h"

#include "virtual_kit/physics/power_model.h"
#include "virtual_kit/ports/sample_words.h"
#include "virtual_kit/ports/stream_service.h"

#include <QCborArray>
#include <QTest>

#include <cmath>

using namespace virtual_kit;
using namespace framing;

namespace {

constexpr SmpPort kPort = 4;

/// A kit's power, time, one link and the stream service, driven by hand.
struct Bench {
    explicit Bench(StreamConfig config = {}, std::uint64_t bytesPerSecond = 0)
        : link(KitLinkConfig{4096, bytesPerSecond})
        , service(simulation, power, config)
    {
        service.kitTime = [this](SimTime t) { return t - bootedAt; };
        service.addLink(kPort, link);
        power.set(0, PowerConsumer::Host, 0.001);
        link.open();
    }

    /// Calls a command and gives its answer.
    QCborMap call(
        void (StreamService::*command)(const SmpRequest &, SmpReply), const QCborMap &body, SmpPort port = kPort)
    {
        QCborMap answer;
        SmpRequest request;
        request.port = port;
        request.body = body;
        SmpReply reply(72, 1, {}, [&](QCborMap map, bool) { answer = std::move(map); });
        (service.*command)(request, reply);
        return answer;
    }
    QCborMap start(qint64 rate)
    {
        return call(
            &StreamService::start, {{QStringLiteral("name"), QStringLiteral("power")}, {QStringLiteral("rate"), rate}});
    }
    void run(SimTime to)
    {
        simulation.advanceTo(to);
        service.produce();
        link.advanceTo(to);
        host.take();
    }
    /// Runs in steps, reporting what has come.
    void runReporting(SimTime to, SimTime step)
    {
        while (simulation.now() < to) {
            run(std::min(to, simulation.now() + step));
            const auto blocks = host.blocks();
            if (!blocks.empty())
                host.report(blocks.back().stream, blocks.back().number);
        }
    }

    SimTime bootedAt = 0;
    Simulation simulation;
    PowerModel power{1, Battery(300, 0.9, 0.2)};
    KitLink link;
    StreamService service;
    HostEnd host{link};
};

qint64 number(const QCborMap &map, const char *key) { return map.value(QLatin1String(key)).toInteger(-1); }

qint64 groupError(const QCborMap &map) { return number(map.value(QStringLiteral("err")).toMap(), "rc"); }

class TestKitStreams : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void listDescribesTheWords();
    void startAnswers();
    void badRequests_data();
    void badRequests();
    void otherPortsHaveNoStreams();
    void indexAndTimeGoOn();
    void stepsDoNotMatter();
    void sameSeedSameBytes();
    void overrunIsCounted();
    void restartEndsTheOldOne();
    void stopMayBeRepeated();
    void endOfOnePortOnly();
    void valuesAreThoseOfTheModel();
    void kitTimeCountsFromBoot();
};

void TestKitStreams::listDescribesTheWords()
{
    Bench bench;
    SmpRequest request;
    request.port = kPort;
    QCborMap answer;
    bench.service.list(request, SmpReply(72, 1, {}, [&](QCborMap map, bool) { answer = std::move(map); }));
    const QCborMap stream = answer.value(QStringLiteral("streams")).toArray().at(0).toMap();
    QCOMPARE(stream.value(QStringLiteral("name")).toString(), QStringLiteral("power"));
    QCOMPARE(number(stream, "bytes"), 4);
    QCOMPARE(stream.value(QStringLiteral("rates")).toArray().at(0).toInteger(), 100'000);
    const QCborArray channels = stream.value(QStringLiteral("channels")).toArray();
    QCOMPARE(channels.size(), 2);
    const QCborMap current = channels.at(0).toMap();
    QCOMPARE(current.value(QStringLiteral("unit")).toString(), QStringLiteral("A"));
    QCOMPARE(number(current, "range_bits"), 2);
    QCOMPARE(current.value(QStringLiteral("ranges")).toArray().size(), 3);
    QCOMPARE(
        current.value(QStringLiteral("ranges")).toArray().at(1).toMap().value(QStringLiteral("gain")).toDouble(), 1e-5);
    QCOMPARE(number(channels.at(1).toMap(), "range_bits"), 0);
}

void TestKitStreams::startAnswers()
{
    StreamConfig config;
    config.ringBytes = 40'000;
    Bench bench(config, 300'000);
    const QCborMap answer = bench.start(100'000);
    QCOMPARE(number(answer, "rate_num"), 50'000);
    QCOMPARE(number(answer, "rate_den"), 1);
    QCOMPARE(answer.value(QStringLiteral("why")).toString(), QStringLiteral("line"));
    QCOMPARE(number(answer, "window"), 20); // 40 000 bytes hold 20 blocks of 500 samples
    QCOMPARE(answer.value(QStringLiteral("channels")).toArray().size(), 2);
    QVERIFY(number(answer, "id") > 0);

    StreamConfig tiny;
    tiny.ringBytes = 1;
    Bench small(tiny);
    QCOMPARE(number(small.start(100), "window"), 2);
    QVERIFY(small.start(100).value(QStringLiteral("why")).isUndefined());
}

void TestKitStreams::badRequests_data()
{
    QTest::addColumn<QCborMap>("body");
    QTest::addColumn<int>("rc");
    const auto body = [](const QCborValue &name, const QCborValue &rate) {
        return QCborMap{{QStringLiteral("name"), name}, {QStringLiteral("rate"), rate}};
    };
    const QString power = QStringLiteral("power");
    QTest::newRow("empty") << QCborMap() << 2;
    QTest::newRow("no rate") << QCborMap{{QStringLiteral("name"), power}} << 2;
    QTest::newRow("rate 0") << body(power, 0) << 2;
    QTest::newRow("negative") << body(power, -5) << 2;
    QTest::newRow("huge") << body(power, qint64(1) << 40) << 2;
    QTest::newRow("text rate") << body(power, QStringLiteral("1000")) << 2;
    QTest::newRow("name 1") << body(1, 1000) << 2;
    QTest::newRow("other name") << body(QStringLiteral("weather"), 1000) << 3;
    QTest::newRow("below the lowest") << body(power, 10) << 5;
}

void TestKitStreams::badRequests()
{
    QFETCH(QCborMap, body);
    QFETCH(int, rc);
    Bench bench;
    QCOMPARE(groupError(bench.call(&StreamService::start, body)), qint64(rc));
    QVERIFY(!bench.service.running());
    QCOMPARE(groupError(bench.call(&StreamService::stop, {})), 2);
    QCOMPARE(groupError(bench.call(&StreamService::stop, {{QStringLiteral("id"), 256}})), 2);
    QCOMPARE(groupError(bench.call(&StreamService::stop, {{QStringLiteral("id"), 1}})), 3); // never was one
}

void TestKitStreams::otherPortsHaveNoStreams()
{
    Bench bench;
    const QCborMap body{{QStringLiteral("name"), QStringLiteral("power")}, {QStringLiteral("rate"), 1000}};
    QCOMPARE(groupError(bench.call(&StreamService::start, body, 5)), 8);
    QCOMPARE(groupError(bench.call(&StreamService::stop, {{QStringLiteral("id"), 1}}, 5)), 8);
}

void TestKitStreams::indexAndTimeGoOn()
{
    Bench bench;
    bench.run(333'333'333);
    bench.start(20'000);
    bench.runReporting(333'333'333 + 5 * kSecond, 7'654'321);
    const auto blocks = bench.host.blocks();
    QVERIFY(blocks.size() >= 499);
    std::uint64_t next = 0;
    std::uint32_t blockNumber = 0;
    for (const SampleBlockHeader &block : blocks) {
        QCOMPARE(block.firstIndex, next);
        QCOMPARE(block.number, blockNumber++);
        QCOMPARE(block.lost, 0U);
        QCOMPARE(block.kitTimeNs, 333'333'333 + next * 50'000);
        next += block.count;
    }
    QVERIFY(next <= 100'000 && next > 100'000 - 2 * 200); // only what has passed, all but the block under way
}

void TestKitStreams::stepsDoNotMatter()
{
    Bench fine;
    Bench coarse;
    fine.start(100'000);
    coarse.start(100'000);
    fine.runReporting(kSecond, 1'234'567);
    coarse.runReporting(kSecond, 250 * kMillisecond);
    QVERIFY(fine.host.wire.size() > 400'000);
    QVERIFY(fine.host.wire == coarse.host.wire);
}

void TestKitStreams::sameSeedSameBytes()
{
    QByteArray wires[2];
    for (QByteArray &wire : wires) {
        Bench bench;
        bench.simulation.at(20 * kMillisecond, [&] { bench.power.set(20 * kMillisecond, PowerConsumer::Modem, 0.2); });
        bench.run(10 * kMillisecond);
        bench.start(100'000);
        bench.runReporting(300 * kMillisecond, 9 * kMillisecond);
        wire = bench.host.wire;
    }
    QVERIFY(!wires[0].isEmpty());
    QVERIFY(wires[0] == wires[1]);
}

void TestKitStreams::overrunIsCounted()
{
    StreamConfig config;
    config.ringBytes = 40'000; // 10 blocks of 1000 samples
    Bench bench(config);
    QCborMap truth;
    bench.service.onTruth = [&](std::string_view what, const QCborMap &fields) {
        if (what == "stream.end")
            truth = fields;
    };
    bench.start(100'000);
    bench.run(kSecond); // nothing reported: 10 blocks, 90 dropped
    QCOMPARE(bench.host.blocks().size(), std::size_t(10));
    const auto last = bench.host.blocks().back();
    bench.host.report(last.stream, last.number);
    bench.run(kSecond + 10 * kMillisecond);
    const auto after = bench.host.blocks().back();
    QCOMPARE(after.lost, 90'000U);
    QCOMPARE(after.firstIndex, std::uint64_t(100'000));
    QCOMPARE(after.number, 100U);
    QCOMPARE(after.kitTimeNs, std::uint64_t(kSecond));
    bench.service.end();
    QCOMPARE(number(truth, "lost"), 90'000);
    QCOMPARE(number(truth, "samples"), 101'000);
}

void TestKitStreams::restartEndsTheOldOne()
{
    Bench bench;
    const qint64 first = number(bench.start(1'000), "id");
    bench.run(100 * kMillisecond);
    const qint64 second = number(bench.start(2'000), "id");
    QVERIFY(first != second);
    bench.host.frames.clear();
    bench.run(200 * kMillisecond);
    for (const SampleBlockHeader &block : bench.host.blocks())
        QCOMPARE(qint64(block.stream), second);
    QCOMPARE(bench.host.blocks().front().firstIndex, std::uint64_t(0));
    for (int i = 0; i < 600; ++i)
        QVERIFY(number(bench.start(100), "id") > 0); // ids go round without 0
}

void TestKitStreams::stopMayBeRepeated()
{
    Bench bench;
    const qint64 id = number(bench.start(1'000), "id");
    bench.run(100 * kMillisecond);
    QCOMPARE(bench.call(&StreamService::stop, {{QStringLiteral("id"), id}}), QCborMap());
    bench.host.frames.clear();
    bench.run(200 * kMillisecond);
    QVERIFY(bench.host.frames.empty());
    QCOMPARE(bench.call(&StreamService::stop, {{QStringLiteral("id"), id}}), QCborMap());
    QCOMPARE(groupError(bench.call(&StreamService::stop, {{QStringLiteral("id"), id + 1}})), 3);
}

void TestKitStreams::endOfOnePortOnly()
{
    Bench bench;
    bench.start(1'000);
    bench.service.end(SmpPort(9));
    QVERIFY(bench.service.running());
    bench.service.end(kPort);
    QVERIFY(!bench.service.running());
}

void TestKitStreams::valuesAreThoseOfTheModel()
{
    Bench bench;
    const SimTime rise = 500 * kMillisecond;
    bench.simulation.at(rise, [&] { bench.power.set(rise, PowerConsumer::Modem, 0.25); });
    bench.start(10'000);
    bench.runReporting(kSecond, 13 * kMillisecond);
    double charge = 0;
    std::size_t samples = 0;
    for (const HostEnd::Frame &frame : bench.host.frames) {
        const auto block = parseSampleBlock(view(frame.payload));
        QVERIFY(block);
        for (std::size_t i = 0; i < block->header.count; ++i, ++samples) {
            const unsigned word = block->data[4 * i] | unsigned(block->data[4 * i + 1]) << 8;
            const double amps = (word & 0x3FFF) * kCurrentGains[word >> 14];
            const double volts = (block->data[4 * i + 2] | unsigned(block->data[4 * i + 3]) << 8) * kVoltageGain;
            const auto at = SimTime(block->header.kitTimeNs) + SimTime(i) * 100'000;
            QVERIFY(std::abs(amps - bench.power.ampsAt(at)) < 0.02);
            QVERIFY(std::abs(volts - bench.power.voltsAt(at)) < 0.05);
            charge += amps * 1e-4;
        }
    }
    QCOMPARE(samples, std::size_t(10'000));
    const double truth = bench.power.totalsAt(kSecond).coulombs;
    QVERIFY2(std::abs(charge - truth) < 0.01 * truth, qPrintable(QString::number(charge / truth)));
}

void TestKitStreams::kitTimeCountsFromBoot()
{
    Bench bench;
    bench.bootedAt = 2 * kSecond;
    bench.run(3 * kSecond);
    bench.start(100);
    bench.run(4 * kSecond);
    QCOMPARE(bench.host.blocks().front().kitTimeNs, std::uint64_t(kSecond));
}

} // namespace

QTEST_GUILESS_MAIN(TestKitStreams)
#include "tst_kit_streams.moc"
