// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/kit_event.h"
#include "device_link/session/latency_probe.h"

#include <array>
#include <memory>
#include <set>
#include <tuple>
#include <vector>

namespace device_link {

class KitSession;

/// The probes that a recording tells of, each once.
struct RecordedProbes {
    static constexpr std::size_t kMaxPerTier = 20'000; ///< the first ones are kept
    std::vector<ProbeResult> probes;                   ///< by the time they were sent
    std::uint64_t leftOut = 0;                         ///< that came after those of their tier that are kept
};

/// Takes the events of a recording in their order. What cannot be true is passed over: a tier that is not known, a
/// probe that was answered long after it counts as lost, or was not sent shortly before it was told of; of a leg that
/// took longer than the whole way only the leg.
class RecordedProbeCollector
{
public:
    static constexpr double kMaxRttMs = 10'000; ///< PROTOCOL.md §5.7 gives a probe up after 3 s
    static constexpr std::int64_t kMaxToldAfterNs = 60'000'000'000;

    void add(const KitEvent &event);
    [[nodiscard]] std::shared_ptr<const RecordedProbes> finish();

private:
    RecordedProbes m_found;
    std::array<std::size_t, 3> m_kept{}; ///< by tier
    std::set<std::tuple<quint32, quint32, ComputeTier>>
        m_seen; ///< run, number in it: after a lost link some come twice
};

/// Those of a recording that is open; null for every other session.
[[nodiscard]] std::shared_ptr<const RecordedProbes> recordedProbesOf(const KitSession &session);

} // namespace device_link
