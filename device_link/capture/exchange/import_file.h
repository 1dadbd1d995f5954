// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange_progress.h"
#include "imported_recording.h"

namespace device_link {

/// Reads a file of another program, or an export of this one, into a new recording: a `.ppk2` as importPpk2File(), CSV
/// as importCsv(). Which of them it is its first bytes tell, whatever its name. Each error names the file.
///
/// BadFile: it is a recording already, empty, or neither of the two. CannotRead: also when it is no regular file, as
/// both are gone through twice. Else as these.
[[nodiscard]] Result<ImportReport> importFile(const QString &path, const QString &recordingPath,
    const RecordingFileLimits &limits = {}, const ExchangeProgress &progress = {});

} // namespace device_link
