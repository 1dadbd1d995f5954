// SPDX-License-Identifier: GPL-3.0-or-later
#include "pyramid_index.h"

#include "device_link/capture/file/little_endian.h"
#include "device_link/capture/file/record_bodies.h"
#include "device_link/capture/file/sample_segment.h"

#include "framing/crc.h"

#include <algorithm>
#include <limits>

namespace device_link {

namespace {

constexpr std::uint8_t kMagic[8] = {0x89, 0x41, 0x45, 0x50, 0x0D, 0x0A, 0x1A, 0x0A};
constexpr std::size_t kSegmentBytes = 64;
constexpr std::size_t kGapBytes = 24;
constexpr std::size_t kChunkPlaceBytes = 32;
constexpr std::size_t kStreamBytes = 40 + 8 * kPyramidLevels;
constexpr std::uint32_t kUncalibrated = 1, kCalibrationChanges = 2; ///< flags of a stream
constexpr std::uint32_t kHasLast = 1, kHasNext = 2;                 ///< flags of a segment
/// What no record and no chunk needs: a damaged number must not ask for gigabytes.
constexpr std::uint32_t kMaxRecordBytes = kRecordHeaderBytes + kMaxHeadBytes + kMaxBodyBytes + kRecordAlign;
constexpr std::uint32_t kMaxChunkBytes = std::uint32_t(1) << 24;
constexpr std::uint64_t kNoIndex = std::numeric_limits<std::uint64_t>::max();

void putBlob(framing::Bytes &out, const framing::Bytes &blob)
{
    out.insert(out.end(), blob.begin(), blob.end());
    out.resize((out.size() + kRecordAlign - 1) / kRecordAlign * kRecordAlign);
}

void putSegment(framing::Bytes &out, const PyramidSegment &segment)
{
    putField(out, segment.place.offset);
    putField(out, segment.place.firstIndex);
    putField(out, segment.place.frames);
    putField(out, segment.place.bytes);
    putField(out, std::uint32_t((segment.last ? kHasLast : 0U) | (segment.next ? kHasNext : 0U)));
    putField(out, std::uint32_t(0));
    for (const auto &stamp : {segment.last, segment.next}) {
        putField(out, stamp.value_or(RecordedStamp{}).index);
        putField(out, stamp.value_or(RecordedStamp{}).kitTimeNs);
    }
}

void putStream(framing::Bytes &out, std::uint32_t number, const PyramidStream &stream)
{
    const framing::Bytes body = streamBody(stream.info);
    putField(out, number);
    putField(out,
        std::uint32_t(
            (stream.uncalibrated ? kUncalibrated : 0U) | (stream.calibrationChanges ? kCalibrationChanges : 0U)));
    putField(out, stream.info.bootId);
    putField(out, static_cast<std::uint32_t>(body.size()));
    putField(out, std::uint64_t(stream.segments.size()));
    putField(out, std::uint64_t(stream.gaps.size()));
    putField(out, std::uint32_t(kPyramidLevels));
    putField(out, std::uint32_t(0));
    for (const auto &chunks : stream.chunks)
        putField(out, std::uint64_t(chunks.size()));
    putBlob(out, body);
    for (const PyramidSegment &segment : stream.segments)
        putSegment(out, segment);
    for (const SampleGap &gap : stream.gaps) {
        putField(out, gap.firstIndex);
        putField(out, gap.count);
        putField(out, static_cast<std::uint32_t>(gap.cause));
        putField(out, std::uint32_t(0));
    }
    for (const auto &chunks : stream.chunks) {
        for (const PyramidChunkPlace &chunk : chunks) {
            putField(out, chunk.number);
            putField(out, chunk.offset);
            putField(out, chunk.bytes);
            putField(out, chunk.crc);
            putField(out, chunk.first);
            putField(out, chunk.count);
            putField(out, std::uint32_t(0));
        }
    }
}

/// Takes the index apart from its start to its end. What it reads with is false where the bytes are no such thing.
class IndexReader
{
public:
    IndexReader(framing::ByteView bytes, const PyramidHeader &header)
        : m_rest(bytes)
        , m_header(header)
    {
    }

