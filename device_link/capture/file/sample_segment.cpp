// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_segment.h"

#include "column_codec.h"
#include "little_endian.h"
#include "stamp_list.h"

#include <limits>

namespace device_link {

namespace {

constexpr std::uint16_t kStampedFlag = 1;

template <typename Word>
void encodeWords(framing::ByteView column, framing::Bytes &out)
{
    // A vector's memory is aligned for any word.
    encodeColumn(std::span(reinterpret_cast<const Word *>(column.data()), column.size() / sizeof(Word)), out);
}

template <typename Word>
bool decodeWords(
    framing::ByteView column, const SegmentHead &head, std::size_t first, std::size_t count, framing::Bytes &out)
{
    const std::size_t at = out.size(); // whole words, so the place is aligned as they need
    out.resize(at + count * sizeof(Word));
    return decodeColumn(column, head.frames, first, std::span(reinterpret_cast<Word *>(out.data() + at), count));
}

} // namespace

std::optional<SegmentHead> parseSegmentHead(framing::ByteView bytes)
{
    if (bytes.size() < SegmentHead::kBytes)
        return {};
    SegmentHead head;
    head.stream = fieldAt<std::uint32_t>(bytes, 0);
    head.frames = fieldAt<std::uint32_t>(bytes, 4);
    head.firstIndex = fieldAt<std::uint64_t>(bytes, 8);
    head.kitTimeNs = fieldAt<std::int64_t>(bytes, 16);
    head.columns = fieldAt<std::uint16_t>(bytes, 24);
    head.stamped = (fieldAt<std::uint16_t>(bytes, 26) & kStampedFlag) != 0;
    head.stampBytes = fieldAt<std::uint32_t>(bytes, 28);
    const bool good = head.frames >= 1 && head.frames <= kMaxSegmentFrames && head.columns >= 1
        && head.columns <= kMaxChannels && head.firstIndex <= std::numeric_limits<std::uint64_t>::max() - head.frames;
    return good ? std::optional(head) : std::nullopt;
}

void encodeSegment(std::uint32_t stream, const PendingFrames &pending,
    std::array<std::uint8_t, SegmentHead::kBytes> &head, framing::Bytes &body)
{
    const std::size_t columns = pending.info().channels.size();
    body.assign(columns * sizeof(std::uint32_t), 0);
    encodeStamps(pending.start(), pending.stamps(), body);
    const std::size_t stampBytes = body.size() - columns * sizeof(std::uint32_t);
    for (std::size_t channel = 0; channel < columns; ++channel) {
        const std::size_t before = body.size();
        switch (pending.info().channels[channel].bits) {
        case 8: encodeWords<std::uint8_t>(pending.column(channel), body); break;
        case 16: encodeWords<std::uint16_t>(pending.column(channel), body); break;
        default: encodeWords<std::uint32_t>(pending.column(channel), body); break;
        }
        const auto size = static_cast<std::uint32_t>(body.size() - before);
        std::memcpy(body.data() + channel * sizeof size, &size, sizeof size);
    }
    framing::Bytes fields;
    putField(fields, stream);
    putField(fields, static_cast<std::uint32_t>(pending.frames()));
    putField(fields, pending.start().index);
    putField(fields, pending.start().kitTimeNs);
    putField(fields, static_cast<std::uint16_t>(columns));
    putField(fields, static_cast<std::uint16_t>(pending.startIsStamped() ? kStampedFlag : 0));
    putField(fields, static_cast<std::uint32_t>(stampBytes));
    std::memcpy(head.data(), fields.data(), head.size());
}

Result<SegmentBody> SegmentBody::parse(const SegmentHead &head, framing::ByteView body)
{
    const std::size_t directory = head.columns * sizeof(std::uint32_t);
    if (body.size() < directory || body.size() - directory < head.stampBytes)
        return fail(Fault::BadFile, QStringLiteral("a samples record is shorter than its parts"));
    SegmentBody parts;
    parts.m_head = head;
    parts.m_stampBytes = body.subspan(directory, head.stampBytes);
    framing::ByteView rest = body.subspan(directory + head.stampBytes);
    for (std::size_t column = 0; column < head.columns; ++column) {
        const std::size_t size = fieldAt<std::uint32_t>(body, column * sizeof(std::uint32_t));
        if (size > rest.size())
            return fail(Fault::BadFile, QStringLiteral("a samples record is shorter than its columns"));
        parts.m_columns.push_back(rest.first(size));
        rest = rest.subspan(size);
    }
    if (!rest.empty())
        return fail(Fault::BadFile, QStringLiteral("a samples record is longer than its parts"));
    return parts;
}

Result<void> SegmentBody::read(const std::vector<SampleChannel> &channels, std::size_t first, std::size_t count,
    std::vector<framing::Bytes> &columns) const
{
    const std::size_t had = columns.empty() ? 0 : columns[0].size() / channels[0].wordBytes();
    bool good = channels.size() == m_columns.size() && columns.size() == m_columns.size();
    for (std::size_t i = 0; good && i < m_columns.size(); ++i) {
        switch (channels[i].bits) {
        case 8: good = decodeWords<std::uint8_t>(m_columns[i], m_head, first, count, columns[i]); break;
        case 16: good = decodeWords<std::uint16_t>(m_columns[i], m_head, first, count, columns[i]); break;
        default: good = decodeWords<std::uint32_t>(m_columns[i], m_head, first, count, columns[i]); break;
        }
    }
    if (good)
        return {};
    for (std::size_t i = 0; i < columns.size() && i < channels.size(); ++i)
        columns[i].resize(had * channels[i].wordBytes());
    return fail(Fault::BadFile, QStringLiteral("a samples record cannot be decoded"));
}

Result<void> SegmentBody::stamps(std::vector<RecordedStamp> &out) const
{
    const RecordedStamp start{m_head.firstIndex, m_head.kitTimeNs};
    if (m_head.stamped)
        out.push_back(start);
    if (decodeStamps(start, m_head.endIndex(), m_stampBytes, out))
        return {};
    return fail(Fault::BadFile, QStringLiteral("the times of a samples record cannot be decoded"));
}

} // namespace device_link
