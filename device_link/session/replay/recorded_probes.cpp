// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorded_probes.h"

#include "recorded_kit_session.h"

#include "device_link/protocols/kit_latency_probe.h"

#include <algorithm>

namespace device_link {

namespace {

bool isPlausible(const ProbeReport &report, std::int64_t toldNs)
{
    const ProbeResult &probe = report.result;
    // Both are at least 0 and the reader keeps them far below 2^63, so the difference cannot overflow.
    const bool inTime
        = toldNs >= probe.kitTimeNs && toldNs - probe.kitTimeNs <= RecordedProbeCollector::kMaxToldAfterNs;
    return report.tier && inTime && probe.rttMs.value_or(0) <= RecordedProbeCollector::kMaxRttMs;
}

void dropImpossibleLegs(ProbeResult &probe)
{
    for (std::optional<double> *leg : {&probe.radioMs, &probe.coreMs}) {
        if (*leg && **leg > probe.rttMs.value_or(0))
            leg->reset();
    }
}

} // namespace

void RecordedProbeCollector::add(const KitEvent &event)
{
    if (event.name != QLatin1String("probe"))
        return;
    Result<ProbeReport> report = parseProbeEvent(event);
    if (!report || !isPlausible(*report, event.kitTimeNs))
        return;
    ProbeResult &probe = report->result;
    std::size_t &kept = m_kept.at(std::size_t(probe.tier));
    if (kept == RecordedProbes::kMaxPerTier) {
        ++m_found.leftOut;
        return;
    }
    if (!m_seen.emplace(report->run, probe.index, probe.tier).second)
        return;
    dropImpossibleLegs(probe);
    m_found.probes.push_back(probe);
    ++kept;
}

std::shared_ptr<const RecordedProbes> RecordedProbeCollector::finish()
{
    // A loss is told later than the replies after it.
    std::ranges::stable_sort(m_found.probes, {}, &ProbeResult::kitTimeNs);
    m_seen.clear();
    return std::make_shared<const RecordedProbes>(std::move(m_found));
}

std::shared_ptr<const RecordedProbes> recordedProbesOf(const KitSession &session)
{
    const auto *recorded = dynamic_cast<const RecordedKitSession *>(&session);
    return recorded ? recorded->probes() : nullptr;
}

} // namespace device_link
