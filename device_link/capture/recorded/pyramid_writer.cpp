// SPDX-License-Identifier: GPL-3.0-or-later
#include "pyramid_writer.h"

#include "pyramid_builder.h"
#include "recorded_gaps.h"

#include "framing/crc.h"

#include <QSaveFile>

#include <algorithm>

namespace device_link {

namespace {

class PyramidWriter
{
public:
    PyramidWriter(RandomFile &recording, QSaveFile &out, const PyramidProgress &progress)
        : m_recording(recording)
        , m_out(out)
        , m_progress(progress)
    {
    }

    [[nodiscard]] Result<void> write(const PyramidBinding &binding)
    {
        const auto found = indexRecording(m_recording);
        if (!found)
            return tl::unexpected(found.error());
        PyramidIndex index;
        index.info = found->info;
        append(framing::Bytes(PyramidHeader::kBytes));
        for (const auto &[number, stream] : found->streams)
            if (auto added = addStream(stream, index.streams[number]); !added)
                return added;
        const framing::Bytes bytes = pyramidIndexBytes(index);
        const PyramidHeader header{binding, m_end, bytes.size(), framing::crc32c(bytes)};
        append(bytes);
        framing::Bytes first;
        appendPyramidHeader(first, header);
        m_failed = m_failed || !m_out.seek(0);
        append(first);
        return m_failed ? writeError() : Result<void>();
    }

private:
    void append(framing::ByteView bytes)
    {
        m_failed = m_failed
            || m_out.write(reinterpret_cast<const char *>(bytes.data()), qint64(bytes.size())) != qint64(bytes.size());
        m_end += bytes.size();
    }

    [[nodiscard]] Result<void> writeError() const
    {
        return fail(Fault::CannotWrite, m_out.fileName() + QLatin1String(": ") + m_out.errorString());
    }

    [[nodiscard]] Result<void> addStream(const IndexedStream &found, PyramidStream &stream)
    {
        stream.info = found.info;
        stream.uncalibrated = found.uncalibrated;
        stream.calibrationChanges = !found.calibrations.empty();
        const RecordedChannels channels(stream.info);
        PyramidBuilder builder(
            channels, kPyramidLevels, [&](unsigned level, std::uint64_t number, const PyramidChunk &chunk) {
                stream.chunks.at(level).push_back(addChunk(number, chunk));
            });
        SampleTimeFilter times;
        std::vector<RecordedGap> gaps = found.gaps;
        for (const SegmentPlace &place : found.segments) {
            if (m_progress.stop.stop_requested())
                return fail(Fault::Cancelled);
            if (m_progress.report)
                m_progress.report(place.offset, m_recording.size());
            const auto segment = RecordedSegment::load(m_recording, place, stream.info, channels);
            if (!segment && segment.error().fault() != Fault::BadFile)
                return tl::unexpected(segment.error());
            if (!segment) { // also before the first sound one, and after the last
                gaps.push_back({place.firstIndex, place.frames, RecordedGap::Cause::Unknown});
                continue;
            }
            builder.add(*segment, place.firstIndex, place.endIndex());
            stream.segments.push_back({place, {}, times.take(segment->stamps())});
            stream.segments.back().last = times.last;
            if (m_failed)
                return writeError();
        }
        builder.finish();
        for (std::size_t i = stream.segments.size(); i-- > 1;)
            if (!stream.segments[i - 1].next)
                stream.segments[i - 1].next = stream.segments[i].next;
        stream.gaps = recordedGaps(stream.segments, std::move(gaps));
        return {};
    }

    PyramidChunkPlace addChunk(std::uint64_t number, const PyramidChunk &chunk)
    {
        m_chunk.clear();
        encodeChunk(chunk, m_chunk);
        const PyramidChunkPlace place{number, m_end, static_cast<std::uint32_t>(m_chunk.size()),
            framing::crc32c(m_chunk), static_cast<std::uint16_t>(chunk.first),
            static_cast<std::uint16_t>(chunk.counts.size())};
        append(m_chunk);
        return place;
    }

    /// The stamps that a SampleTimeMap would use.
    struct SampleTimeFilter {
        std::optional<RecordedStamp> last;
        /// The first one that is used of these.
        std::optional<RecordedStamp> take(const std::vector<RecordedStamp> &stamps)
        {
            std::optional<RecordedStamp> first;
            for (const RecordedStamp &stamp : stamps) {
                if (last && (stamp.index <= last->index || stamp.kitTimeNs <= last->kitTimeNs))
                    continue;
                if (!first)
                    first = stamp;
                last = stamp;
            }
            return first;
        }
    };

    RandomFile &m_recording;
    QSaveFile &m_out;
    const PyramidProgress &m_progress;
    std::uint64_t m_end = 0;
    bool m_failed = false;
    framing::Bytes m_chunk;
};

} // namespace

Result<PyramidBinding> pyramidBinding(RandomFile &recording)
{
    RecordingRecovery recovery;
    const auto fileId = readFileId(recording, recovery);
    if (!fileId)
        return tl::unexpected(fileId.error());
    framing::Bytes tail(std::min<std::uint64_t>(PyramidBinding::kTailBytes, recording.size()));
    const auto got = recording.read(recording.size() - tail.size(), tail);
    if (!got)
        return tl::unexpected(got.error());
    return PyramidBinding{*fileId, recording.size(), framing::crc32c(framing::ByteView(tail).first(*got))};
}

Result<void> writePyramid(RandomFile &recording, const QString &path, const PyramidProgress &progress)
{
    const auto binding = pyramidBinding(recording);
    if (!binding)
        return tl::unexpected(binding.error());
    QSaveFile out(path); // not committed, it removes what it wrote
    if (!out.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return fail(Fault::CannotWrite, path + QLatin1String(": ") + out.errorString());
    if (auto written = PyramidWriter(recording, out, progress).write(*binding); !written)
        return written;
    if (!out.commit())
        return fail(Fault::CannotWrite, path + QLatin1String(": ") + out.errorString());
    return {};
}

} // namespace device_link
