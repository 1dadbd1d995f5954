// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/latency_probe.h"

#include <QCoroTask>

#include <memory>
#include <optional>
#include <stop_token>

namespace widgets {

/// What some probes of one tier say: medians, radio leg and core leg apart. Empty: not told by the kit.
struct TierLatency {
    device_link::ComputeTier tier = device_link::ComputeTier::Metro;
    int sent = 0, lost = 0;
    std::optional<double> rttMs, radioMs, coreMs;
};

[[nodiscard]] TierLatency tierLatency(device_link::ComputeTier tier, const QList<device_link::ProbeResult> &results);

/// Probes metro, province and nation one after the other, count each; the first failure ends it.
[[nodiscard]] QCoro::Task<device_link::Result<QList<TierLatency>>> probeTiers(
    std::shared_ptr<device_link::LatencyProbe> probe, int count, std::stop_token stop);

} // namespace widgets
