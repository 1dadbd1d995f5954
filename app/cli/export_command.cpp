// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"
#include "file_work.h"
#include "output_file.h"
#include "recording_range.h"

#include "../command_line/option_checks.h"

#include "device_link/capture/exchange/ppk2_file.h"
#include "device_link/capture/exchange/recording_csv.h"
#include "device_link/capture/exchange/recording_events.h"
#include "widgets/text/units.h"

#include <QFileInfo>
#include <QJsonArray>

#include <QCoroFuture>

namespace app {

using namespace device_link;

namespace {

struct ExportOptions {
    std::string file, out;
    std::optional<double> from, to; ///< seconds from the beginning
    std::optional<std::uint32_t> stream;
    double binSeconds = 0; ///< 0: every sample
    bool force = false;
};

/// What the file that is written holds, for people and for programs.
struct Exported {
    QString words;
    QJsonObject json;
    QStringList more = {}; ///< sentences that follow the words
};

QString missingWords(std::uint64_t missing)
{
    return missing == 0 ? QString() : QStringLiteral(", %1 are missing").arg(widgets::integer(qint64(missing)));
}

RecordingCsvOptions csvOptions(const ExportOptions &options)
{
    RecordingCsvOptions csv;
    csv.stream = options.stream;
    csv.seconds = {options.from, options.to};
    csv.binS = options.binSeconds;
    return csv;
}

Result<Exported> exportCsv(RecordingFileReader &reader, const ExportOptions &options, const FileProgress &progress)
{
    const auto totals = exportRecordingCsv(reader, QString::fromStdString(options.out), csvOptions(options), progress);
    if (!totals)
        return tl::unexpected(totals.error());
    QString words = QStringLiteral("%1 samples in %2 rows, %3")
                        .arg(widgets::integer(qint64(totals->frames)), widgets::integer(qint64(totals->rows)),
                            widgets::text(widgets::bytes(qint64(totals->bytes))))
        + missingWords(totals->missing);
    if (totals->damaged > 0)
        words += QStringLiteral(", %1 are damaged").arg(widgets::integer(qint64(totals->damaged)));
    return Exported{words,
        {{QStringLiteral("samples"), qint64(totals->frames)}, {QStringLiteral("rows"), qint64(totals->rows)},
            {QStringLiteral("gaps"), qint64(totals->gaps)}, {QStringLiteral("missing"), qint64(totals->missing)},
            {QStringLiteral("damaged"), qint64(totals->damaged)}, {QStringLiteral("bytes"), qint64(totals->bytes)}}};
}

Result<Exported> exportEvents(RecordingFileReader &reader, const ExportOptions &options, const FileProgress &progress)
{
    const auto totals = exportRecordingEvents(reader, QString::fromStdString(options.out), progress);
    if (!totals)
        return tl::unexpected(totals.error());
    return Exported{QStringLiteral("%1 events, %2 notes and %3 lines of the ports")
                        .arg(widgets::integer(qint64(totals->events)), widgets::integer(qint64(totals->notes)),
                            widgets::integer(qint64(totals->lines))),
        {{QStringLiteral("events"), qint64(totals->events)}, {QStringLiteral("notes"), qint64(totals->notes)},
            {QStringLiteral("lines"), qint64(totals->lines)},
            {QStringLiteral("damaged_batches"), qint64(totals->damagedBatches)}}};
}

Result<Exported> exportPpk2(RecordingFileReader &reader, const ExportOptions &options, const FileProgress &progress)
{
    const auto totals = exportPpk2File(
        reader, QString::fromStdString(options.out), {options.stream, {options.from, options.to}}, progress);
    if (!totals)
        return tl::unexpected(totals.error());
    const QString between = QStringLiteral("; ");
    QStringList more{QStringLiteral("Not in the file: %1.").arg(totals->notHeld.join(between))};
    if (!totals->notShown.isEmpty())
        more << QStringLiteral("In it for `aiesim import` alone, the Power Profiler does not show it: %1.")
                    .arg(totals->notShown.join(between));
    return Exported{
        QStringLiteral("%1 samples, %2")
                .arg(widgets::integer(qint64(totals->frames)), widgets::text(widgets::bytes(qint64(totals->bytes))))
            + missingWords(totals->missing),
        {{QStringLiteral("samples"), qint64(totals->frames)}, {QStringLiteral("missing"), qint64(totals->missing)},
            {QStringLiteral("bytes"), qint64(totals->bytes)},
            {QStringLiteral("not_in_file"), QJsonArray::fromStringList(totals->notHeld)},
            {QStringLiteral("not_shown_by_profiler"), QJsonArray::fromStringList(totals->notShown)}},
        more};
}

using Export = Result<Exported> (*)(RecordingFileReader &, const ExportOptions &, const FileProgress &);

/// By the name of the file to write; null: none of them.
Export exportFor(const QString &path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == QLatin1String("csv"))
        return exportCsv;
    if (suffix == QLatin1String("jsonl"))
        return exportEvents;
    return suffix == QLatin1String("ppk2") ? exportPpk2 : nullptr;
}

/// Throws CLI::ValidationError: an option that the kind of file has no use for would be passed over in silence.
void refuseWhatHasNoMeaning(const ExportOptions &options)
{
    const Export work = exportFor(QString::fromStdString(options.out));
    if (!work)
        throw CLI::ValidationError("--out", "the name ends in .csv (samples), .jsonl (events) or .ppk2");
    if (options.binSeconds > 0 && work != exportCsv)
        throw CLI::ValidationError("--bin", "has a meaning for .csv only");
    const char *part = options.from ? "--from" : options.to ? "--to" : options.stream ? "--stream" : nullptr;
    if (part && work == exportEvents)
        throw CLI::ValidationError(part, "has no meaning for .jsonl: it gets all events, notes and lines");
    refuseRange(options.from, options.to);
}

QCoro::Task<int> runExport(ExportOptions options, std::shared_ptr<CommandContext> context)
{
    context->setFile(widgets::FileKind::Recording);
    const Export work = exportFor(QString::fromStdString(options.out));
    const QString path = QString::fromStdString(options.file);
    const QString out = QString::fromStdString(options.out);
    if (QFileInfo::exists(path) && QFileInfo(path) == QFileInfo(out))
        co_return context->wrongUsage(
            Error(Fault::BadArgument, QStringLiteral("--out names the recording itself: %1").arg(out)));
    if (const Result<void> free = mayMake(out, options.force); !free)
        co_return context->failed(free.error());
    const QFuture<Result<std::shared_ptr<RecordingFileReader>>> opening
        = QtConcurrent::run([path]() -> Result<std::shared_ptr<RecordingFileReader>> {
              auto reader = RecordingFileReader::open(path);
              if (!reader)
                  return tl::unexpected(reader.error());
              return std::shared_ptr<RecordingFileReader>(std::move(*reader));
          });
    const Result<std::shared_ptr<RecordingFileReader>> opened = co_await opening;
    if (!opened)
        co_return context->failed(opened.error());
    const std::shared_ptr<RecordingFileReader> reader = *opened;
    if (work == exportCsv) {
        const auto size = estimatedCsvBytes(*reader, csvOptions(options));
        if (!size)
            co_return context->wrongUsage(size.error());
        context->print(QStringLiteral("About %1").arg(widgets::text(widgets::bytes(qint64(*size)))));
    }
    const QFuture<Result<Exported>> exporting = inBackground(context, QStringLiteral("Exporting"),
        [work, reader, options](const FileProgress &progress) { return work(*reader, options, progress); });
    const Result<Exported> exported = co_await exporting;
    if (!exported && exported.error().fault() == Fault::BadArgument)
        co_return context->wrongUsage(exported.error());
    if (!exported)
        co_return context->failed(exported.error());
    if (reader->info().simulated)
        context->print(QStringLiteral("SIMULATED: the values come from a kit's model, not from a board."));
    if (!reader->recovery().isWhole())
        context->print(QStringLiteral("The recording is not whole (`aiesim verify` tells more)."));
    context->print(exported->words);
    for (const QString &sentence : exported->more)
        context->print(sentence);
    context->print(QStringLiteral("Written to %1").arg(out));
    QJsonObject json = exported->json;
    json.insert(QStringLiteral("out"), out);
    json.insert(QStringLiteral("simulated"), reader->info().simulated);
    context->printJson(json);
    co_return 0;
}

} // namespace

