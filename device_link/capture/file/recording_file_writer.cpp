// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording_file_writer.h"

#include "record_bodies.h"
#include "sample_segment.h"

#include <QRandomGenerator>

#include <algorithm>
#include <cmath>
#include <limits>

namespace device_link {

namespace {

/// Of the words of one samples record before they are coded: bounds memory for streams of many channels.
constexpr std::size_t kSegmentBytes = std::size_t(16) << 20;

bool areNumbers(const std::vector<SampleRange> &ranges)
{
    return std::all_of(ranges.begin(), ranges.end(),
        [](const SampleRange &range) { return std::isfinite(range.gain) && std::isfinite(range.offset); });
}

/// The time of an index after a stamp, at the stream's rate.
std::int64_t timeAfter(const RecordedStamp &stamp, std::uint64_t index, const SampleStreamInfo &info)
{
    if (info.rateNum <= 0)
        return stamp.kitTimeNs;
    const double ns = double(index - stamp.index) * 1e9 * double(info.rateDen) / double(info.rateNum);
    // A stamp near the end of time must not overflow; no kit lives that long.
    return ns < 1e18 && stamp.kitTimeNs < std::numeric_limits<std::int64_t>::max() / 2
        ? stamp.kitTimeNs + static_cast<std::int64_t>(ns)
        : stamp.kitTimeNs;
}

} // namespace

RecordingFileWriter::RecordingFileWriter(const QString &path, RecordingFileInfo info, const RecordingFileLimits &limits)
    : m_info(std::move(info))
    , m_minFreeBytes(limits.minFreeBytes)
    , m_segmentFrames(std::clamp<std::size_t>(limits.segmentFrames, 1, kMaxSegmentFrames))
    , m_sink(path)
{
}

Result<std::unique_ptr<RecordingFileWriter>> RecordingFileWriter::create(
    const QString &path, const RecordingFileInfo &info, const RecordingFileLimits &limits)
{
    std::unique_ptr<RecordingFileWriter> writer(new RecordingFileWriter(path, info, limits));
    if (auto started = writer->start(); !started)
        return tl::unexpected(started.error());
    return writer;
}

Result<void> RecordingFileWriter::start()
{
    if (auto created = m_sink.create(QRandomGenerator::system()->generate()); !created) {
        m_ended = RecordingEnd::WriteFailed;
        return created;
    }
    m_sink.append(RecordType::FileHeader, {}, fileInfoBody(m_info));
    auto written = sync();
    if (written)
        return written;
    m_sink.close();
    QFile::remove(m_sink.path()); // a recording that never began
    if (m_ended != RecordingEnd::LowDisk)
        return written;
    return fail(Fault::CannotWrite,
        m_sink.path() + QStringLiteral(": less than %1 MB are free on this disk").arg(m_minFreeBytes >> 20));
}

RecordingFileWriter::~RecordingFileWriter()
{
    if (!m_ended)
        static_cast<void>(close());
}

Result<std::uint32_t> RecordingFileWriter::beginStream(const SampleStreamInfo &info)
{
    if (m_error)
        return tl::unexpected(*m_error);
    const bool calibrated = std::all_of(info.channels.begin(), info.channels.end(),
        [](const SampleChannel &channel) { return areNumbers(channel.ranges); });
    if (m_ended || !streamIsPossible(info) || !calibrated)
        return fail(Fault::BadArgument, QStringLiteral("a stream of such channels cannot be recorded"));
    const auto number = static_cast<std::uint32_t>(m_streams.size());
    Stream &stream = m_streams.emplace_back(info);
    stream.segmentFrames = std::min(m_segmentFrames, std::max<std::size_t>(1, kSegmentBytes / info.bytesPerFrame()));
    writeStream(number, stream);
    noteSinkState();
    return number;
}

Result<RecordingFileWriter::Stream *> RecordingFileWriter::at(
    std::uint32_t stream, std::uint64_t index, std::uint64_t count)
{
    if (m_error)
        return tl::unexpected(*m_error);
    if (stream >= m_streams.size() || m_ended)
        return fail(Fault::BadArgument, QStringLiteral("no such stream in this recording"));
    Stream &found = m_streams[stream];
    if (found.begun && index < found.next)
        return fail(Fault::BadArgument,
            QStringLiteral("sample index %1 goes back; %2 was expected").arg(index).arg(found.next));
    if (count > std::numeric_limits<std::uint64_t>::max() - index)
        return fail(Fault::BadArgument, QStringLiteral("sample indices overflow"));
    return &found;
}

void RecordingFileWriter::arrive(std::uint32_t number, Stream &stream, std::uint64_t index)
{
    if (stream.begun && index > stream.next)
        writeGap(number, stream, {stream.next, index - stream.next, RecordedGap::Cause::Unknown});
    stream.begun = true;
    stream.active = true;
    stream.next = index;
}

template <typename AddPart>
void RecordingFileWriter::addParts(
    std::uint32_t number, Stream &stream, std::int64_t kitTimeNs, std::size_t count, AddPart addPart)
{
    PendingFrames &pending = stream.pending;
    stream.last = {stream.next, kitTimeNs};
    if (pending.frames() > 0)
        pending.addStamp(kitTimeNs);
    for (std::size_t done = 0; done < count;) {
        if (pending.frames() == 0)
            pending.begin(stream.next, timeAfter(stream.last, stream.next, pending.info()), done == 0);
        const std::size_t part = std::min(count - done, stream.segmentFrames - pending.frames());
        addPart(done, part);
        done += part;
        stream.next += part;
        if (pending.frames() == stream.segmentFrames)
            writeSegment(number, stream);
    }
    m_added.frames += count;
    m_added.lastKitTimeNs = kitTimeNs;
    noteSinkState();
}

Result<void> RecordingFileWriter::addFrames(
    std::uint32_t stream, std::uint64_t firstIndex, std::int64_t kitTimeNs, framing::ByteView frames)
{
    if (stream >= m_streams.size() || frames.size() % m_streams[stream].pending.info().bytesPerFrame() != 0)
        return fail(Fault::BadArgument, QStringLiteral("no such stream, or no whole frames"));
    const std::size_t stride = m_streams[stream].pending.info().bytesPerFrame();
    const std::size_t count = frames.size() / stride;
    auto found = at(stream, firstIndex, count);
    if (!found || count == 0)
        return found ? Result<void>() : tl::unexpected(found.error());
    arrive(stream, **found, firstIndex);
    addParts(stream, **found, kitTimeNs, count, [&](std::size_t first, std::size_t part) {
        (*found)->pending.addInterleaved(frames.subspan(first * stride, part * stride));
    });
    return m_error ? Result<void>(tl::unexpected(*m_error)) : Result<void>();
}

Result<void> RecordingFileWriter::addColumns(
    std::uint32_t stream, std::uint64_t firstIndex, std::int64_t kitTimeNs, std::span<const framing::ByteView> columns)
{
    if (stream >= m_streams.size() || columns.size() != m_streams[stream].pending.info().channels.size())
        return fail(Fault::BadArgument, QStringLiteral("no such stream, or not its columns"));
    const std::vector<SampleChannel> &channels = m_streams[stream].pending.info().channels;
    const std::size_t count = columns[0].size() / channels[0].wordBytes();
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].size() != count * channels[i].wordBytes())
            return fail(Fault::BadArgument, QStringLiteral("columns of different length"));
    auto found = at(stream, firstIndex, count);
    if (!found || count == 0)
        return found ? Result<void>() : tl::unexpected(found.error());
    arrive(stream, **found, firstIndex);
    std::vector<framing::ByteView> parts(columns.size());
    addParts(stream, **found, kitTimeNs, count, [&](std::size_t first, std::size_t part) {
        for (std::size_t i = 0; i < columns.size(); ++i)
            parts[i] = columns[i].subspan(first * channels[i].wordBytes(), part * channels[i].wordBytes());
        (*found)->pending.addColumns(parts, part);
    });
    return m_error ? Result<void>(tl::unexpected(*m_error)) : Result<void>();
}

