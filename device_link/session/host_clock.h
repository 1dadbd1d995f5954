// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>

namespace device_link {

/// The host's monotonic clock, ns: the only host clock device times are mapped to.
[[nodiscard]] inline std::int64_t hostNowNs()
{
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::nanoseconds>(now).count();
}

} // namespace device_link
