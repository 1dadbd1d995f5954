// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"
#include "file_work.h"

#include "../command_line/option_checks.h"

#include "device_link/capture/file/random_file.h"
#include "device_link/capture/file/record_header.h"
#include "device_link/capture/file/recording_file_verify.h"
#include "widgets/text/units.h"

#include <QDateTime>
#include <QFileInfo>
#include <QJsonArray>
#include <QRegularExpression>

#include <QCoroFuture>

namespace app {

using namespace device_link;

namespace {

constexpr std::size_t kFindingsShown = 20;

/// "1 gap", "2 gaps".
QString counted(std::uint64_t count, const char *what)
{
    return widgets::integer(qint64(count)) + QLatin1Char(' ') + QLatin1String(what)
        + (count == 1 ? QString() : QStringLiteral("s"));
}

QString endingWords(const RecordingRecovery &recovery)
{
    if (!recovery.closed)
        return QStringLiteral("It was not ended in good order (a crash or a power loss, or it is still being written): "
                              "of the last second before that, samples and events may be missing.");
    switch (recovery.end) {
    case RecordingEnd::Closed: return QStringLiteral("It was ended in good order.");
    case RecordingEnd::LowDisk: return QStringLiteral("It was ended because the disk was nearly full.");
    case RecordingEnd::WriteFailed: return QStringLiteral("It was ended because writing failed.");
    }
    return {};
}

QString endingName(const RecordingRecovery &recovery)
{
    if (!recovery.closed)
        return QStringLiteral("none");
    switch (recovery.end) {
    case RecordingEnd::Closed: return QStringLiteral("closed");
    case RecordingEnd::LowDisk: return QStringLiteral("low_disk");
    case RecordingEnd::WriteFailed: return QStringLiteral("write_failed");
    }
    return {};
}

void printStreams(const CommandContext &context, const RecordingReport &report)
{
    for (const auto &[number, stream] : report.streams) {
        context.print(
            QStringLiteral("Stream %1: %2 of %3 at %4, %5 s, %6 missing in %7%8")
                .arg(number)
                .arg(counted(stream.frames, "sample"), counted(stream.info.channels.size(), "channel"),
                    widgets::text(widgets::rate(stream.info.rateHz)), widgets::fixed(stream.seconds, 3),
                    widgets::integer(qint64(stream.missing)), counted(stream.gaps, "gap"),
                    stream.unexplained == 0
                        ? QString()
                        : QStringLiteral(", %1 lost by damage").arg(widgets::integer(qint64(stream.unexplained)))));
    }
}

/// The records are gone through without the first bytes of the file; what is wrong with these goes before the rest.
void addPrologue(const QString &path, RecordingReport &report)
{
    RandomFile file;
    std::array<std::uint8_t, kPrologueBytes> bytes{};
    if (!file.open(path))
        return; // it was there a moment ago
    const auto read = file.read(0, bytes);
    if (!read || parsePrologue(framing::ByteView(bytes).first(*read)).fault == PrologueFault::None)
        return;
    report.faults.insert(report.faults.begin(),
        {0,
            QStringLiteral("the prologue (bytes 0 to %1) is damaged; its checksum is at byte 20")
                .arg(kPrologueBytes - 1)});
    ++report.faultCount;
}

/// A finding is of the library, whose numbers are plain: its counts of bytes as all others here. Offsets are not
/// grouped, so that they can be copied into other tools.
QString grouped(QString finding)
{
    static const QRegularExpression count(QStringLiteral("(\\d+) bytes"));
    const QRegularExpressionMatch match = count.match(finding);
    if (match.hasMatch())
        finding.replace(
            match.capturedStart(1), match.capturedLength(1), widgets::integer(match.captured(1).toLongLong()));
    return finding;
}

void printReport(const CommandContext &context, const RecordingReport &report)
{
    const RecordingFileInfo &info = report.info;
    if (info == RecordingFileInfo()) {
        context.print(QStringLiteral("What it is a recording of is lost: no header is left in it."));
    } else {
        const bool imported = info.product.startsWith(QLatin1String("imported "));
        context.print(
            QStringLiteral("Recording of %1, begun %2, %3")
                .arg(info.kitSerial.isEmpty() ? QStringLiteral("a kit without a serial number") : info.kitSerial,
                    QDateTime::fromMSecsSinceEpoch(info.createdUtcMs).toString(Qt::ISODate),
                    imported ? info.product : QString(QStringLiteral("written by ") + info.product)));
    }
    if (info.simulated)
        context.print(QStringLiteral("SIMULATED: its values come from a kit's model, not from a board."));
    if (info.voltageIsSet)
        context.print(QStringLiteral("Its voltage is the one set on a power meter, not measured."));
    printStreams(context, report);
    context.print(QStringLiteral("%1, %2, %3 of the ports, %4")
                      .arg(counted(report.events, "event"), counted(report.notes, "note"),
                          counted(report.lines, "line"), counted(report.clockPoints, "clock point")));
    context.print(endingWords(report.recovery));
    const RecordingRecovery &lost = report.recovery;
    if (lost.tornBytes + lost.damagedBytes > 0) {
        context.print(
            QStringLiteral("%1 bytes at its end are torn and %2 elsewhere are damaged: %3.")
                .arg(widgets::integer(qint64(lost.tornBytes)), widgets::integer(qint64(lost.damagedBytes)),
                    lost.lostFrames > 0 ? QStringLiteral("at least %1").arg(counted(lost.lostFrames, "sample"))
                                        : QStringLiteral("what they held cannot be told")));
    }
    if (lost.unknownRecords > 0)
        context.print(QStringLiteral("%1 records are of a newer version of the format and were passed over.")
                          .arg(widgets::integer(qint64(lost.unknownRecords))));
    for (std::size_t i = 0; i < std::min(report.faults.size(), kFindingsShown); ++i)
        context.print(QStringLiteral("byte %1: %2").arg(report.faults[i].offset).arg(grouped(report.faults[i].what)));
    if (report.faultCount > kFindingsShown)
        context.print(
            QStringLiteral("… and %1 more").arg(widgets::integer(qint64(report.faultCount - kFindingsShown))));
    if (lost.missingRecords > 0)
        context.print(
            QStringLiteral("Missing by the numbers of those around: %1.").arg(counted(lost.missingRecords, "record")));
    if (report.faults.empty()) // else these are told with their places
        for (const QString &problem : lost.problems)
            context.print(problem);
    context.print(report.isWhole() ? QStringLiteral("Whole: every checksum is right.")
                                   : QStringLiteral("Not whole; all that is sound can be read."));
}

QJsonObject toJson(const RecordingReport &report)
{
    QJsonArray streams, faults;
    for (const auto &[number, stream] : report.streams)
        streams.append(QJsonObject{{QStringLiteral("stream"), qint64(number)},
            {QStringLiteral("boot"), qint64(stream.info.bootId)}, {QStringLiteral("rate_hz"), stream.info.rateHz},
            {QStringLiteral("samples"), qint64(stream.frames)}, {QStringLiteral("gaps"), qint64(stream.gaps)},
            {QStringLiteral("missing"), qint64(stream.missing)},
            {QStringLiteral("lost_by_damage"), qint64(stream.unexplained)},
            {QStringLiteral("seconds"), stream.seconds}});
    for (const RecordingReport::Finding &fault : report.faults)
        faults.append(
            QJsonObject{{QStringLiteral("offset"), qint64(fault.offset)}, {QStringLiteral("what"), fault.what}});
    const RecordingRecovery &recovery = report.recovery;
    return {{QStringLiteral("whole"), report.isWhole()}, {QStringLiteral("ended"), endingName(recovery)},
        {QStringLiteral("kit"), report.info.kitSerial}, {QStringLiteral("product"), report.info.product},
        {QStringLiteral("simulated"), report.info.simulated},
        {QStringLiteral("voltage_is_set_not_measured"), report.info.voltageIsSet},
        {QStringLiteral("created_ms"), qint64(report.info.createdUtcMs)}, {QStringLiteral("streams"), streams},
        {QStringLiteral("events"), qint64(report.events)}, {QStringLiteral("notes"), qint64(report.notes)},
        {QStringLiteral("lines"), qint64(report.lines)}, {QStringLiteral("clock_points"), qint64(report.clockPoints)},
        {QStringLiteral("bytes"), qint64(recovery.fileBytes)},
        {QStringLiteral("torn_bytes"), qint64(recovery.tornBytes)},
        {QStringLiteral("damaged_bytes"), qint64(recovery.damagedBytes)},
        {QStringLiteral("lost_samples"), qint64(recovery.lostFrames)},
        {QStringLiteral("missing_records"), qint64(recovery.missingRecords)},
        {QStringLiteral("problems"), QJsonArray::fromStringList(recovery.problems)},
        {QStringLiteral("newer_records"), qint64(recovery.unknownRecords)},
        {QStringLiteral("fault_count"), qint64(report.faultCount)}, {QStringLiteral("faults"), faults}};
}

QCoro::Task<int> runVerify(std::string file, std::shared_ptr<CommandContext> context)
{
    context->setFile(widgets::FileKind::Recording);
    const QString path = QString::fromStdString(file);
    const QFuture<Result<RecordingReport>> verifying = inBackground(
        context, QStringLiteral("Checking"), [path](const FileProgress &progress) -> Result<RecordingReport> {
            auto verified = verifyRecording(path, progress);
            if (verified)
                addPrologue(path, *verified);
            return verified;
        });
    const Result<RecordingReport> report = co_await verifying;
    if (!report)
        co_return context->failed(report.error());
    printReport(*context, *report);
    context->printJson(toJson(*report));
    if (report->isWhole())
        co_return 0;
    context->complain(QStringLiteral("%1 is not whole: `aiesim export` and `aiesim stats` use all of it that is sound.")
                          .arg(QFileInfo(path).fileName()));
    co_return 1;
}

} // namespace

void setUpVerify(CLI::App &app, CommandChoice &choice)
{
    CLI::App *command = app.add_subcommand("verify", "Checks every byte of a recording; no kit needed");
    const auto file = std::make_shared<std::string>();
    command->add_option("FILE", *file, "Recording (*.aer)")->required()->check(notEmpty());
    command->callback([&app, &choice, file] {
        refuseKitOptions(app);
        choice.choose([chosen = *file](
                          std::shared_ptr<CommandContext> context) { return runVerify(chosen, std::move(context)); });
    });
}

} // namespace app
