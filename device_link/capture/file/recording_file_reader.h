// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event_batch.h"
#include "recording_file_index.h"
#include "sample_segment.h"

#include "device_link/result.h"

#include <memory>
#include <vector>

namespace device_link {

/// Samples without a gap inside, by channel. Kept by a reader's caller to spare its allocations.
struct RecordedRun {
    std::uint64_t firstIndex = 0;
    std::size_t frames = 0;              ///< 0: none at or after the index asked for
    std::vector<framing::Bytes> columns; ///< the words of each channel, little endian
    std::uint64_t damagedFrames = 0;     ///< frames before firstIndex that are in the file but damaged
};

/// Reads a recording file (FORMAT.md) of any size: only the index of its records is in memory. One thread; several
/// readers may have the same file open, and a writer too (what it adds later is seen by a new reader).
class RecordingFileReader
{
public:
    /// CannotRead: not there, no file, or may not be read. BadFile: no recording, or one of a newer format. A damaged
    /// or cut one opens with everything that is sound; recovery() says what is not.
    [[nodiscard]] static Result<std::unique_ptr<RecordingFileReader>> open(const QString &path);

    [[nodiscard]] const RecordingFileInfo &info() const { return m_index.info; }
    [[nodiscard]] const std::map<std::uint32_t, IndexedStream> &streams() const { return m_index.streams; }
    [[nodiscard]] const RecordingRecovery &recovery() const { return m_index.recovery; }

    /// Decodes at most maxFrames frames of a stream, from firstIndex or the first index after it that is there, up to
    /// the next index that is not. NotFound: no such stream. CannotRead: the disk fails. Damaged records are passed
    /// over and counted in the run.
    [[nodiscard]] Result<void> read(
        std::uint32_t stream, std::uint64_t firstIndex, std::size_t maxFrames, RecordedRun &run);
    /// The kit's stamps of the segment at a position of IndexedStream::segments. BadFile when it is damaged.
    [[nodiscard]] Result<std::vector<RecordedStamp>> stamps(std::uint32_t stream, std::size_t segment);

    /// Events come in batches, in the order they were recorded. BadFile when that batch is damaged.
    [[nodiscard]] std::size_t eventBatches() const { return m_index.events.size(); }
    [[nodiscard]] Result<RecordedEvents> eventBatch(std::size_t number);
    /// All clock points that can be read, in the order they were recorded.
    [[nodiscard]] Result<std::vector<RecordedClockPoint>> clockPoints();

private:
    RecordingFileReader() = default;
    [[nodiscard]] Result<void> load(const SegmentPlace &place);
    [[nodiscard]] Result<void> readPart(
        const IndexedStream &stream, const SegmentPlace &place, std::size_t maxFrames, RecordedRun &run);

    RandomFile m_file;
    RecordingFileIndex m_index;
    framing::Bytes m_record;           ///< of m_loaded
    std::uint64_t m_loaded = 0;        ///< offset of the segment in m_record; 0: none
    std::optional<SegmentBody> m_body; ///< into m_record
    framing::Bytes m_small;            ///< other records
};

} // namespace device_link
