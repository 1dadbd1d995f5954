// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording_file_types.h"

#include "framing/bytes.h"

#include <span>
#include <vector>

namespace device_link {

/// Frames of one stream that are to become the next samples record: words by channel, and the kit's stamps.
class PendingFrames
{
public:
    explicit PendingFrames(SampleStreamInfo info);

    /// Starts a run of frames at an index; nothing may be pending. kitTimeNs: of that frame.
    void begin(std::uint64_t firstIndex, std::int64_t kitTimeNs, bool stamped);
    /// The kit's stamp of the next frame.
    void addStamp(std::int64_t kitTimeNs);
    /// Whole frames as they come from the kit: little-endian words, interleaved by channel.
    void addInterleaved(framing::ByteView frames);
    /// The same by channel: count words of each, in the channels' order.
    void addColumns(std::span<const framing::ByteView> columns, std::size_t count);
    void clear();

    [[nodiscard]] const SampleStreamInfo &info() const { return m_info; }
    [[nodiscard]] const RecordedStamp &start() const { return m_start; }
    [[nodiscard]] bool startIsStamped() const { return m_stamped; }
    [[nodiscard]] std::size_t frames() const { return m_frames; }
    [[nodiscard]] std::uint64_t endIndex() const { return m_start.index + m_frames; }
    [[nodiscard]] const std::vector<RecordedStamp> &stamps() const { return m_stamps; } ///< after the first frame
    [[nodiscard]] framing::ByteView column(std::size_t channel) const { return m_columns[channel]; }

private:
    const SampleStreamInfo m_info;
    RecordedStamp m_start;
    bool m_stamped = false;
    std::size_t m_frames = 0;
    std::vector<RecordedStamp> m_stamps;
    std::vector<framing::Bytes> m_columns;
};

} // namespace device_link
