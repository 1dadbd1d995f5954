// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange_progress.h"

#include "device_link/capture/file/recording_file_reader.h"

class QIODevice;

namespace device_link {

struct RecordingEventsTotals {
    std::uint64_t events = 0;
    std::uint64_t notes = 0;
    std::uint64_t lines = 0;          ///< of the ports
    std::uint64_t damagedBatches = 0; ///< records of events that could not be read; told by a line with "damaged"
};

/// Writes the kit's events, the user's notes and the lines of the ports as lines of JSON, each kind in the order it was
/// recorded: {"boot", "seq", "kit_time_ns", "host_time_ns", "replayed", "event", "fields"},
/// {"boot", "kit_time_ns", "host_time_ns", "note", "end_kit_time_ns"} (note null: taken back; end null: a moment) and
/// {"boot", "kit_time_ns", "host_time_ns", "port", "to_kit", "bytes", "line" or "smp" (hexadecimal)};
/// {"damaged": true} where a record of them cannot be read.
/// Progress counts these records. CannotRead, CannotWrite: a disk fails. Cancelled: by the progress.
[[nodiscard]] Result<RecordingEventsTotals> writeRecordingEvents(
    RecordingFileReader &reader, QIODevice &out, const ExchangeProgress &progress = {});
/// The same to a file. It gets its name only when it is whole; what had the name before is then replaced.
[[nodiscard]] Result<RecordingEventsTotals> exportRecordingEvents(
    RecordingFileReader &reader, const QString &path, const ExchangeProgress &progress = {});

} // namespace device_link
