// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kit/tier_probe.h"

#include "profiles/prompts/percentile.h"

namespace widgets {

using device_link::ComputeTier;
using device_link::LatencyProbe;
using device_link::ProbeResult;
using device_link::Result;

TierLatency tierLatency(ComputeTier tier, const QList<ProbeResult> &results)
{
    TierLatency latency;
    latency.tier = tier;
    QList<double> rtt;
    QList<double> radio;
    QList<double> core;
    for (const ProbeResult &result : results) {
        ++latency.sent;
        if (!result.rttMs) {
            ++latency.lost;
            continue;
        }
        rtt.append(*result.rttMs);
        if (result.radioMs)
            radio.append(*result.radioMs);
        if (result.coreMs)
            core.append(*result.coreMs);
    }
    latency.rttMs = profiles::percentile(rtt, 50);
    latency.radioMs = profiles::percentile(radio, 50);
    latency.coreMs = profiles::percentile(core, 50);
    return latency;
}

QCoro::Task<Result<QList<TierLatency>>> probeTiers(std::shared_ptr<LatencyProbe> probe, int count, std::stop_token stop)
{
    constexpr int kIntervalMs = 100;
    QList<TierLatency> latencies;
    for (const ComputeTier tier : {ComputeTier::Metro, ComputeTier::Province, ComputeTier::Nation}) {
        const Result<QList<ProbeResult>> results = co_await probe->run(tier, count, kIntervalMs, stop);
        if (!results)
            co_return tl::unexpected(results.error());
        latencies.append(tierLatency(tier, *results));
    }
    co_return latencies;
}

} // namespace widgets
