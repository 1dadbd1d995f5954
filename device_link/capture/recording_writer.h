// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recording_files.h"

#include <QFuture>
#include <QPromise>

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace device_link {

/// Writes a recording directory on a thread of its own. It takes samples off the store by index at its own pace, so the
/// link thread never waits for a disk; a disk that is too slow for too long costs samples in the file, said by a gap
/// line, never in the store. What was received is in the file within a second and on the medium with it.
///
/// All functions may be called from any thread. The first write error (a full disk) ends the writing and stays in
/// error() and in the result of finish().
class RecordingWriter
{
public:
    using Outcome = Result<RecordingTotals>;

    /// Makes the directory and both files; CannotWrite when they already hold a recording or cannot be made.
    [[nodiscard]] static Result<std::unique_ptr<RecordingWriter>> start(const RecordingOptions &options);
    /// Ends the recording as finish() does and waits for it.
    ~RecordingWriter();
    RecordingWriter(const RecordingWriter &) = delete;
    RecordingWriter &operator=(const RecordingWriter &) = delete;

    /// Records a stream from firstIndex on (its endIndex(): from now). A second call, for the stream after a reconnect,
    /// ends the first one: nothing must be appended to its store any more. The store that is being recorded already
    /// just goes on: a stream that survives a reconnect is told of again.
    void addStream(std::shared_ptr<const SampleStore> store, std::uint64_t firstIndex = 0);
    /// Records an event; kept in order of arrival. Never waits for the disk.
    void addEvent(const KitEvent &event);

    [[nodiscard]] std::optional<Error> error() const;
    [[nodiscard]] RecordingTotals totals() const;

    /// Writes what has arrived until now, closes the files, and says what they hold or what failed.
    [[nodiscard]] QFuture<Outcome> finish();

private:
    struct Stream {
        std::shared_ptr<const SampleStore> store;
        std::uint64_t next = 0;
        bool begun = false;
    };
    explicit RecordingWriter(std::unique_ptr<RecordingFiles> files);
    void run();
    void writeAll();
    bool writeSome(Stream &stream, std::uint64_t end);
    void takeNews();
    void publish();

    // The writer thread's own.
    std::unique_ptr<RecordingFiles> m_files;
    std::deque<Stream> m_streams;
    std::chrono::steady_clock::time_point m_flushed;

    mutable std::mutex m_mutex; ///< guards what follows; never held while writing
    std::condition_variable m_wake;
    std::deque<Stream> m_newStreams;
    std::weak_ptr<const SampleStore> m_newest; ///< the store of the stream that was added last
    std::vector<KitEvent> m_newEvents;
    std::uint64_t m_lostEvents = 0;
    bool m_finishing = false;
    RecordingTotals m_totals;
    std::optional<Error> m_error;

    QPromise<Outcome> m_promise;
    std::thread m_thread; ///< last: started when all else is there
};

} // namespace device_link
