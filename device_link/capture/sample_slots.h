// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sample_ring.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <memory>

namespace device_link {

/// What of a ring may be read at some moment. Slots are numbered from the start of the store on and never again.
struct SampleBounds {
    std::uint64_t beginSlot = 0, endSlot = 0;
    std::uint64_t begin = 0, end = 0; ///< sample indices; begin is 0 until the first slot is used anew
};

/// Consecutive samples of one slot.
struct SamplePart {
    std::size_t slot = 0;             ///< position in the ring
    std::size_t offset = 0, last = 0; ///< in the slot; last is one past the end
    std::uint64_t firstIndex = 0;     ///< of offset
};

/// Which 2^18 sample indices each slot of a ring holds. One writer, any number of readers, no lock.
///
/// A reader takes the bounds, reads, and asks at the end whether they still hold: the writer moves the begin up before
/// it uses the oldest slot anew. (At 2 MS/s it takes an eighth of a second to fill a slot, and a read under a
/// millisecond: what a reader saw is as good as never thrown away.)
class SampleSlots
{
public:
    explicit SampleSlots(std::size_t slots)
        : m_count(slots)
        , m_slots(std::make_unique<Slot[]>(slots))
    {
    }

    // Writer
    /// The position of a new slot that holds the indices of chunk (index / 2^18), whose first sample is first.
    std::size_t open(std::uint64_t chunk, std::uint64_t first);
    void publish(std::uint64_t end) { m_end.store(end, std::memory_order_release); }

    // Readers
    [[nodiscard]] SampleBounds bounds() const;
    [[nodiscard]] bool hold(const SampleBounds &bounds) const;
    /// Calls use(part) for what is kept of [from, to), in order.
    template <typename Use>
    void forEachPart(const SampleBounds &bounds, std::uint64_t from, std::uint64_t to, Use use) const
    {
        from = std::max(from, bounds.begin);
        to = std::min(to, bounds.end);
        if (from >= to)
            return;
        const std::uint64_t lastChunk = (to - 1) >> SampleRing::kSlotBits;
        for (std::uint64_t slot = slotAt(bounds, from >> SampleRing::kSlotBits); slot < bounds.endSlot; ++slot) {
            const std::uint64_t chunk = chunkOf(slot);
            if (chunk > lastChunk)
                return;
            const std::uint64_t first = std::max(from, chunk << SampleRing::kSlotBits);
            const auto offset = static_cast<std::size_t>(first % SampleRing::kSlot);
            const auto last
                = chunk == lastChunk ? static_cast<std::size_t>((to - 1) % SampleRing::kSlot) + 1 : SampleRing::kSlot;
            use(SamplePart{positionOf(slot), offset, last, first});
        }
    }
    [[nodiscard]] std::uint64_t chunkOf(std::uint64_t slot) const
    {
        return m_slots[positionOf(slot)].chunk.load(std::memory_order_relaxed);
    }
    /// The first slot whose chunk is at least this one.
    [[nodiscard]] std::uint64_t slotAt(const SampleBounds &bounds, std::uint64_t chunk) const;
    [[nodiscard]] std::size_t positionOf(std::uint64_t slot) const { return static_cast<std::size_t>(slot % m_count); }

private:
    struct Slot {
        std::atomic<std::uint64_t> chunk = 0;
        std::atomic<std::uint64_t> first = 0; ///< index of its oldest sample
    };
    std::size_t m_count;
    std::unique_ptr<Slot[]> m_slots;
    std::atomic<std::uint64_t> m_beginSlot = 0;
    std::atomic<std::uint64_t> m_endSlot = 0;
    std::atomic<std::uint64_t> m_end = 0;
};

} // namespace device_link
