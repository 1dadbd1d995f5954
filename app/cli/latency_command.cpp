// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"
#include "json_values.h"
#include "statistics.h"

#include "widgets/text/units.h"

namespace app {

using namespace device_link;

namespace {

struct LatencyOptions {
    std::string tier = "metro";
    int count = 20;
    int intervalMs = 200;
};

void printProbe(const CommandContext &context, const ProbeResult &probe)
{
    if (!probe.rttMs) {
        context.print(QStringLiteral("%1  lost").arg(probe.index + 1, 5));
        return;
    }
    QString line = QStringLiteral("%1  %2 ms").arg(probe.index + 1, 5).arg(*probe.rttMs, 8, 'f', 2);
    if (probe.radioMs && probe.coreMs)
        line += QStringLiteral("   radio %1 ms  core %2 ms")
                    .arg(*probe.radioMs, 7, 'f', 2)
                    .arg(*probe.coreMs, 6, 'f', 2);
    context.print(line);
}

/// asked: how many probes there were to be.
void printSummary(const CommandContext &context, ComputeTier tier, const QList<ProbeResult> &probes, int asked,
    std::optional<bool> simulated)
{
    std::vector<double> whole;
    std::vector<double> core;
    for (const ProbeResult &probe : probes) {
        if (probe.rttMs)
            whole.push_back(*probe.rttMs);
        if (probe.coreMs)
            core.push_back(*probe.coreMs);
    }
    const Summary rtt = summarise(whole);
    const qsizetype lost = probes.size() - qsizetype(whole.size());
    const QString early = probes.size() < asked
        ? QStringLiteral("%1 of %2 probes done, ").arg(widgets::integer(probes.size()), widgets::integer(asked))
        : QString();
    context.print(QStringLiteral("%1: %2%3 answered, %4 lost")
                      .arg(tierName(tier), early, widgets::integer(qint64(whole.size())), widgets::integer(lost))
        + (simulated.value_or(false) ? QStringLiteral("   SIMULATED") : QString()));
    QJsonObject object{{QStringLiteral("summary"), tierName(tier)}, {QStringLiteral("answered"), qint64(whole.size())},
        {QStringLiteral("lost"), qint64(lost)}, {QStringLiteral("requested"), asked},
        {QStringLiteral("promise_core_ms"), tierPromiseMs(tier)}};
    if (rtt.count > 0) {
        context.print(QStringLiteral("round trip  min %1  p50 %2  p95 %3  max %4 ms")
                          .arg(rtt.min, 0, 'f', 2)
                          .arg(rtt.p50, 0, 'f', 2)
                          .arg(rtt.p95, 0, 'f', 2)
                          .arg(rtt.max, 0, 'f', 2));
        object.insert(QStringLiteral("rtt_ms"), toJson(rtt));
    }
    const Summary leg = summarise(core);
    if (leg.count > 0) {
        context.print(QStringLiteral("core leg    p50 %1  p95 %2 ms (the network promises %3 ms for this leg alone)")
                          .arg(leg.p50, 0, 'f', 2)
                          .arg(leg.p95, 0, 'f', 2)
                          .arg(tierPromiseMs(tier), 0, 'f', 0));
        object.insert(QStringLiteral("core_ms"), toJson(leg));
    }
    if (simulated)
        object.insert(QStringLiteral("simulated"), *simulated);
    context.printJson(object);
}

QCoro::Task<int> runLatency(LatencyOptions options, std::shared_ptr<CommandContext> context)
{
    const auto opened = co_await openSession(context);
    if (!opened)
        co_return context->failed(opened.error());
    const std::shared_ptr<KitSession> session = *opened;
    const auto capability = offered(session->latencyProbe(), Capability::LatencyProbe);
    if (!capability)
        co_return context->failed(capability.error());
    const std::shared_ptr<LatencyProbe> probe = *capability;
    const ComputeTier tier = *tierFromName(QString::fromStdString(options.tier));
    const auto told = std::make_shared<QList<ProbeResult>>();
    QObject::connect(probe.get(), &LatencyProbe::result, probe.get(), [context, told](const ProbeResult &result) {
        told->append(result);
        printProbe(*context, result);
        context->printJson(toJson(result));
    });
    co_await awaitNetwork(session, context);
    const std::stop_token stop = context->stop();
    const auto results = co_await probe->run(tier, options.count, options.intervalMs, stop);
    if (!results && !told->isEmpty())
        printSummary(*context, tier, *told, options.count, session->identity().simulated);
    if (!results && results.error().fault() == Fault::Cancelled && !told->isEmpty()) {
        context->print(QStringLiteral("Stopped after %1 of %2 probes, as you asked.")
                           .arg(widgets::integer(told->size()), widgets::integer(options.count)));
        session->close();
        co_return 0;
    }
    if (!results && !told->isEmpty())
        context->print(QStringLiteral("The measurement ended after %1 of %2 probes.")
                           .arg(widgets::integer(told->size()), widgets::integer(options.count)));
    if (!results)
        co_return context->failed(results.error());
    printSummary(*context, tier, *results, options.count, session->identity().simulated);
    session->close();
    co_return 0;
}

} // namespace

void setUpLatency(CLI::App &app, CommandChoice &choice)
{
    CLI::App *command = app.add_subcommand("latency", "Round trips from the kit to a compute tier");
    const auto options = std::make_shared<LatencyOptions>();
    command->add_option("--tier", options->tier, "Where the compute is")
        ->check(CLI::IsMember({"metro", "province", "nation"}))
        ->capture_default_str();
    command->add_option("--count", options->count, "Number of probes")
        ->check(CLI::Range(1, 10000))
        ->capture_default_str();
    command->add_option("--interval", options->intervalMs, "Milliseconds between probes")
        ->check(CLI::Range(10, 60000))
        ->capture_default_str();
    command->callback([&choice, options] {
        choice.choose([chosen = *options](
                          std::shared_ptr<CommandContext> context) { return runLatency(chosen, std::move(context)); });
    });
}

} // namespace app
