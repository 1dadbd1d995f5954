// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/capture/sample_store.h"
#include "profiles/energy/energy_stats.h"
#include "profiles/prompts/idle_power.h"
#include "profiles/prompts/percentile.h"
#include "profiles/prompts/prompt_energy.h"
#include "profiles/prompts/prompt_metrics.h"
#include "profiles/prompts/run_prompt.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace profiles;
using device_link::KitEvent;
using device_link::PromptEvent;
using device_link::RadioState;
using device_link::SampleStore;
using device_link::SampleStreamInfo;

namespace {

/// A prompt over a cold radio, as the kit's events would read: kit time in ms, event, its keys. Token texts in quotes.
const char *const kColdPrompt = R"(
    1000.0  prompt.accepted  qwen-toy province
    1000.1  radio            promotion
    1150.0  radio            connected
    1150.0  prompt.radio
    1180.0  prompt.sent
    1400.0  prompt.byte
    1400.0  prompt.token     0 ''
    1500.0  prompt.token     1 '你'
    1525.0  prompt.token     2 '好'
    1550.0  prompt.token     3 '!'
    1700.0  prompt.token     4 ' Hi'
    1700.0  prompt.usage     12 4 server_usage
    1710.0  prompt.charge    16000000 3
    1720.0  prompt.done      stop
    2720.0  radio            tail
    3720.0  radio            drx
   12720.0  radio            idle
   12720.0  prompt.quiet
)";

std::int64_t nsOf(const QString &ms) { return qRound64(ms.toDouble() * 1e6); }

struct Event {
    std::optional<PromptEvent> prompt;
    std::optional<KitEvent> radio;
};

void readKeys(PromptEvent &event, const QString &name, const QStringList &words, const QString &line)
{
    const auto word = [&words](int i) { return i < words.size() ? words[i] : QString(); };
    if (name == QLatin1String("accepted")) {
        event.model = word(2);
        event.tier = device_link::tierFromName(word(3));
    } else if (name == QLatin1String("token")) {
        event.tokenIndex = word(2).toUInt();
        event.text = line.section(QLatin1Char('\''), 1, 1);
    } else if (name == QLatin1String("usage")) {
        event.promptTokens = word(2).toLongLong();
        event.completionTokens = word(3).toLongLong();
        event.tokenSource = word(4);
    } else if (name == QLatin1String("charge")) {
        event.chargeMicro = word(2).toLongLong();
        event.ledgerEntry = word(3).toULongLong();
    } else if (name == QLatin1String("done")) {
        event.finish = word(2);
        event.error = word(3);
    }
}

Event parseEvent(const QString &line)
{
    static const QStringList kinds = {QStringLiteral("accepted"), QStringLiteral("radio"), QStringLiteral("sent"),
        QStringLiteral("byte"), QStringLiteral("token"), QStringLiteral("usage"), QStringLiteral("charge"),
        QStringLiteral("done"), QStringLiteral("quiet")};
    const QStringList words = line.simplified().split(QLatin1Char(' '));
    Event event;
    if (words[1] == QLatin1String("radio")) {
        KitEvent radio;
        radio.bootId = 7;
        radio.name = words[1];
        radio.kitTimeNs = nsOf(words[0]);
        radio.fields.insert(QLatin1String("state"), words[2]);
        event.radio = radio;
        return event;
    }
    const QString name = words[1].section(QLatin1Char('.'), 1);
    PromptEvent prompt;
    prompt.id = QStringLiteral("p1");
    prompt.kitTimeNs = nsOf(words[0]);
    prompt.kind = static_cast<PromptEvent::Kind>(kinds.indexOf(name));
    readKeys(prompt, name, words, line);
    event.prompt = prompt;
    return event;
}

QList<Event> events(const char *text)
{
    QList<Event> list;
    for (const QString &line : QString::fromUtf8(text).split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        if (!line.trimmed().isEmpty())
            list.append(parseEvent(line));
    }
    return list;
}

PromptRun emptyRun()
{
    PromptRun run;
    run.id = QStringLiteral("p1");
    run.bootId = 7;
    return run;
}

PromptRun runOf(const QList<Event> &list)
{
    PromptRun run = emptyRun();
    for (const Event &event : list) {
        if (event.prompt)
            apply(run, *event.prompt);
        else
            apply(run, *event.radio);
    }
    return run;
}

