// SPDX-License-Identifier: GPL-3.0-or-later
#include "kit_bench.h"

#include "virtual_kit/physics/constants.h"
#include "virtual_kit/physics/power_model.h"
#include "virtual_kit/service/prompt_archive.h"

#include <QTest>

#include <cmath>

using namespace virtual_kit;

namespace {

QString text(const char *latin1) { return QString::fromLatin1(latin1); }
qint64 number(const QCborMap &map, const char *key) { return map.value(QLatin1String(key)).toInteger(); }
QString word(const QCborMap &map, const char *key) { return map.value(QLatin1String(key)).toString(); }

QCborMap ask(const char *id, const char *question = "hello", qint64 most = 160)
{
    return body({{"id", text(id)}, {"text", text(question)}, {"max", most}});
}

/// Names of the prompt's events in order, tokens once.
QStringList story(const std::vector<QCborMap> &events)
{
    QStringList names;
    for (const QCborMap &event : events) {
        const QString name = word(event, "e");
        if (name.startsWith(text("prompt.")) && (names.isEmpty() || names.back() != name))
            names.append(name);
    }
    return names;
}

QString answerOf(const KitBench &bench)
{
    QString all;
    for (const QCborMap &token : bench.all("prompt.token"))
        all += word(token, "s");
    return all;
}

void waitForIdle(KitBench &bench)
{
    bench.until([&] { return word(bench.lastOf("radio"), "state") == text("idle"); }, 60 * kSecond);
}

} // namespace

