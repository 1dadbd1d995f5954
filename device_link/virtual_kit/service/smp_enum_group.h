// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "smp_group.h"

#include <map>

namespace virtual_kit {

/// SMP group 10: which groups there are. The map is the server's own and outlives the group.
[[nodiscard]] SmpGroup makeSmpEnumGroup(const std::map<std::uint16_t, SmpGroup> &groups);

} // namespace virtual_kit
