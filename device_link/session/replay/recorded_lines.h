// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/file/recording_file_types.h"
#include "device_link/session/frame_tap.h"

#include <memory>
#include <optional>
#include <vector>

namespace device_link {

class KitSession;

/// One line of a port as it is shown of a recording.
struct ReplayedLine {
    RawFrame frame;         ///< its hostNs is of the recording host
    std::int64_t utcMs = 0; ///< milliseconds since 1970-01-01 UTC
    std::uint32_t bootId = 0;
    std::int64_t kitTimeNs = 0; ///< place on that boot's clock; 0: not known
};

/// What went over the ports while it was recorded, in the order it was recorded, of all boots.
struct RecordedLines {
    static constexpr std::size_t kMax = 50'000; ///< the first ones are kept
    std::vector<ReplayedLine> lines;
    std::uint64_t total = 0; ///< in the recording
};

/// Takes the lines of a recording in their order and gives them their time of day. Lines of a port that is not known
/// here, and those whose times cannot be true, are passed over.
class RecordedLineCollector
{
public:
    /// clock: the recording's points, of all boots, in any order.
    RecordedLineCollector(const RecordingFileInfo &info, const std::vector<RecordedClockPoint> &clock);
    void add(const RecordedLine &line);
    [[nodiscard]] std::shared_ptr<const RecordedLines> finish();

private:
    struct Moment {
        std::int64_t hostNs = 0, utcNs = 0;
    };
    [[nodiscard]] std::optional<std::int64_t> utcMsOf(std::int64_t hostNs) const;

    std::vector<Moment> m_moments; ///< by host time; at least one
    RecordedLines m_found;
};

/// Those of a recording that is open; null for every other session.
[[nodiscard]] std::shared_ptr<const RecordedLines> recordedLinesOf(const KitSession &session);

} // namespace device_link
