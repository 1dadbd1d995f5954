// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorded_clock.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace device_link {

namespace {

/// So many segments without a stamp are looked through for one; then the time in the segment's own head is used, which
/// was computed from the last stamp.
constexpr std::size_t kStampsWithin = 64;

constexpr long double kNsPerSecond = 1e9L;

} // namespace

RecordedClock::RecordedClock(RecordingFileReader &reader, std::uint32_t stream)
    : m_reader(reader)
    , m_number(stream)
    , m_stream(reader.streams().at(stream))
{
}

FrameRange RecordedClock::all() const
{
    FrameRange range{std::numeric_limits<std::uint64_t>::max(), 0};
    if (!m_stream.segments.empty())
        range = {m_stream.segments.front().firstIndex, m_stream.segments.back().endIndex()};
    for (const RecordedGap &gap : m_stream.gaps) {
        range.first = std::min(range.first, gap.firstIndex);
        const std::uint64_t room = std::numeric_limits<std::uint64_t>::max() - gap.firstIndex;
        range.last = std::max(range.last, gap.firstIndex + std::min(room, gap.count));
    }
    return range.first < range.last ? range : FrameRange{};
}

std::int64_t RecordedClock::beginNs() const
{
    auto begin = std::numeric_limits<std::int64_t>::max();
    for (const auto &[number, stream] : m_reader.streams())
        if (stream.info.bootId == m_stream.info.bootId && !stream.segments.empty())
            begin = std::min(begin, stream.segments.front().kitTimeNs);
    return begin == std::numeric_limits<std::int64_t>::max() ? 0 : begin;
}

Result<FrameRange> RecordedClock::range(const SecondsRange &seconds)
{
    if (!std::isfinite(seconds.from.value_or(0)) || !std::isfinite(seconds.to.value_or(0)))
        return fail(Fault::BadArgument, QStringLiteral("the begin or the end of the range is no number"));
    if (seconds.from && seconds.to && *seconds.to < *seconds.from)
        return fail(Fault::BadArgument,
            QStringLiteral("the end, %1 s, lies before the begin, %2 s")
                .arg(*seconds.to, 0, 'g', 12)
                .arg(*seconds.from, 0, 'g', 12));
    FrameRange range = all();
    const long double begin = beginNs();
    if (seconds.from) {
        auto first = indexAt(begin + kNsPerSecond * *seconds.from);
        if (!first)
            return tl::unexpected(first.error());
        range.first = std::clamp(*first, range.first, range.last);
    }
    if (seconds.to) {
        auto last = indexAt(begin + kNsPerSecond * *seconds.to);
        if (!last)
            return tl::unexpected(last.error());
        range.last = std::clamp(*last, range.first, range.last);
    }
    return range;
}

std::size_t RecordedClock::segmentOf(std::uint64_t index) const
{
    const auto after = std::partition_point(m_stream.segments.begin(), m_stream.segments.end(),
        [index](const SegmentPlace &place) { return place.firstIndex <= index; });
    return after == m_stream.segments.begin() ? 0 : std::size_t(after - m_stream.segments.begin()) - 1;
}

Result<std::vector<RecordedStamp>> RecordedClock::stampsOf(std::size_t segment)
{
    auto stamps = m_reader.stamps(m_number, segment);
    if (!stamps && stamps.error().fault() == Fault::BadFile)
        return std::vector<RecordedStamp>(); // damaged: its neighbours tell the time
    return stamps;
}

Result<SampleTimeMap> RecordedClock::mapOf(std::size_t segment)
{
    SampleTimeMap map(m_stream.info.periodNs());
    if (segment >= m_stream.segments.size())
        return map;
    auto own = stampsOf(segment);
    if (!own)
        return tl::unexpected(own.error());
    const SegmentPlace &place = m_stream.segments[segment];
    const bool startsStamped = !own->empty() && own->front().index == place.firstIndex;
    for (std::size_t back = 1; !startsStamped && back <= std::min(segment, kStampsWithin) && map.size() == 0; ++back) {
        const auto before = stampsOf(segment - back);
        if (!before)
            return tl::unexpected(before.error());
        if (!before->empty())
            map.add(before->back().index, before->back().kitTimeNs);
    }
    if (!startsStamped && map.size() == 0)
        map.add(place.firstIndex, place.kitTimeNs);
    for (const RecordedStamp &stamp : *own)
        map.add(stamp.index, stamp.kitTimeNs);
    const std::size_t until = std::min(m_stream.segments.size(), segment + 1 + kStampsWithin);
    for (std::size_t next = segment + 1; next < until; ++next) {
        const auto after = stampsOf(next);
        if (!after)
            return tl::unexpected(after.error());
        if (!after->empty() && map.add(after->front().index, after->front().kitTimeNs))
            break;
    }
    return map;
}

/// The first index whose time is not before kitTimeNs, to the nearest nanosecond: 0.02 s is no whole number in a
/// double.
Result<std::uint64_t> RecordedClock::indexAt(long double kitTimeNs)
{
    if (m_stream.segments.empty())
        return all().first;
    const auto after = std::partition_point(m_stream.segments.begin(), m_stream.segments.end(),
        [kitTimeNs](const SegmentPlace &place) { return static_cast<long double>(place.kitTimeNs) <= kitTimeNs; });
    const auto segment = after == m_stream.segments.begin() ? 0 : std::size_t(after - m_stream.segments.begin()) - 1;
    const auto map = mapOf(segment);
    if (!map)
        return tl::unexpected(map.error());
    constexpr long double kLargest = 9.2e18L;
    const auto time = std::llround(std::clamp(kitTimeNs, -kLargest, kLargest));
    const std::uint64_t index = map->indexAt(time);
    return map->timeOf(index) < time ? index + 1 : index;
}

} // namespace device_link
