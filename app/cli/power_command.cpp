// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"
#include "json_values.h"
#include "logic_figures.h"
#include "meter_options.h"
#include "stream_run.h"

#include "../command_line/option_checks.h"

#include "profiles/energy/energy_stats.h"
#include "widgets/text/units.h"

namespace app {

using namespace device_link;

namespace {

struct PowerOptions {
    double seconds = 5;
    double rateHz = 100000;
    std::shared_ptr<MeterOptions> meter = std::make_shared<MeterOptions>();
};

/// The energy with the time it covers: where samples are missing it is not that of the whole time.
QString energyLine(const SampleStats &stats, double rateHz, double seconds)
{
    const QString energy = widgets::text(widgets::si(stats.sum / rateHz, QStringLiteral("J")));
    if (stats.missing == 0)
        return QStringLiteral("Energy %1 in %2 s").arg(energy, widgets::fixed(seconds, 2));
    const double covered = double(stats.count) / rateHz;
    return QStringLiteral("Energy %1 in the %2 s that were received; %3 s are missing (%4)")
        .arg(energy, widgets::fixed(covered, 2), widgets::fixed(seconds - covered, 2),
            widgets::text(widgets::percent(100.0 * double(stats.missing) / double(stats.missing + stats.count), 1)));
}

void printStats(const CommandContext &context, const SampleView &store, const StreamRun &run, double askedSeconds,
    std::optional<bool> simulated, const PowerMeter *meter)
{
    const SampleStreamInfo &info = store.info();
    // After a fault samples may still come: all figures are of the same ones.
    const std::uint64_t begin = store.beginIndex(), end = store.endIndex();
    QJsonObject object{{QStringLiteral("rate_hz"), info.rateHz},
        {QStringLiteral("requested_hz"), run.grant.requestedHz}, {QStringLiteral("requested_seconds"), askedSeconds},
        {QStringLiteral("samples"), qint64(store.received())}, {QStringLiteral("lost"), qint64(store.lostSamples())},
        {QStringLiteral("silent_seconds"), run.silentSeconds}};
    context.print(QStringLiteral("%1 samples at %2, %3 lost")
                      .arg(widgets::integer(qint64(store.received())), widgets::text(widgets::rate(info.rateHz)),
                          widgets::integer(qint64(store.lostSamples()))));
    const double seconds = info.rateHz > 0 ? double(end - begin) / info.rateHz : 0;
    object.insert(QStringLiteral("statistics_seconds"), seconds);
    if (simulated)
        object.insert(QStringLiteral("simulated"), *simulated);
    object.insert(QStringLiteral("voltage_is_set_not_measured"), meter != nullptr);
    if (meter)
        object.insert(QStringLiteral("meter"), toJson(meter->settings()));
    if (simulated.value_or(false))
        context.print(QStringLiteral("SIMULATED: the kit's figures come from its model, not from a board."));
    if (begin > 0)
        context.print(QStringLiteral("The statistics cover the last %1 s: what is older is no longer in memory.")
                          .arg(widgets::fixed(seconds, 1)));
    context.print(QStringLiteral("%1 %2 %3 %4 %5")
                      .arg(QString(), -8)
                      .arg(QStringLiteral("min"), 12)
                      .arg(QStringLiteral("mean"), 12)
                      .arg(QStringLiteral("max"), 12)
                      .arg(QStringLiteral("rms"), 12));
    std::optional<LogicFigures> logic;
    for (std::size_t channel = 0; channel < store.channelCount(); ++channel) {
        const bool derived = channel >= info.channels.size();
        if (!derived && info.channels[channel].isLogic()) {
            logic = logicFigures(store, channel, begin, end, context.stop());
            object.insert(QString::fromStdString(info.channels[channel].name), toJson(*logic));
            continue;
        }
        const QString name = derived ? QStringLiteral("power") : QString::fromStdString(info.channels[channel].name);
        const QString unit = derived ? QStringLiteral("W") : QString::fromStdString(info.channels[channel].unit);
        const SampleStats stats = profiles::channelStats(store, channel, begin, end);
        const auto cell = [&unit](double value) { return widgets::text(widgets::si(value, unit)); };
        context.print(QStringLiteral("%1 %2 %3 %4 %5")
                          .arg(name, -8)
                          .arg(cell(stats.min), 12)
                          .arg(cell(stats.mean), 12)
                          .arg(cell(stats.max), 12)
                          .arg(cell(stats.rms), 12));
        QJsonObject values = toJson(stats);
        values.insert(QStringLiteral("unit"), unit);
        if (info.rateHz > 0 && name == QStringLiteral("current"))
            values.insert(QStringLiteral("charge_coulomb"), stats.sum / info.rateHz);
        if (info.rateHz > 0 && derived) {
            values.insert(QStringLiteral("energy_joule"), stats.sum / info.rateHz);
            context.print(energyLine(stats, info.rateHz, seconds));
        }
        object.insert(name, values);
    }
    if (logic)
        printLogic(context, *logic);
    context.printJson(object);
}

/// What the figures of a meter beside the kit rest on.
void printMeter(const CommandContext &context, const PowerMeter::Settings &settings, bool voltageGiven)
{
    const QString volts = widgets::fixed(settings.sourceMilliVolts * 1e-3, 3) + QStringLiteral(" V");
    if (settings.mode == PowerMeter::Mode::Ampere) {
        context.print(
            QStringLiteral("The meter is in ampere mode and does not know the voltage: power and energy assume "
                           "%1%2.")
                .arg(volts,
                    voltageGiven ? QString()
                                 : QStringLiteral(", as the meter was found (--meter-mv says what it is)")));
    } else {
        context.print(
            QStringLiteral("The meter is in source mode: the voltage is the one set on it (%1), not measured; "
                           "so is what follows from it.")
                .arg(volts));
    }
    if (settings.mode == PowerMeter::Mode::Source && !settings.dutPower.value_or(false))
        context.print(QStringLiteral("The meter is set to feed the board; whether it does was left as it was found."));
}

QCoro::Task<int> runPower(PowerOptions options, std::shared_ptr<CommandContext> context)
{
    const auto opened = co_await openSession(context);
    if (!opened)
        co_return context->failed(opened.error());
    const std::shared_ptr<KitSession> session = *opened;
    const auto capability = offered(session->powerSource(), Capability::PowerSource);
    if (!capability)
        co_return context->failed(capability.error());
    const std::shared_ptr<PowerSource> source = *capability;
    if (const Result<void> set = setMeter(*session, *options.meter); !set)
        co_return context->failed(set.error());
    StreamRunOptions stream;
    stream.rateHz = options.rateHz;
    stream.seconds = options.seconds;
    const Result<StreamRun> run = co_await runStream(context, session, source, stream);
    if (!run)
        co_return context->failed(run.error());
    if (run->grant.reduced())
        context->print(QStringLiteral("The kit granted %1 of %2 (%3)")
                           .arg(widgets::text(widgets::rate(run->grant.rateHz)),
                               widgets::text(widgets::rate(run->grant.requestedHz)), run->grant.reason));
    const std::shared_ptr<const SampleView> store = source->store();
    if (session->powerMeter())
        printMeter(*context, session->powerMeter()->settings(), options.meter->milliVolts.has_value());
    if (store)
        printStats(*context, *store, *run, options.seconds, session->identity().simulated, session->powerMeter().get());
    if (run->lost) {
        context->print(lostSentence(*run, options.seconds));
        co_return context->failed(*run->lost);
    }
    if (context->stop().stop_requested())
        context->print(stoppedSentence(*run, options.seconds));
    session->close();
    co_return 0;
}

} // namespace

void setUpPower(CLI::App &app, CommandChoice &choice)
{
    CLI::App *command
        = app.add_subcommand("power", "Measures the rail for a while: statistics of current, voltage, power");
    const auto options = std::make_shared<PowerOptions>();
    command->add_option("--duration", options->seconds, "Seconds to measure")
        ->check(finiteRange(0.05, 86400.0))
        ->capture_default_str();
    command->add_option("--rate", options->rateHz, "Samples per second to ask for (0: the highest offered)")
        ->check(finiteRange(0.0, 1e8))
        ->capture_default_str();
    addMeterOptions(*command, options->meter);
    command->callback([&choice, options] {
        choice.choose([chosen = *options](
                          std::shared_ptr<CommandContext> context) { return runPower(chosen, std::move(context)); });
    });
}

} // namespace app
