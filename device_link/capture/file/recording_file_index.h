// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record_walk.h"
#include "recording_file_types.h"

#include "device_link/result.h"

#include <QStringList>

#include <map>
#include <optional>
#include <vector>

namespace device_link {

/// What opening a file found out about its state. Counts say at least how much.
struct RecordingRecovery {
    bool closed = false;                     ///< its last record says that it is whole
    RecordingEnd end = RecordingEnd::Closed; ///< when closed
    std::uint64_t fileBytes = 0;
    std::uint64_t tornBytes = 0;               ///< at the end, after the last sound record
    std::uint64_t damagedBytes = 0;            ///< elsewhere
    std::uint64_t damagedRecords = 0;          ///< with a sound header and a damaged body
    std::uint64_t missingRecords = 0;          ///< by the sequence numbers of those around them
    std::uint64_t lostFrames = 0;              ///< in damaged and torn records whose header could be read
    std::uint64_t unknownRecords = 0;          ///< of a newer version of the format; skipped
    std::optional<std::int64_t> lastKitTimeNs; ///< about when the newest sample that can be read was taken
    QStringList problems;                      ///< technical English, one a line; at most kMaxProblems

    static constexpr qsizetype kMaxProblems = 100;
    void addProblem(const QString &problem)
    {
        if (problems.size() < kMaxProblems)
            problems.append(problem);
    }
    /// Nothing is missing of what was written.
    [[nodiscard]] bool isWhole() const
    {
        return closed && end != RecordingEnd::WriteFailed && tornBytes + damagedBytes + damagedRecords == 0
            && missingRecords == 0 && problems.isEmpty();
    }
};

/// Where a record of samples is and what its head says.
struct SegmentPlace {
    std::uint64_t offset = 0;
    std::uint64_t firstIndex = 0;
    std::int64_t kitTimeNs = 0; ///< of its first frame
    std::uint32_t frames = 0;
    std::uint32_t bytes = 0; ///< of the record
    [[nodiscard]] std::uint64_t endIndex() const { return firstIndex + frames; }
};

struct IndexedStream {
    bool described = false;
    bool uncalibrated = false; ///< a range was no number; see StreamRecord
    SampleStreamInfo info;
    std::vector<SegmentPlace> segments; ///< indices rise, none twice
    std::vector<RecordedGap> gaps;
    std::vector<RecordedCalibration> calibrations;
};

struct RecordPlace {
    std::uint64_t offset = 0;
    std::uint32_t bytes = 0;
};

/// The records of a file, found by their headers; small ones are read. Bodies of samples are looked at only behind the
/// last byte that is known to have been on the medium, in a file that was not closed.
struct RecordingFileIndex {
    std::uint32_t fileId = 0;
    RecordingFileInfo info;
    std::map<std::uint32_t, IndexedStream> streams; ///< by number; only described ones
    std::vector<RecordPlace> events;
    std::vector<RecordPlace> clocks;
    RecordingRecovery recovery;
};

/// BadFile: no recording, one of a newer version of the format, or damaged in its first record too. CannotRead when the
/// disk fails.
[[nodiscard]] Result<RecordingFileIndex> indexRecording(RandomFile &file);

/// The id of the file at the start of its records, also where the prologue is damaged (problem is told then).
[[nodiscard]] Result<std::uint32_t> readFileId(RandomFile &file, RecordingRecovery &recovery);

} // namespace device_link
