// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"

#include <QString>
#include <QStringList>

namespace device_link {

/// How a recording ends, by a look at its last bytes: the cost does not depend on its length.
enum class RecordingEnding : std::uint8_t {
    Ended,        ///< its last record says how it was ended
    Unfinished,   ///< nobody ended it: a crash or a power loss
    BeingWritten, ///< some process writes it now
};

/// BadFile: no recording. CannotRead: not there, or may not be read.
[[nodiscard]] Result<RecordingEnding> recordingEnding(const QString &path);

/// The recordings (*.aer) right in a folder that nobody ended and nobody writes now, by name. Looks at the disk.
[[nodiscard]] QStringList unfinishedRecordings(const QString &folder);

} // namespace device_link
