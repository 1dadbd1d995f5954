// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/file/recording_file_reader.h"
#include "device_link/capture/sample_time_map.h"

namespace device_link {

/// Consecutive indices of a stream: [first, last).
struct FrameRange {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
};

/// A part of a recording's time, in seconds from its begin: the first sample of all streams on the same kit clock (of
/// the same boot). None: from the first, to the last.
struct SecondsRange {
    std::optional<double> from;
    std::optional<double> to;
};

/// The kit times of a recorded stream, linear between all stamps, as SampleTimeMap has them.
class RecordedClock
{
public:
    /// reader outlives it. The stream must exist.
    RecordedClock(RecordingFileReader &reader, std::uint32_t stream);

    /// From the first sample or gap to the end of the last one.
    [[nodiscard]] FrameRange all() const;
    /// The indices whose time lies in seconds; empty when there are none. Reads the segments at its ends.
    /// BadArgument: no numbers, or the end lies before the begin (both are told). CannotRead: the disk fails.
    [[nodiscard]] Result<FrameRange> range(const SecondsRange &seconds);
    /// Kit time, in ns, of second 0 of a SecondsRange: by the heads of the segments.
    [[nodiscard]] std::int64_t beginNs() const;

    /// A map for the indices of a segment (by its position) and up to the next one.
    [[nodiscard]] Result<SampleTimeMap> mapOf(std::size_t segment);
    /// The position of the segment that holds index, or of the last one before it.
    [[nodiscard]] std::size_t segmentOf(std::uint64_t index) const;

private:
    [[nodiscard]] Result<std::vector<RecordedStamp>> stampsOf(std::size_t segment);
    [[nodiscard]] Result<std::uint64_t> indexAt(long double kitTimeNs);

    RecordingFileReader &m_reader;
    const std::uint32_t m_number;
    const IndexedStream &m_stream;
};

} // namespace device_link
