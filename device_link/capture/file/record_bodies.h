// SPDX-License-Identifier: GPL-3.0-or-later
// Heads and bodies of all records but samples (FORMAT.md §4). Reading is safe for any bytes: BadFile says what is
// wrong.
#pragma once

#include "recording_file_types.h"

#include "device_link/result.h"
#include "device_link/session/kit_event.h"

#include "framing/bytes.h"

#include <QCborMap>

#include <optional>
#include <vector>

namespace device_link {

[[nodiscard]] framing::Bytes fileInfoBody(const RecordingFileInfo &info);
[[nodiscard]] Result<RecordingFileInfo> readFileInfo(framing::ByteView body);

/// Whether a stream can be recorded, and a recorded one used: 1 to 64 channels of 8, 16 or 32 bits, range bits fewer
/// than bits and at most 4, 1 to 16 ranges.
[[nodiscard]] bool streamIsPossible(const SampleStreamInfo &info);
[[nodiscard]] framing::Bytes streamHead(std::uint32_t stream, std::uint32_t bootId);
[[nodiscard]] framing::Bytes streamBody(const SampleStreamInfo &info);
/// A stream as read. A channel with ranges that are no numbers gets gain 1, offset 0 and no unit: its codes are shown
/// as they are, and uncalibrated says so.
struct StreamRecord {
    std::uint32_t stream = 0;
    SampleStreamInfo info;
    bool uncalibrated = false;
};
[[nodiscard]] Result<StreamRecord> readStream(framing::ByteView head, framing::ByteView body);

[[nodiscard]] framing::Bytes gapHead(std::uint32_t stream, const RecordedGap &gap);
struct GapRecord {
    std::uint32_t stream = 0;
    RecordedGap gap;
};
[[nodiscard]] Result<GapRecord> readGap(framing::ByteView head);

[[nodiscard]] framing::Bytes clockHead(const std::vector<RecordedClockPoint> &points);
[[nodiscard]] framing::Bytes clockBody(const std::vector<RecordedClockPoint> &points);
[[nodiscard]] Result<std::vector<RecordedClockPoint>> readClock(framing::ByteView head, framing::ByteView body);

[[nodiscard]] framing::Bytes calibrationHead(std::uint32_t stream, std::uint64_t fromIndex);
[[nodiscard]] framing::Bytes calibrationBody(const RecordedCalibration &calibration);
struct CalibrationRecord {
    std::uint32_t stream = 0;
    RecordedCalibration calibration;
};
/// BadFile also when a number of it is none.
[[nodiscard]] Result<CalibrationRecord> readCalibration(framing::ByteView head, framing::ByteView body);

[[nodiscard]] framing::Bytes syncedHead(std::uint64_t syncedBytes);
[[nodiscard]] std::optional<std::uint64_t> readSynced(framing::ByteView head);

[[nodiscard]] framing::Bytes endHead(RecordingEnd end);
[[nodiscard]] framing::Bytes endBody(const RecordingFileTotals &totals);
[[nodiscard]] std::optional<RecordingEnd> readEnd(framing::ByteView head);

} // namespace device_link
