// SPDX-License-Identifier: GPL-3.0-or-later
#include "prompt_report.h"

#include "profiles/prompts/idle_power.h"
#include "profiles/prompts/prompt_metrics.h"
#include "profiles/tokens/money.h"
#include "widgets/text/units.h"

#include <QJsonArray>

namespace app {

using namespace device_link;
using profiles::PromptEnergy;
using profiles::PromptMetrics;
using profiles::PromptRun;

namespace {

constexpr std::int64_t kNsPerMs = 1'000'000;

std::optional<PromptEnergy> energyOf(const PromptRun &run, const SampleView *store, const profiles::RadioHistory &radio)
{
    if (!store || !run.accepted)
        return std::nullopt;
    return profiles::energyOf(run, *store, profiles::idlePowerOf(run, *store, radio));
}

std::optional<profiles::Money> moneyOf(const PromptRun &run, const std::optional<AccountState> &account)
{
    if (!run.charge || !account)
        return std::nullopt;
    return profiles::moneyOf(run.charge->micro, *account);
}

QString milliseconds(const std::optional<double> &ms)
{
    return ms ? widgets::text(widgets::costTime(std::int64_t(*ms * double(kNsPerMs)))) : QString(widgets::kEmDash);
}

QString energyWords(const std::optional<PromptEnergy> &energy)
{
    if (!energy)
        return QString(widgets::kEmDash);
    const QString least = energy->complete ? QString() : QStringLiteral("at least ");
    if (!energy->marginalJoules)
        return least + widgets::text(widgets::costEnergy(energy->totalJoules)) + QStringLiteral(" with idle");
    return least + widgets::text(widgets::costEnergy(*energy->marginalJoules)) + QStringLiteral(" above idle");
}

QString tokenWords(const PromptRun &run)
{
    if (run.charge) // what the money is computed from
        return widgets::text(widgets::tokens(run.charge->micro));
    if (run.usage)
        return widgets::integer(run.usage->promptTokens + run.usage->completionTokens) + QStringLiteral(" tok");
    return run.tokens.isEmpty() ? QString(widgets::kEmDash)
                                : QString(widgets::integer(run.tokens.size()) + QStringLiteral(" tok received"));
}

/// What stands behind the four costs.
QStringList factsOf(const PromptRun &run, const PromptMetrics &metrics, const std::optional<PromptEnergy> &energy)
{
    QStringList facts{QStringLiteral("last token %1").arg(milliseconds(metrics.e2eDev))};
    if (metrics.tpsUser)
        facts.append(QStringLiteral("%1 tok/s").arg(widgets::significant(*metrics.tpsUser, 3)));
    if (energy && energy->marginalJoules)
        facts.append(QStringLiteral("%1 with idle").arg(widgets::text(widgets::costEnergy(energy->totalJoules))));
    if (energy && energy->mjPerOutputToken)
        facts.append(QStringLiteral("%1 mJ/tok above idle").arg(widgets::significant(*energy->mjPerOutputToken, 4)));
    if (energy && energy->tailShare)
        facts.append(
            QStringLiteral("%1 of it radio tail").arg(widgets::text(widgets::percent(*energy->tailShare * 100))));
    if (run.usage)
        facts.append(
            QStringLiteral("%1 tok in, %2 out")
                .arg(widgets::integer(run.usage->promptTokens), widgets::integer(run.usage->completionTokens)));
    if (run.charge)
        facts.append(QStringLiteral("%1 charged").arg(widgets::text(widgets::tokens(run.charge->micro))));
    facts.append(
        QStringLiteral("%1, %2").arg(run.model, run.tier ? tierName(*run.tier) : QStringLiteral("tier unknown")));
    return facts;
}

void printCosts(const CommandContext &context, const PromptRun &run, const PromptMetrics &metrics,
    const std::optional<PromptEnergy> &energy, const std::optional<profiles::Money> &money,
    std::optional<bool> simulated)
{
    QString line = QStringList{QStringLiteral("first token %1").arg(milliseconds(metrics.ttftDev)), energyWords(energy),
        tokenWords(run),
        money ? widgets::moneyText(widgets::money(money->micro, money->currency)) : QString(widgets::kEmDash)}
                       .join(QStringLiteral(" · "));
    if (simulated.value_or(false))
        line += QStringLiteral("   SIMULATED");
    context.print(line);
    context.print(factsOf(run, metrics, energy).join(QStringLiteral(" · ")));
    if (energy && energy->missingSamples > 0)
        context.print(QStringLiteral("The energy is incomplete: %1 samples are missing.")
                          .arg(widgets::integer(qint64(energy->missingSamples))));
    else if (energy && !energy->complete)
        context.print(QStringLiteral("The energy is incomplete: it was not measured until the radio was idle again."));
    if (energy && energy->complete && !energy->idle)
        context.print(QStringLiteral("The radio was busy before and after: the energy above idle is not known."));
    if (run.missingTokens() > 0)
        context.print(QStringLiteral("%1 tokens of the answer were not received.").arg(run.missingTokens()));
}

void insert(QJsonObject &object, const char *key, const std::optional<double> &value)
{
    if (value)
        object.insert(QLatin1String(key), *value);
}

void insertTime(QJsonObject &object, const char *key, const std::optional<std::int64_t> &ns)
{
    if (ns)
        object.insert(QLatin1String(key), qint64(*ns));
}

QJsonObject timesJson(const PromptRun &run)
{
    QJsonObject times;
    insertTime(times, "accepted", run.accepted);
    insertTime(times, "radio_up", run.radioUp);
    insertTime(times, "sent", run.sent);
    insertTime(times, "first_byte", run.firstByte);
    insertTime(times, "first_token", run.firstContent());
    insertTime(times, "last_token", run.lastContent());
    if (!run.endBootId) { // else they are of another clock
        insertTime(times, "done", run.done);
        insertTime(times, "quiet", run.quiet);
    }
    return times;
}

QJsonObject metricsJson(const PromptMetrics &metrics)
{
    QJsonObject object{{QStringLiteral("definitions"), QLatin1String(profiles::kMetricDefinitions)}};
    insert(object, "ttft_ms", metrics.ttft);
    insert(object, "ttft_dev_ms", metrics.ttftDev);
    insert(object, "ttfb_ms", metrics.ttfb);
    insert(object, "itl_ms", metrics.itl);
    insert(object, "icl_p95_ms", metrics.iclP95);
    insert(object, "e2e_ms", metrics.e2e);
    insert(object, "e2e_dev_ms", metrics.e2eDev);
    insert(object, "tps_user", metrics.tpsUser);
    return object;
}

QJsonObject energyJson(const PromptEnergy &energy)
{
    QJsonObject object{{QStringLiteral("boundary"), QStringLiteral("device rail only")},
        {QStringLiteral("total_joule"), energy.totalJoules}, {QStringLiteral("charge_coulomb"), energy.chargeCoulombs},
        {QStringLiteral("seconds"), energy.seconds}, {QStringLiteral("complete"), energy.complete},
        {QStringLiteral("missing_samples"), qint64(energy.missingSamples)}};
    if (energy.idle) {
        object.insert(QStringLiteral("idle_watt"), energy.idle->watts);
        object.insert(QStringLiteral("idle_seconds"), energy.idle->seconds);
        object.insert(QStringLiteral("idle_measured"),
            energy.idle->source == profiles::IdlePower::Source::MeasuredAfter ? QStringLiteral("after")
                                                                              : QStringLiteral("before"));
    }
    insert(object, "marginal_joule", energy.marginalJoules);
    insert(object, "mj_per_output_token", energy.mjPerOutputToken);
    insert(object, "tail_share", energy.tailShare);
    QJsonArray phases;
    for (const profiles::EnergyPhase &phase : energy.phases) {
        QJsonObject entry{{QStringLiteral("phase"), QLatin1String(profiles::energyPhaseName(phase.id))},
            {QStringLiteral("seconds"), phase.seconds}, {QStringLiteral("joule"), phase.joules}};
        insert(entry, "marginal_joule", phase.marginalJoules);
        phases.append(entry);
    }
    object.insert(QStringLiteral("phases"), phases);
    return object;
}

QJsonArray tokensJson(const PromptRun &run)
{
    QJsonArray array;
    for (const profiles::PromptToken &token : run.tokens)
        array.append(QJsonObject{{QStringLiteral("index"), qint64(token.index)},
            {QStringLiteral("kit_time_ns"), qint64(token.kitTimeNs)}, {QStringLiteral("text"), token.text}});
    return array;
}

} // namespace

QString cutSentence(const PromptRun &run)
{
    if (run.finish == QStringLiteral("cancelled"))
        return QStringLiteral("The answer was stopped before its end; what was used is charged.");
    return QStringLiteral("The answer was cut (%1). Ask again.").arg(run.error.isEmpty() ? run.finish : run.error);
}

QString recordedSentence(const QString &path)
{
    return QStringLiteral("Recorded in %1: the window shows it, `aiesim stats` weighs any part of it.").arg(path);
}

void printPromptReport(const CommandContext &context, const PromptRun &run, const SampleView *store,
    const profiles::RadioHistory &radio, const std::optional<AccountState> &account, std::optional<bool> simulated,
    const QString &recording)
{
    const PromptMetrics metrics = profiles::metricsOf(run);
    const std::optional<PromptEnergy> energy = energyOf(run, store, radio);
    const std::optional<profiles::Money> money = moneyOf(run, account);
    printCosts(context, run, metrics, energy, money, simulated);
    if (store && !energy)
        context.print(QStringLiteral(
            "The energy is not known: the kit restarted or was away, so the samples do not cover the answer."));
    if (!recording.isEmpty())
        context.print(recordedSentence(recording));

    QJsonObject object{{QStringLiteral("id"), run.id}, {QStringLiteral("boot_id"), qint64(run.bootId)},
        {QStringLiteral("model"), run.model}, {QStringLiteral("answer"), run.answer()},
        {QStringLiteral("finish"), run.finish}, {QStringLiteral("kit_time_ns"), timesJson(run)},
        {QStringLiteral("metrics"), metricsJson(metrics)}, {QStringLiteral("tokens"), tokensJson(run)}};
    if (simulated)
        object.insert(QStringLiteral("simulated"), *simulated);
    if (run.endBootId)
        object.insert(QStringLiteral("end_boot_id"), qint64(*run.endBootId));
    if (store && !energy)
        object.insert(QStringLiteral("energy"),
            QJsonObject{{QStringLiteral("complete"), false},
                {QStringLiteral("reason"), QStringLiteral("no samples cover it")}});
    if (run.tier)
        object.insert(QStringLiteral("tier"), tierName(*run.tier));
    if (!run.error.isEmpty())
        object.insert(QStringLiteral("error"), run.error);
    if (run.usage)
        object.insert(QStringLiteral("usage"),
            QJsonObject{{QStringLiteral("prompt_tokens"), run.usage->promptTokens},
                {QStringLiteral("completion_tokens"), run.usage->completionTokens},
                {QStringLiteral("source"), run.usage->source}});
    if (run.charge)
        object.insert(QStringLiteral("charge_micro"), run.charge->micro);
    if (money)
        object.insert(QStringLiteral("money"),
            QJsonObject{{QStringLiteral("micro"), money->micro}, {QStringLiteral("currency"), money->currency},
                {QStringLiteral("price_version"), money->priceVersion}});
    if (energy)
        object.insert(QStringLiteral("energy"), energyJson(*energy));
    if (!recording.isEmpty())
        object.insert(QStringLiteral("recording"), recording);
    context.printJson(object);
}

} // namespace app
