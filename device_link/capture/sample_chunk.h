// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sample_summary.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace device_link {

/// Which raw channels give the derived power channel.
struct PowerPair {
    std::size_t current = 0;
    std::size_t voltage = 0;
};

/// 65536 consecutive indices of a stream: raw values per channel, NaN where none came, and their pyramid.
///
/// One writer fills it in rising order. A reader may use offsets below the end the writer has published (under the
/// store's lock) without any lock: values and summaries below it do not change any more.
class SampleChunk
{
public:
    static constexpr std::size_t kSamples = 65536;
    static constexpr std::size_t kLevels = 4; ///< summaries of 64, 1024, 16384 and 65536 samples
    static constexpr std::array<std::size_t, kLevels> kSpan = {64, 1024, 16384, kSamples};
    static constexpr std::array<unsigned, kLevels> kBits = {6, 10, 14, 16};

    /// first: index of offset 0, a multiple of kSamples.
    SampleChunk(std::uint64_t first, std::size_t rawChannels, std::optional<PowerPair> power);

    [[nodiscard]] std::uint64_t first() const { return m_first; }
    [[nodiscard]] std::uint64_t last() const { return m_first + (kSamples - 1); } ///< inclusive: may be 2^64 - 1
    /// Index of the oldest sample in it.
    [[nodiscard]] std::uint64_t firstWritten() const { return m_first + m_firstOffset; }
    [[nodiscard]] std::size_t byteSize() const;

    /// Writer: copies interleaved frames to offset; they must fit.
    void write(std::size_t offset, std::span<const float> frames);
    /// Writer: completes the summaries of all runs that end at or before offset.
    void summarizeUpTo(std::size_t offset);

    /// Value of a channel (the one after the raw ones is power), NaN when it is not there.
    [[nodiscard]] float value(std::size_t channel, std::size_t offset) const
    {
        if (channel < m_raw.size())
            return m_raw[channel][offset];
        return m_raw[m_power->current][offset] * m_raw[m_power->voltage][offset];
    }

    /// Adds [from, to) of a channel to sum, from as few summaries as possible.
    template <typename Sum>
    void collect(std::size_t channel, std::size_t from, std::size_t to, Sum &sum) const
    {
        while (from < to) {
            // A run at from may be taken whole when from is aligned to it and it ends at or before to.
            const auto aligned = static_cast<unsigned>(std::countr_zero(from | kSamples));
            const auto fits = static_cast<unsigned>(std::bit_width(to - from) - 1);
            const unsigned bits = std::min(aligned, fits);
            if (bits < kBits[0]) {
                const std::size_t end = std::min(to, (from | (kSpan[0] - 1)) + 1);
                for (; from < end; ++from)
                    sum.add(value(channel, from));
                continue;
            }
            std::size_t level = kLevels - 1;
            while (bits < kBits[level])
                --level;
            sum.add(m_pyramid[channel][level][from >> kBits[level]]);
            from += kSpan[level];
        }
    }

private:
    using Levels = std::array<std::vector<SampleSummary>, kLevels>;
    [[nodiscard]] SampleSummary summarizeBlock(std::size_t channel, std::size_t block) const;

    std::uint64_t m_first;
    std::optional<PowerPair> m_power;
    std::size_t m_firstOffset = kSamples;
    std::size_t m_blocks = 0; ///< blocks of 64 summarized so far
    std::vector<std::vector<float>> m_raw;
    std::vector<Levels> m_pyramid; ///< one per channel, power included
};

} // namespace device_link
