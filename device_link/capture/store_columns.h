// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sample_slots.h"
#include "sample_sum.h"

#include <optional>

namespace device_link {

/// Adds up the columns of a view of what is in a store's memory, from left to right.
///
/// whole: no sample of the view is missing, so that there is nothing to count and no block to ask which samples it has.
/// Then neighbouring columns are looked for in the same slot, and a block that an edge cuts is gone through once for
/// the columns on both sides; its words were sent for some columns before, as waiting for them takes longer than that.
class StoreColumns
{
public:
    /// level: of the pyramid, on whose runs the edges of columns lie; none: anywhere. width in samples.
    StoreColumns(const SampleRing &ring, const SampleSlots &slots, const SampleBounds &bounds, std::size_t channel,
        std::optional<unsigned> level, bool whole, std::uint64_t width)
        : m_ring(ring)
        , m_slots(slots)
        , m_bounds(bounds)
        , m_summer(ring, channel)
        , m_level(level)
        , m_whole(whole)
        , m_cuts(whole && !level && width >= kLeastCut)
    {
    }

    /// The samples [from, to) that are kept.
    void add(std::uint64_t from, std::uint64_t to, ColumnSum &sum);
    /// An edge of a later column.
    void expect(std::uint64_t edge) const
    {
        if (edge >> SampleRing::kSlotBits != m_chunk)
            return;
        const auto offset = static_cast<std::size_t>(edge % SampleRing::kSlot);
        if (m_cuts)
            m_ring.prefetchBlock(m_summer.channel(), m_slot, offset / kSampleBlock);
        else if (m_level)
            m_ring.prefetchEntry(m_summer.channel(), *m_level,
                ((m_slot << SampleRing::kSlotBits) + offset) >> SampleRing::levelBits(*m_level));
    }

private:
    /// Narrower columns, of which several share a block, are sooner summed from the block's integers.
    static constexpr std::uint64_t kLeastCut = 40;

    void addPart(std::size_t from, std::size_t to, ColumnSum &sum);
    void addHead(std::size_t from, ColumnSum &sum);
    void addTail(std::size_t to, ColumnSum &sum);
    void addEntries(unsigned level, std::size_t first, std::size_t last, ColumnSum &sum) const;

    const SampleRing &m_ring;
    const SampleSlots &m_slots;
    const SampleBounds m_bounds;
    SampleSummer m_summer;
    const std::optional<unsigned> m_level;
    const bool m_whole;
    const bool m_cuts;                         ///< edges cut blocks, seldom two the same one
    std::uint64_t m_chunk = ~std::uint64_t(0); ///< of the part before, where the view is whole
    std::size_t m_slot = 0;                    ///< that holds it
    std::size_t m_cutAt = 0;                   ///< last edge that cut a block, in the slot; 0: none
    SplitReduction m_cut;
};

} // namespace device_link
