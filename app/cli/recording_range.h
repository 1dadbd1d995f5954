// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"

#include "device_link/session/replay/replayed_recording.h"

#include <limits>
#include <optional>
#include <string>

namespace app {

/// FILE [--stream --from --to] on a command line.
struct RecordingChoice {
    std::string file;
    std::optional<std::uint32_t> stream;                 ///< none: the longest
    double from = 0;                                     ///< seconds from the beginning of the recording
    double to = std::numeric_limits<double>::infinity(); ///< the same
};
void addRecordingOptions(CLI::App *command, RecordingChoice &choice);

/// For the callback of a command. Throws CLI::ValidationError, both values told: the end lies before the begin.
void refuseRange(std::optional<double> from, std::optional<double> to);

/// A recording with the part of it that was chosen.
struct RecordingRange {
    device_link::ReplayedRecording recording; ///< with samples
    std::uint64_t first = 0, last = 0;        ///< samples [first, last), at least one index
    std::int64_t beginNs = 0, endNs = 0;      ///< kit time of these
};

/// Reads it; not for the main thread. BadArgument: no sample lies there. NotFound: it has none. Else as
/// loadRecording().
[[nodiscard]] device_link::Result<RecordingRange> openRange(const RecordingChoice &choice, const std::stop_token &stop);

/// What is to be said of a recording before its figures: simulated, not whole, more streams than are shown.
[[nodiscard]] QStringList recordingNotes(const device_link::ReplayedRecording &recording);

} // namespace app