Result<void> RecordingFileWriter::addGap(std::uint32_t stream, const RecordedGap &gap)
{
    auto found = at(stream, gap.firstIndex, gap.count);
    if (!found)
        return tl::unexpected(found.error());
    if (gap.count == 0)
        return fail(Fault::BadArgument, QStringLiteral("a gap of nothing"));
    arrive(stream, **found, gap.firstIndex);
    writeGap(stream, **found, gap);
    noteSinkState();
    return m_error ? Result<void>(tl::unexpected(*m_error)) : Result<void>();
}

Result<void> RecordingFileWriter::changeCalibration(std::uint32_t stream, const RecordedCalibration &calibration)
{
    auto found = at(stream, std::numeric_limits<std::uint64_t>::max(), 0);
    if (!found)
        return tl::unexpected(found.error());
    SampleStreamInfo changed = (*found)->pending.info();
    bool possible = calibration.ranges.size() == changed.channels.size();
    for (std::size_t i = 0; possible && i < changed.channels.size(); ++i) {
        changed.channels[i].ranges = calibration.ranges[i];
        possible = areNumbers(calibration.ranges[i]);
    }
    if (!possible || !streamIsPossible(changed))
        return fail(Fault::BadArgument, QStringLiteral("no calibration of this stream"));
    (*found)->calibrations.push_back(calibration);
    m_sink.append(
        RecordType::Calibration, calibrationHead(stream, calibration.fromIndex), calibrationBody(calibration));
    noteSinkState();
    return m_error ? Result<void>(tl::unexpected(*m_error)) : Result<void>();
}

} // namespace device_link
