// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "append_file.h"
#include "sample_store.h"

#include "device_link/result.h"
#include "device_link/session/kit_event.h"

#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace device_link {

struct RecordingOptions {
    QString directory;      ///< made when it does not exist
    QString kitSerial;      ///< for the header; may be empty
    bool simulated = false; ///< the kit says its values are simulated: marked in the header
    bool byMeter = false;   ///< a power meter gives the samples: its voltage is the one set, which the header says
};

/// What a recording holds so far; counts only what the files took.
struct RecordingTotals {
    std::uint64_t samples = 0;    ///< rows of samples.csv
    std::uint64_t gaps = 0;       ///< gap lines
    std::uint64_t missing = 0;    ///< samples in these gaps
    std::uint64_t overrun = 0;    ///< of missing: those that left the store before they were written
    std::uint64_t events = 0;     ///< lines of events.jsonl
    std::uint64_t lostEvents = 0; ///< events that came faster than they could be written
    std::uint64_t bytes = 0;      ///< of both files
};

/// The two files of a recording, as text: samples.csv (one row per sample; lines that begin with # say what follows or
/// what is missing) and events.jsonl (one JSON object per event). One thread.
///
/// A recording may hold several streams one after the other (after a reconnect); each begins with a "# stream" line
/// and its own column names, and index counts within it.
class RecordingFiles
{
public:
    [[nodiscard]] static Result<std::unique_ptr<RecordingFiles>> create(const RecordingOptions &options);

    void beginStream(const SampleStreamInfo &info);
    void addRun(const SampleRun &run);
    void addGap(const SampleGap &gap);
    /// Samples the store forgot before they were written.
    void addOverrun(std::uint64_t firstIndex, std::uint64_t count);
    void addEvent(const KitEvent &event);
    void flush(bool sync);
    void close();

    [[nodiscard]] std::optional<Error> error() const;
    [[nodiscard]] const RecordingTotals &totals() const { return m_written; }

private:
    explicit RecordingFiles(const QString &directory);
    void writeHeader(const RecordingOptions &options);
    void addGapLine(std::uint64_t firstIndex, std::uint64_t count, const char *cause);

    AppendFile m_samples;
    AppendFile m_events;
    std::size_t m_channels = 0;
    RecordingTotals m_formatted;
    RecordingTotals m_written;
    std::string m_rows; ///< kept to spare its allocation
};

} // namespace device_link
