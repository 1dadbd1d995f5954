// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/energy/energy_stats.h"

namespace profiles {

/// Figures of a stretch of kit time [beginNs, endNs), over the samples of it that are in memory.
struct RegionStats {
    std::int64_t beginNs = 0, endNs = 0;               ///< as asked
    std::int64_t coveredBeginNs = 0, coveredEndNs = 0; ///< what the store holds of it; equal: nothing
    std::optional<EnergyStats> energy;                 ///< empty: no sample of it is in memory
    double stddevA = 0, rmsA = 0;
    double quietestA = 0;       ///< lowest mean current over a tenth of the region
    bool forgotten = false;     ///< its beginning was measured, but is no longer in memory
    bool startsEarlier = false; ///< it begins before the stream did
    bool endsLater = false;     ///< it ends after the newest sample
    bool remembered = false;    ///< taken while its samples were in memory, where they no longer are

    [[nodiscard]] std::uint64_t missing() const { return energy ? energy->missing : 0; }
    [[nodiscard]] std::uint64_t lost() const { return energy ? energy->lost() : 0; }
    [[nodiscard]] std::uint64_t paused() const { return energy ? energy->paused : 0; }
    /// Every sample of it is there.
    [[nodiscard]] bool complete() const
    {
        return energy && missing() == 0 && !forgotten && !startsEarlier && !endsLater;
    }
    /// Mean power over the samples, W; empty without voltage.
    [[nodiscard]] std::optional<double> meanPowerW() const
    {
        return energy && energy->powerW ? std::optional(energy->powerW->mean) : std::nullopt;
    }
};

/// From the pyramid of the store: the cost does not grow with the length of the region.
[[nodiscard]] RegionStats regionStats(const device_link::SampleView &store, std::int64_t beginNs, std::int64_t endNs);

/// Samples a region asks for and the store still holds or knows to be lost: [first, last).
[[nodiscard]] std::pair<std::uint64_t, std::uint64_t> regionIndices(
    const device_link::SampleView &store, std::int64_t beginNs, std::int64_t endNs);

} // namespace profiles
