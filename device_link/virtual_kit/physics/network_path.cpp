// SPDX-License-Identifier: GPL-3.0-or-later
#include "network_path.h"

#include "constants.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace virtual_kit {

namespace {

/// Normal, cut two deviations below the mean: a leg never takes less than its transmission time.
SimTime drawLeg(Random &random, double mean, double deviation)
{
    return std::llround(std::max(random.normal(mean, deviation), mean - 2.0 * deviation));
}

} // namespace

NetworkPath::NetworkPath(std::uint64_t seed, std::string_view purpose, const NetworkProfile &profile)
    : m_random(seed, std::string("path:").append(purpose))
    , m_profile(profile)
{
}

RoundTrip NetworkPath::roundTrip(ComputeTier tier)
{
    RoundTrip trip;
    trip.lost = m_random.uniform() < m_profile.loss;
    trip.radio = drawLeg(m_random, m_profile.rttMean, m_profile.rttDeviation);
    trip.radio += drawLeg(m_random, m_profile.phoneMean, m_profile.phoneDeviation);
    // The circle is what the network promises, not its mean: the usual leg stays within it, some do not.
    const double circle = constant("core", std::string(name(tier)).append("_ms"));
    const double spread = constant("core", "jitter") * circle + constant("core", "jitter_floor_ms");
    const double core = circle * (1 - constant("core", "margin")) + std::abs(m_random.normal(0, spread));
    trip.core = std::llround(core * static_cast<double>(kMillisecond));
    return trip;
}

} // namespace virtual_kit
