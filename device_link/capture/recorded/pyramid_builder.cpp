// SPDX-License-Identifier: GPL-3.0-or-later
#include "pyramid_builder.h"

#include <algorithm>

namespace device_link {

namespace {

PyramidEntry summaryOf(const LinearBlock &values, std::size_t count)
{
    BlockSummary block;
    if (count == kSampleBlock) {
        sampleKernels().summarize(values, block);
    } else {
        for (std::size_t i = 0; i < count; ++i) {
            block.reduction.add(values[i]);
            block.squares += static_cast<std::uint64_t>(std::int64_t(values[i]) * values[i]);
        }
    }
    return {block.reduction, block.squares};
}

} // namespace

PyramidBuilder::PyramidBuilder(const RecordedChannels &channels, unsigned levels, Sink sink)
    : m_channels(channels)
    , m_levelCount(levels)
    , m_sink(std::move(sink))
    , m_block(channels.count())
{
    for (Level &level : m_levels) {
        level.sum.resize(channels.count());
        level.chunk.channels.resize(channels.count());
    }
}

void PyramidBuilder::add(const RecordedSegment &segment, std::uint64_t from, std::uint64_t to)
{
    const std::size_t raw = m_channels.scales.size();
    LinearBlock current, voltage, values;
    while (from < to) {
        const auto count
            = static_cast<std::size_t>(std::min<std::uint64_t>(to - from, kSampleBlock - from % kSampleBlock));
        const auto offset = static_cast<std::size_t>(from - segment.firstIndex());
        for (std::size_t channel = 0; channel < raw; ++channel) {
            LinearBlock &mine = m_channels.power && channel == m_channels.power->current ? current
                : m_channels.power && channel == m_channels.power->voltage               ? voltage
                                                                                         : values;
            segment.linear(m_channels, channel, offset, mine);
            m_block[channel] = summaryOf(mine, count);
        }
        if (m_channels.power) {
            sampleKernels().product(current, voltage, m_channels.product, values);
            m_block[raw] = summaryOf(values, count);
        }
        addEntry(0, from / kSampleBlock, static_cast<std::uint32_t>(count), m_block);
        from += count;
    }
}

void PyramidBuilder::addEntry(
    unsigned level, std::uint64_t number, std::uint32_t count, const std::vector<PyramidEntry> &entries)
{
    Level &mine = m_levels.at(level);
    if (mine.open && mine.number != number)
        close(level);
    if (!mine.open) {
        mine.open = true;
        mine.number = number;
        mine.count = 0;
        std::ranges::fill(mine.sum, PyramidEntry{});
    }
    mine.count += count;
    for (std::size_t channel = 0; channel < entries.size(); ++channel)
        mine.sum[channel].add(entries[channel]);
}

void PyramidBuilder::close(unsigned level)
{
    Level &mine = m_levels.at(level);
    if (!mine.chunk.counts.empty() && mine.chunkNumber != mine.number >> kChunkBits)
        flush(level);
    put(mine);
    mine.open = false;
    if (level + 1 < m_levelCount)
        addEntry(level + 1, mine.number >> SampleRing::kBranchBits, mine.count, mine.sum);
}

void PyramidBuilder::put(Level &level)
{
    const std::size_t at = level.number % kChunkEntries;
    PyramidChunk &chunk = level.chunk;
    if (chunk.counts.empty()) {
        level.chunkNumber = level.number >> kChunkBits;
        chunk.first = at;
    }
    chunk.counts.resize(at - chunk.first); // what lies between is missing
    chunk.counts.push_back(level.count);
    for (std::size_t channel = 0; channel < level.sum.size(); ++channel) {
        chunk.channels[channel].resize(at - chunk.first);
        chunk.channels[channel].push_back(level.sum[channel]);
    }
}

void PyramidBuilder::flush(unsigned level)
{
    Level &mine = m_levels.at(level);
    if (mine.chunk.counts.empty())
        return;
    m_sink(level, mine.chunkNumber, mine.chunk);
    mine.chunk.counts.clear();
    for (auto &entries : mine.chunk.channels)
        entries.clear();
}

void PyramidBuilder::finish()
{
    for (unsigned level = 0; level < m_levelCount; ++level) {
        if (m_levels.at(level).open)
            close(level);
        flush(level);
    }
}

} // namespace device_link
