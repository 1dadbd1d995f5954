// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording_file_reader.h"

#include "record_bodies.h"

#include <algorithm>

namespace device_link {

namespace {

auto segmentAt(const std::vector<SegmentPlace> &segments, std::uint64_t index)
{
    return std::partition_point(
        segments.begin(), segments.end(), [index](const SegmentPlace &place) { return place.endIndex() <= index; });
}

} // namespace

Result<std::unique_ptr<RecordingFileReader>> RecordingFileReader::open(const QString &path)
{
    std::unique_ptr<RecordingFileReader> reader(new RecordingFileReader);
    if (auto opened = reader->m_file.open(path); !opened)
        return tl::unexpected(opened.error());
    auto index = indexRecording(reader->m_file);
    if (!index)
        return tl::unexpected(index.error());
    reader->m_index = std::move(*index);
    return reader;
}

Result<void> RecordingFileReader::load(const SegmentPlace &place)
{
    if (m_loaded == place.offset)
        return {};
    m_loaded = 0;
    const auto record = readRecord(m_file, place.offset, place.bytes, m_record);
    if (!record)
        return tl::unexpected(record.error());
    const auto head = parseSegmentHead(record->head);
    if (!head || head->firstIndex != place.firstIndex || head->frames != place.frames)
        return fail(Fault::BadFile, QStringLiteral("the record at byte %1 was changed").arg(place.offset));
    auto body = SegmentBody::parse(*head, record->body);
    if (!body)
        return tl::unexpected(body.error());
    m_body = std::move(*body);
    m_loaded = place.offset;
    return {};
}

Result<void> RecordingFileReader::readPart(
    const IndexedStream &stream, const SegmentPlace &place, std::size_t maxFrames, RecordedRun &run)
{
    if (auto loaded = load(place); !loaded)
        return loaded;
    const std::uint64_t from = run.frames > 0 ? place.firstIndex : std::max(run.firstIndex, place.firstIndex);
    const auto count
        = static_cast<std::size_t>(std::min<std::uint64_t>(maxFrames - run.frames, place.endIndex() - from));
    auto read
        = m_body->read(stream.info.channels, static_cast<std::size_t>(from - place.firstIndex), count, run.columns);
    if (!read)
        return read;
    if (run.frames == 0)
        run.firstIndex = from;
    run.frames += count;
    return {};
}

Result<void> RecordingFileReader::read(
    std::uint32_t stream, std::uint64_t firstIndex, std::size_t maxFrames, RecordedRun &run)
{
    const auto found = m_index.streams.find(stream);
    if (found == m_index.streams.end())
        return fail(Fault::NotFound, QStringLiteral("no stream %1 in this recording").arg(stream));
    const std::vector<SegmentPlace> &segments = found->second.segments;
    run.firstIndex = firstIndex;
    run.frames = 0;
    run.damagedFrames = 0;
    run.columns.resize(found->second.info.channels.size());
    for (framing::Bytes &column : run.columns)
        column.clear();
    for (auto place = segmentAt(segments, firstIndex); place != segments.end() && run.frames < maxFrames; ++place) {
        if (run.frames > 0 && place->firstIndex != run.firstIndex + run.frames)
            break;
        const auto part = readPart(found->second, *place, maxFrames, run);
        if (part)
            continue;
        if (part.error().fault() != Fault::BadFile)
            return part;
        if (run.frames > 0)
            break;
        run.damagedFrames += place->endIndex() - std::max(firstIndex, place->firstIndex);
    }
    return {};
}

Result<std::vector<RecordedStamp>> RecordingFileReader::stamps(std::uint32_t stream, std::size_t segment)
{
    const auto found = m_index.streams.find(stream);
    if (found == m_index.streams.end() || segment >= found->second.segments.size())
        return fail(Fault::NotFound, QStringLiteral("no such segment in this recording"));
    if (auto loaded = load(found->second.segments[segment]); !loaded)
        return tl::unexpected(loaded.error());
    std::vector<RecordedStamp> stamps;
    if (auto read = m_body->stamps(stamps); !read)
        return tl::unexpected(read.error());
    return stamps;
}

Result<RecordedEvents> RecordingFileReader::eventBatch(std::size_t number)
{
    if (number >= m_index.events.size())
        return fail(Fault::NotFound, QStringLiteral("no such events in this recording"));
    const RecordPlace place = m_index.events[number];
    const auto record = readRecord(m_file, place.offset, place.bytes, m_small);
    if (!record)
        return tl::unexpected(record.error());
    RecordedEvents events;
    if (auto read = readEvents(record->body, events); !read)
        return tl::unexpected(read.error());
    return events;
}

Result<std::vector<RecordedClockPoint>> RecordingFileReader::clockPoints()
{
    std::vector<RecordedClockPoint> all;
    for (const RecordPlace &place : m_index.clocks) {
        const auto record = readRecord(m_file, place.offset, place.bytes, m_small);
        if (!record && record.error().fault() == Fault::CannotRead)
            return tl::unexpected(record.error());
        if (!record)
            continue;
        const auto points = readClock(record->head, record->body);
        if (points)
            all.insert(all.end(), points->begin(), points->end());
    }
    return all;
}

} // namespace device_link
