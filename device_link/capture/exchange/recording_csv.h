// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange_progress.h"
#include "recorded_clock.h"

class QIODevice;

namespace device_link {

/// What of a recording becomes CSV, and how.
struct RecordingCsvOptions {
    std::optional<std::uint32_t> stream; ///< none: all, one after the other
    SecondsRange seconds;                ///< per stream, by its kit time
    /// Seconds of a bin of the reduced form; 0: every sample. At least 1 ns.
    double binS = 0;
};

struct RecordingCsvTotals {
    std::uint64_t rows = 0;    ///< samples, or bins
    std::uint64_t frames = 0;  ///< samples of all channels together count once
    std::uint64_t gaps = 0;    ///< gap lines
    std::uint64_t missing = 0; ///< samples in these gaps
    std::uint64_t damaged = 0; ///< samples that could not be read, told in damaged lines
    std::uint64_t bytes = 0;
};

/// Writes a recording as text. Lines that begin with # say what follows or what is missing: `# stream` and the names of
/// the columns begin a stream, `# gap first= count= cause=` and `# damaged first= count=` stand where the samples
/// would; `# clock boot= kit_time_ns= utc=` tells what time of day one moment of the kit's clock was. A row is
/// index,kit_time_ns and the value of each channel, as the shortest decimals of the nearest float. Times are linear
/// between all stamps of the kit. Calibrations that change within a stream are not applied, as they are nowhere else; a
/// `# calibration` line tells of them.
///
/// The reduced form has a row for each bin of the kit's time that has samples: index of its first one, its begin,
/// samples, and least, average and greatest value of each channel; and of the power, sample by sample, where there are
/// current and voltage.
///
/// NotFound: no such stream. BadArgument: a range or bin that cannot be, or a range without samples. CannotRead,
/// CannotWrite: a disk fails. Cancelled: by the progress. out then holds a part.
[[nodiscard]] Result<RecordingCsvTotals> writeRecordingCsv(RecordingFileReader &reader, QIODevice &out,
    const RecordingCsvOptions &options = {}, const ExchangeProgress &progress = {});
/// The same to a file. It gets its name only when it is whole; what had the name before is then replaced.
[[nodiscard]] Result<RecordingCsvTotals> exportRecordingCsv(RecordingFileReader &reader, const QString &path,
    const RecordingCsvOptions &options = {}, const ExchangeProgress &progress = {});

/// About how many bytes that will be, by the index of the file alone: no samples are read. NotFound, BadArgument.
[[nodiscard]] Result<std::uint64_t> estimatedCsvBytes(
    const RecordingFileReader &reader, const RecordingCsvOptions &options = {});

} // namespace device_link
