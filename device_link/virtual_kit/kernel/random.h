// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>
#include <string_view>

namespace virtual_kit {

/// One 64-bit mix (splitmix64 finaliser, Steele et al. 2014): a counter in, an independent-looking word out.
[[nodiscard]] constexpr std::uint64_t mix64(std::uint64_t x)
{
    x += 0x9E3779B97F4A7C15u;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

/// Named random sequence of a seed. Written out so that the same seed gives the same bytes with every standard library
/// (std:: distributions do not promise that). Sequences of different names are independent, so that one more draw in
/// the radio never shifts the model.
class Random
{
public:
    Random(std::uint64_t seed, std::string_view name)
        : m_state(mix64(seed))
    {
        for (const char c : name)
            m_state = mix64(m_state ^ static_cast<unsigned char>(c));
    }
    [[nodiscard]] std::uint64_t next() { return mix64(m_state ^ ++m_counter); }
    [[nodiscard]] double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; } ///< [0, 1)
    [[nodiscard]] double uniform(double low, double high) { return low + (high - low) * uniform(); }
    /// Normal by Box and Muller.
    [[nodiscard]] double normal(double mean, double deviation)
    {
        const double u = 1.0 - uniform();
        const double v = uniform();
        return mean + deviation * std::sqrt(-2.0 * std::log(u)) * std::cos(2.0 * std::numbers::pi * v);
    }

private:
    std::uint64_t m_state;
    std::uint64_t m_counter = 0;
};

} // namespace virtual_kit
