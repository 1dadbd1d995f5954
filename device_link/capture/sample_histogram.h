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

    [[nodiscard]] std::size_t count() const { return m_linear.size(); }
    /// All keys, by rising linear value.
    [[nodiscard]] const std::vector<std::uint32_t> &order() const { return m_order; }
    [[nodiscard]] std::int32_t linear(std::uint32_t key) const { return m_linear[key]; }
    /// Adds the samples of [from, to) of a slot to count() counters.
    void add(const SampleRing &ring, std::size_t slot, std::size_t from, std::size_t to,
        std::span<std::uint32_t> counts) const;

    /// The key of a linear value, where words are not keys.
    [[nodiscard]] static std::uint32_t keyOf(std::int32_t linear);

private:
    void addBlock(const SampleRing &ring, std::size_t slot, std::size_t block, std::uint64_t wanted,
        std::span<std::uint32_t> counts) const;

    std::size_t m_channel;
    bool m_byWord;
    std::vector<std::int32_t> m_linear; ///< by key
    std::vector<std::uint32_t> m_order;
};

} // namespace device_link
