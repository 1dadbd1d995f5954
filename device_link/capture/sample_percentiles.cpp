// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_percentiles.h"

#include <algorithm>
#include <utility>

namespace device_link {

SamplePercentiles::SamplePercentiles(const SampleRing &ring, const SampleSlots &slots)
    : m_ring(ring)
    , m_slots(slots)
    , m_channels(ring.channels())
{
}

std::vector<std::int32_t> SamplePercentiles::of(
    std::size_t channel, std::uint64_t first, std::uint64_t last, std::span<const double> quantiles)
{
    const std::scoped_lock lock(m_mutex);
    Channel *prepare = nullptr;
    SampleBounds now;
    do {
        now = m_slots.bounds();
        prepare = &prepared(channel, now.endSlot > 0 ? m_slots.chunkOf(now.beginSlot) : 0);
        m_counts.assign(prepare->bins->count(), 0);
        count(*prepare, now, first, last);
    } while (!m_slots.hold(now));

    return prepare->bins->quantiles(m_counts, quantiles);
}

/// With what is kept of thrown-away slots forgotten.
SamplePercentiles::Channel &SamplePercentiles::prepared(std::size_t channel, std::uint64_t firstChunk)
{
    Channel &mine = m_channels.at(channel);
    if (!mine.bins)
        mine.bins = std::make_unique<SampleBins>(m_ring, channel);
    for (unsigned level = 0; level < kLevels; ++level) {
        const std::uint64_t last = (std::uint64_t(1) << (kGroupBits * level)) - 1;
        auto &kept = mine.kept.at(level);
        kept.erase(kept.begin(), kept.lower_bound((firstChunk + last) >> (kGroupBits * level)));
    }
    m_partial.assign(mine.bins->count(), 0);
    return mine;
}

void SamplePercentiles::count(Channel &channel, const SampleBounds &now, std::uint64_t first, std::uint64_t last)
{
    first = std::max(first, now.begin);
    last = std::min(last, now.end);
    if (first >= last)
        return;
    const auto countHere = [&](const SamplePart &part) { countPart(channel, part); };
    std::uint64_t slot = m_slots.slotAt(now, first >> SampleRing::kSlotBits);
    const std::uint64_t lastSlot = m_slots.slotAt(now, (last - 1) >> SampleRing::kSlotBits);
    if (lastSlot <= slot)
        return m_slots.forEachPart(now, first, last, countHere);
    // A slot whose start was lost begins later than its chunk: what it holds is the same.
    if (first > m_slots.chunkOf(slot) << SampleRing::kSlotBits) {
        m_slots.forEachPart(now, first, (m_slots.chunkOf(slot) + 1) << SampleRing::kSlotBits, countHere);
        ++slot;
    }
    while (slot < lastSlot) {
        const unsigned level = levelAt(slot, lastSlot);
        sumUp(histogram(channel, level, slot));
        slot += std::uint64_t(1) << (kGroupBits * level);
    }
    if (lastSlot < now.endSlot)
        m_slots.forEachPart(now, m_slots.chunkOf(lastSlot) << SampleRing::kSlotBits, last, countHere);
}

void SamplePercentiles::countPart(Channel &channel, const SamplePart &part)
{
    channel.bins->add(m_ring, part.slot, part.offset, part.last, m_partial);
    for (std::size_t key = 0; key < m_partial.size(); ++key)
        m_counts[key] += std::exchange(m_partial[key], 0);
}

unsigned SamplePercentiles::levelAt(std::uint64_t slot, std::uint64_t endSlot) const
{
    const std::uint64_t chunk = m_slots.chunkOf(slot);
    unsigned level = 0;
    for (unsigned higher = 1; higher < kLevels; ++higher) {
        const std::uint64_t slots = std::uint64_t(1) << (kGroupBits * higher);
        if (chunk % slots != 0 || slot + slots > endSlot || m_slots.chunkOf(slot + slots - 1) != chunk + slots - 1)
            break;
        level = higher;
    }
    return level;
}

const SampleHistogram &SamplePercentiles::histogram(Channel &channel, unsigned level, std::uint64_t slot)
{
    auto &kept = channel.kept.at(level);
    const std::uint64_t number = m_slots.chunkOf(slot) >> (kGroupBits * level);
    const auto known = kept.find(number);
    if (known != kept.end())
        return known->second;
    if (level == 0) {
        channel.bins->add(m_ring, m_slots.positionOf(slot), 0, SampleRing::kSlot, m_partial);
        return kept.emplace(number, takePartial()).first->second;
    }
    std::vector<const SampleHistogram *> parts;
    for (std::uint64_t i = 0; i < std::uint64_t(1) << kGroupBits; ++i)
        parts.push_back(&histogram(channel, level - 1, slot + (i << (kGroupBits * (level - 1)))));
    for (const SampleHistogram *part : parts)
        for (const SampleHistogram::Bin &bin : part->bins)
            m_partial[bin.key] += bin.count;
    return kept.emplace(number, takePartial()).first->second;
}

void SamplePercentiles::sumUp(const SampleHistogram &histogram)
{
    for (const SampleHistogram::Bin &bin : histogram.bins)
        m_counts[bin.key] += bin.count;
}

SampleHistogram SamplePercentiles::takePartial()
{
    SampleHistogram histogram;
    for (std::size_t key = 0; key < m_partial.size(); ++key)
        if (m_partial[key] != 0)
            histogram.bins.push_back({static_cast<std::uint32_t>(key), std::exchange(m_partial[key], 0)});
    return histogram;
}

} // namespace device_link
