// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/energy/energy_per_token.h"

namespace profiles {

std::optional<double> energyPerTokenMj(const std::optional<EnergyStats> &energy, std::int64_t tokens)
{
    if (tokens <= 0 || !energy || !energy->energyJ || energy->missing > 0)
        return std::nullopt;
    return *energy->energyJ * 1e3 / static_cast<double>(tokens);
}

} // namespace profiles
