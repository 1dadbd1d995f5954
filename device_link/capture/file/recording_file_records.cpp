// SPDX-License-Identifier: GPL-3.0-or-later
// RecordingFileWriter: how what was added becomes records, and how a recording ends.
#include "disk_state.h"
#include "record_bodies.h"
#include "recording_file_writer.h"
#include "sample_segment.h"

#include <algorithm>

namespace device_link {

namespace {

/// Descriptors are written again this often, so that damage to one costs no more than itself.
constexpr std::uint64_t kDescribeEvery = std::uint64_t(4) << 20;
constexpr std::size_t kBatchBytes = 64 * 1024;
constexpr std::size_t kClockBatch = 1024;

} // namespace

void RecordingFileWriter::addEvent(const KitEvent &event)
{
    if (m_ended)
        return;
    m_events.add(event);
    ++m_added.events;
    if (m_events.roughBytes() >= kBatchBytes)
        writeBatches();
}

void RecordingFileWriter::addNote(const RecordedNote &note)
{
    if (m_ended)
        return;
    m_events.add(note);
    ++m_added.notes;
    if (m_events.roughBytes() >= kBatchBytes)
        writeBatches();
}

void RecordingFileWriter::addLine(const RecordedLine &line)
{
    if (m_ended)
        return;
    m_events.add(line);
    ++m_added.lines;
    if (m_events.roughBytes() >= kBatchBytes)
        writeBatches();
}

void RecordingFileWriter::addClockPoint(const RecordedClockPoint &point)
{
    if (m_ended)
        return;
    m_clock.push_back(point);
    if (m_clock.size() >= kClockBatch)
        writeBatches();
}

void RecordingFileWriter::writeStream(std::uint32_t number, const Stream &stream)
{
    const SampleStreamInfo &info = stream.pending.info();
    m_sink.append(RecordType::Stream, streamHead(number, info.bootId), streamBody(info));
    for (const RecordedCalibration &calibration : stream.calibrations)
        m_sink.append(
            RecordType::Calibration, calibrationHead(number, calibration.fromIndex), calibrationBody(calibration));
}

void RecordingFileWriter::describeAgain()
{
    m_describedAt = m_sink.end();
    m_sink.append(RecordType::FileHeader, {}, fileInfoBody(m_info));
    for (std::size_t number = 0; number < m_streams.size(); ++number) {
        if (std::exchange(m_streams[number].active, false))
            writeStream(static_cast<std::uint32_t>(number), m_streams[number]);
    }
}

void RecordingFileWriter::writeSegment(std::uint32_t number, Stream &stream)
{
    if (stream.pending.frames() == 0)
        return;
    std::array<std::uint8_t, SegmentHead::kBytes> head;
    encodeSegment(number, stream.pending, head, m_body);
    m_sink.append(RecordType::Samples, head, m_body);
    stream.pending.clear();
    if (m_sink.end() - m_describedAt >= kDescribeEvery)
        describeAgain();
}

void RecordingFileWriter::writeGap(std::uint32_t number, Stream &stream, const RecordedGap &gap)
{
    writeSegment(number, stream);
    m_sink.append(RecordType::Gap, gapHead(number, gap), {});
    stream.next = gap.firstIndex + gap.count;
    ++m_added.gaps;
    if (gap.cause != RecordedGap::Cause::NotMeasured)
        m_added.missing += gap.count;
}

void RecordingFileWriter::writeBatches()
{
    if (!m_events.isEmpty())
        m_sink.append(RecordType::Events, m_events.head(), m_events.body());
    m_events.clear();
    if (!m_clock.empty())
        m_sink.append(RecordType::Clock, clockHead(m_clock), clockBody(m_clock));
    m_clock.clear();
    noteSinkState();
}

void RecordingFileWriter::writeAll()
{
    for (std::size_t number = 0; number < m_streams.size(); ++number)
        writeSegment(static_cast<std::uint32_t>(number), m_streams[number]);
    writeBatches();
}

Result<void> RecordingFileWriter::sync()
{
    if (m_error)
        return tl::unexpected(*m_error);
    if (m_ended)
        return fail(Fault::BadArgument, QStringLiteral("the recording is closed"));
    writeAll();
    m_sink.append(RecordType::Synced, syncedHead(m_sink.syncedSize()), {});
    m_sink.sync();
    if (!m_sink.error())
        m_totals = m_added;
    noteSinkState();
    if (!m_error)
        stopOnLowDisk();
    return m_error ? Result<void>(tl::unexpected(*m_error)) : Result<void>();
}

Result<RecordingFileTotals> RecordingFileWriter::close()
{
    if (m_error)
        return tl::unexpected(*m_error);
    if (m_ended)
        return m_totals;
    writeAll();
    describeAgain();
    m_sink.sync(); // an end on the medium says that all before it is there too
    m_sink.append(RecordType::End, endHead(RecordingEnd::Closed), endBody(m_added));
    m_sink.sync();
    if (!m_sink.error())
        m_totals = m_added;
    noteSinkState();
    if (m_error)
        return tl::unexpected(*m_error);
    m_ended = RecordingEnd::Closed;
    m_sink.close();
    return m_totals;
}

void RecordingFileWriter::noteSinkState()
{
    if (m_sink.error() && !m_error)
        endWith(*m_sink.error(), RecordingEnd::WriteFailed);
    m_totals.bytes = m_sink.size();
    m_totals.syncedBytes = m_sink.syncedSize();
}

void RecordingFileWriter::stopOnLowDisk()
{
    const auto free = freeDiskBytes(m_sink.handle());
    if (!free || *free >= m_minFreeBytes)
        return;
    const QString text
        = QStringLiteral("%1: only %2 MB are free on this disk and the limit is %3 MB: the recording was "
                         "ended; all %4 bytes of it are kept");
    endWith(Error(Fault::CannotWrite,
                text.arg(m_sink.path()).arg(*free >> 20).arg(m_minFreeBytes >> 20).arg(m_sink.size())),
        RecordingEnd::LowDisk);
}

void RecordingFileWriter::endWith(const Error &error, RecordingEnd end)
{
    m_error = error;
    m_ended = end;
    m_sink.tryLast(RecordType::End, endHead(end), endBody(m_totals));
    m_sink.close();
    m_totals.bytes = m_sink.size();
    m_totals.syncedBytes = m_sink.syncedSize();
}

} // namespace device_link
