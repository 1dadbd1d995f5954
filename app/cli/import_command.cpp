// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"
#include "file_work.h"
#include "output_file.h"

#include "../command_line/option_checks.h"

#include "device_link/capture/exchange/import_file.h"
#include "widgets/text/units.h"

#include <QFileInfo>
#include <QJsonArray>

#include <QCoroFuture>

namespace app {

using namespace device_link;

namespace {

struct ImportOptions {
    std::string file, out;
    bool force = false;
};

QCoro::Task<int> runImport(ImportOptions options, std::shared_ptr<CommandContext> context)
{
    context->setFile(widgets::FileKind::Import);
    const QString path = QString::fromStdString(options.file), out = QString::fromStdString(options.out);
    if (const Result<void> free = mayMake(out, options.force); !free)
        co_return context->failed(free.error());
    if (QFileInfo(path).exists() && QFileInfo(path).canonicalFilePath() == QFileInfo(out).canonicalFilePath())
        co_return context->failed(Error(Fault::AlreadyThere, out + QLatin1String(": it is the file to read")));
    FileInTheWay replaced(out);
    const QFuture<Result<ImportReport>> importing = inBackground(context, QStringLiteral("Importing"),
        [path, out](const FileProgress &progress) { return importFile(path, out, {}, progress); });
    const Result<ImportReport> report = co_await importing;
    if (!report)
        co_return context->failed(report.error());
    replaced.drop();
    if (report->simulated)
        context->print(QStringLiteral("SIMULATED: the values come from a kit's model, not from a board."));
    if (report->voltageIsSet)
        context->print(QStringLiteral("Its voltage is the one set on a power meter, not measured."));
    context->print(QStringLiteral("%1 samples at %2, %3 missing")
                       .arg(widgets::integer(qint64(report->frames)), widgets::text(widgets::rate(report->rateHz)),
                           widgets::integer(qint64(report->missing))));
    if (!report->ignored.isEmpty())
        context->print(QStringLiteral("Not taken: %1").arg(report->ignored.join(QStringLiteral(", "))));
    context->print(QStringLiteral("Written to %1").arg(out));
    context->printJson({{QStringLiteral("out"), out}, {QStringLiteral("streams"), qint64(report->streams)},
        {QStringLiteral("samples"), qint64(report->frames)}, {QStringLiteral("missing"), qint64(report->missing)},
        {QStringLiteral("rate_hz"), report->rateHz}, {QStringLiteral("simulated"), report->simulated},
        {QStringLiteral("voltage_is_set_not_measured"), report->voltageIsSet},
        {QStringLiteral("not_taken"), QJsonArray::fromStringList(report->ignored)}});
    co_return 0;
}

} // namespace

void setUpImport(CLI::App &app, CommandChoice &choice)
{
    CLI::App *command = app.add_subcommand(
        "import", "Makes a recording of a .ppk2 or a CSV of this or another program; no kit needed");
    const auto options = std::make_shared<ImportOptions>();
    command->add_option("FILE", options->file, "File to read: .ppk2 or CSV, told by what is in it")
        ->required()
        ->check(notEmpty());
    command->add_option("--out", options->out, "Recording to make (*.aer)")->required()->check(notEmpty());
    addForceOption(*command, options->force);
    command->callback([&app, &choice, options] {
        refuseKitOptions(app);
        choice.choose([chosen = *options](
                          std::shared_ptr<CommandContext> context) { return runImport(chosen, std::move(context)); });
    });
}

} // namespace app