class TstKitPrompts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void runsFromRadioToQuiet_data()
    {
        QTest::addColumn<int>("network");
        QTest::newRow("cat1") << static_cast<int>(NetworkKind::Cat1);
        QTest::newRow("ltem") << static_cast<int>(NetworkKind::LteM);
        QTest::newRow("redcap") << static_cast<int>(NetworkKind::RedCap);
        QTest::newRow("ble") << static_cast<int>(NetworkKind::BleTether);
    }
    void runsFromRadioToQuiet()
    {
        QFETCH(int, network);
        KitConfig config;
        config.network = static_cast<NetworkKind>(network);
        KitBench bench(config);
        QVERIFY(bench.start());
        waitForIdle(bench);
        bench.events.clear();
        const SimTime asked = bench.simulation.now();
        QCOMPARE(word(bench.write(20, ask("p")), "state"), text("running"));
        QVERIFY(bench.untilEvent("prompt.quiet"));
        QCOMPARE(story(bench.events).join(u' '),
            text("prompt.accepted prompt.radio prompt.sent prompt.byte prompt.token prompt.usage prompt.charge "
                 "prompt.done prompt.quiet"));

        const QCborMap accepted = bench.lastOf("prompt.accepted");
        QCOMPARE(number(accepted, "reserved"), 160'000'000);
        QCOMPARE(word(accepted, "tier"), text("province"));
        const qint64 promotion = number(bench.lastOf("prompt.radio"), "t") - number(accepted, "t");
        const auto expected = static_cast<qint64>(constant(name(config.network), "promotion_ms")) * kMillisecond;
        QCOMPARE(promotion, expected);
        QVERIFY(answerOf(bench).contains(text("simulated model")));
        const qint64 tokens = static_cast<qint64>(bench.count("prompt.token"));
        QCOMPARE(number(bench.lastOf("prompt.usage"), "out"), tokens);
        QCOMPARE(word(bench.lastOf("prompt.usage"), "src"), text("server_usage"));
        QCOMPARE(number(bench.lastOf("prompt.charge"), "micro"), tokens * 1'000'000);
        QCOMPARE(word(bench.lastOf("prompt.done"), "finish"), text("stop"));

        // quiet is when the radio is idle again, and the energy is the rail's integral from accepted to then
        const qint64 quiet = number(bench.lastOf("prompt.quiet"), "t");
        QCOMPARE(number(bench.lastOf("radio"), "t"), quiet);
        const std::vector<QJsonObject> energies = bench.truths("energy");
        QCOMPARE(energies.size(), std::size_t{1});
        const double joules = energies[0].value(text("joules")).toDouble();
        const double seconds = static_cast<double>(bench.simulation.now() - asked) / 1e9;
        QVERIFY(joules > 3.0 * 0.012 * seconds && joules < 4.2 * 0.6 * seconds);
        const double parts = energies[0].value(text("modem_j")).toDouble()
            + energies[0].value(text("host_j")).toDouble() + energies[0].value(text("speaker_j")).toDouble();
        QVERIFY(std::abs(parts - joules) < 1e-9);
    }

    void energyAgreesWithTheSamples()
    {
        KitBench bench;
        QVERIFY(bench.start());
        waitForIdle(bench);
        bench.write(20, ask("p", "hello", 30));
        const SimTime from = bench.simulation.now();
        // rendered in steps as a stream would, never beyond the time that has passed
        constexpr std::int64_t kRate = 20'000;
        constexpr std::size_t kBlock = 200;
        std::vector<float> amps(kBlock), volts(kBlock);
        double joules = 0;
        std::uint64_t index = 0;
        while (bench.truths("energy").empty()) {
            bench.simulation.advanceTo(from + static_cast<SimTime>(index + kBlock) * kSecond / kRate);
            bench.kit.power().render(from, kRate, 1, index, amps, volts);
            for (std::size_t i = 0; i < kBlock; ++i)
                joules += static_cast<double>(amps[i]) * static_cast<double>(volts[i]) / kRate;
            index += kBlock;
            QVERIFY(index < 60u * kRate);
        }
        const QJsonObject truth = bench.truths("energy")[0];
        const double expected = truth.value(text("joules")).toDouble();
        QVERIFY2(std::abs(joules / expected - 1) < 0.001, qPrintable(QString::number(joules / expected)));
    }

    void answersInTheLanguageOfThePrompt()
    {
        KitBench bench;
        QVERIFY(bench.start());
        bench.write(20, body({{"id", text("zh")}, {"text", QStringLiteral("你好，12 + 30 等于几？")}}));
        QVERIFY(bench.untilEvent("prompt.done"));
        const QString answer = answerOf(bench);
        QVERIFY(answer.contains(QStringLiteral("你好")));
        QVERIFY(answer.contains(QStringLiteral("模拟模型")));
        QVERIFY(answer.contains(text("42")));
    }

    void stopsAtTheLimit()
    {
        KitBench bench;
        QVERIFY(bench.start());
        bench.write(20, ask("p", "tell me something long", 3));
        QVERIFY(bench.untilEvent("prompt.done"));
        QCOMPARE(bench.count("prompt.token"), std::size_t{3});
        QCOMPARE(word(bench.lastOf("prompt.done"), "finish"), text("length"));
        QCOMPARE(number(bench.lastOf("prompt.charge"), "micro"), 3'000'000);
        QCOMPARE(number(bench.read(30), "reserved"), 0);
    }

    void startingTwiceIsStartingOnce()
    {
        KitBench bench;
        QVERIFY(bench.start());
        bench.write(20, ask("p", "hello", 5));
        QCOMPARE(word(bench.write(20, ask("p", "something else", 9)), "state"), text("running"));
        QCOMPARE(KitBench::errorOf(bench.write(20, ask("q"))), 4);
        QVERIFY(bench.untilEvent("prompt.done"));
        QCOMPARE(word(bench.write(20, ask("p")), "state"), text("done"));
        bench.advance(30 * kSecond);
        QCOMPARE(bench.count("prompt.accepted"), std::size_t{1});
    }

    void refusesWithoutNetworkOrBalance()
    {
        KitConfig config;
        config.grantTokens = 100;
        KitBench bench(config);
        bench.kit.powerOn();
        QVERIFY(bench.untilEvent("boot"));
        QCOMPARE(KitBench::errorOf(bench.write(20, ask("early"))), 6);
        QVERIFY(bench.until([&] { return bench.registered(); }, 60 * kSecond));
        const QCborMap refused = bench.write(20, ask("large", "hello", 101));
        QCOMPARE(KitBench::errorOf(refused), 7);
        QCOMPARE(number(refused, "need"), 101'000'000);
        QCOMPARE(number(refused, "avail"), 100'000'000);
        QCOMPARE(word(bench.write(20, ask("small", "hello", 100)), "state"), text("running"));
        QVERIFY(bench.untilEvent("prompt.done"));
        bench.kit.exhaustAccount();
        QCOMPARE(number(bench.read(30), "balance"), 0);
        QCOMPARE(KitBench::errorOf(bench.write(20, ask("none", "hello", 1))), 7);
        // a refused id was never used
        QCOMPARE(KitBench::errorOf(bench.read(22, body({{"id", text("large")}}))), 3);
    }

    void cancelChargesWhatWasDelivered()
    {
        KitBench bench;
        QVERIFY(bench.start());
        bench.write(20, ask("p"));
        QVERIFY(bench.until([&] { return bench.count("prompt.token") == 5; }, 20 * kSecond));
        QCOMPARE(bench.write(21, body({{"id", text("p")}})), QCborMap());
        const std::size_t delivered = bench.count("prompt.token");
        QCOMPARE(word(bench.lastOf("prompt.done"), "finish"), text("cancelled"));
        QCOMPARE(number(bench.lastOf("prompt.charge"), "micro"), static_cast<qint64>(delivered) * 1'000'000);
        QCOMPARE(number(bench.read(30), "reserved"), 0);
        QCOMPARE(bench.write(21, body({{"id", text("p")}})), QCborMap()); // finished: no error
        QCOMPARE(KitBench::errorOf(bench.write(21, body({{"id", text("never")}}))), 3);
        QVERIFY(bench.untilEvent("prompt.quiet"));
        QCOMPARE(bench.count("prompt.token"), delivered);
    }

    void cancelBeforeTheRadioIsUp()
    {
        KitBench bench;
        QVERIFY(bench.start());
        waitForIdle(bench);
        bench.write(20, ask("p"));
        bench.write(21, body({{"id", text("p")}}));
        QCOMPARE(number(bench.lastOf("prompt.charge"), "micro"), 0);
        bench.advance(30 * kSecond);
        QCOMPARE(bench.count("prompt.radio"), std::size_t{0});
        QCOMPARE(bench.count("prompt.quiet"), std::size_t{1});
    }

    void networkLostInMidStream()
    {
        KitBench bench;
        QVERIFY(bench.start());
        bench.write(20, ask("p"));
        QVERIFY(bench.until([&] { return bench.count("prompt.token") == 4; }, 20 * kSecond));
        bench.kit.loseNetwork(10 * kSecond);
        QCOMPARE(word(bench.lastOf("prompt.done"), "finish"), text("error"));
        QVERIFY(!word(bench.lastOf("prompt.done"), "err").isEmpty());
        QCOMPARE(number(bench.lastOf("prompt.charge"), "micro"), 4'000'000);
        QCOMPARE(word(bench.lastOf("prompt.usage"), "src"), text("chunk_count"));
        QCOMPARE(bench.count("prompt.quiet"), std::size_t{1});
        QCOMPARE(KitBench::errorOf(bench.write(20, ask("q"))), 6);
        QVERIFY(bench.until([&] { return bench.registered(); }, 60 * kSecond));
        QCOMPARE(word(bench.write(20, ask("q")), "state"), text("running"));
    }

    void aNewPromptCutsTheTail()
    {
        KitBench bench;
        QVERIFY(bench.start());
        bench.write(20, ask("p", "hello", 3));
        QVERIFY(bench.untilEvent("prompt.done"));
        bench.events.clear();
        bench.write(20, ask("q", "hello", 3));
        QCOMPARE(story(bench.events).first(2).join(u' '), text("prompt.quiet prompt.accepted"));
        QCOMPARE(word(bench.lastOf("prompt.quiet"), "id"), text("p"));
        QVERIFY(bench.untilEvent("prompt.quiet"));
        const std::vector<QJsonObject> energies = bench.truths("energy");
        QCOMPARE(energies.size(), std::size_t{2});
        QCOMPARE(energies[0].value(text("to")), energies[1].value(text("from")));
    }

    void rebootInTheMiddleSettles()
    {
        KitBench bench;
        QVERIFY(bench.start());
        bench.write(20, ask("p"));
        QVERIFY(bench.until([&] { return bench.count("prompt.token") == 6; }, 20 * kSecond));
        const qint64 before = number(bench.read(30), "balance");
        const qint64 delivered = static_cast<qint64>(bench.count("prompt.token"));
        bench.kit.brownOut();
        QVERIFY(bench.untilEvent("boot"));
        QCOMPARE(bench.count("prompt.done"), std::size_t{1});
        const QCborMap done = bench.lastOf("prompt.done");
        QCOMPARE(word(done, "finish"), text("error"));
        QCOMPARE(number(done, "b"), qint64{bench.kit.bootId()});
        const QCborMap account = bench.read(30);
        QCOMPARE(number(account, "reserved"), 0);
        QCOMPARE(number(account, "balance"), before - delivered * 1'000'000);
        const QCborMap charge = bench.lastOf("prompt.charge");
        const QCborMap ledger = bench.read(31, body({{"from", number(charge, "entry")}, {"max", 1}}));
        const QCborMap entry = ledger.value(QLatin1String("entries")).toArray().at(0).toMap();
        QCOMPARE(word(entry, "kind"), text("commit"));
        QCOMPARE(number(entry, "amount"), -delivered * 1'000'000);
        QCOMPARE(word(entry, "id"), text("p"));
        QCOMPARE(word(bench.write(20, ask("p")), "state"), text("done"));
        bench.advance(60 * kSecond);
        QCOMPARE(bench.count("prompt.done"), std::size_t{1});
        QCOMPARE(bench.count("prompt.quiet"), std::size_t{1});
    }

    void fetchesLater()
    {
        KitBench bench;
        QVERIFY(bench.start());
        bench.events.clear();
        bench.write(20, ask("p", "tell me about the network", 1024));
        QVERIFY(bench.untilEvent("prompt.quiet"));
        std::vector<QCborMap> told;
        for (const QCborMap &event : bench.events) {
            if (word(event, "e").startsWith(text("prompt.")))
                told.push_back(event);
        }
        std::vector<QCborMap> fetched;
        int pages = 0;
        for (qint64 from = 0;; ++pages) {
            const QCborMap page = bench.read(22, body({{"id", text("p")}, {"from", from}}));
            QCOMPARE(word(page, "state"), text("done"));
            for (const QCborValue &event : page.value(QLatin1String("events")).toArray())
                fetched.push_back(event.toMap());
            from = number(page, "next");
            if (page.value(QLatin1String("end")).toBool())
                break;
        }
        QVERIFY(pages >= 1);
        QVERIFY(fetched == told);
        const QCborMap beyond = bench.read(22, body({{"id", text("p")}, {"from", 100'000}}));
        QVERIFY(beyond.value(QLatin1String("events")).toArray().isEmpty());
        QVERIFY(beyond.value(QLatin1String("end")).toBool());
        QCOMPARE(KitBench::errorOf(bench.read(22, body({{"id", text("never")}}))), 3);
    }

    void forgetsOldPromptsButNotTheirIds()
    {
        KitBench bench;
        QVERIFY(bench.start());
        for (std::size_t i = 0; i <= PromptArchive::kKept; ++i) {
            bench.write(20, body({{"id", QString::number(i)}, {"text", text("hi")}, {"max", 1}}));
            QVERIFY(bench.untilEvent("prompt.done"));
        }
        QCOMPARE(KitBench::errorOf(bench.read(22, body({{"id", text("0")}}))), 11);
        QCOMPARE(word(bench.read(22, body({{"id", text("1")}})), "state"), text("done"));
        QCOMPARE(word(bench.write(20, ask("0")), "state"), text("done"));
    }
};

QTEST_GUILESS_MAIN(TstKitPrompts)
#include "tst_kit_prompts.moc"