    [[nodiscard]] bool read(PyramidIndex &index)
    {
        framing::ByteView sizes;
        framing::ByteView info;
        if (!take(8, sizes) || !take(fieldAt<std::uint32_t>(sizes, 0), info))
            return false;
        auto read = readFileInfo(info);
        if (!read)
            return false;
        index.info = std::move(*read);
        for (std::uint32_t i = 0; i < fieldAt<std::uint32_t>(sizes, 4); ++i)
            if (!readStreamOf(index))
                return false;
        return m_rest.empty();
    }

private:
    /// The next bytes and what pads them to a multiple of 8.
    [[nodiscard]] bool take(std::uint64_t bytes, framing::ByteView &taken)
    {
        if (bytes > m_rest.size())
            return false;
        const std::size_t padded = (bytes + kRecordAlign - 1) / kRecordAlign * kRecordAlign;
        if (padded > m_rest.size())
            return false;
        taken = m_rest.first(bytes);
        m_rest = m_rest.subspan(padded);
        return true;
    }
    [[nodiscard]] bool takeArray(std::uint64_t count, std::size_t each, framing::ByteView &taken)
    {
        return count <= m_rest.size() / each && take(count * each, taken);
    }

    [[nodiscard]] bool readStreamOf(PyramidIndex &index)
    {
        framing::ByteView fixed;
        framing::ByteView body;
        if (!take(kStreamBytes, fixed) || !take(fieldAt<std::uint32_t>(fixed, 12), body)
            || fieldAt<std::uint32_t>(fixed, 32) != kPyramidLevels)
            return false;
        const auto number = fieldAt<std::uint32_t>(fixed, 0);
        const auto flags = fieldAt<std::uint32_t>(fixed, 4);
        auto record = readStream(streamHead(number, fieldAt<std::uint32_t>(fixed, 8)), body);
        if (!record || index.streams.contains(number))
            return false;
        PyramidStream &stream = index.streams[number];
        stream.info = std::move(record->info);
        stream.uncalibrated = (flags & kUncalibrated) != 0;
        stream.calibrationChanges = (flags & kCalibrationChanges) != 0;
        bool good = readSegments(fieldAt<std::uint64_t>(fixed, 16), stream)
            && readGaps(fieldAt<std::uint64_t>(fixed, 24), stream);
        for (unsigned level = 0; good && level < kPyramidLevels; ++level)
            good = readChunks(level, fieldAt<std::uint64_t>(fixed, 40 + 8 * level), stream.chunks.at(level));
        return good;
    }

    [[nodiscard]] bool readSegments(std::uint64_t count, PyramidStream &stream)
    {
        framing::ByteView bytes;
        if (!takeArray(count, kSegmentBytes, bytes))
            return false;
        stream.segments.resize(count);
        std::uint64_t end = 0;
        for (std::size_t at = 0; PyramidSegment & segment : stream.segments) {
            SegmentPlace &place = segment.place;
            place.offset = fieldAt<std::uint64_t>(bytes, at);
            place.firstIndex = fieldAt<std::uint64_t>(bytes, at + 8);
            place.frames = fieldAt<std::uint32_t>(bytes, at + 16);
            place.bytes = fieldAt<std::uint32_t>(bytes, at + 20);
            const auto flags = fieldAt<std::uint32_t>(bytes, at + 24);
            if (flags & kHasLast)
                segment.last = {fieldAt<std::uint64_t>(bytes, at + 32), fieldAt<std::int64_t>(bytes, at + 40)};
            if (flags & kHasNext)
                segment.next = {fieldAt<std::uint64_t>(bytes, at + 48), fieldAt<std::int64_t>(bytes, at + 56)};
            at += kSegmentBytes;
            const std::uint64_t file = m_header.binding.recordingBytes;
            if (place.frames == 0 || place.frames > kMaxSegmentFrames || place.firstIndex < end
                || place.firstIndex > kNoIndex - place.frames || place.offset > file
                || place.bytes > file - place.offset || place.bytes > kMaxRecordBytes)
                return false;
            end = place.endIndex();
        }
        return true;
    }

    [[nodiscard]] bool readGaps(std::uint64_t count, PyramidStream &stream)
    {
        framing::ByteView bytes;
        if (!takeArray(count, kGapBytes, bytes))
            return false;
        stream.gaps.resize(count);
        std::uint64_t end = 0;
        for (std::size_t at = 0; SampleGap & gap : stream.gaps) {
            gap.firstIndex = fieldAt<std::uint64_t>(bytes, at);
            gap.count = fieldAt<std::uint64_t>(bytes, at + 8);
            const auto cause = fieldAt<std::uint32_t>(bytes, at + 16);
            at += kGapBytes;
            if (gap.count == 0 || gap.firstIndex < end || gap.count > kNoIndex - gap.firstIndex
                || cause > static_cast<std::uint32_t>(SampleGap::Cause::NotMeasured))
                return false;
            gap.cause = static_cast<SampleGap::Cause>(cause);
            end = gap.firstIndex + gap.count;
        }
        return true;
    }

