// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_slots.h"

namespace device_link {

std::size_t SampleSlots::open(std::uint64_t chunk, std::uint64_t first)
{
    const std::uint64_t slot = m_endSlot.load(std::memory_order_relaxed);
    if (slot >= m_count) {
        m_beginSlot.store(slot - m_count + 1, std::memory_order_relaxed);
        std::atomic_thread_fence(std::memory_order_release); // before anything is written to the slot
    }
    Slot &taken = m_slots[positionOf(slot)];
    taken.chunk.store(chunk, std::memory_order_relaxed);
    taken.first.store(first, std::memory_order_relaxed);
    m_endSlot.store(slot + 1, std::memory_order_release);
    return positionOf(slot);
}

SampleBounds SampleSlots::bounds() const
{
    for (;;) {
        SampleBounds bounds;
        bounds.end = m_end.load(std::memory_order_acquire);
        bounds.endSlot = m_endSlot.load(std::memory_order_acquire);
        bounds.beginSlot = m_beginSlot.load(std::memory_order_acquire);
        if (bounds.beginSlot >= bounds.endSlot)
            return {};
        // What was lost before the first sample is a gap as long as nothing was thrown away.
        if (bounds.beginSlot > 0)
            bounds.begin = m_slots[positionOf(bounds.beginSlot)].first.load(std::memory_order_relaxed);
        if (hold(bounds))
            return bounds;
    }
}

bool SampleSlots::hold(const SampleBounds &bounds) const
{
    std::atomic_thread_fence(std::memory_order_acquire);
    return m_beginSlot.load(std::memory_order_relaxed) == bounds.beginSlot;
}

std::uint64_t SampleSlots::slotAt(const SampleBounds &bounds, std::uint64_t chunk) const
{
    // Where nothing is missing the chunks of the slots follow each other.
    const std::uint64_t last = chunkOf(bounds.endSlot - 1);
    if (chunk <= last && last - chunk < bounds.endSlot - bounds.beginSlot) {
        const std::uint64_t guess = bounds.endSlot - 1 - (last - chunk);
        if (chunkOf(guess) == chunk)
            return guess;
    }
    std::uint64_t low = bounds.beginSlot;
    std::uint64_t high = bounds.endSlot;
    while (low < high) {
        const std::uint64_t middle = low + (high - low) / 2;
        if (chunkOf(middle) < chunk)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

} // namespace device_link
