// SPDX-License-Identifier: GPL-3.0-or-later
#include "store_columns.h"

#include <algorithm>

namespace device_link {

void StoreColumns::add(std::uint64_t from, std::uint64_t to, ColumnSum &sum)
{
    if (!m_whole)
        return m_slots.forEachPart(
            m_bounds, from, to, [&](const SamplePart &part) { m_summer.add(part.slot, part.offset, part.last, sum); });
    from = std::max(from, m_bounds.begin);
    to = std::min(to, m_bounds.end);
    while (from < to) {
        const std::uint64_t chunk = from >> SampleRing::kSlotBits;
        if (chunk != m_chunk) {
            m_chunk = chunk;
            m_slot = m_slots.positionOf(m_slots.slotAt(m_bounds, chunk));
            m_cutAt = 0;
        }
        // The end of the last chunk of all is no number.
        const bool ends = chunk == (to - 1) >> SampleRing::kSlotBits;
        const std::uint64_t last = ends ? to : (chunk + 1) << SampleRing::kSlotBits;
        const auto offset = static_cast<std::size_t>(from % SampleRing::kSlot);
        addPart(offset, offset + static_cast<std::size_t>(last - from), sum);
        from = last;
    }
}

/// Samples of the slot that are all there.
void StoreColumns::addPart(std::size_t from, std::size_t to, ColumnSum &sum)
{
    if (m_level) {
        const std::size_t run = std::size_t(1) << SampleRing::levelBits(*m_level);
        if (from % run != 0 || to % run != 0) // where what is kept begins or ends
            return m_summer.add(m_slot, from, to, sum);
        addEntries(*m_level, from / run, to / run, sum);
        sum.count += to - from;
        return;
    }
    const std::size_t first = (from + kSampleBlock - 1) / kSampleBlock;
    const std::size_t last = to / kSampleBlock;
    if (!m_cuts || first > last)
        return m_summer.addWhole(m_slot, from, to, sum);
    if (from % kSampleBlock != 0)
        addHead(from, sum);
    addEntries(0, first, last, sum);
    if (to % kSampleBlock != 0)
        addTail(to, sum);
    sum.count += (last - first) * kSampleBlock;
}

/// From an edge to the end of its block.
void StoreColumns::addHead(std::size_t from, ColumnSum &sum)
{
    const std::size_t end = (from / kSampleBlock + 1) * kSampleBlock;
    if (from != m_cutAt)
        return m_summer.addWhole(m_slot, from, end, sum);
    sum.reduction.add(m_cut.after);
    sum.count += end - from;
}

/// From the beginning of a block to an edge in it.
void StoreColumns::addTail(std::size_t to, ColumnSum &sum)
{
    const std::size_t block = to / kSampleBlock;
    const std::uint64_t newest = (m_chunk << SampleRing::kSlotBits) + (block + 1) * kSampleBlock - 1; // of the block
    m_cutAt = 0;
    if (newest >= m_bounds.end || !m_ring.split(m_summer.channel(), m_slot, block, to % kSampleBlock, m_cut))
        return m_summer.addWhole(m_slot, block * kSampleBlock, to, sum);
    m_cutAt = to;
    sum.reduction.add(m_cut.before);
    sum.count += to % kSampleBlock;
}

void StoreColumns::addEntries(unsigned level, std::size_t first, std::size_t last, ColumnSum &sum) const
{
    constexpr std::size_t few = 4;
    const SampleReduction *entries = m_ring.entries(m_summer.channel(), level)
        + (m_slot << (SampleRing::kSlotBits - SampleRing::levelBits(level)));
    if (last - first > few)
        return sampleKernels().reduceAll(entries + first, last - first, sum.reduction);
    for (; first < last; ++first)
        sum.reduction.add(entries[first]);
}

} // namespace device_link
