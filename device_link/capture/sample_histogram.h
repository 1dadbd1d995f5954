// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sample_ring.h"

#include <cstdint>
#include <span>
#include <vector>

namespace device_link {

/// How often each value occurs, without those that do not.
struct SampleHistogram {
    struct Bin {
        std::uint32_t key = 0;
        std::uint32_t count = 0;
    };
    std::vector<Bin> bins; ///< by rising key
};

/// The bins of a channel. A channel of 8 or 16 bits has one for each word. Others (words of 32 bits, power) have one
/// for each linear value up to 4096 and one for each 4096th part of it above: they are told to within 0.02 %.
class SampleBins
{
public:
    SampleBins(const SampleRing &ring, std::size_t channel);
    /// scale: of a channel whose samples are not in a ring; null for power.
    explicit SampleBins(const SampleScale *scale);

    [[nodiscard]] std::size_t count() const { return m_linear.size(); }
    /// Of samples that were counted by key: those, as linear values, of which the given parts (0 to 1, rising) of all
    /// are not above. Empty when there is none.
    [[nodiscard]] std::vector<std::int32_t> quantiles(
        std::span<const std::uint64_t> counts, std::span<const double> quantiles) const;
    /// Adds the samples of [from, to) of a slot to count() counters.
    void add(const SampleRing &ring, std::size_t slot, std::size_t from, std::size_t to,
        std::span<std::uint32_t> counts) const;

    /// Words are keys.
    [[nodiscard]] bool byWord() const { return m_byWord; }
    /// The key of a linear value, where words are not keys.
    [[nodiscard]] static std::uint32_t keyOf(std::int32_t linear);

private:
    void addBlock(const SampleRing &ring, std::size_t slot, std::size_t block, std::uint64_t wanted,
        std::span<std::uint32_t> counts) const;

    std::size_t m_channel = 0; ///< of a ring
    bool m_byWord;
    std::vector<std::int32_t> m_linear; ///< by key
    std::vector<std::uint32_t> m_order; ///< all keys, by rising linear value
};

} // namespace device_link
