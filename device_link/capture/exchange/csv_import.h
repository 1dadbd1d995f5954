// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange_progress.h"
#include "imported_recording.h"

namespace device_link {

/// Reads a CSV file into a new recording: our own full-rate form (recording_csv.h), that of Nordic's Power Profiler,
/// and files of other programs with a time and columns whose name has a unit (csv_header.h says which are understood).
/// The first column in A is called current, the first in V voltage. Memory does not depend on the file's size: it is
/// gone through twice, first to check it and to find rate and largest values, so that nothing is written of a bad one.
///
/// Of other programs the rate comes from the times (ImportReport::rateHz), which must be the same apart within 1 %. A
/// row with an empty field or nan is a missing sample. Of our own form indices, times, gaps and streams are kept; times
/// between the first sample after a gap and each 1024th from it on are linear.
///
/// Words have 32 bits and a fixed step, importStep() of the channel's largest value and for current at least 0.1 nA: a
/// float above 2^24 steps comes out the same, and so does every decimal that is a multiple of the step.
///
/// CannotRead: the file cannot be opened. BadFile, with the number of the line: not understood; a decimal comma; times
/// that are not regular; indices or times that go back; a value above importLimit(). NotSupported: our own reduced
/// form. CannotWrite: as RecordingFileWriter. Cancelled: by the progress (bytes of both passes). Whatever fails, no
/// recording is left.
[[nodiscard]] Result<ImportReport> importCsv(const QString &path, const QString &recordingPath,
    const RecordingFileLimits &limits = {}, const ExchangeProgress &progress = {});

} // namespace device_link
