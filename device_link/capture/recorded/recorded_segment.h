// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recorded_channels.h"

#include "device_link/capture/file/recording_file_index.h"
#include "device_link/result.h"

#include <vector>

namespace device_link {

/// The words of one samples record, decoded, and the kit's stamps in it.
class RecordedSegment
{
public:
    /// Decodes the record at a place. BadFile when it is not sound, not the one that the place tells of, or has a word
    /// of a range that its channel lacks. CannotRead when the disk fails.
    [[nodiscard]] static Result<RecordedSegment> load(
        RandomFile &file, const SegmentPlace &place, const SampleStreamInfo &info, const RecordedChannels &channels);
    /// The stamps alone, by rising index; where their list is damaged, those before the damage.
    [[nodiscard]] static Result<std::vector<RecordedStamp>> loadStamps(RandomFile &file, const SegmentPlace &place);

    [[nodiscard]] std::uint64_t firstIndex() const { return m_firstIndex; }
    [[nodiscard]] std::size_t frames() const { return m_frames; }
    [[nodiscard]] const std::vector<RecordedStamp> &stamps() const { return m_stamps; }
    [[nodiscard]] std::size_t bytes() const; ///< of memory

    /// The linear values of the 64 frames from offset on; beyond the last one anything.
    void linear(const RecordedChannels &channels, std::size_t channel, std::size_t offset, LinearBlock &out) const;
    /// The words of a raw channel of 16 bits; null for others.
    [[nodiscard]] const std::uint16_t *words16(const RecordedChannels &channels, std::size_t channel) const
    {
        return channels.wordBytes[channel] == 2 ? reinterpret_cast<const std::uint16_t *>(m_columns[channel].data())
                                                : nullptr;
    }
    /// The word of a raw channel.
    [[nodiscard]] std::uint32_t word(const RecordedChannels &channels, std::size_t channel, std::size_t offset) const;

private:
    [[nodiscard]] bool wordsExist(const RecordedChannels &channels) const;

    std::uint64_t m_firstIndex = 0;
    std::size_t m_frames = 0;
    std::vector<RecordedStamp> m_stamps;
    std::vector<framing::Bytes> m_columns; ///< and a block of zeros at the end of each
};

} // namespace device_link
