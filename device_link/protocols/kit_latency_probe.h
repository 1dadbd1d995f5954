// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/protocols/aiesim_client.h"
#include "device_link/protocols/answer.h"
#include "device_link/session/kit_event.h"
#include "device_link/session/latency_probe.h"

#include <QTimer>

namespace device_link {

/// One "probe" event: how a probe of a run ended.
struct ProbeReport {
    quint32 run = 0;                 ///< chosen by the host that asked
    std::optional<ComputeTier> tier; ///< empty: none that is known here
    ProbeResult result;              ///< its tier is metro where tier is empty
};
/// BadReply when a key of it is missing or out of range.
[[nodiscard]] Result<ProbeReport> parseProbeEvent(const KitEvent &event);

/// Probes over the aiesim group (PROTOCOL.md §5.7). One run at a time.
class KitLatencyProbe : public LatencyProbe, public std::enable_shared_from_this<KitLatencyProbe>
{
    Q_OBJECT
public:
    explicit KitLatencyProbe(std::shared_ptr<AiesimClient> client);
    ~KitLatencyProbe() override;
    /// count 1 to 10000, intervalMs 10 to 60000.
    [[nodiscard]] QCoro::Task<Result<QList<ProbeResult>>> run(
        ComputeTier tier, int count, int intervalMs, std::stop_token stop) override;

    /// Events of the kit: probe.
    void take(const KitEvent &event);
    /// Link lost, or the kit restarted: a run that goes on ends with this.
    void abort(const Error &error);

private:
    struct Run;
    static QCoro::Task<Result<QList<ProbeResult>>> runProbes(
        std::shared_ptr<KitLatencyProbe> self, ComputeTier tier, int count, int intervalMs, std::stop_token stop);
    void begin(quint32 id, int count, int intervalMs, const std::stop_token &stop);
    void end(Result<QList<ProbeResult>> result);

    std::shared_ptr<AiesimClient> m_client;
    std::unique_ptr<Run> m_run;
    quint32 m_nextId;
};

} // namespace device_link
