// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace virtual_kit {

/// Time of the cable in ns: a monotonic clock with any zero. Life signs, report deadlines and the line's pace follow
/// it, also when the kit's physics runs faster (PROTOCOL.md §3).
using LinkTime = std::int64_t;

inline constexpr LinkTime kLinkMillisecond = 1'000'000;
inline constexpr LinkTime kLinkSecond = 1'000'000'000;

} // namespace virtual_kit