/// The cold prompt without the lines that contain a word.
PromptRun runWithout(const char *word)
{
    QString text;
    for (const QString &line : QString::fromUtf8(kColdPrompt).split(QLatin1Char('\n'))) {
        if (!line.contains(QLatin1String(word)))
            text += QString(line + QLatin1Char('\n'));
    }
    return runOf(events(text.toUtf8().constData()));
}

void compareMs(const std::optional<double> &value, double expected)
{
    QVERIFY(value.has_value());
    QVERIFY2(std::abs(*value - expected) < 1e-6, qPrintable(QString::number(*value, 'g', 12)));
}

/// 1000 samples/s from kit time 0, 4 V; the current of each millisecond from a function.
template <typename Current>
std::unique_ptr<SampleStore> storeOf(
    std::int64_t milliseconds, Current current, std::int64_t gapFrom = -1, std::int64_t gapTo = -1)
{
    SampleStreamInfo info;
    info.channels = {{"current", "A", 32, 0, {{2.5e-7, 0}}, 1}, {"voltage", "V", 32, 0, {{2.5e-4, 0}}, 5}};
    info.rateHz = 1000;
    info.rateNum = 1000;
    info.bootId = 7;
    auto store = std::make_unique<SampleStore>(info);
    std::vector<float> block;
    std::int64_t first = 0;
    const auto flush = [&](std::int64_t next) {
        if (!block.empty())
            store->append(std::uint64_t(first), first * 1'000'000, block);
        block.clear();
        first = next;
    };
    for (std::int64_t i = 0; i < milliseconds; ++i) {
        if (i >= gapFrom && i < gapTo) {
            flush(i + 1);
            continue;
        }
        block.push_back(current(i));
        block.push_back(4.0F);
        if (block.size() == 2000)
            flush(i + 1);
    }
    flush(milliseconds);
    return store;
}

} // namespace

