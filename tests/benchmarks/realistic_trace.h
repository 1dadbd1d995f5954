// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/sample_store.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

/// What a kit's rail looks like: plateaus of the radio states, the ripple of tokens, bursts, and the noise of the
/// converter (3 codes of current, 1 of voltage), as words of stream "power" (PROTOCOL.md §5.6).
namespace realistic_trace {

inline device_link::SampleStreamInfo stream()
{
    device_link::SampleStreamInfo info;
    info.channels = {{"current", "A", 16, 2, {{1e-6, 0}, {1e-5, 0}, {1e-4, 0}}}, {"voltage", "V", 16, 0, {{1e-4, 0}}}};
    info.rateNum = 2'000'000;
    info.rateHz = 2'000'000;
    return info;
}

inline void put(std::vector<std::uint8_t> &frames, unsigned word)
{
    frames.push_back(static_cast<std::uint8_t>(word));
    frames.push_back(static_cast<std::uint8_t>(word >> 8));
}

/// count frames at 2 MS/s.
inline std::vector<std::uint8_t> frames(std::size_t count, std::uint32_t seed = 1)
{
    std::mt19937 random(seed);
    std::normal_distribution<double> noise(0, 1);
    constexpr double plateaus[] = {0.0031, 0.118, 0.0305, 0.0031, 0.185, 0.061}; // A
    std::vector<std::uint8_t> frames;
    frames.reserve(4 * count);
    for (std::size_t i = 0; i < count; ++i) {
        double amps = plateaus[i / 300'000 % std::size(plateaus)];
        if (amps > 0.1)
            amps += 0.01 * std::sin(double(i % 100'000) * 6.283185 / 100'000); // 20 tokens a second
        if (i % 2'000'000 < 4000)
            amps = 0.42; // a burst of the transmitter
        const unsigned range = amps < 0.015 ? 0 : amps < 0.15 ? 1 : 2;
        const double code = std::round(amps * (range == 0 ? 1e6 : range == 1 ? 1e5 : 1e4) + 3 * noise(random));
        put(frames, range << 14 | static_cast<unsigned>(std::clamp(code, 0.0, 16383.0)));
        put(frames, static_cast<unsigned>(38'000 - 400 * amps + noise(random)));
    }
    return frames;
}

} // namespace realistic_trace
