// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recorded_clock.h"

namespace device_link {

/// Goes through a stream's frames in order, with their times, and tells what is missing. Memory: one segment.
class RecordedFrames
{
public:
    struct Piece {
        enum class Kind : std::uint8_t {
            Frames,  ///< values and times are theirs
            Gap,     ///< not in the recording, for a known or unknown cause
            Damaged, ///< they were in the file but cannot be read
            End,     ///< nothing more
        } kind = Kind::End;
        std::uint64_t firstIndex = 0;
        std::uint64_t count = 0;
        RecordedGap::Cause cause = RecordedGap::Cause::Unknown; ///< of a Gap
    };

    /// reader outlives it. The stream must exist.
    RecordedFrames(RecordingFileReader &reader, std::uint32_t stream, FrameRange range);
    /// CannotRead: the disk fails.
    [[nodiscard]] Result<Piece> next();

    /// Of a piece of Frames: by channel, in its unit.
    [[nodiscard]] const std::vector<std::vector<double>> &values() const { return m_values; }
    /// Of a piece of Frames: their words.
    [[nodiscard]] const std::vector<framing::Bytes> &words() const { return m_run.columns; }
    /// Nanoseconds of the kit's clock of an index of the last piece of Frames.
    [[nodiscard]] std::int64_t timeOf(std::uint64_t index) const { return m_times.timeOf(index); }

private:
    [[nodiscard]] Result<void> readRun();
    [[nodiscard]] Piece missing(std::uint64_t until);

    RecordingFileReader &m_reader;
    const std::uint32_t m_number;
    const IndexedStream &m_stream;
    RecordedClock m_clock;
    std::uint64_t m_at;
    const std::uint64_t m_last;
    std::vector<RecordedGap> m_gaps; ///< by index
    std::size_t m_gap = 0;           ///< the first that may matter
    RecordedRun m_run;
    bool m_haveRun = false; ///< m_run was read and not given out
    std::vector<std::vector<double>> m_values;
    SampleTimeMap m_times;
};

} // namespace device_link
