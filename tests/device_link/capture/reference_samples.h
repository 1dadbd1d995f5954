// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/sample_scale.h"
#include "device_link/capture/sample_store.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <random>
#include <vector>

/// A plain array of what was appended, and the slow, obvious way to everything the store answers quickly.
class ReferenceSamples
{
public:
    explicit ReferenceSamples(std::uint64_t base) // index of the first element
        : m_base(base)
        , m_info(kitStream())
        , m_scales{device_link::sampleScale(m_info.channels[0]), device_link::sampleScale(m_info.channels[1])}
        , m_product(device_link::productScale(m_scales[0], m_scales[1]))
    {
    }

    /// Words of 32 bits that hold thousands, and small binary fractions without a rest.
    static device_link::SampleStreamInfo powerStream(std::int64_t rateHz = 100000)
    {
        device_link::SampleStreamInfo info;
        const std::vector<device_link::SampleRange> range{{1.0 / 4096, 0}};
        info.channels = {{"current", "A", 32, 0, range, 8192}, {"voltage", "V", 32, 0, range, 8}};
        info.rateHz = double(rateHz);
        info.rateNum = rateHz;
        info.bootId = 7;
        return info;
    }

    /// A converter of 14 bits and three ranges that no common step fits, and one of 16 bits.
    static device_link::SampleStreamInfo kitStream()
    {
        device_link::SampleStreamInfo info = powerStream();
        info.channels = {{"current", "A", 16, 2, {{1.0003e-6, -2e-6}, {0.9987e-5, 1e-6}, {1.0011e-4, 3e-5}}},
            {"voltage", "V", 16, 0, {{1e-4, 0}}}};
        return info;
    }

    [[nodiscard]] std::int64_t timeOf(std::uint64_t index) const
    {
        return 1'000'000 + std::int64_t(index - m_base) * 10'000;
    }

    /// Appends random blocks with random gaps to the store and to this until about count indices are used.
    void fill(device_link::SampleStore &store, std::uint32_t seed, std::size_t count, std::size_t longestGap)
    {
        std::mt19937 random(seed);
        while (m_frames.size() < count) {
            if (random() % 4 == 0) {
                const std::size_t gap = 1 + random() % (random() % 3 == 0 ? longestGap : 70);
                m_frames.resize(m_frames.size() + gap, std::nullopt);
            }
            append(store, random, 1 + random() % (random() % 5 == 0 ? 3000 : 200));
        }
    }

    void append(device_link::SampleStore &store, std::mt19937 &random, std::size_t frames)
    {
        std::vector<std::uint8_t> block;
        const std::uint64_t first = end();
        for (std::size_t i = 0; i < frames; ++i) {
            if (random() % 100 == 0)
                m_range = static_cast<unsigned>(random() % 3);
            const auto current = static_cast<std::uint16_t>(m_range << 14 | (random() % 2000 + 9000));
            const auto voltage = static_cast<std::uint16_t>(33000 + random() % 9000);
            m_frames.push_back(Frame{current, voltage});
            for (const std::uint16_t word : {current, voltage}) {
                block.push_back(static_cast<std::uint8_t>(word));
                block.push_back(static_cast<std::uint8_t>(word >> 8));
            }
        }
        m_accepted = store.append(first, timeOf(first), block) && m_accepted;
    }

    [[nodiscard]] bool accepted() const { return m_accepted; } ///< the store took every block so far
    [[nodiscard]] std::uint64_t base() const { return m_base; }
    [[nodiscard]] std::uint64_t end() const { return m_base + m_frames.size(); }
    [[nodiscard]] double quantum(std::size_t channel) const
    {
        return channel == 2 ? m_product.quantum : m_scales.at(channel).quantum;
    }

    /// Nothing outside and in gaps. Channel 2 is the power product.
    [[nodiscard]] std::optional<std::int32_t> linear(std::size_t channel, std::uint64_t index) const
    {
        if (index < m_base || index >= end() || !m_frames[index - m_base])
            return std::nullopt;
        const Frame &frame = *m_frames[index - m_base];
        return channel == 2 ? m_product.linear(m_scales[0].linear(frame[0]), m_scales[1].linear(frame[1]))
                            : m_scales.at(channel).linear(frame.at(channel));
    }
    [[nodiscard]] float value(std::size_t channel, std::uint64_t index) const
    {
        const std::optional<std::int32_t> there = linear(channel, index);
        return there ? static_cast<float>(*there * quantum(channel)) : std::numeric_limits<float>::quiet_NaN();
    }

    [[nodiscard]] device_link::SampleStats stats(std::size_t channel, std::uint64_t first, std::uint64_t last) const
    {
        device_link::SampleStats stats;
        std::vector<std::int32_t> all;
        for (std::uint64_t index = first; index < last && index < end(); ++index) {
            const std::optional<std::int32_t> there = linear(channel, index);
            if (there)
                all.push_back(*there);
            else
                ++stats.missing;
        }
        stats.count = all.size();
        if (all.empty())
            return stats;
        const double step = quantum(channel);
        stats.min = double(*std::ranges::min_element(all)) * step;
        stats.max = double(*std::ranges::max_element(all)) * step;
        std::int64_t sum = 0; // of at most 2^29 each
        for (const std::int32_t value : all)
            sum += value;
        const auto n = static_cast<long double>(all.size());
        const long double mean = static_cast<long double>(sum) / n;
        long double deviations = 0;
        long double squares = 0;
        for (const std::int32_t value : all) {
            deviations += (value - mean) * (value - mean);
            squares += static_cast<long double>(value) * value;
        }
        stats.sum = double(static_cast<long double>(sum) * static_cast<long double>(step));
        stats.mean = double(mean * static_cast<long double>(step));
        stats.rms = double(std::sqrt(squares / n)) * step;
        stats.stddev = double(std::sqrt(deviations / n)) * step;
        return stats;
    }

private:
    using Frame = std::array<std::uint16_t, 2>;
    std::uint64_t m_base;
    device_link::SampleStreamInfo m_info;
    std::array<device_link::SampleScale, 2> m_scales;
    device_link::ProductScale m_product;
    bool m_accepted = true;
    unsigned m_range = 1;
    std::vector<std::optional<Frame>> m_frames;
};
