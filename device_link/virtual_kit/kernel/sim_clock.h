// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace virtual_kit {

/// Simulated time in ns since the virtual kit was first powered. Never steps back, also over reboots;
/// the kit's own clock (what it stamps) starts again at 0 with each boot.
using SimTime = std::int64_t;

inline constexpr SimTime kMicrosecond = 1'000;
inline constexpr SimTime kMillisecond = 1'000'000;
inline constexpr SimTime kSecond = 1'000'000'000;

} // namespace virtual_kit
