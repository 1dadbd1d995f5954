// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/latency/probe_history.h"

#include "profiles/prompts/percentile.h"

#include <algorithm>

namespace widgets {

void ProbeHistory::add(std::uint32_t bootId, const device_link::ProbeResult &result)
{
    Probe probe{bootId, result.kitTimeNs, result.rttMs, result.radioMs, result.coreMs, {}};
    auto place = m_probes.end();
    while (place != m_probes.begin() && std::prev(place)->bootId == bootId && std::prev(place)->sentNs > probe.sentNs)
        --place;
    place = m_probes.insert(place, probe);
    if (!probe.lost()) {
        place->medianMs = medianUpTo(static_cast<std::size_t>(place - m_probes.begin()));
        m_lastReply = *place;
    }
    while (m_probes.size() > kLimit)
        m_probes.pop_front();
}

std::optional<double> ProbeHistory::medianUpTo(std::size_t place) const
{
    const Probe &last = m_probes.at(place);
    QList<double> values;
    for (std::size_t i = place + 1; i-- > 0;) {
        const Probe &probe = m_probes.at(i);
        if (probe.bootId != last.bootId || probe.sentNs < last.sentNs - kMedianNs || values.size() == kMedianMost)
            break;
        if (probe.rttMs)
            values.append(*probe.rttMs);
    }
    return profiles::percentile(values, 50);
}

std::optional<double> ProbeHistory::medianMs() const { return m_lastReply ? m_lastReply->medianMs : std::nullopt; }

int ProbeHistory::unanswered() const
{
    const auto reply = std::find_if(m_probes.rbegin(), m_probes.rend(), [](const Probe &p) { return !p.lost(); });
    return static_cast<int>(reply - m_probes.rbegin());
}

std::size_t ProbeHistory::lowerBound(std::uint32_t bootId, std::int64_t sentNs) const
{
    // Boots follow each other; the newest one is at the end.
    const auto first = std::partition_point(m_probes.begin(), m_probes.end(),
        [&](const Probe &probe) { return probe.bootId != bootId || probe.sentNs < sentNs; });
    return static_cast<std::size_t>(first - m_probes.begin());
}

} // namespace widgets
