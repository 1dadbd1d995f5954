// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "file/recording_file_writer.h"
#include "sample_store.h"

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

struct RecordingOptions {
    QString path;           ///< of the file to make; its folder is made when it does not exist
    RecordingFileInfo info; ///< of when it begins: left 0, RecordingWriter::start() fills in its times
    RecordingFileLimits limits;
};

/// What a recording holds so far; counts only what is on the medium.
struct RecordingTotals {
    std::uint64_t samples = 0;    ///< frames: those of all channels together count once
    std::uint64_t gaps = 0;       ///< runs of samples that are missing
    std::uint64_t missing = 0;    ///< samples in these gaps
    std::uint64_t overrun = 0;    ///< of missing: those that left the store before they were written
    std::uint64_t events = 0;     ///< events of the kit
    std::uint64_t lostEvents = 0; ///< events, notes and lines that came faster than they could be written
    std::uint64_t bytes = 0;      ///< of the file
};

/// Writes a recording file (FORMAT.md) on a thread of its own. It takes words off the store by index at its own pace,
/// so the link thread never waits for a disk; a disk that is too slow for too long costs samples in the file, told by a
/// gap in it, never in the store. What was received is on the medium within about a second.
///
/// All functions may be called from any thread. The first failure (a full disk) ends the writing and stays in error()
/// and in the result of finish().
class RecordingWriter
{
public:
    using Outcome = Result<RecordingTotals>;

    /// Makes the file; AlreadyThere: something is at its path. CannotWrite: it cannot be made, or the disk is nearly full.
    [[nodiscard]] static Result<std::unique_ptr<RecordingWriter>> start(const RecordingOptions &options);
    /// Ends the recording as finish() does and waits for it.
    ~RecordingWriter();
    RecordingWriter(const RecordingWriter &) = delete;
    RecordingWriter &operator=(const RecordingWriter &) = delete;

    /// Records a stream from firstIndex on (its endIndex(): from now). A second call, for the stream after a reconnect,
    /// ends the first one: nothing must be appended to its store any more. The store that is being recorded already
    /// just goes on: a stream that survives a reconnect is told of again.
    void addStream(std::shared_ptr<const SampleStore> store, std::uint64_t firstIndex = 0);
    /// Records an event; kept in order of arrival. Never waits for the disk, nor do the next three.
    void addEvent(const KitEvent &event);
    void addNote(const RecordedNote &note);
    void addLine(const RecordedLine &line);
    /// The same moment on three clocks; one a second places everything on the clock of the day.
    void addClockPoint(const RecordedClockPoint &point);

    [[nodiscard]] std::optional<Error> error() const;
    [[nodiscard]] RecordingTotals totals() const;

    /// Writes what has arrived until now, closes the files, and says what they hold or what failed.
    [[nodiscard]] QFuture<Outcome> finish();

private:
    struct Stream {
        std::shared_ptr<const SampleStore> store;
        std::uint64_t next = 0;
        std::optional<std::uint32_t> number = {}; ///< in the file, when it was begun
    };
    /// What came for the file since the last look.
    struct News {
        std::vector<KitEvent> events;
        std::vector<RecordedNote> notes;
        std::vector<RecordedLine> lines;
        std::vector<RecordedClockPoint> clock;
    };
    explicit RecordingWriter(std::unique_ptr<RecordingFileWriter> file);
    void run();
    void writeAll();
    bool writeSome(Stream &stream, std::uint64_t end);
    void writeWords(Stream &stream, const SampleWords &words);
    void writeGap(const Stream &stream, const RecordedGap &gap);
    [[nodiscard]] bool begin(Stream &stream);
    template <typename T>
    void keep(std::vector<T> &list, const T &item);
    void takeNews();
    void publish();

    // The writer thread's own.
    std::unique_ptr<RecordingFileWriter> m_file;
    std::uint64_t m_overrun = 0;
    std::optional<Error> m_refused; ///< a stream that the format cannot hold
    std::deque<Stream> m_streams;
    std::chrono::steady_clock::time_point m_synced;

    mutable std::mutex m_mutex; ///< guards what follows; never held while writing
    std::condition_variable m_wake;
    std::deque<Stream> m_newStreams;
    std::weak_ptr<const SampleStore> m_newest; ///< the store of the stream that was added last
    News m_news;
    std::uint64_t m_lostEvents = 0;
    bool m_finishing = false;
    RecordingTotals m_totals;
    std::optional<Error> m_error;

    QPromise<Outcome> m_promise;
    std::thread m_thread; ///< last: started when all else is there
};

} // namespace device_link
