// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/file/recording_file_reader.h"
#include "device_link/capture/sample_view.h"
#include "device_link/session/prompt_runner.h"
#include "device_link/session/replay/recorded_lines.h"
#include "device_link/session/replay/recorded_probes.h"

#include <memory>
#include <stop_token>

namespace device_link {

/// What is shown of a recording: its longest stream, and the events, notes and clock of the boot that this is of.
struct ReplayedRecording {
    RecordingFileInfo info; ///< begin: only when it is of bootId
    RecordingRecovery recovery;
    std::uint32_t bootId = 0;
    std::shared_ptr<const SampleView> samples;    ///< null: no stream is in it
    std::vector<KitEvent> events;                 ///< at most kMaxEvents, the first ones; before them how the radio stood
    std::vector<PromptEvent> prompts;             ///< what these tell of prompts
    std::shared_ptr<const RecordedProbes> probes; ///< of that boot, also beyond the events
    std::shared_ptr<const RecordedLines> lines;   ///< of all boots
    std::vector<RecordedNote> notes;              ///< those that stand, in the order of time
    std::vector<RecordedClockPoint> clock;
    std::size_t otherStreams = 0; ///< that are not shown

    static constexpr std::size_t kMaxEvents = 200'000;
};

/// Reads it. Takes as long as the disk needs for the file's index the first time, so not on the GUI thread. Fails as
/// RecordingFileReader::open(), and with Cancelled.
[[nodiscard]] Result<ReplayedRecording> loadRecording(const QString &path, const std::stop_token &stop);

} // namespace device_link
