// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "smp_group.h"

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace virtual_kit {

/// Counters of one statistics group, in the order they are told.
using SmpStatistics = std::vector<std::pair<std::string, std::uint64_t>>;
/// Statistics groups by name; each is asked when it is wanted.
using SmpStatisticsSources = std::map<std::string, std::function<SmpStatistics()>>;

/// SMP group 2: counters.
[[nodiscard]] SmpGroup makeSmpStatGroup(SmpStatisticsSources sources);

} // namespace virtual_kit
