// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/file/recording_file_reader.h"
#include "device_link/capture/sample_view.h"
#include "device_link/session/prompt_runner.h"
#include "device_link/session/replay/recorded_lines.h"
#include "device_link/session/replay/recorded_part.h"
#include "device_link/session/replay/recorded_probes.h"

#include <memory>
#include <optional>
#include <stop_token>

namespace device_link {

/// What is shown of a recording: one stream of it, and the events, notes and clock of the boot that this is of.
struct ReplayedRecording {
    RecordingFileInfo info; ///< begin: only when it is of bootId
    RecordingRecovery recovery;
    std::uint32_t bootId = 0;
    std::shared_ptr<const SampleView> samples; ///< null: no stream is in it
    std::vector<KitEvent> events;              ///< at most kMaxEvents, the first ones; before them how the radio stood
    std::vector<PromptEvent> prompts;          ///< what these tell of prompts
    std::shared_ptr<const RecordedProbes> probes; ///< of that boot, also beyond the events
    std::shared_ptr<const RecordedLines> lines;   ///< of that boot, and all when there is one part
    std::vector<RecordedNote> notes;              ///< those that stand, in the order of time
    std::vector<RecordedClockPoint> clock;
    std::vector<RecordedPart> parts; ///< in the order they were recorded
    std::size_t shownPart = 0;       ///< which one samples are of; without parts 0

    [[nodiscard]] std::size_t otherParts() const { return parts.empty() ? 0 : parts.size() - 1; }

    static constexpr std::size_t kMaxEvents = 200'000;
};

/// Reads it. Takes as long as the disk needs for the file's index the first time, so not on the GUI thread. Fails as
/// RecordingFileReader::open(), with Cancelled, and with BadArgument: the recording has no such stream with samples.
/// stream: none: the longest.
[[nodiscard]] Result<ReplayedRecording> loadRecording(
    const QString &path, const std::stop_token &stop, std::optional<std::uint32_t> stream = {});

} // namespace device_link
