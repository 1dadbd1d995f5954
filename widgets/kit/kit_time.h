// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace widgets {

class KitContext;

/// Where the time axis of a kit is now: its own clock. Ports that tell no time (AT) share the host's monotonic clock.
[[nodiscard]] std::int64_t axisNowNs(const KitContext &kit);
/// Which boot that axis is of; 0 where the ports tell none.
[[nodiscard]] std::uint32_t axisBoot(KitContext &kit);
/// Time of day of a moment on that axis: nanoseconds since local midnight.
[[nodiscard]] std::int64_t axisTimeOfDayNs(const KitContext &kit, std::int64_t axisNs);

} // namespace widgets
