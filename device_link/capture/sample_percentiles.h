// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sample_histogram.h"
#include "sample_slots.h"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

namespace device_link {

/// Percentiles of ranges of a ring, from histograms that are kept of every full slot, of every 16 slots in a row, and
/// of every 256. They are made when they are first needed: the first look at a long range takes about a nanosecond a
/// sample, later ones a few milliseconds. Any thread but the GUI's; they take turns.
class SamplePercentiles
{
public:
    SamplePercentiles(const SampleRing &ring, const SampleSlots &slots);

    /// The samples at these quantiles (0 to 1, rising) of what is kept of [first, last), as linear values: that of
    /// which the given part of all samples is not above it. Empty when no sample is there.
    [[nodiscard]] std::vector<std::int32_t> of(
        std::size_t channel, std::uint64_t first, std::uint64_t last, std::span<const double> quantiles);

private:
    static constexpr unsigned kLevels = 3;
    static constexpr unsigned kGroupBits = 4; ///< 16 histograms make one of the next level
    struct Channel {
        std::unique_ptr<SampleBins> bins;
        /// By chunk number divided by the chunks in a histogram of the level.
        std::array<std::map<std::uint64_t, SampleHistogram>, kLevels> kept;
    };
    Channel &prepared(std::size_t channel, std::uint64_t firstChunk);
    void count(Channel &channel, const SampleBounds &now, std::uint64_t first, std::uint64_t last);
    void countPart(Channel &channel, const SamplePart &part);
    /// The coarsest level of which a histogram begins with this slot, and ends before endSlot.
    [[nodiscard]] unsigned levelAt(std::uint64_t slot, std::uint64_t endSlot) const;
    const SampleHistogram &histogram(Channel &channel, unsigned level, std::uint64_t slot);
    void sumUp(const SampleHistogram &histogram);
    [[nodiscard]] SampleHistogram takePartial();

    const SampleRing &m_ring;
    const SampleSlots &m_slots;
    std::mutex m_mutex; ///< guards what follows
    std::vector<Channel> m_channels;
    std::vector<std::uint64_t> m_counts;  ///< of the range that is asked for
    std::vector<std::uint32_t> m_partial; ///< of what is being counted; all 0 in between
};

} // namespace device_link
