// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/latency/tier_stats.h"

#include "profiles/prompts/percentile.h"

#include <algorithm>
#include <cmath>

namespace widgets {
namespace {

constexpr std::size_t kLast = 100;
constexpr std::int64_t kLastNs = 300'000'000'000;

std::size_t firstOf(const ProbeHistory &history, StatsSpan span)
{
    const auto &probes = history.probes();
    if (probes.empty() || span == StatsSpan::All)
        return 0;
    if (span == StatsSpan::Last100)
        return probes.size() > kLast ? probes.size() - kLast : 0;
    const Probe &newest = probes.back();
    return history.lowerBound(newest.bootId, newest.sentNs - kLastNs);
}

} // namespace

TierStats tierStats(const ProbeHistory &history, device_link::ComputeTier tier, StatsSpan span)
{
    TierStats stats;
    const auto &probes = history.probes();
    double differences = 0;
    int pairs = 0;
    const Probe *before = nullptr;
    for (std::size_t i = firstOf(history, span); i < probes.size(); ++i) {
        const Probe &probe = probes[i];
        ++stats.sent;
        stats.lost += probe.lost() ? 1 : 0;
        if (probe.rttMs) {
            stats.rttMs.append(*probe.rttMs);
            if (before && before->rttMs && before->bootId == probe.bootId) {
                differences += std::abs(*probe.rttMs - *before->rttMs);
                ++pairs;
            }
        }
        if (probe.coreMs)
            stats.coreMs.append(*probe.coreMs);
        before = &probe;
    }
    std::ranges::sort(stats.rttMs); // once: percentile() is quick on what is in order
    std::ranges::sort(stats.coreMs);
    stats.p50 = profiles::percentile(stats.rttMs, 50);
    stats.p95 = profiles::percentile(stats.rttMs, 95);
    stats.p99 = profiles::percentile(stats.rttMs, 99);
    if (pairs > 0)
        stats.jitter = differences / pairs;
    stats.coreP50 = profiles::percentile(stats.coreMs, 50);
    if (!stats.coreMs.isEmpty()) {
        const auto above
            = std::upper_bound(stats.coreMs.cbegin(), stats.coreMs.cend(), device_link::tierPromiseMs(tier));
        stats.inBandPercent
            = 100.0 * static_cast<double>(above - stats.coreMs.cbegin()) / static_cast<double>(stats.coreMs.size());
    }
    return stats;
}

} // namespace widgets