class TestPrompts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theWholeRun()
    {
        const PromptRun run = runOf(events(kColdPrompt));
        QCOMPARE(run.model, QStringLiteral("qwen-toy"));
        QVERIFY(run.tier == device_link::ComputeTier::Province);
        QVERIFY(run.accepted == 1'000'000'000 && run.radioUp == 1'150'000'000 && run.sent == 1'180'000'000);
        QVERIFY(run.firstByte == 1'400'000'000 && run.done == 1'720'000'000 && run.quiet == 12'720'000'000);
        QVERIFY(run.firstContent() == 1'500'000'000 && run.lastContent() == 1'700'000'000);
        QVERIFY(run.radioIdle == 12'720'000'000);
        QCOMPARE(run.radio.size(), 5);
        QCOMPARE(run.answer(), QStringLiteral("你好! Hi"));
        QVERIFY(run.usage == (PromptUsage{12, 4, QStringLiteral("server_usage")}));
        QVERIFY(run.charge == (PromptCharge{16'000'000, 3}));
        QCOMPARE(run.finish, QStringLiteral("stop"));
        QCOMPARE(run.missingTokens(), 0);
        QVERIFY(!run.replayed);
    }

    void metricsByTheirDefinitions()
    {
        const PromptMetrics m = metricsOf(runOf(events(kColdPrompt)));
        compareMs(m.ttft, 320);
        compareMs(m.ttfc, 220);
        compareMs(m.ttfb, 220);
        compareMs(m.ttftDev, 500);
        compareMs(m.promotion, 150);
        compareMs(m.itl, 200.0 / 3);
        compareMs(m.tpotVllm, 320.0 / 3);
        compareMs(m.e2e, 520);
        compareMs(m.e2eVllm, 540);
        compareMs(m.e2eDev, 700);
        compareMs(m.decode, 200);
        compareMs(m.tpsUser, 15);
        compareMs(m.tpsE2e, 4 / 0.52);
        QCOMPARE(m.icl, (QList<double>{25, 25, 150}));
        compareMs(m.iclP50, 25);
        compareMs(m.iclP95, 137.5);
        compareMs(m.iclMax, 150);
    }

    void undefinedMetricsAreBlank()
    {
        const PromptMetrics none = metricsOf(emptyRun());
        QVERIFY(!none.ttft && !none.ttftDev && !none.itl && !none.e2e && !none.tpsUser && !none.iclP50
            && none.icl.isEmpty());
        const PromptMetrics noUsage = metricsOf(runWithout("usage"));
        QVERIFY(noUsage.ttft && !noUsage.itl && !noUsage.tpotVllm && !noUsage.tpsUser && !noUsage.tpsE2e);
        QVERIFY(!metricsOf(runWithout("sent")).ttft && metricsOf(runWithout("sent")).ttftDev);

        PromptRun guessed = runOf(events(kColdPrompt));
        guessed.usage->source = QStringLiteral("unknown");
        QVERIFY(!metricsOf(guessed).itl);
        PromptRun one = runOf(events(kColdPrompt));
        one.usage->completionTokens = 1;
        QVERIFY(!metricsOf(one).itl && !metricsOf(one).tpsUser && metricsOf(one).tpsE2e);
    }

    void aMissingTokenIsNoGap()
    {
        const PromptRun run = runWithout("prompt.token     3");
        QCOMPARE(run.missingTokens(), 1);
        QCOMPARE(metricsOf(run).icl, QList<double>{25});
    }

    void quietBeforeTheEndIsOfAnotherClock()
    {
        PromptRun run = runWithout("prompt.quiet");
        QVERIFY(!run.settled());
        PromptEvent quiet;
        quiet.id = run.id;
        quiet.kind = PromptEvent::Kind::Quiet;
        quiet.kitTimeNs = *run.done - 1;
        QVERIFY(apply(run, quiet));
        QVERIFY(run.tailCut && run.settled() && !run.quiet);
        QVERIFY(!apply(run, quiet)); // nothing new
    }

    void anyOrderAndRepetitionGiveTheSameRun()
    {
        const QList<Event> ordered = events(kColdPrompt);
        const PromptRun expected = runOf(ordered);
        QRandomGenerator random(4);
        for (int round = 0; round < 200; ++round) {
            // The host knows a prompt by its acceptance; the rest may come in any order, twice.
            QList<Event> mixed = ordered.mid(1) + ordered.mid(1);
            std::shuffle(mixed.begin(), mixed.end(), random);
            mixed.prepend(ordered.first());
            PromptRun run = runOf(mixed);
            QVERIFY(run == expected);
        }
    }

    void foreignEventsAreIgnored()
    {
        PromptRun run = emptyRun();
        PromptEvent other;
        other.id = QStringLiteral("p2");
        QVERIFY(!apply(run, other));
        Event early = parseEvent(QStringLiteral("900 radio idle"));
        QVERIFY(!apply(run, *early.radio)); // nothing accepted yet
        run = runOf(events(kColdPrompt));
        QVERIFY(!apply(run, *early.radio));
        Event late = parseEvent(QStringLiteral("13000 radio promotion"));
        QVERIFY(!apply(run, *late.radio));
        Event otherBoot = parseEvent(QStringLiteral("1300 radio drx"));
        otherBoot.radio->bootId = 8;
        QVERIFY(!apply(run, *otherBoot.radio));
    }

    /// A state that is told late is no second stretch of it.
    void radioTellsOneStretchOnce()
    {
        using device_link::RadioState;
        RadioHistory history;
        QVERIFY(history.add(300, RadioState::Idle));
        QVERIFY(history.add(100, RadioState::Idle));
        QVERIFY(!history.add(200, RadioState::Idle));
        QCOMPARE(history.spans().size(), std::size_t(1));
        QCOMPARE(history.spans().front().startNs, std::int64_t(100));
        QVERIFY(history.add(50, RadioState::Tail));
        QCOMPARE(history.spans().size(), std::size_t(2));
        QCOMPARE(history.at(60), RadioState::Tail);
    }

    void cutOffAnswer()
    {
        const PromptRun run = runOf(events(R"(
            10.0  prompt.accepted  qwen-toy metro
            20.0  prompt.sent
            30.0  prompt.byte
            30.0  prompt.token     0 'a'
            40.0  prompt.done      error cell_loss
        )"));
        QCOMPARE(run.finish, QStringLiteral("error"));
        QCOMPARE(run.error, QStringLiteral("cell_loss"));
        const PromptMetrics m = metricsOf(run);
        compareMs(m.ttft, 10);
        QVERIFY(!m.itl && !m.promotion && m.icl.isEmpty());
    }

    void percentilesInterpolate()
    {
        QVERIFY(!percentile({}, 50));
        compareMs(percentile({7}, 99), 7);
        compareMs(percentile({4, 1, 3, 2}, 50), 2.5);
        compareMs(percentile({1, 2, 3, 4, 5}, 95), 4.8);
        compareMs(percentile({1, 2}, 150), 2);
    }

    void energyOfAPromptAndItsPhases()
    {
        // 10 mA idle; promotion 100 mA, uplink 200, wait 50, stream 150, tail 20.
        const auto store = storeOf(20000, [](std::int64_t ms) {
            if (ms < 1000 || ms >= 12720)
                return 0.010F;
            return ms < 1150 ? 0.100F : ms < 1180 ? 0.200F : ms < 1400 ? 0.050F : ms < 1720 ? 0.150F : 0.020F;
        });
        const PromptRun run = runOf(events(kColdPrompt));
        const auto idle = measureIdlePower(*store, *run.accepted, 500);
        QVERIFY(idle && idle->source == IdlePower::Source::Measured);
        QVERIFY(std::abs(idle->watts - 0.040) < 1e-6);
        const auto energy = energyOf(run, *store, idle);
        QVERIFY(energy && energy->complete);
        const double expected[] = {0.4 * 0.150, 0.8 * 0.030, 0.2 * 0.220, 0.6 * 0.320, 0.08 * 11.0};
        double sum = 0, marginal = 0;
        QCOMPARE(energy->phases.size(), 5);
        for (int i = 0; i < 5; ++i) {
            QVERIFY2(std::abs(energy->phases[i].joules - expected[i]) < 1e-5, energyPhaseName(energy->phases[i].id));
            sum += energy->phases[i].joules;
            marginal += *energy->phases[i].marginalJoules;
        }
        QVERIFY(std::abs(sum - energy->totalJoules) < 1e-9);
        QVERIFY(std::abs(marginal - *energy->marginalJoules) < 1e-9);
        QVERIFY(std::abs(*energy->marginalJoules - (energy->totalJoules - 0.04 * 11.72)) < 1e-6);
        QVERIFY(std::abs(*energy->mjPerOutputToken - 250.0 * *energy->marginalJoules) < 1e-6);
        QVERIFY(std::abs(*energy->tokensPerJoule - 4.0 / *energy->marginalJoules) < 1e-6);
        QVERIFY(std::abs(*energy->tailShare - 0.44 / *energy->marginalJoules) < 1e-4);
    }

    /// An idle modem wakes at every paging: a window of part of a cycle would catch one peak more or less.
    void idlePowerCoversWholePagingCycles()
    {
        const auto store = storeOf(20000, [](std::int64_t ms) {
            const bool busy = ms >= 1000 && ms < 12720;
            return busy ? 0.1F : ms % 1280 < 50 ? 0.044F : 0.010F;
        });
        const PromptRun run = runOf(events(kColdPrompt));
        RadioHistory radio;
        radio.add(0, device_link::RadioState::Idle);
        radio.add(1'000'000'000, device_link::RadioState::Connected);
        radio.add(12'720'000'000, device_link::RadioState::Idle);
        const auto idle = idlePowerOf(run, *store, radio);
        QVERIFY(idle && idle->source == IdlePower::Source::MeasuredAfter);
        QCOMPARE(idle->seconds, 2.56);
        const double mean = 4 * (0.010 + 0.034 * 50 / 1280);
        QVERIFY2(std::abs(idle->watts - mean) < 0.01 * mean, qPrintable(QString::number(idle->watts)));
        QCOMPARE(*energyKnownAt(run, radio), *run.quiet + 2'560'000'000);
    }

    /// The kit restarted in the middle and told the end in the clock of its new boot.
    void anEndInAnotherBootHasNoTimes()
    {
        PromptRun run = runOf(events(kColdPrompt));
        QVERIFY(metricsOf(run).tpotVllm);
        run.endBootId = 8;
        QVERIFY(!metricsOf(run).tpotVllm && !metricsOf(run).e2eVllm);
        QVERIFY(metricsOf(run).ttft); // what came before is of the first
        QVERIFY(!energyOf(run, *storeOf(20000, [](std::int64_t) { return 0.1F; }), {}));
    }

    void energyThatIsNotComplete()
    {
        const auto flat = [](std::int64_t) { return 0.1F; };
        const PromptRun run = runOf(events(kColdPrompt));
        const auto gap = energyOf(run, *storeOf(20000, flat, 2000, 2500), {});
        QVERIFY(gap && !gap->complete && gap->missingSamples == 500);
        QVERIFY(!gap->marginalJoules && !gap->mjPerOutputToken);
        QVERIFY(std::abs(gap->totalJoules - 0.4 * 11.22) < 1e-5);
        // Idle is taken off where samples are: what is missing costs nothing, it does not give energy back.
        const auto lost = energyOf(run, *storeOf(20000, flat, 2000, 12500), IdlePower{0.3});
        QVERIFY(lost && !lost->complete && lost->missingSamples == 10500);
        QVERIFY(lost->marginalJoules && std::abs(*lost->marginalJoules - 0.1 * 1.22) < 1e-5);
        double sum = 0;
        for (const EnergyPhase &phase : lost->phases) {
            QVERIFY2(*phase.marginalJoules >= 0, energyPhaseName(phase.id));
            sum += *phase.marginalJoules;
        }
        QVERIFY(std::abs(sum - *lost->marginalJoules) < 1e-9);
        QVERIFY(!lost->tailShare && !lost->mjPerOutputToken && !lost->tokensPerJoule && !lost->edp);
        // A phase without any sample is missing altogether.
        const auto noTail = energyOf(run, *storeOf(20000, flat, 1720, 12720), IdlePower{0.3});
        QVERIFY(noTail && noTail->phases.last().missingSamples == 11000);
        QCOMPARE(*noTail->phases.last().marginalJoules, 0.0);
        const auto early = energyOf(run, *storeOf(5000, flat), {});
        QVERIFY(early && !early->complete);
        const auto noQuiet = energyOf(runWithout("quiet"), *storeOf(20000, flat), {});
        QVERIFY(noQuiet && !noQuiet->complete && std::abs(noQuiet->seconds - 0.72) < 1e-9);
        QVERIFY(energyOf(runWithout("prompt.byte"), *storeOf(20000, flat), {})->phases.isEmpty());
        QVERIFY(!energyOf(runWithout("done"), *storeOf(20000, flat), {}));
        PromptRun otherBoot = run;
        otherBoot.bootId = 8;
        QVERIFY(!energyOf(otherBoot, *storeOf(20000, flat), {}));
        QVERIFY(!measureIdlePower(*storeOf(20000, flat, 700, 701), *run.accepted, 500));
        QVERIFY(!measureIdlePower(*storeOf(20000, flat), 100'000'000, 500)); // begins before the samples
    }

    void statisticsOfARange()
    {
        const auto store = storeOf(
            3600, [](std::int64_t ms) { return ms < 1800 ? 0.1F : 0.3F; }, 600, 700);
        const auto all = energyStats(*store, 0, 3600);
        QVERIFY(all);
        QCOMPARE(all->count, 3500U);
        QCOMPARE(all->missing, 100U);
        QVERIFY(!all->truncated && std::abs(all->seconds - 3.6) < 1e-9);
        QVERIFY(std::abs(all->chargeC - (0.1 * 1.7 + 0.3 * 1.8)) < 1e-6);
        QVERIFY(std::abs(all->chargeMah() - all->chargeC / 3.6) < 1e-12);
        QVERIFY(std::abs(*all->energyJ - 4 * all->chargeC) < 1e-5);
        QVERIFY(std::abs(*all->energyMwh() - *all->energyJ / 3.6) < 1e-12);
        QVERIFY(std::abs(all->currentA.min - 0.1) < 1e-6 && std::abs(all->currentA.max - 0.3) < 1e-6);
        QVERIFY(std::abs(all->powerW->max - 1.2) < 1e-5 && std::abs(all->voltageV->mean - 4) < 1e-6);
        const auto second = energyStatsBetween(*store, 2'000'000'000, 3'000'000'000);
        QVERIFY(second && second->count == 1000 && std::abs(second->chargeC - 0.3) < 1e-6 && !second->truncated);
        QVERIFY(energyStats(*store, 3000, 9999)->truncated);
        QVERIFY(energyStatsBetween(*store, 3'000'000'000, 9'000'000'000)->truncated);
        QVERIFY(!energyStats(*store, 650, 660) && !energyStats(*store, 10, 10) && !energyStats(*store, 5000, 6000));
    }

    void promptIdsAreNewAndFitTheProtocol()
    {
        const QString id = newPromptId();
        QVERIFY(id != newPromptId());
        QCOMPARE(id.size(), 36);
        QVERIFY(std::all_of(
            id.begin(), id.end(), [](QChar c) { return c == u'-' || (c.unicode() < 128 && c.isLetterOrNumber()); }));
    }
};

QTEST_GUILESS_MAIN(TestPrompts)
#include "tst_prompts.moc"
