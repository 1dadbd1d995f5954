// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/latency/probe_history.h"

#include <QList>

namespace widgets {

/// Which probes the figures are over.
enum class StatsSpan : quint8 { All, Last100, Last5Minutes };

/// What the probes of one tier say; milliseconds. Percentiles as numpy's default. Empty: nothing answered, or the kit
/// does not tell.
struct TierStats {
    static constexpr int kEnoughForP99 = 100; ///< with fewer one single probe decides p99

    int sent = 0, lost = 0;
    std::optional<double> p50, p95, p99;
    /// Mean of the absolute difference between successive round trips: |D| of RFC 3550 §6.4.1, without the 1/16
    /// smoothing it puts over it. A loss between two probes parts them.
    std::optional<double> jitter;
    std::optional<double> coreP50;
    std::optional<double> inBandPercent; ///< share of core legs within the tier's 1, 5 or 20 ms
    QList<double> rttMs, coreMs;         ///< sorted

    [[nodiscard]] int answered() const { return sent - lost; }
};

/// The last five minutes end with the newest probe, so that the figures stay when probing has stopped.
[[nodiscard]] TierStats tierStats(const ProbeHistory &history, device_link::ComputeTier tier, StatsSpan span);

} // namespace widgets
