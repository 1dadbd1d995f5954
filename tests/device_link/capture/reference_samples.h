// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/sample_store.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

/// A plain array of what was appended, and the slow, obvious way to everything the store answers quickly.
class ReferenceSamples
{
public:
    explicit ReferenceSamples(std::uint64_t base) // index of the first element
        : m_base(base)
    {
    }

    static device_link::SampleStreamInfo powerStream(std::int64_t rateHz = 100000)
    {
        device_link::SampleStreamInfo info;
        info.channels = {{"current", "A"}, {"voltage", "V"}};
        info.rateHz = double(rateHz);
        info.rateNum = rateHz;
        info.bootId = 7;
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
                m_frames.resize(m_frames.size() + gap, {kNone, kNone});
            }
            append(store, random, 1 + random() % (random() % 5 == 0 ? 3000 : 200));
        }
    }

    void append(device_link::SampleStore &store, std::mt19937 &random, std::size_t frames)
    {
        std::normal_distribution<float> current(0.05F, 0.01F);
        std::uniform_real_distribution<float> voltage(3.3F, 4.2F);
        std::vector<float> block;
        const std::uint64_t first = end();
        for (std::size_t i = 0; i < frames; ++i) {
            m_frames.push_back({current(random), voltage(random)});
            block.push_back(m_frames.back()[0]);
            block.push_back(m_frames.back()[1]);
        }
        m_accepted = store.append(first, timeOf(first), block) && m_accepted;
    }

    [[nodiscard]] bool accepted() const { return m_accepted; } ///< the store took every block so far
    [[nodiscard]] std::uint64_t base() const { return m_base; }
    [[nodiscard]] std::uint64_t end() const { return m_base + m_frames.size(); }

    /// NaN outside and in gaps. Channel 2 is the power product.
    [[nodiscard]] float value(std::size_t channel, std::uint64_t index) const
    {
        if (index < m_base || index >= end())
            return kNone;
        const auto &frame = m_frames[index - m_base];
        return channel == 2 ? frame[0] * frame[1] : frame[channel];
    }

    [[nodiscard]] device_link::SampleStats stats(std::size_t channel, std::uint64_t first, std::uint64_t last) const
    {
        device_link::SampleStats stats;
        long double sum = 0;
        long double squares = 0;
        for (std::uint64_t index = first; index < last && index < end(); ++index) {
            const float v = value(channel, index);
            if (std::isnan(v)) {
                ++stats.missing;
                continue;
            }
            stats.min = stats.count ? std::min(stats.min, double(v)) : double(v);
            stats.max = stats.count ? std::max(stats.max, double(v)) : double(v);
            sum += static_cast<long double>(v);
            squares += static_cast<long double>(v) * static_cast<long double>(v);
            ++stats.count;
        }
        if (stats.count == 0)
            return stats;
        const auto n = static_cast<long double>(stats.count);
        stats.sum = double(sum);
        stats.mean = double(sum / n);
        stats.rms = double(std::sqrt(squares / n));
        stats.stddev = double(std::sqrt(std::max(0.0L, squares / n - (sum / n) * (sum / n))));
        return stats;
    }

private:
    static constexpr float kNone = std::numeric_limits<float>::quiet_NaN();
    std::uint64_t m_base;
    bool m_accepted = true;
    std::vector<std::array<float, 2>> m_frames;
};
