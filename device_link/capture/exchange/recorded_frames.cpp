// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorded_frames.h"

#include "channel_values.h"

#include <algorithm>

namespace device_link {

RecordedFrames::RecordedFrames(RecordingFileReader &reader, std::uint32_t stream, FrameRange range)
    : m_reader(reader)
    , m_number(stream)
    , m_stream(reader.streams().at(stream))
    , m_clock(reader, stream)
    , m_at(range.first)
    , m_last(range.last)
    , m_gaps(m_stream.gaps)
    , m_times(m_stream.info.periodNs())
{
    std::ranges::stable_sort(m_gaps, {}, &RecordedGap::firstIndex);
    m_values.resize(m_stream.info.channels.size());
}

Result<void> RecordedFrames::readRun()
{
    // To the end of a segment, so that each is decoded once.
    const auto &segments = m_stream.segments;
    const auto place = std::partition_point(
        segments.begin(), segments.end(), [this](const SegmentPlace &each) { return each.endIndex() <= m_at; });
    std::uint64_t count = 0;
    if (place != segments.end())
        count = place->endIndex() - std::max(m_at, place->firstIndex);
    if (auto read = m_reader.read(m_number, m_at, static_cast<std::size_t>(count), m_run); !read)
        return read;
    if (m_run.frames == 0 || m_run.firstIndex >= m_last) {
        m_run.frames = 0;
        m_run.firstIndex = m_last;
        return {};
    }
    // Not beyond its segment, which the map of times is for.
    const std::size_t segment = m_clock.segmentOf(m_run.firstIndex);
    const std::uint64_t end = std::min({m_run.firstIndex + m_run.frames, m_last, segments[segment].endIndex()});
    m_run.frames = static_cast<std::size_t>(end - m_run.firstIndex);
    for (std::size_t channel = 0; channel < m_values.size(); ++channel) {
        const SampleChannel &info = m_stream.info.channels[channel];
        m_run.columns[channel].resize(m_run.frames * info.wordBytes());
        channelValues(info, m_run.columns[channel], m_values[channel]);
    }
    auto map = m_clock.mapOf(segment);
    if (!map)
        return tl::unexpected(map.error());
    m_times = std::move(*map);
    return {};
}

/// What is told of the indices from m_at on that are not there: a gap, or else damage.
RecordedFrames::Piece RecordedFrames::missing(std::uint64_t until)
{
    const auto endOf = [](const RecordedGap &gap) {
        return gap.firstIndex + std::min(gap.count, ~std::uint64_t(0) - gap.firstIndex);
    };
    while (m_gap < m_gaps.size() && endOf(m_gaps[m_gap]) <= m_at)
        ++m_gap;
    Piece piece{Piece::Kind::Damaged, m_at, until - m_at, {}};
    if (m_gap < m_gaps.size()) {
        const RecordedGap &gap = m_gaps[m_gap];
        if (gap.firstIndex <= m_at)
            piece = {Piece::Kind::Gap, m_at, std::min(until, endOf(gap)) - m_at, gap.cause};
        else
            piece.count = std::min(until, gap.firstIndex) - m_at;
    }
    m_at += piece.count;
    return piece;
}

Result<RecordedFrames::Piece> RecordedFrames::next()
{
    if (m_at >= m_last)
        return Piece{Piece::Kind::End, m_last, 0, {}};
    if (!m_haveRun) {
        if (auto read = readRun(); !read)
            return tl::unexpected(read.error());
        m_haveRun = true;
    }
    if (m_at < m_run.firstIndex)
        return missing(m_run.firstIndex);
    m_haveRun = false;
    m_at = m_run.firstIndex + m_run.frames;
    return Piece{Piece::Kind::Frames, m_run.firstIndex, m_run.frames, {}};
}

} // namespace device_link
