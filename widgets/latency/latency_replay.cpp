// SPDX-License-Identifier: GPL-3.0-or-later
// How the probes of a recording come into the feed.
#include "device_link/session/replay/recorded_probes.h"
#include "widgets/kit/kit_context.h"
#include "widgets/kit/kit_time.h"
#include "widgets/latency/latency_feed.h"

#include <algorithm>

namespace widgets {

using device_link::ComputeTier;
using device_link::RecordedProbes;

static_assert(RecordedProbes::kMaxPerTier <= ProbeHistory::kLimit); // what is said to be shown stays

namespace {
constexpr std::size_t kPiece = 500; ///< probes a turn of the event loop
}

bool LatencyFeed::isEmpty() const
{
    return std::ranges::all_of(m_rows, [](const Row &each) { return each.history.probes().empty(); });
}

quint64 LatencyFeed::leftOut() const { return m_recorded ? m_recorded->leftOut : 0; }

void LatencyFeed::takeRecording()
{
    auto recorded = device_link::recordedProbesOf(*m_session);
    if (recorded == m_recorded)
        return;
    m_recorded = std::move(recorded);
    m_taken = 0;
    for (Row &each : m_rows)
        each = {.history = {}, .stats = {}, .running = false, .stale = true, .dueNs = 0};
    m_pieces.start();
}

void LatencyFeed::takePiece()
{
    const auto &probes = m_recorded->probes;
    const std::size_t end = std::min(m_taken + kPiece, probes.size());
    const std::uint32_t boot = m_session->identity().bootId;
    for (; m_taken < end; ++m_taken)
        row(probes[m_taken].tier).history.add(boot, probes[m_taken]);
    if (m_taken < probes.size())
        return;
    m_pieces.stop();
    for (Row &each : m_rows)
        each.stale = true;
    refreshStats();
    showRecording();
    Q_EMIT recordingTaken();
}

/// Where samples are, the whole of them is in view already; without any the probes are what there is to see.
void LatencyFeed::showRecording()
{
    if (m_kit->store() || m_recorded->probes.empty())
        return;
    constexpr std::int64_t kAround = 500'000'000;
    const std::int64_t endNs = m_recorded->probes.back().kitTimeNs + kAround;
    m_kit->window()->advance(endNs);
    m_kit->window()->setRange(m_recorded->probes.front().kitTimeNs - kAround, endNs);
}

} // namespace widgets
