// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

namespace power_trace {

/// Words of 16 bits as a kit's converter gives them at 1 MS/s. current: two range bits; plateaus of 2 to 200 ms with a
/// ripple while tokens come, short bursts in the next range, noise of 3 codes. voltage: one range, a slow droop with
/// the current and noise of 1.5 codes.
struct Trace {
    std::vector<std::uint16_t> current;
    std::vector<std::uint16_t> voltage;
};

inline Trace make(std::size_t samples, double currentNoise = 3, double voltageNoise = 1.5)
{
    constexpr int kRangeShift = 14;
    std::mt19937 random(7);
    std::normal_distribution<double> noise;
    const auto between = [&random](int from, int to) { return std::uniform_int_distribution<int>(from, to)(random); };
    Trace trace;
    int left = 0;
    int level = 0;
    bool tokens = false;
    int untilBurst = 5'000;
    int burst = 0;
    double sag = 0;
    for (std::size_t i = 0; i < samples; ++i) {
        if (left-- == 0) {
            left = between(2'000, 200'000);
            level = between(200, 12'000);
            tokens = between(0, 2) == 0;
        }
        burst = std::max(0, burst - 1);
        if (untilBurst-- == 0) {
            burst = between(100, 1'500);
            untilBurst = burst + between(3'000, 30'000);
        }
        const double ripple = tokens ? 25 * std::sin(double(i) * 2 * 3.14159 / 20'000) : 0;
        const int code = int(std::lround((burst > 0 ? 3'000 : level) + ripple + currentNoise * noise(random)));
        const int range = burst > 0 ? 2 : 1;
        trace.current.push_back(static_cast<std::uint16_t>((range << kRangeShift) | std::clamp(code, 0, 16'383)));
        sag += ((burst > 0 ? 60 : level / 400.0) - sag) * 0.001;
        trace.voltage.push_back(static_cast<std::uint16_t>(std::lround(48'000 - sag + voltageNoise * noise(random))));
    }
    return trace;
}

} // namespace power_trace
