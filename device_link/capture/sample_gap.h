// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace device_link {

/// A run of samples that never arrived, or that were dropped by the kit. Both ends are known by index.
struct SampleGap {
    std::uint64_t firstIndex = 0;
    std::uint64_t count = 0;
    enum class Cause : std::uint8_t { KitDropped, LinkLost, Corrupted } cause = Cause::KitDropped;
};

} // namespace device_link
