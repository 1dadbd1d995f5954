// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

namespace device_link {

namespace {

constexpr unsigned kStepBits = 12; ///< steps in a power of two, and below the first
constexpr std::uint32_t kSteps = 1U << kStepBits;
constexpr std::uint32_t kHalf = kSteps / 2;
constexpr unsigned kPowers = 17; ///< |linear| < 2^29
constexpr std::uint32_t kSide = kPowers * kHalf + kSteps;
constexpr std::uint64_t kAll = ~std::uint64_t(0);

/// The middle of the values that have this distance from the middle key.
std::int32_t magnitude(std::uint32_t step)
{
    if (step < kSteps)
        return static_cast<std::int32_t>(step);
    const std::uint32_t shift = step / kHalf - 1;
    const std::uint32_t leading = step - shift * kHalf;
    return static_cast<std::int32_t>((leading << shift) + ((1U << shift) >> 1));
}

std::uint32_t stepOf(std::uint32_t magnitude)
{
    const int width = std::bit_width(magnitude);
    const unsigned shift = width > int(kStepBits) ? unsigned(width) - kStepBits : 0;
    return (magnitude >> shift) + shift * kHalf;
}

} // namespace

std::uint32_t SampleBins::keyOf(std::int32_t linear)
{
    return linear >= 0 ? kSide + stepOf(static_cast<std::uint32_t>(linear))
                       : kSide - stepOf(static_cast<std::uint32_t>(-linear));
}

SampleBins::SampleBins(const SampleRing &ring, std::size_t channel)
    : SampleBins(channel < ring.rawChannels() ? &ring.scale(channel) : nullptr)
{
    m_channel = channel;
}

SampleBins::SampleBins(const SampleScale *scale)
    : m_byWord(scale && scale->codeBits <= 16)
{
    if (m_byWord) {
        m_linear.resize(scale->wordLimit());
        for (std::uint32_t word = 0; word < m_linear.size(); ++word)
            m_linear[word] = scale->linear(word);
    } else {
        m_linear.resize(2 * std::size_t(kSide) + 1);
        for (std::uint32_t key = 0; key < m_linear.size(); ++key)
            m_linear[key] = key >= kSide ? magnitude(key - kSide) : -magnitude(kSide - key);
    }
    m_order.resize(m_linear.size());
    std::iota(m_order.begin(), m_order.end(), 0U);
    std::ranges::stable_sort(m_order, {}, [this](std::uint32_t key) { return m_linear[key]; });
}

std::vector<std::int32_t> SampleBins::quantiles(
    std::span<const std::uint64_t> counts, std::span<const double> quantiles) const
{
    std::uint64_t total = 0;
    for (const std::uint64_t some : counts)
        total += some;
    std::vector<std::int32_t> found;
    if (total == 0)
        return found;
    auto key = m_order.begin();
    std::uint64_t below = counts[*key];
    for (const double quantile : quantiles) {
        const auto rank
            = static_cast<std::uint64_t>(std::ceil(std::clamp(quantile, 0.0, 1.0) * static_cast<double>(total)));
        while (below < std::max<std::uint64_t>(1, std::min(rank, total)))
            below += counts[*++key];
        found.push_back(m_linear[*key]);
    }
    return found;
}

void SampleBins::add(
    const SampleRing &ring, std::size_t slot, std::size_t from, std::size_t to, std::span<std::uint32_t> counts) const
{
    while (from < to) {
        const std::size_t block = from / kSampleBlock;
        const std::size_t end = std::min(to, (block + 1) * kSampleBlock);
        addBlock(ring, slot, block, (kAll >> (kSampleBlock - (end - from))) << (from % kSampleBlock), counts);
        from = end;
    }
}

void SampleBins::addBlock(const SampleRing &ring, std::size_t slot, std::size_t block, std::uint64_t wanted,
    std::span<std::uint32_t> counts) const
{
    std::uint64_t there = ring.present(slot, block) & wanted;
    if (there == 0)
        return;
    if (m_byWord) {
        const std::size_t first = block * kSampleBlock;
        if (const std::uint16_t *words = ring.words16(m_channel, slot, first); words && there == kAll) {
            for (std::size_t i = 0; i < kSampleBlock; ++i)
                ++counts[words[i]];
            return;
        }
        for (; there != 0; there &= there - 1)
            ++counts[ring.word(m_channel, slot, first + static_cast<std::size_t>(std::countr_zero(there)))];
        return;
    }
    LinearBlock values;
    ring.linear(m_channel, slot, block, values);
    for (; there != 0; there &= there - 1)
        ++counts[keyOf(values[static_cast<std::size_t>(std::countr_zero(there))])];
}

} // namespace device_link
