// SPDX-License-Identifier: GPL-3.0-or-later
#include "kit_bench.h"

#include "virtual_kit/physics/power_model.h"
#include "virtual_kit/service/event_log.h"

#include <QFile>
#include <QTest>

#include <cmath>

using namespace virtual_kit;

namespace {

QString text(const char *latin1) { return QString::fromLatin1(latin1); }

/// A reset by the OS group, as a host asks for it.
void requestReset(KitBench &bench) { bench.send(framing::SmpOp::Write, 0, 5, QCborValue(QCborMap()).toCbor()); }

QCborMap writeImage(KitBench &bench, std::uint8_t command, const QCborMap &map)
{
    return bench.askRaw(framing::SmpOp::Write, 1, command, QCborValue(map).toCbor());
}

QByteArray fixtureImage()
{
    QFile file(text(AIESIM_FIXTURES "/mcuboot/ecdsa-1.2.3.bin"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Uploads an image into slot 1; false when it did not get there whole.
bool upload(KitBench &bench, const QByteArray &image)
{
    qint64 offset = 0;
    while (offset < image.size()) {
        QCborMap part = body({{"off", offset}, {"data", image.mid(offset, 1024)}});
        if (offset == 0)
            part.insert(QLatin1String("len"), image.size());
        const qint64 next = writeImage(bench, 1, part).value(QLatin1String("off")).toInteger(-1);
        if (next <= offset)
            return false;
        offset = next;
    }
    return true;
}

/// Marks the image in slot 1 for one trial boot.
bool requestTrial(KitBench &bench)
{
    const QCborMap state = bench.askRaw(framing::SmpOp::Read, 1, 0, QCborValue(QCborMap()).toCbor());
    for (const QCborValue &value : state.value(QLatin1String("images")).toArray()) {
        const QCborMap image = value.toMap();
        if (image.value(QLatin1String("slot")).toInteger() != 1)
            continue;
        const QByteArray hash = image.value(QLatin1String("hash")).toByteArray();
        return writeImage(bench, 0, body({{"hash", hash}, {"confirm", false}})).contains(QLatin1String("images"));
    }
    return false;
}

QString firmwareOf(KitBench &bench) { return bench.read(1).value(QLatin1String("fw")).toString(); }

/// Everything of one boot by paging through events.get.
QCborArray fetchEvents(KitBench &bench, qint64 boot, qint64 from, int &pages)
{
    QCborArray all;
    for (pages = 1;; ++pages) {
        const QCborMap page = bench.read(80, body({{"boot", boot}, {"from", from}}));
        for (const QCborValue &event : page.value(QLatin1String("events")).toArray())
            all.append(event);
        from = page.value(QLatin1String("next")).toInteger();
        if (page.value(QLatin1String("end")).toBool())
            return all;
    }
}

/// A session with a bit of everything, as its whole output.
QByteArray playSession(std::uint64_t seed)
{
    KitConfig config;
    config.seed = seed;
    config.faults = {{KitFault::Kind::NoNetwork, 40 * kSecond, 5 * kSecond}};
    KitBench bench(config);
    bench.start();
    bench.simulation.advanceTo(10 * kSecond);
    bench.write(20, body({{"id", text("a")}, {"text", text("hello")}}));
    bench.simulation.advanceTo(30 * kSecond);
    bench.write(50, body({{"id", 1}, {"tier", text("metro")}, {"count", 20}, {"interval", 200}}));
    bench.simulation.advanceTo(60 * kSecond);
    bench.write(70, body({{"nonce", QByteArray(16, 'x')}}));
    requestReset(bench);
    bench.simulation.advanceTo(90 * kSecond);
    std::vector<float> amps(1000), volts(1000);
    bench.kit.power().render(85 * kSecond, 1000, 1, 0, amps, volts);
    bench.everything += QByteArray(reinterpret_cast<const char *>(amps.data()), 4000);
    bench.everything += QByteArray(reinterpret_cast<const char *>(volts.data()), 4000);
    return bench.everything;
}

} // namespace

class TstKitLife : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sameSeedSameBytes()
    {
        const QByteArray first = playSession(11);
        QVERIFY(first.size() > 10'000);
        QVERIFY(first == playSession(11));
        QVERIFY(first != playSession(12));
    }

    void eventsAreNumberedAndReplayed()
    {
        KitBench bench;
        QVERIFY(bench.start());
        bench.write(20, body({{"id", text("a")}, {"text", text("hello")}}));
        QVERIFY(bench.untilEvent("prompt.quiet"));
        for (std::size_t i = 0; i < bench.events.size(); ++i) {
            QCOMPARE(bench.events[i].value(QLatin1String("n")).toInteger(), static_cast<qint64>(i + 1));
            QCOMPARE(bench.events[i].value(QLatin1String("b")).toInteger(), qint64{bench.kit.bootId()});
        }
        int pages = 0;
        const std::size_t known = bench.events.size();
        QCborArray all = fetchEvents(bench, bench.kit.bootId(), 0, pages);
        QVERIFY(pages > 1);
        QVERIFY(static_cast<std::size_t>(all.size()) >= known);
        for (std::size_t i = 0; i < known; ++i)
            QCOMPARE(all.at(static_cast<qsizetype>(i)).toMap(), bench.events[i]);
        QCOMPARE(fetchEvents(bench, bench.kit.bootId(), 1'000'000, pages).size(), 0);
        QCOMPARE(fetchEvents(bench, 1, 1, pages).size(), 0);

        // alive is neither numbered nor kept
        const std::size_t before = bench.events.size();
        bench.kit.aliveDue();
        QCOMPARE(bench.events.size(), before + 1);
        QCOMPARE(bench.events.back().value(QLatin1String("e")).toString(), text("alive"));
        QCOMPARE(bench.events.back().value(QLatin1String("n")).toInteger(), static_cast<qint64>(before));
        const QCborMap page = bench.read(80, body({{"boot", qint64{bench.kit.bootId()}}, {"from", qint64(before)}}));
        QCOMPARE(page.value(QLatin1String("events")).toArray().at(0).toMap(), bench.events[before - 1]);
    }

    void theRingForgetsTheOldest()
    {
        KitBench bench;
        QVERIFY(bench.start());
        for (std::size_t i = 0; i < EventLog::kKept + 10; ++i)
            bench.kit.sendEvent("stream.stopped", body({{"id", 1}, {"why", text("reset")}}));
        const QCborMap page = bench.read(80, body({{"boot", qint64{bench.kit.bootId()}}, {"from", 1}}));
        const qint64 oldest = page.value(QLatin1String("oldest")).toInteger();
        QVERIFY(oldest > 10);
        const QCborMap first = page.value(QLatin1String("events")).toArray().at(0).toMap();
        QCOMPARE(first.value(QLatin1String("n")).toInteger(), oldest);
        QVERIFY(!page.value(QLatin1String("end")).toBool());
    }

    void resetStartsANewClock()
    {
        KitBench bench;
        QVERIFY(bench.start());
        const qint64 oldBoot = bench.kit.bootId();
        const std::size_t oldEvents = bench.events.size();
        const std::vector<QCborMap> kept = bench.events;
        requestReset(bench);
        QVERIFY(bench.until([&] { return bench.rebootings == 1; }, 2 * kSecond));
        QVERIFY(!bench.kit.running());
        QVERIFY(bench.until([&] { return bench.boots == 2; }, 2 * kSecond));
        QVERIFY(bench.kit.bootId() != oldBoot);
        const QCborMap boot = bench.lastOf("boot");
        QCOMPARE(boot.value(QLatin1String("n")).toInteger(), 1);
        QCOMPARE(boot.value(QLatin1String("why")).toString(), text("reset"));
        QVERIFY(boot.value(QLatin1String("t")).toInteger() < kSecond);
        QVERIFY(bench.until([&] { return bench.registered(); }, 60 * kSecond));
        int pages = 0;
        const QCborArray old = fetchEvents(bench, oldBoot, 1, pages);
        QVERIFY(static_cast<std::size_t>(old.size()) >= oldEvents);
        QCOMPARE(old.at(0).toMap(), kept[0]);
        // no second grant
        QCOMPARE(bench.read(30).value(QLatin1String("last")).toInteger(), 1);
    }

    void brownOutBootsAnew()
    {
        KitConfig config;
        config.faults = {{KitFault::Kind::Brownout, 20 * kSecond, 0}};
        KitBench bench(config);
        QVERIFY(bench.start());
        bench.simulation.advanceTo(19 * kSecond);
        QVERIFY(bench.untilEvent("brownout"));
        QVERIFY(!bench.kit.running());
        bench.advance(100 * kMillisecond);
        QCOMPARE(bench.kit.power().ampsAt(bench.simulation.now()), 0.0);
        QVERIFY(bench.untilEvent("boot"));
        QCOMPARE(bench.lastOf("boot").value(QLatin1String("why")).toString(), text("brownout"));
        bench.kit.brownOut();
        bench.advance(500 * kMillisecond); // in the bootloader
        QVERIFY(!bench.kit.running());
        bench.kit.brownOut();
        QVERIFY(bench.untilEvent("boot"));
        QVERIFY(bench.kit.running());
    }

    void firmwareIsTriedAndReverted()
    {
        KitBench bench;
        QVERIFY(bench.start());
        QVERIFY(upload(bench, fixtureImage()));
        QCOMPARE(writeImage(bench, 5, {}), QCborMap()); // the whole slot is erased
        QCOMPARE(bench.lastOf("flash").value(QLatin1String("op")).toString(), text("erase"));
        QCOMPARE(bench.lastOf("flash").value(QLatin1String("pct")).toInteger(), 100);
        QVERIFY(bench.count("flash") >= 10);
        QVERIFY(upload(bench, fixtureImage()));
        QVERIFY(requestTrial(bench));
        requestReset(bench);
        QVERIFY(bench.untilEvent("boot"));
        QCOMPARE(bench.lastOf("boot").value(QLatin1String("why")).toString(), text("reset"));
        QCOMPARE(bench.lastOf("boot").value(QLatin1String("fw")).toString(), text("1.2.3"));
        QCOMPARE(bench.lastOf("flash").value(QLatin1String("op")).toString(), text("swap"));
        QCOMPARE(firmwareOf(bench), text("1.2.3"));
        requestReset(bench); // not confirmed
        QVERIFY(bench.untilEvent("boot"));
        QCOMPARE(bench.lastOf("boot").value(QLatin1String("why")).toString(), text("revert"));
        QCOMPARE(firmwareOf(bench), text("1.0.0"));
    }

    void powerIsLostInTheSwap()
    {
        KitConfig config;
        config.faults = {{KitFault::Kind::BrownoutInSwap, 0, 0}};
        KitBench bench(config);
        QVERIFY(bench.start());
        QVERIFY(upload(bench, fixtureImage()));
        QVERIFY(requestTrial(bench));
        requestReset(bench);
        QVERIFY(bench.untilEvent("boot"));
        QCOMPARE(bench.truths("brownout").size(), std::size_t{1});
        QCOMPARE(bench.lastOf("boot").value(QLatin1String("why")).toString(), text("brownout"));
        QCOMPARE(firmwareOf(bench), text("1.2.3")); // the swap was brought to its end
    }

    void powerIsLostInTheErase()
    {
        KitConfig config;
        config.faults = {{KitFault::Kind::BrownoutInErase, 0, 0}};
        KitBench bench(config);
        QVERIFY(bench.start());
        QVERIFY(upload(bench, fixtureImage())); // a blank slot needs no erase
        QVERIFY(writeImage(bench, 5, {}).contains(QLatin1String("silent")));
        QCOMPARE(bench.boots, 2);
        QCOMPARE(firmwareOf(bench), text("1.0.0"));
        QVERIFY(upload(bench, fixtureImage()));
    }

    void settingsStandInForPromptKeys()
    {
        KitBench bench;
        QVERIFY(bench.start());
        const auto set = [&](const char *key, const char *value) {
            const QCborMap map = body({{"name", text(key)}, {"val", QByteArray(value)}});
            return bench.askRaw(framing::SmpOp::Write, 3, 0, QCborValue(map).toCbor());
        };
        QCOMPARE(set("aiesim/tier", "nation"), QCborMap());
        QCOMPARE(set("aiesim/model", "sim-deep-32b"), QCborMap());
        QCOMPARE(set("aiesim/max_tokens", "9"), QCborMap());
        bench.write(20, body({{"id", text("p")}, {"text", text("hello")}}));
        const QCborMap accepted = bench.lastOf("prompt.accepted");
        QCOMPARE(accepted.value(QLatin1String("tier")).toString(), text("nation"));
        QCOMPARE(accepted.value(QLatin1String("model")).toString(), text("sim-deep-32b"));
        QCOMPARE(accepted.value(QLatin1String("reserved")).toInteger(), 9'000'000);
    }

    void anEmptyBatteryIsChanged()
    {
        KitConfig config;
        config.device = DeviceKind::Glasses;
        config.batteryCharge = 0.022;
        KitBench bench(config);
        QVERIFY(bench.start());
        QVERIFY(bench.untilEvent("brownout", 600 * kSecond));
        QVERIFY(bench.untilEvent("battery"));
        QCOMPARE(bench.lastOf("battery").value(QLatin1String("pct")).toDouble(), 100.0);
    }

    void networkComesAndGoes()
    {
        KitConfig config;
        config.faults = {{KitFault::Kind::NoNetwork, 0, 30 * kSecond}};
        KitBench bench(config);
        bench.kit.powerOn();
        bench.simulation.advanceTo(29 * kSecond);
        QVERIFY(!bench.registered());
        QCOMPARE(bench.read(60).value(QLatin1String("state")).toString(), text("searching"));
        QVERIFY(!bench.read(60).contains(QLatin1String("rsrp")));
        QCOMPARE(KitBench::errorOf(
                     bench.write(50, body({{"id", 1}, {"tier", text("metro")}, {"count", 1}, {"interval", 10}}))),
            6);
        QVERIFY(bench.until([&] { return bench.registered(); }, 30 * kSecond));
    }

    void probesMeasureBothLegs()
    {
        KitBench bench;
        QVERIFY(bench.start());
        QVERIFY(
            bench.until([&] { return bench.lastOf("radio").value(QLatin1String("state")).toString() == text("idle"); },
                30 * kSecond));
        const QCborMap request = body({{"id", 9}, {"tier", text("nation")}, {"count", 5}, {"interval", 1000}});
        QCOMPARE(bench.write(50, request), QCborMap());
        QCOMPARE(KitBench::errorOf(
                     bench.write(50, body({{"id", 10}, {"tier", text("nation")}, {"count", 5}, {"interval", 1000}}))),
            4);
        QVERIFY(bench.until([&] { return bench.count("probe") == 5; }, 20 * kSecond));
        std::vector<QCborMap> probes = bench.all("probe");
        for (std::size_t i = 0; i < probes.size(); ++i) {
            const QCborMap &probe = probes[i];
            if (!probe.contains(QLatin1String("rtt")))
                continue;
            const qint64 rtt = probe.value(QLatin1String("rtt")).toInteger();
            const qint64 radio = probe.value(QLatin1String("radio")).toInteger();
            const qint64 core = probe.value(QLatin1String("core")).toInteger();
            QCOMPARE(rtt, radio + core);
            QVERIFY(core >= 17 * kMillisecond); // the circle of 20 ms less its margin
            QCOMPARE(probe.value(QLatin1String("t")).toInteger(), probe.value(QLatin1String("sent")).toInteger() + rtt);
            if (probe.value(QLatin1String("i")).toInteger() == 0)
                QVERIFY(radio >= 150 * kMillisecond); // promotion
        }
        // one after another, a second apart
        for (std::size_t i = 1; i < probes.size(); ++i) {
            const auto sent = [&](std::size_t k) { return probes[k].value(QLatin1String("sent")).toInteger(); };
            QCOMPARE(sent(i) - sent(i - 1), kSecond);
        }
    }

    void probesStopAndGetLost()
    {
        KitBench bench;
        QVERIFY(bench.start());
        bench.write(50, body({{"id", 9}, {"tier", text("metro")}, {"count", 10'000}, {"interval", 10}}));
        bench.advance(kSecond);
        QCOMPARE(bench.write(51), QCborMap());
        const std::size_t told = bench.count("probe");
        QVERIFY(told > 50);
        bench.advance(5 * kSecond);
        QCOMPARE(bench.count("probe"), told);

        bench.write(50, body({{"id", 10}, {"tier", text("metro")}, {"count", 3}, {"interval", 1000}}));
        bench.advance(kSecond / 2);
        bench.kit.loseNetwork(0);
        bench.advance(10 * kSecond);
        const std::vector<QCborMap> probes = bench.all("probe");
        QCOMPARE(probes.size(), told + 3);
        QVERIFY(!probes.back().contains(QLatin1String("rtt")));
        QCOMPARE(probes.back().value(QLatin1String("t")).toInteger()
                - probes.back().value(QLatin1String("sent")).toInteger(),
            3 * kSecond);
    }
};

QTEST_GUILESS_MAIN(TstKitLife)
#include "tst_kit_life.moc"
