// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording_file_index.h"

#include "device_link/result.h"

#include <functional>
#include <map>
#include <vector>

namespace device_link {

/// Everything there is to say about a file after every byte of it was looked at.
struct RecordingReport {
    struct Finding {
        std::uint64_t offset = 0; ///< of the record or of the damaged bytes
        QString what;             ///< technical English
    };
    static constexpr std::size_t kMaxFaults = 1000;

    RecordingFileInfo info;
    RecordingRecovery recovery;                    ///< as for reading
    std::map<std::uint8_t, std::uint64_t> records; ///< sound ones by type number (FORMAT.md §3)
    struct Stream {
        SampleStreamInfo info;
        std::uint64_t frames = 0;
        std::uint64_t gaps = 0;
        std::uint64_t missing = 0;     ///< frames in these gaps
        std::uint64_t unexplained = 0; ///< frames between sound records that no gap tells of: lost by damage
        std::int64_t firstKitTimeNs = 0;
        double seconds = 0; ///< from its first index to its last, at its rate; 0 when the rate is unknown
    };
    std::map<std::uint32_t, Stream> streams;
    std::uint64_t events = 0;
    std::uint64_t notes = 0;
    std::uint64_t lines = 0; ///< of the ports
    std::uint64_t clockPoints = 0;
    std::uint64_t faultCount = 0;
    std::vector<Finding> faults; ///< the first kMaxFaults of them

    /// Closed, and every record is sound.
    [[nodiscard]] bool isWhole() const { return recovery.isWhole() && faultCount == 0; }
};

/// Checks every checksum and decodes every record. progress: called now and then with bytes done and in all; false
/// stops it. Fails as RecordingFileReader::open() does, and with Cancelled.
[[nodiscard]] Result<RecordingReport> verifyRecording(
    const QString &path, const std::function<bool(std::uint64_t done, std::uint64_t all)> &progress = {});

} // namespace device_link
