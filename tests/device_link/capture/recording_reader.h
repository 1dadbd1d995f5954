// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reference_samples.h"

#include "device_link/capture/file/recording_file_reader.h"
#include "device_link/capture/recording_writer.h"
#include "device_link/capture/sample_time_map.h"

/// Reading back what a recording holds, and short ways to make one.
namespace recording_reader {

using namespace device_link;

/// A recording as its reader gives it.
struct Recorded {
    struct Stream {
        SampleStreamInfo info;
        std::vector<std::uint64_t> index;
        std::vector<std::int64_t> kitTimeNs;
        std::vector<framing::Bytes> columns; ///< words by channel
        std::vector<RecordedGap> gaps;
    };
    bool opened = false;
    RecordingFileInfo info;
    RecordingRecovery recovery;
    std::vector<Stream> streams;
    std::vector<KitEvent> events;
    std::vector<RecordedNote> notes;
    std::vector<RecordedClockPoint> clock;

    [[nodiscard]] std::size_t frames() const
    {
        std::size_t count = 0;
        for (const Stream &stream : streams)
            count += stream.index.size();
        return count;
    }
};

inline Recorded::Stream readStream(RecordingFileReader &reader, std::uint32_t number, const IndexedStream &indexed)
{
    Recorded::Stream stream;
    stream.info = indexed.info;
    stream.gaps = indexed.gaps;
    stream.columns.resize(indexed.info.channels.size());
    SampleTimeMap times(1e9 / indexed.info.rateHz);
    for (std::size_t i = 0; i < indexed.segments.size(); ++i) {
        const auto stamps = reader.stamps(number, i);
        for (const RecordedStamp &stamp : stamps ? *stamps : std::vector<RecordedStamp>())
            times.add(stamp.index, stamp.kitTimeNs);
    }
    RecordedRun run;
    for (std::uint64_t next = 0; reader.read(number, next, 50'000, run) && run.frames > 0;) {
        for (std::size_t i = 0; i < run.frames; ++i) {
            stream.index.push_back(run.firstIndex + i);
            stream.kitTimeNs.push_back(times.timeOf(run.firstIndex + i));
        }
        for (std::size_t c = 0; c < run.columns.size(); ++c)
            stream.columns[c].insert(stream.columns[c].end(), run.columns[c].begin(), run.columns[c].end());
        next = run.firstIndex + run.frames;
    }
    return stream;
}

inline Recorded readBack(const QString &path)
{
    Recorded recorded;
    const auto reader = RecordingFileReader::open(path);
    if (!reader)
        return recorded;
    recorded.opened = true;
    recorded.info = (*reader)->info();
    recorded.recovery = (*reader)->recovery();
    for (const auto &[number, stream] : (*reader)->streams())
        recorded.streams.push_back(readStream(**reader, number, stream));
    for (std::size_t i = 0; i < (*reader)->eventBatches(); ++i) {
        const auto batch = (*reader)->eventBatch(i);
        if (!batch)
            continue;
        recorded.events.insert(recorded.events.end(), batch->events.begin(), batch->events.end());
        recorded.notes.insert(recorded.notes.end(), batch->notes.begin(), batch->notes.end());
    }
    if (const auto points = (*reader)->clockPoints())
        recorded.clock = *points;
    return recorded;
}

inline KitEvent kitEvent(std::uint32_t sequence, const QString &name, const QCborMap &fields = {})
{
    KitEvent e;
    e.bootId = 7;
    e.sequence = sequence;
    e.kitTimeNs = 9'007'199'254'740'993; // not a double
    e.name = name;
    e.fields = fields;
    return e;
}

inline std::vector<float> frames(std::size_t count)
{
    std::vector<float> values;
    for (std::size_t i = 0; i < count; ++i) {
        values.push_back(0.125F * float(i % 100));
        values.push_back(3.7F);
    }
    return values;
}

inline RecordingOptions optionsFor(const QString &path)
{
    RecordingOptions options;
    options.path = path;
    options.limits.minFreeBytes = 0; // whatever the disk of this machine has left
    return options;
}

inline std::unique_ptr<RecordingWriter> startIn(const QString &path)
{
    auto writer = RecordingWriter::start(optionsFor(path));
    return writer ? std::move(*writer) : nullptr;
}

} // namespace recording_reader
