// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"

#include <QCoroTask>
#include <QObject>

#include <optional>
#include <stop_token>

namespace device_link {

/// Where the compute sits: metro 1 ms, province 5 ms, nation 20 ms of core leg (the network's promise, not end to end).
enum class ComputeTier : std::uint8_t { Metro, Province, Nation };
[[nodiscard]] QString tierName(ComputeTier tier); ///< "metro", "province", "nation"
[[nodiscard]] std::optional<ComputeTier> tierFromName(const QString &name);
[[nodiscard]] double tierPromiseMs(ComputeTier tier); ///< 1, 5, 20

/// One round trip measured by the kit, from its modem to a compute tier and back.
struct ProbeResult {
    quint32 index = 0;
    ComputeTier tier = ComputeTier::Metro;
    std::int64_t kitTimeNs = 0;    ///< when it was sent
    std::optional<double> rttMs;   ///< whole round trip; empty: lost
    std::optional<double> radioMs; ///< the radio leg of it, where the kit can tell
    std::optional<double> coreMs;  ///< the compute network's leg, where the kit can tell
};

/// Capability: round trips to the compute tiers.
class LatencyProbe : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    /// Sends count probes every intervalMs (kit time); result() fires per probe. Ends when all are answered or lost.
    [[nodiscard]] virtual QCoro::Task<Result<QList<ProbeResult>>> run(
        ComputeTier tier, int count, int intervalMs, std::stop_token stop)
        = 0;
Q_SIGNALS:
    void result(const device_link::ProbeResult &probe);
};

} // namespace device_link
Q_DECLARE_METATYPE(device_link::ProbeResult)
