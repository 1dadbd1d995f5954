// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/sample_view.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace profiles {

/// Extremes and mean of one quantity over the samples that are there.
struct Quantity {
    double min = 0, max = 0, mean = 0;
};

/// Charge and energy of an index range. Sums are over the samples that are there; missing tells how many are not.
struct EnergyStats {
    std::uint64_t firstIndex = 0, lastIndex = 0; ///< the range [first, last) that was kept in the store
    std::uint64_t count = 0, missing = 0;
    std::uint64_t paused = 0; ///< of the missing: nobody measured then
    double seconds = 0;       ///< of the range, gaps included
    Quantity currentA;
    double chargeC = 0;
    std::optional<Quantity> voltageV, powerW; ///< when the stream has voltage
    std::optional<double> energyJ;
    bool truncated = false; ///< part of the asked range is older or newer than what the store holds

    /// Samples that were taken but did not arrive.
    [[nodiscard]] std::uint64_t lost() const { return missing - paused; }
    [[nodiscard]] double chargeMah() const { return chargeC / 3.6; }
    [[nodiscard]] std::optional<double> energyMwh() const
    {
        return energyJ ? std::optional<double>(*energyJ / 3.6) : std::nullopt;
    }
};

/// Statistics of the samples [first, last). Empty when the stream has no channel "current" or no sample is there.
[[nodiscard]] std::optional<EnergyStats> energyStats(
    const device_link::SampleView &store, std::uint64_t first, std::uint64_t last);

/// The same between two kit times, ns: the samples taken in [from, to).
[[nodiscard]] std::optional<EnergyStats> energyStatsBetween(
    const device_link::SampleView &store, std::int64_t fromKitNs, std::int64_t toKitNs);

/// Time over which samples that are kept were taken, ns: pauses are not in it, losses are.
[[nodiscard]] std::int64_t measuredNs(const device_link::SampleView &store);

/// Seconds per sample of the stream; empty when the store does not tell a rate.
[[nodiscard]] std::optional<double> sampleSeconds(const device_link::SampleView &store);

/// As SampleView::stats() and percentiles(), but where the voltage is one value all over the range, as that set on a
/// meter is, the power is the current times it: as fine as the current, where its own steps may be of 0.5 uW.
[[nodiscard]] device_link::SampleStats channelStats(
    const device_link::SampleView &store, std::size_t channel, std::uint64_t first, std::uint64_t last);
[[nodiscard]] std::vector<double> channelPercentiles(const device_link::SampleView &store, std::size_t channel,
    std::uint64_t first, std::uint64_t last, std::span<const double> quantiles);

/// Index of a channel by its name; powerChannel() is the derived one.
[[nodiscard]] std::optional<std::size_t> channelNamed(const device_link::SampleView &store, const char *name);
[[nodiscard]] std::optional<std::size_t> powerChannel(const device_link::SampleView &store);

} // namespace profiles
