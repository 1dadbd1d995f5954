// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recorded_segments.h"

#include "device_link/capture/sample_time_map.h"

namespace device_link {

/// The kit times of a recorded stream, as a SampleTimeMap of all its stamps would give them. Any thread.
class RecordedTimes
{
public:
    /// segments outlive it.
    RecordedTimes(const RecordedSegments &segments, double periodNs)
        : m_segments(segments)
        , m_periodNs(periodNs)
    {
    }

    [[nodiscard]] std::int64_t timeOf(std::uint64_t index) const;
    [[nodiscard]] std::uint64_t indexAt(std::int64_t kitTimeNs) const;
    /// A map that gives the same times for the indices of a segment and up to the next one.
    [[nodiscard]] SampleTimeMap mapOf(std::size_t segment) const;

private:
    const RecordedSegments &m_segments;
    const double m_periodNs;
};

} // namespace device_link
