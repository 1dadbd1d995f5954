// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/latency_probe.h"

#include <deque>

namespace widgets {

/// One probe as it is kept: a round trip, or a loss.
struct Probe {
    std::uint32_t bootId = 0; ///< whose clock sentNs is of
    std::int64_t sentNs = 0;  ///< kit time
    std::optional<double> rttMs, radioMs, coreMs;
    std::optional<double> medianMs; ///< of the round trips sent in the 2 s up to this one, kMedianMost at most; or lost

    [[nodiscard]] bool lost() const { return !rttMs.has_value(); }
};

/// The probes of one tier in the order they were sent, at most kLimit: the oldest go first.
class ProbeHistory
{
public:
    static constexpr std::size_t kLimit = 20'000;
    static constexpr std::int64_t kMedianNs = 2'000'000'000;
    static constexpr qsizetype kMedianMost = 400; ///< a kit sends one each 10 ms; a file may claim anything

    /// A loss is told later than the replies after it: it takes its place among them.
    void add(std::uint32_t bootId, const device_link::ProbeResult &result);
    [[nodiscard]] const std::deque<Probe> &probes() const { return m_probes; }
    [[nodiscard]] const std::optional<Probe> &lastReply() const { return m_lastReply; }
    /// The newest running median.
    [[nodiscard]] std::optional<double> medianMs() const;
    /// Probes lost since the last reply.
    [[nodiscard]] int unanswered() const;
    /// Place of the first probe of the newest boot that was sent at this time or later; the end for any other boot.
    [[nodiscard]] std::size_t lowerBound(std::uint32_t bootId, std::int64_t sentNs) const;

private:
    [[nodiscard]] std::optional<double> medianUpTo(std::size_t place) const;

    std::deque<Probe> m_probes;
    std::optional<Probe> m_lastReply;
};

} // namespace widgets
