// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pyramid_levels.h"

#include "device_link/capture/sample_sum.h"

#include <array>
#include <bit>

namespace device_link {

/// Adds up index ranges of a recorded channel from as few entries of its pyramid as there are, and at the ends from the
/// samples. One thread; made for one question, and cheap.
class RecordedSummer
{
public:
    /// squares: sums are RangeSum.
    RecordedSummer(
        const RecordedSegments &segments, const PyramidLevels &levels, std::size_t channel, bool squares = false)
        : m_segments(segments)
        , m_levels(levels)
        , m_channel(channel)
        , m_squares(squares)
    {
    }

    /// Every sample of [from, to).
    template <typename Sum>
    void add(std::uint64_t from, std::uint64_t to, Sum &sum)
    {
        const std::uint64_t first = from / kSampleBlock + (from % kSampleBlock != 0 ? 1 : 0);
        const std::uint64_t last = to / kSampleBlock;
        if (first > last)
            return addPart(from / kSampleBlock, from % kSampleBlock, to % kSampleBlock, sum);
        if (from % kSampleBlock != 0)
            addPart(from / kSampleBlock, from % kSampleBlock, kSampleBlock, sum);
        addEntries(0, first, last, sum);
        if (to % kSampleBlock != 0)
            addPart(last, 0, to % kSampleBlock, sum);
    }

    /// Entries [first, last) of a level, from higher ones as far as that goes.
    template <typename Sum>
    void addEntries(unsigned level, std::uint64_t first, std::uint64_t last, Sum &sum)
    {
        constexpr std::uint64_t branch = std::uint64_t(1) << SampleRing::kBranchBits;
        for (; last - first > kFew && level + 1 < kPyramidLevels; ++level, first /= branch, last /= branch) {
            const std::uint64_t up = (first + branch - 1) / branch * branch;
            addRuns(level, first, up, sum);
            first = up;
            addRuns(level, last / branch * branch, last, sum);
            last = last / branch * branch;
        }
        addRuns(level, first, last, sum);
    }

private:
    /// So many entries are sooner added than replaced by higher ones; a column of a view has at most 33.
    static constexpr std::uint64_t kFew = 34;

    template <typename Sum>
    void addRuns(unsigned level, std::uint64_t first, std::uint64_t last, Sum &sum)
    {
        while (first < last) {
            const std::uint64_t chunk = first >> kChunkBits;
            const PyramidRun *run = runOf(level, chunk);
            if (!run) {
                const auto next = m_levels.nextChunk(level, chunk);
                if (!next)
                    return;
                first = *next << kChunkBits;
                continue;
            }
            const std::uint64_t base = (chunk << kChunkBits) + run->first;
            const std::uint64_t to = std::min(last, base + run->counts.size());
            if (const std::uint64_t from = std::max(first, base); from < to)
                addRun(*run, level, static_cast<std::size_t>(from - base), static_cast<std::size_t>(to - base), sum);
            first = (chunk + 1) << kChunkBits;
        }
    }

    static void addRun(const PyramidRun &run, unsigned level, std::size_t from, std::size_t to, ColumnSum &sum)
    {
        sampleKernels().reduceAll(run.reductions.data() + from, to - from, sum.reduction);
        if (run.whole) {
            sum.count += std::uint64_t(to - from) << pyramidBits(level);
            return;
        }
        for (; from < to; ++from)
            sum.count += run.counts[from];
    }
    static void addRun(const PyramidRun &run, unsigned, std::size_t from, std::size_t to, RangeSum &sum)
    {
        for (; from < to; ++from) {
            const SampleReduction &entry = run.reductions[from];
            sum.min = std::min(sum.min, entry.min);
            sum.max = std::max(sum.max, entry.max);
            sum.sum += entry.sum;
            sum.squares += run.squares[from];
            sum.count += run.counts[from];
        }
    }

    [[nodiscard]] const PyramidRun *runOf(unsigned level, std::uint64_t chunk)
    {
        Place &place = m_places.at(level);
        if (!place.known || place.chunk != chunk)
            place = {true, chunk, m_levels.run(level, chunk, m_channel, m_squares)};
        return place.run.get();
    }

    template <typename Sum>
    void addPart(std::uint64_t block, std::size_t from, std::size_t to, Sum &sum)
    {
        if (from >= to)
            return;
        if (block != m_block)
            loadBlock(block);
        const std::uint64_t wanted = (~std::uint64_t(0) >> (kSampleBlock - (to - from))) << from;
        std::uint64_t there = m_present & wanted;
        if (there == wanted)
            return sum.addValues(m_values, from, to);
        for (; there != 0; there &= there - 1)
            sum.addValue(m_values[static_cast<std::size_t>(std::countr_zero(there))]);
    }
    /// The samples of block number block (64 indices each).
    void loadBlock(std::uint64_t block);
    [[nodiscard]] const RecordedSegment *segmentAt(std::size_t number);

    const RecordedSegments &m_segments;
    const PyramidLevels &m_levels;
    const std::size_t m_channel;
    const bool m_squares;

    struct Place {
        bool known = false;
        std::uint64_t chunk = 0;
        std::shared_ptr<const PyramidRun> run;
    };
    std::array<Place, kPyramidLevels> m_places; ///< the chunk of each level that was asked for last

    std::uint64_t m_block = ~std::uint64_t(0); ///< that m_values holds
    std::uint64_t m_present = 0;               ///< which of them, one bit each
    LinearBlock m_values;
    std::size_t m_number = ~std::size_t(0); ///< of m_segment
    std::shared_ptr<const RecordedSegment> m_segment;
};

} // namespace device_link
