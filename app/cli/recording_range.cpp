// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording_range.h"

#include "../command_line/option_checks.h"

#include "widgets/text/units.h"

#include <algorithm>
#include <cmath>

namespace app {

using namespace device_link;

void addRecordingOptions(CLI::App *command, RecordingChoice &choice)
{
    command->add_option("FILE", choice.file, "Recording (*.aer)")->required()->check(notEmpty());
    command->add_option("--stream", choice.stream, "One stream by its number; the longest when not given");
    command->add_option("--from", choice.from, "Seconds from its beginning")->check(finiteRange(0.0, 1e9));
    command->add_option("--to", choice.to, "Seconds from its beginning; its end when not given")
        ->check(finiteRange(0.0, 1e9));
}

void refuseRange(std::optional<double> from, std::optional<double> to)
{
    if (!from || !to || *to >= *from)
        return;
    const auto seconds = [](double value) { return QString::number(value, 'g', 12).toStdString() + " s"; };
    throw CLI::ValidationError(
        "--to", "the end, " + seconds(*to) + ", lies before the begin, --from " + seconds(*from));
}

Result<RecordingRange> openRange(const RecordingChoice &choice, const std::stop_token &stop)
{
    auto recording = loadRecording(QString::fromStdString(choice.file), stop, choice.stream);
    if (!recording)
        return tl::unexpected(recording.error());
    RecordingRange range;
    range.recording = std::move(*recording);
    const std::shared_ptr<const SampleView> samples = range.recording.samples;
    if (!samples)
        return fail(Fault::NotFound, QStringLiteral("no samples are in this recording"));
    const std::int64_t beginNs = samples->kitTimeOf(samples->beginIndex());
    const auto indexAt = [&](double seconds) {
        if (!std::isfinite(seconds))
            return samples->endIndex();
        const auto ns = static_cast<std::int64_t>(std::llround(seconds * 1e9));
        return std::clamp(samples->indexAt(beginNs + ns), samples->beginIndex(), samples->endIndex());
    };
    range.first = indexAt(choice.from);
    range.last = indexAt(choice.to);
    if (range.last <= range.first) {
        return fail(Fault::BadArgument,
            QStringLiteral("no samples lie in this range; the recording has %1 s")
                .arg(widgets::fixed(double(samples->kitTimeOf(samples->endIndex()) - beginNs) * 1e-9, 3)));
    }
    range.beginNs = samples->kitTimeOf(range.first);
    range.endNs = samples->kitTimeOf(range.last);
    return range;
}

QStringList recordingNotes(const ReplayedRecording &recording)
{
    QStringList notes;
    if (recording.info.simulated)
        notes << QStringLiteral("SIMULATED: the values come from a kit's model, not from a board.");
    if (recording.info.voltageIsSet)
        notes << QStringLiteral("The voltage is the one set on a power meter, not measured; so is what follows.");
    if (!recording.recovery.isWhole())
        notes << QStringLiteral("The recording is not whole%1 (`aiesim verify` tells more); what is sound counts.")
                     .arg(recording.recovery.lostFrames > 0
                             ? QStringLiteral(": %1 samples are lost by damage")
                                   .arg(widgets::integer(qint64(recording.recovery.lostFrames)))
                             : QString());
    if (const std::size_t others = recording.otherParts(); others > 0)
        notes << QStringLiteral("Stream %1 counts; it has %2 more, and --stream chooses another.")
                     .arg(recording.parts.at(recording.shownPart).stream)
                     .arg(others);
    return notes;
}

} // namespace app