void setUpExport(CLI::App &app, CommandChoice &choice)
{
    CLI::App *command = app.add_subcommand(
        "export", "Writes a recording, or a part of it, for other programs: CSV, JSON lines, .ppk2; no kit needed");
    const auto options = std::make_shared<ExportOptions>();
    command->add_option("FILE", options->file, "Recording (*.aer)")->required()->check(notEmpty());
    command
        ->add_option("--out", options->out,
            "File to write: .csv (samples), .jsonl (events, notes and lines of the ports) or .ppk2 (for Nordic's Power "
            "Profiler)")
        ->required()
        ->check(notEmpty());
    command->add_option("--from", options->from, "Seconds from its beginning")->check(finiteRange(0.0, 1e9));
    command->add_option("--to", options->to, "Seconds from its beginning; its end when not given")
        ->check(finiteRange(0.0, 1e9));
    command->add_option("--stream", options->stream, "One stream by its number; all when not given");
    command
        ->add_option("--bin", options->binSeconds,
            "CSV: minimum, mean and maximum of this many seconds in a row instead of every sample")
        ->check(finiteRange(1e-9, 1e9));
    addForceOption(*command, options->force);
    command->callback([&app, &choice, options] {
        refuseKitOptions(app);
        refuseWhatHasNoMeaning(*options);
        choice.choose([chosen = *options](
                          std::shared_ptr<CommandContext> context) { return runExport(chosen, std::move(context)); });
    });
}

} // namespace app