    [[nodiscard]] bool readChunks(unsigned level, std::uint64_t count, std::vector<PyramidChunkPlace> &chunks)
    {
        framing::ByteView bytes;
        if (!takeArray(count, kChunkPlaceBytes, bytes))
            return false;
        chunks.resize(count);
        const std::uint64_t numbers = (kNoIndex >> pyramidBits(level) >> kChunkBits) + 1;
        std::uint64_t next = 0;
        for (std::size_t at = 0; PyramidChunkPlace & chunk : chunks) {
            chunk.number = fieldAt<std::uint64_t>(bytes, at);
            chunk.offset = fieldAt<std::uint64_t>(bytes, at + 8);
            chunk.bytes = fieldAt<std::uint32_t>(bytes, at + 16);
            chunk.crc = fieldAt<std::uint32_t>(bytes, at + 20);
            chunk.first = fieldAt<std::uint16_t>(bytes, at + 24);
            chunk.count = fieldAt<std::uint16_t>(bytes, at + 26);
            at += kChunkPlaceBytes;
            if (chunk.number < next || chunk.number >= numbers || chunk.count == 0
                || std::size_t(chunk.first) + chunk.count > kChunkEntries || chunk.offset < PyramidHeader::kBytes
                || chunk.offset > m_header.indexOffset || chunk.bytes > m_header.indexOffset - chunk.offset
                || chunk.bytes > kMaxChunkBytes)
                return false;
            next = chunk.number + 1;
        }
        return true;
    }

    framing::ByteView m_rest;
    const PyramidHeader &m_header;
};

} // namespace

void appendPyramidHeader(framing::Bytes &out, const PyramidHeader &header)
{
    const std::size_t start = out.size();
    out.insert(out.end(), std::begin(kMagic), std::end(kMagic));
    putField(out, PyramidHeader::kVersion);
    putField(out, std::uint16_t(0));
    putField(out, header.binding.fileId);
    putField(out, header.binding.recordingBytes);
    putField(out, header.binding.tailCrc);
    putField(out, header.indexCrc);
    putField(out, header.indexOffset);
    putField(out, header.indexBytes);
    out.resize(start + PyramidHeader::kBytes - sizeof(std::uint32_t));
    putField(out, framing::crc32c(framing::ByteView(out).subspan(start)));
}

Result<PyramidHeader> parsePyramidHeader(framing::ByteView bytes)
{
    constexpr std::size_t checked = PyramidHeader::kBytes - sizeof(std::uint32_t);
    if (bytes.size() < PyramidHeader::kBytes || !std::equal(std::begin(kMagic), std::end(kMagic), bytes.begin()))
        return fail(Fault::BadFile, QStringLiteral("is no pyramid"));
    const auto version = fieldAt<std::uint16_t>(bytes, 8);
    if (version != PyramidHeader::kVersion)
        return fail(Fault::BadFile, QStringLiteral("is of format %1").arg(version));
    if (fieldAt<std::uint32_t>(bytes, checked) != framing::crc32c(bytes.first(checked)))
        return fail(Fault::BadFile, QStringLiteral("is damaged in its header"));
    PyramidHeader header;
    header.binding.fileId = fieldAt<std::uint32_t>(bytes, 12);
    header.binding.recordingBytes = fieldAt<std::uint64_t>(bytes, 16);
    header.binding.tailCrc = fieldAt<std::uint32_t>(bytes, 24);
    header.indexCrc = fieldAt<std::uint32_t>(bytes, 28);
    header.indexOffset = fieldAt<std::uint64_t>(bytes, 32);
    header.indexBytes = fieldAt<std::uint64_t>(bytes, 40);
    return header;
}

framing::Bytes pyramidIndexBytes(const PyramidIndex &index)
{
    framing::Bytes out;
    const framing::Bytes info = fileInfoBody(index.info);
    putField(out, static_cast<std::uint32_t>(info.size()));
    putField(out, static_cast<std::uint32_t>(index.streams.size()));
    putBlob(out, info);
    for (const auto &[number, stream] : index.streams)
        putStream(out, number, stream);
    return out;
}

Result<PyramidIndex> parsePyramidIndex(framing::ByteView bytes, const PyramidHeader &header)
{
    PyramidIndex index;
    if (!IndexReader(bytes, header).read(index))
        return fail(Fault::BadFile, QStringLiteral("is damaged in its index"));
    return index;
}

} // namespace device_link
