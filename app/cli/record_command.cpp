// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"
#include "meter_options.h"
#include "new_recording.h"
#include "stream_run.h"

#include "../command_line/option_checks.h"

#include "widgets/text/units.h"

#include <QCoroFuture>

namespace app {

using namespace device_link;

namespace {

struct RecordOptions {
    double seconds = 10;
    double rateHz = 100000;
    std::string out;
    bool force = false;
    std::shared_ptr<MeterOptions> meter = std::make_shared<MeterOptions>();
};

void printTotals(
    const CommandContext &context, const RecordingTotals &totals, const StreamRun &run, const QString &path)
{
    context.print(
        QStringLiteral("%1 samples at %2, %3 missing in %4, %5 events, %6")
            .arg(widgets::integer(qint64(totals.samples)), widgets::text(widgets::rate(run.grant.rateHz)),
                widgets::integer(qint64(totals.missing)),
                totals.gaps == 1 ? QStringLiteral("1 gap")
                                 : QStringLiteral("%1 gaps").arg(widgets::integer(qint64(totals.gaps))),
                widgets::integer(qint64(totals.events)), widgets::text(widgets::bytes(qint64(totals.bytes)))));
    if (run.grant.reduced())
        context.print(QStringLiteral("The kit granted %1 of %2 (%3)")
                          .arg(widgets::text(widgets::rate(run.grant.rateHz)),
                              widgets::text(widgets::rate(run.grant.requestedHz)), run.grant.reason));
    context.print(QStringLiteral("Written to %1").arg(path));
    if (run.awaySeconds > 0) {
        context.print(QStringLiteral("The kit was away for %1 s of %2 s: nothing of that time is in the recording.")
                          .arg(widgets::fixed(run.awaySeconds, 1), widgets::fixed(run.ranSeconds, 1)));
    }
    if (run.silentSeconds > 0)
        context.print(lostSentence(run, run.ranSeconds));
    context.printJson({{QStringLiteral("out"), path}, {QStringLiteral("rate_hz"), run.grant.rateHz},
        {QStringLiteral("requested_hz"), run.grant.requestedHz}, {QStringLiteral("away_seconds"), run.awaySeconds},
        {QStringLiteral("silent_seconds"), run.silentSeconds}, {QStringLiteral("samples"), qint64(totals.samples)},
        {QStringLiteral("missing"), qint64(totals.missing)}, {QStringLiteral("gaps"), qint64(totals.gaps)},
        {QStringLiteral("events"), qint64(totals.events)}, {QStringLiteral("bytes"), qint64(totals.bytes)}});
}

QCoro::Task<int> runRecord(RecordOptions options, std::shared_ptr<CommandContext> context)
{
    // A name that is taken is told before a kit is asked for anything; in a folder the name is a new one.
    if (const Result<void> free = mayMake(recordingPath(options.out, {}), options.force); !free)
        co_return context->failed(free.error());
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
    const std::stop_token stop = context->stop();
    const QString path = recordingPath(options.out, session->identity().serial);
    const auto started = co_await NewRecording::start(session, path, stop);
    if (!started)
        co_return context->failed(started.error());
    const std::shared_ptr<NewRecording> recording = *started;
    StreamRunOptions stream;
    stream.rateHz = options.rateHz;
    stream.seconds = options.seconds;
    stream.throughLoss = true;
    stream.goOn = [writer = recording->writer()] { return !writer->error(); };
    const Result<StreamRun> run = co_await runStream(context, session, source, stream);
    if (!run)
        co_return context->failed(run.error()); // the stream never began: nothing is left of the recording
    const Result<RecordingTotals> totals = co_await NewRecording::finish(recording);
    if (!totals)
        co_return context->failed(totals.error());
    printTotals(*context, *totals, *run, path);
    if (run->lost)
        co_return context->failed(*run->lost);
    if (context->stop().stop_requested())
        context->print(stoppedSentence(*run, options.seconds));
    session->close();
    co_return 0;
}

} // namespace

void setUpRecord(CLI::App &app, CommandChoice &choice)
{
    CLI::App *command
        = app.add_subcommand("record", "Writes samples and events into a recording file (*.aer); Ctrl+C ends it early");
    const auto options = std::make_shared<RecordOptions>();
    command->add_option("--duration", options->seconds, "Seconds to record")
        ->check(finiteRange(0.05, 86400.0 * 30))
        ->capture_default_str();
    command->add_option("--rate", options->rateHz, "Samples per second to ask for (0: the highest offered)")
        ->check(finiteRange(0.0, 1e8))
        ->capture_default_str();
    command->add_option("--out", options->out, "File to make, or a folder to make one in")
        ->required()
        ->check(notEmpty());
    addForceOption(*command, options->force);
    addMeterOptions(*command, options->meter);
    command->callback([&choice, options] {
        choice.choose([chosen = *options](
                          std::shared_ptr<CommandContext> context) { return runRecord(chosen, std::move(context)); });
    });
}

} // namespace app
