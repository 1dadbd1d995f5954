// SPDX-License-Identifier: GPL-3.0-or-later
#include "replayed_recording.h"

#include "device_link/capture/recorded/recorded_samples.h"
#include "device_link/protocols/cbor_reader.h"
#include "device_link/protocols/kit_prompt_runner.h"

#include <algorithm>

namespace device_link {

namespace {

std::uint64_t framesOf(const IndexedStream &stream)
{
    std::uint64_t frames = 0;
    for (const SegmentPlace &segment : stream.segments)
        frames += segment.frames;
    return frames;
}

/// The stream with the most samples; none when no stream has any.
std::optional<std::uint32_t> longestStream(const RecordingFileReader &reader)
{
    std::optional<std::uint32_t> longest;
    std::uint64_t most = 0;
    for (const auto &[number, stream] : reader.streams()) {
        if (const std::uint64_t frames = framesOf(stream); frames > most) {
            longest = number;
            most = frames;
        }
    }
    return longest;
}

/// The boot that the first events are of, for a recording without samples.
std::uint32_t firstBoot(RecordingFileReader &reader)
{
    for (std::size_t i = 0; i < reader.eventBatches(); ++i) {
        const auto batch = reader.eventBatch(i);
        if (batch && !batch->events.empty())
            return batch->events.front().bootId;
    }
    return 0;
}

/// Sums with its times stay inside 64 bits.
bool isPossible(const RecordedClockPoint &point)
{
    const auto isTime = [](std::int64_t ns) { return ns >= 0 && ns <= kMaxKitTimeNs; };
    return isTime(point.kitTimeNs) && isTime(point.utcNs);
}

/// The state at the begin belongs to the boot that is shown and can have a place on its axis.
bool isOfBoot(const std::optional<RecordedKitState> &begin, std::uint32_t bootId)
{
    return begin && begin->bootId == bootId && begin->kitTimeNs <= kMaxKitTimeNs;
}

/// What was known then is told before all events, in the form of one; it has no number.
KitEvent radioEvent(const RecordedKitState &begin)
{
    KitEvent event;
    event.bootId = begin.bootId;
    event.kitTimeNs = begin.kitTimeNs;
    event.name = QStringLiteral("radio");
    event.fields.insert(QLatin1String("state"), begin.radio);
    return event;
}

void readEvents(RecordingFileReader &reader, const std::vector<RecordedClockPoint> &clock, ReplayedRecording &recording,
    const std::stop_token &stop)
{
    std::vector<RecordedNote> notes;
    RecordedProbeCollector probes;
    RecordedLineCollector lines(recording.info, clock);
    for (std::size_t i = 0; i < reader.eventBatches() && !stop.stop_requested(); ++i) {
        const auto batch = reader.eventBatch(i);
        if (!batch)
            continue;
        for (const RecordedNote &note : batch->notes) {
            if (note.bootId == recording.bootId && notes.size() < ReplayedRecording::kMaxEvents)
                notes.push_back(note);
        }
        for (const KitEvent &event : batch->events) {
            if (event.bootId != recording.bootId)
                continue;
            probes.add(event);
            if (recording.events.size() == ReplayedRecording::kMaxEvents)
                continue;
            recording.events.push_back(event);
            if (const auto prompt = parsePromptEvent(event); prompt && *prompt)
                recording.prompts.push_back(**prompt);
        }
        for (const RecordedLine &line : batch->lines)
            lines.add(line);
    }
    recording.probes = probes.finish();
    recording.lines = lines.finish();
    recording.notes = standingNotes(notes);
}

} // namespace

Result<ReplayedRecording> loadRecording(const QString &path, const std::stop_token &stop)
{
    auto reader = RecordingFileReader::open(path);
    if (!reader)
        return tl::unexpected(reader.error());
    ReplayedRecording recording;
    recording.info = (*reader)->info();
    recording.recovery = (*reader)->recovery();
    recording.bootId = firstBoot(**reader);
    const auto longest = longestStream(**reader);
    if (longest) {
        recording.bootId = (*reader)->streams().at(*longest).info.bootId;
        recording.otherStreams = (*reader)->streams().size() - 1;
        auto samples = RecordedSamples::open(path, *longest);
        if (!samples)
            return tl::unexpected(samples.error());
        recording.samples = std::move(*samples);
        // Bodies are only checked when samples are read; the heads told what there should be.
        const IndexedStream &stream = (*reader)->streams().at(*longest);
        if (const std::uint64_t told = framesOf(stream); told > recording.samples->received()) {
            const std::uint64_t lost = told - recording.samples->received();
            recording.recovery.lostFrames += lost;
            recording.recovery.addProblem(QStringLiteral("%1 samples are damaged").arg(lost));
        }
    }
    const std::vector<RecordedClockPoint> clock = (*reader)->clockPoints().value_or(std::vector<RecordedClockPoint>());
    std::ranges::copy_if(clock, std::back_inserter(recording.clock),
        [&](const RecordedClockPoint &point) { return point.bootId == recording.bootId && isPossible(point); });
    if (!isOfBoot(recording.info.begin, recording.bootId))
        recording.info.begin.reset();
    else if (!recording.info.begin->radio.isEmpty())
        recording.events.push_back(radioEvent(*recording.info.begin));
    readEvents(**reader, clock, recording, stop);
    if (stop.stop_requested())
        return fail(Fault::Cancelled);
    return recording;
}

} // namespace device_link
