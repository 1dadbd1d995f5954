// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorded_segment.h"

#include "device_link/capture/file/sample_segment.h"

#include <algorithm>
#include <cstring>

namespace device_link {

namespace {

struct LoadedRecord {
    SegmentHead head;
    SegmentBody body; ///< into the bytes
};

Result<LoadedRecord> loadRecord(RandomFile &file, const SegmentPlace &place, framing::Bytes &bytes)
{
    const auto record = readRecord(file, place.offset, place.bytes, bytes);
    if (!record)
        return tl::unexpected(record.error());
    const auto head = parseSegmentHead(record->head);
    if (!record->header.is(RecordType::Samples) || !head || head->firstIndex != place.firstIndex
        || head->frames != place.frames)
        return fail(Fault::BadFile, QStringLiteral("the record at byte %1 was changed").arg(place.offset));
    auto body = SegmentBody::parse(*head, record->body);
    if (!body)
        return tl::unexpected(body.error());
    return LoadedRecord{*head, std::move(*body)};
}

} // namespace

Result<RecordedSegment> RecordedSegment::load(
    RandomFile &file, const SegmentPlace &place, const SampleStreamInfo &info, const RecordedChannels &channels)
{
    framing::Bytes bytes;
    const auto record = loadRecord(file, place, bytes);
    if (!record)
        return tl::unexpected(record.error());
    RecordedSegment segment;
    segment.m_firstIndex = place.firstIndex;
    segment.m_frames = place.frames;
    segment.m_columns.resize(info.channels.size());
    for (std::size_t i = 0; i < info.channels.size(); ++i)
        segment.m_columns[i].reserve((segment.m_frames + kSampleBlock) * channels.wordBytes[i]);
    if (auto read = record->body.read(info.channels, 0, segment.m_frames, segment.m_columns); !read)
        return tl::unexpected(read.error());
    for (std::size_t i = 0; i < info.channels.size(); ++i)
        segment.m_columns[i].resize((segment.m_frames + kSampleBlock) * channels.wordBytes[i]);
    if (!segment.wordsExist(channels))
        return fail(
            Fault::BadFile, QStringLiteral("the record at byte %1 has ranges that do not exist").arg(place.offset));
    static_cast<void>(record->body.stamps(segment.m_stamps)); // what is sound of them
    return segment;
}

Result<std::vector<RecordedStamp>> RecordedSegment::loadStamps(RandomFile &file, const SegmentPlace &place)
{
    framing::Bytes bytes;
    const auto record = loadRecord(file, place, bytes);
    if (!record)
        return tl::unexpected(record.error());
    std::vector<RecordedStamp> stamps;
    static_cast<void>(record->body.stamps(stamps));
    return stamps;
}

bool RecordedSegment::wordsExist(const RecordedChannels &channels) const
{
    for (std::size_t channel = 0; channel < m_columns.size(); ++channel) {
        const SampleScale &scale = channels.scales[channel];
        if (scale.codeBits > 16 || scale.wordLimit() >> (8 * channels.wordBytes[channel]) != 0)
            continue; // every word exists
        std::uint32_t largest = 0;
        if (const std::uint16_t *words = words16(channels, channel)) {
            for (std::size_t i = 0; i < m_frames; ++i)
                largest = std::max<std::uint32_t>(largest, words[i]);
        } else {
            largest = *std::max_element(m_columns[channel].begin(), m_columns[channel].end());
        }
        if (largest >= scale.wordLimit())
            return false;
    }
    return true;
}

std::size_t RecordedSegment::bytes() const
{
    std::size_t bytes = sizeof *this + m_stamps.capacity() * sizeof(RecordedStamp);
    for (const framing::Bytes &column : m_columns)
        bytes += column.capacity();
    return bytes;
}

void RecordedSegment::linear(
    const RecordedChannels &channels, std::size_t channel, std::size_t offset, LinearBlock &out) const
{
    if (channel == channels.scales.size()) {
        LinearBlock current, voltage;
        linear(channels, channels.power->current, offset, current);
        linear(channels, channels.power->voltage, offset, voltage);
        return sampleKernels().product(current, voltage, channels.product, out);
    }
    const SampleScale &scale = channels.scales[channel];
    if (const std::uint16_t *words = words16(channels, channel))
        return sampleKernels().linear16(words + offset, scale, out);
    for (std::size_t i = 0; i < kSampleBlock; ++i)
        out[i] = scale.linear(word(channels, channel, offset + i));
}

std::uint32_t RecordedSegment::word(const RecordedChannels &channels, std::size_t channel, std::size_t offset) const
{
    const std::size_t size = channels.wordBytes[channel];
    std::uint32_t word = 0; // little endian, as the machine is (block_kernels.cpp checks it)
    std::memcpy(&word, m_columns[channel].data() + offset * size, size);
    return word;
}

} // namespace device_link
