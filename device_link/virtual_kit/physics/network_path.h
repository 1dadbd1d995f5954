// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network_profile.h"

#include "virtual_kit/kernel/random.h"
#include "virtual_kit/kernel/sim_clock.h"

#include <string_view>

namespace virtual_kit {

/// One round trip between the kit's modem and a compute tier. The legs add up; the core leg alone is never
/// an end-to-end figure.
struct RoundTrip {
    bool lost = false;
    SimTime radio = 0; ///< radio leg, a phone in between included
    SimTime core = 0;  ///< operator's core and compute network
    [[nodiscard]] SimTime total() const { return radio + core; }
};

/// Draws round trips of one network by the seed.
class NetworkPath
{
public:
    NetworkPath(std::uint64_t seed, std::string_view purpose, const NetworkProfile &profile);
    [[nodiscard]] RoundTrip roundTrip(ComputeTier tier);

private:
    Random m_random;
    NetworkProfile m_profile;
};

} // namespace virtual_kit
