// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sample_ring.h"

#include <algorithm>
#include <bit>

namespace device_link {

/// Counts only.
struct SampleCount {
    std::uint64_t count = 0;

    void addEntry(const SampleRing &ring, std::size_t, unsigned level, std::size_t at)
    {
        count += ring.count(level, at);
    }
    void addValues(const LinearBlock &, std::size_t from, std::size_t to) { count += to - from; }
    void addValue(std::int32_t) { ++count; }
};

/// Adds up what one pixel column needs.
struct ColumnSum {
    SampleReduction reduction;
    std::uint64_t count = 0;

    void addEntry(const SampleRing &ring, std::size_t channel, unsigned level, std::size_t at)
    {
        reduction.add(ring.entries(channel, level)[at]);
        count += ring.count(level, at);
    }
    void addValues(const LinearBlock &values, std::size_t from, std::size_t to)
    {
        sampleKernels().reduce(values, from, to, reduction);
        count += to - from;
    }
    void addValue(std::int32_t value)
    {
        reduction.add(value);
        ++count;
    }
};

/// Adds up everything; exact, whatever the order.
struct RangeSum {
    std::int32_t min = std::numeric_limits<std::int32_t>::max();
    std::int32_t max = std::numeric_limits<std::int32_t>::min();
    __extension__ __int128 sum = 0;
    WideCount squares = 0;
    std::uint64_t count = 0;

    void addEntry(const SampleRing &ring, std::size_t channel, unsigned level, std::size_t at)
    {
        const SampleReduction &entry = ring.entries(channel, level)[at];
        min = entry.min < min ? entry.min : min;
        max = entry.max > max ? entry.max : max;
        sum += entry.sum;
        squares += ring.squares(channel, level, at);
        count += ring.count(level, at);
    }
    void addValues(const LinearBlock &values, std::size_t from, std::size_t to)
    {
        for (; from < to; ++from)
            addValue(values[from]);
    }
    void addValue(std::int32_t value)
    {
        min = value < min ? value : min;
        max = value > max ? value : max;
        sum += value;
        squares += static_cast<std::uint64_t>(std::int64_t(value) * value);
        ++count;
    }
};

/// Adds up parts of slots from as few pyramid entries as there are. Keeps the block that it linearised last: the
/// columns of a close view share blocks.
class SampleSummer
{
public:
    SampleSummer(const SampleRing &ring, std::size_t channel)
        : m_ring(ring)
        , m_channel(channel)
    {
    }

    [[nodiscard]] std::size_t channel() const { return m_channel; }
    /// [from, to) of a slot.
    template <typename Sum>
    void add(std::size_t slot, std::size_t from, std::size_t to, Sum &sum)
    {
        const std::size_t first = (from + kSampleBlock - 1) / kSampleBlock;
        const std::size_t last = to / kSampleBlock;
        if (first > last)
            return addPart(slot, from / kSampleBlock, from % kSampleBlock, to % kSampleBlock, sum);
        if (from % kSampleBlock != 0)
            addPart(slot, from / kSampleBlock, from % kSampleBlock, kSampleBlock, sum);
        if (to % kSampleBlock != 0)
            addPart(slot, last, 0, to % kSampleBlock, sum);
        addEntries(0, (slot << (SampleRing::kSlotBits - SampleRing::kBlockBits)) + first,
            (slot << (SampleRing::kSlotBits - SampleRing::kBlockBits)) + last, SampleRing::kSlotLevel, sum);
    }

    /// [from, to) of a slot of which every sample is there.
    void addWhole(std::size_t slot, std::size_t from, std::size_t to, ColumnSum &sum)
    {
        sum.count += to - from;
        for (; from < to && from % kSampleBlock != 0; from = std::min(to, (from / kSampleBlock + 1) * kSampleBlock))
            addValues(slot, from / kSampleBlock, from % kSampleBlock,
                std::min(to - from / kSampleBlock * kSampleBlock, kSampleBlock), sum);
        const SampleReduction *entries = m_ring.entries(m_channel, 0);
        const std::size_t base = slot << (SampleRing::kSlotBits - SampleRing::kBlockBits);
        for (; from + kSampleBlock <= to; from += kSampleBlock)
            sum.reduction.add(entries[base + from / kSampleBlock]);
        if (from < to)
            addValues(slot, from / kSampleBlock, 0, to % kSampleBlock, sum);
    }

    /// Whole slots whose positions follow each other.
    template <typename Sum>
    void addSlots(std::size_t first, std::size_t last, Sum &sum)
    {
        addEntries(SampleRing::kSlotLevel, first, last, m_ring.levels() - 1, sum);
    }

private:
    /// Entries [first, last) of a level, as far as it goes those of higher ones.
    template <typename Sum>
    void addEntries(unsigned level, std::size_t first, std::size_t last, unsigned highest, Sum &sum)
    {
        constexpr std::size_t branch = std::size_t(1) << SampleRing::kBranchBits;
        for (; first < last; ++level, first /= branch, last /= branch) {
            while (first < last && (level == highest || first % branch != 0))
                sum.addEntry(m_ring, m_channel, level, first++);
            while (first < last && last % branch != 0)
                sum.addEntry(m_ring, m_channel, level, --last);
        }
    }

    template <typename Sum>
    void addPart(std::size_t slot, std::size_t block, std::size_t from, std::size_t to, Sum &sum)
    {
        const std::uint64_t wanted = (~std::uint64_t(0) >> (kSampleBlock - (to - from))) << from;
        std::uint64_t there = m_ring.present(slot, block) & wanted;
        if (there == 0)
            return;
        load(slot, block);
        if (there == wanted)
            return sum.addValues(m_values, from, to);
        for (; there != 0; there &= there - 1)
            sum.addValue(m_values[static_cast<std::size_t>(std::countr_zero(there))]);
    }

    void addValues(std::size_t slot, std::size_t block, std::size_t from, std::size_t to, ColumnSum &sum)
    {
        load(slot, block);
        sampleKernels().reduce(m_values, from, to, sum.reduction);
    }

    void load(std::size_t slot, std::size_t block)
    {
        if (slot == m_slot && block == m_block)
            return;
        m_ring.linear(m_channel, slot, block, m_values);
        m_slot = slot;
        m_block = block;
    }

    const SampleRing &m_ring;
    std::size_t m_channel;
    std::size_t m_slot = ~std::size_t(0);
    std::size_t m_block = 0;
    LinearBlock m_values;
};

} // namespace device_link
