// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/energy/energy_stats.h"

#include <cstdint>
#include <optional>

namespace profiles {

/// Energy of a stretch of time over the tokens that came in it, mJ; empty without either, or when samples of it are
/// missing: all its tokens would stand over the energy of what is left.
[[nodiscard]] std::optional<double> energyPerTokenMj(const std::optional<EnergyStats> &energy, std::int64_t tokens);

} // namespace profiles
