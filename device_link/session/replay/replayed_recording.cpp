// SPDX-License-Identifier: GPL-3.0-or-later
#include "replayed_recording.h"

#include "device_link/capture/recorded/recorded_samples.h"
#include "device_link/protocols/cbor_reader.h"
#include "device_link/protocols/kit_prompt_runner.h"
#include "device_link/protocols/kit_token_account.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <span>

namespace device_link {

namespace {

std::uint64_t framesOf(const IndexedStream &stream)
{
    std::uint64_t frames = 0;
    for (const SegmentPlace &segment : stream.segments)
        frames += segment.frames;
    return frames;
}

/// Sums with its times stay inside 64 bits.
bool isPossible(const RecordedClockPoint &point)
{
    const auto isTime = [](std::int64_t ns) { return ns >= 0 && ns <= kMaxKitTimeNs; };
    return isTime(point.kitTimeNs) && isTime(point.utcNs);
}

/// Times of a file are any 64 bits; with these sums stay inside.
std::int64_t bounded(std::int64_t kitTimeNs) { return std::clamp<std::int64_t>(kitTimeNs, 0, kMaxKitTimeNs); }

/// The points of each boot's clock, by kit time.
using ClockOfBoots = std::map<std::uint32_t, std::map<std::int64_t, std::int64_t>>;

ClockOfBoots clockOfBoots(const std::vector<RecordedClockPoint> &clock)
{
    ClockOfBoots boots;
    for (const RecordedClockPoint &point : clock) {
        if (isPossible(point))
            boots[point.bootId].emplace(point.kitTimeNs, point.utcNs);
    }
    return boots;
}

/// The time of day of a moment of a boot, by the first point of its clock after it, else the last before.
std::optional<std::int64_t> utcOf(const ClockOfBoots &boots, std::uint32_t bootId, std::int64_t kitTimeNs)
{
    const auto boot = boots.find(bootId);
    if (boot == boots.end())
        return std::nullopt;
    auto point = boot->second.lower_bound(kitTimeNs);
    if (point == boot->second.end())
        --point;
    const std::int64_t away = kitTimeNs - point->first;
    return std::abs(away) < kMaxKitTimeNs / 2 ? std::optional(point->second + away) : std::nullopt;
}

std::vector<RecordedPart> partsOf(const RecordingFileReader &reader, const std::vector<RecordedClockPoint> &clock)
{
    const ClockOfBoots boots = clockOfBoots(clock);
    std::vector<RecordedPart> parts;
    for (const auto &[number, stream] : reader.streams()) {
        if (framesOf(stream) == 0)
            continue;
        const SegmentPlace &first = stream.segments.front(), &last = stream.segments.back();
        RecordedPart part{number, stream.info.bootId, bounded(first.kitTimeNs), 0, stream.info.rateHz, 0, {}};
        const double lastNs = double(last.frames) * stream.info.periodNs();
        const std::int64_t end = bounded(last.kitTimeNs) + (lastNs < 1e18 ? std::llround(lastNs) : 0);
        part.endNs = std::max(part.beginNs, end);
        part.beginUtcNs = utcOf(boots, part.bootId, part.beginNs);
        parts.push_back(part);
    }
    return parts;
}

/// Which of the parts is to be shown.
Result<std::size_t> chosenPart(
    const RecordingFileReader &reader, const std::vector<RecordedPart> &parts, std::optional<std::uint32_t> stream)
{
    const auto frames = [&](const RecordedPart &part) { return framesOf(reader.streams().at(part.stream)); };
    if (!stream)
        return std::size_t(std::ranges::max_element(parts, {}, frames) - parts.begin());
    const auto found = std::ranges::find(parts, *stream, &RecordedPart::stream);
    if (found != parts.end())
        return std::size_t(found - parts.begin());
    constexpr std::size_t kNamed = 20;
    QStringList numbers;
    for (const RecordedPart &part : std::span(parts).first(std::min(kNamed, parts.size())))
        numbers.append(QString::number(part.stream));
    if (parts.size() > kNamed)
        numbers.append(QStringLiteral("and more"));
    return fail(Fault::BadArgument,
        QStringLiteral("no samples of a stream %1 are in this recording; it has %2")
            .arg(QString::number(*stream),
                numbers.isEmpty() ? QStringLiteral("none") : numbers.join(QStringLiteral(", "))));
}

/// Opens the samples of the part that is shown, and finds out what is damaged of all: bodies are only checked when
/// samples are read; the heads told what there should be.
Result<void> openPart(const QString &path, const RecordingFileReader &reader, ReplayedRecording &recording)
{
    auto samples = RecordedSamples::open(path, recording.parts.at(recording.shownPart).stream);
    if (!samples)
        return tl::unexpected(samples.error());
    for (RecordedPart &part : recording.parts) {
        const std::uint64_t told = framesOf(reader.streams().at(part.stream));
        const std::uint64_t there = (*samples)->receivedOf(part.stream);
        if (told <= there)
            continue;
        part.lostFrames = told - there;
        recording.recovery.lostFrames += part.lostFrames;
        recording.recovery.addProblem(recording.parts.size() == 1
                ? QStringLiteral("%1 samples are damaged").arg(part.lostFrames)
                : QStringLiteral("%1 samples of stream %2 are damaged").arg(part.lostFrames).arg(part.stream));
    }
    recording.samples = std::move(*samples);
    return {};
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

/// The state at the begin belongs to the boot that is shown and can have a place on its axis.
bool isOfBoot(const std::optional<RecordedKitState> &begin, std::uint32_t bootId)
{
    return begin && begin->bootId == bootId && begin->kitTimeNs <= kMaxKitTimeNs;
}

/// The begin of a boot of which the header says nothing.
RecordedKitState beginOf(const ReplayedRecording &recording)
{
    RecordedKitState begin;
    begin.bootId = recording.bootId;
    if (!recording.parts.empty())
        begin.kitTimeNs = recording.parts.at(recording.shownPart).beginNs;
    return begin;
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

std::optional<LedgerEntry> ledgerEntryOf(const KitEvent &event)
{
    const auto entry = event.name == QLatin1String("ledger") ? parseLedgerEvent(event) : fail(Fault::NotFound);
    return entry ? std::optional(*entry) : std::nullopt;
}

/// The boots of the parts before the one that is shown.
std::set<std::uint32_t> bootsBefore(const ReplayedRecording &recording)
{
    std::set<std::uint32_t> boots;
    for (const RecordedPart &part : std::span(recording.parts).first(recording.shownPart))
        boots.insert(part.bootId);
    return boots;
}

/// A restart changes nothing in the account: what it was after the boot before, it is when this one begins.
void stoodAfter(const LedgerEntry &entry, ReplayedRecording &recording)
{
    RecordedKitState begin = recording.info.begin.value_or(beginOf(recording));
    begin.account = {entry.balanceMicro, entry.reservedMicro, entry.number};
    recording.info.begin = begin;
}

void readEvents(RecordingFileReader &reader, const std::vector<RecordedClockPoint> &clock, ReplayedRecording &recording,
    const std::stop_token &stop)
{
    std::vector<RecordedNote> notes;
    RecordedProbeCollector probes;
    std::optional<LedgerEntry> before; // the last one of the boots before this
    const std::set<std::uint32_t> earlier = bootsBefore(recording);
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
            if (event.bootId != recording.bootId) {
                if (const auto entry = earlier.contains(event.bootId) ? ledgerEntryOf(event) : std::nullopt)
                    before = entry;
                continue;
            }
            if (event.kitTimeNs != bounded(event.kitTimeNs))
                continue; // it has no place on an axis
            probes.add(event);
            if (recording.events.size() == ReplayedRecording::kMaxEvents)
                continue;
            recording.events.push_back(event);
            if (const auto prompt = parsePromptEvent(event); prompt && *prompt)
                recording.prompts.push_back(**prompt);
        }
        // Of several parts each tells of its own; 0: of no boot.
        for (const RecordedLine &line : batch->lines) {
            if (recording.parts.size() <= 1 || line.bootId == recording.bootId || line.bootId == 0)
                lines.add(line);
        }
    }
    recording.probes = probes.finish();
    recording.lines = lines.finish();
    recording.notes = standingNotes(notes);
    if (before)
        stoodAfter(*before, recording);
}

} // namespace

Result<ReplayedRecording> loadRecording(
    const QString &path, const std::stop_token &stop, std::optional<std::uint32_t> stream)
{
    auto reader = RecordingFileReader::open(path);
    if (!reader)
        return tl::unexpected(reader.error());
    ReplayedRecording recording;
    recording.info = (*reader)->info();
    recording.recovery = (*reader)->recovery();
    recording.bootId = firstBoot(**reader);
    const std::vector<RecordedClockPoint> clock = (*reader)->clockPoints().value_or(std::vector<RecordedClockPoint>());
    recording.parts = partsOf(**reader, clock);
    if (stream || !recording.parts.empty()) {
        const auto chosen = chosenPart(**reader, recording.parts, stream);
        if (!chosen)
            return tl::unexpected(chosen.error());
        recording.shownPart = *chosen;
        recording.bootId = recording.parts.at(*chosen).bootId;
        if (const auto opened = openPart(path, **reader, recording); !opened)
            return tl::unexpected(opened.error());
    }
    std::ranges::copy_if(clock, std::back_inserter(recording.clock),
        [&](const RecordedClockPoint &point) { return point.bootId == recording.bootId && isPossible(point); });
    if (!isOfBoot(recording.info.begin, recording.bootId)) {
        const auto account = recording.info.begin ? recording.info.begin->account : std::nullopt;
        recording.info.begin.reset();
        if (account && recording.samples) { // until an entry of a boot between them is found
            recording.info.begin = beginOf(recording);
            recording.info.begin->account = account;
        }
    } else if (!recording.info.begin->radio.isEmpty())
        recording.events.push_back(radioEvent(*recording.info.begin));
    readEvents(**reader, clock, recording, stop);
    if (stop.stop_requested())
        return fail(Fault::Cancelled);
    return recording;
}

} // namespace device_link
