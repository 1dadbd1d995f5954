// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event_batch.h"
#include "pending_frames.h"
#include "record_sink.h"
#include "recording_file_types.h"

#include "device_link/result.h"

#include <deque>
#include <memory>
#include <span>

namespace device_link {

struct RecordingFileLimits {
    std::uint64_t minFreeBytes = std::uint64_t(256) << 20; ///< less than this free on the disk ends the recording
    std::uint32_t segmentFrames = 65'536;                  ///< frames of a full samples record; 1 to 2^20
};

/// Writes a recording file (FORMAT.md): one thread's object, which never belongs on the thread of a link, as it waits
/// for the disk. The owner calls sync() about once a second: what was added before is then on the medium and survives
/// whatever happens.
///
/// The first failure (a full or failing disk, too little left of it, the file removed) ends the recording: the file is
/// valid as it is, later calls do nothing, and error() says what happened and how much is kept. Functions that return a
/// Result give that error, or BadArgument for a call that cannot be: that one changes nothing and ends nothing.
class RecordingFileWriter
{
public:
    /// Makes the file. AlreadyThere: something is at the path, and it is never written over. CannotWrite: the
    /// file cannot be made, or less is free on the disk than limits ask for.
    [[nodiscard]] static Result<std::unique_ptr<RecordingFileWriter>> create(
        const QString &path, const RecordingFileInfo &info, const RecordingFileLimits &limits = {});
    /// As close().
    ~RecordingFileWriter();
    RecordingFileWriter(const RecordingFileWriter &) = delete;
    RecordingFileWriter &operator=(const RecordingFileWriter &) = delete;

    /// Begins a stream and returns its number in this file. After a reconnect another one is begun; both may be
    /// written. BadArgument when its channels are none the format has (streamIsPossible()) or a range is no number.
    [[nodiscard]] Result<std::uint32_t> beginStream(const SampleStreamInfo &info);
    /// Adds whole frames as they come from a kit: little-endian words, interleaved by channel. kitTimeNs: of the first.
    /// An index after the expected one makes a gap of unknown cause, so that nothing is missing silently. BadArgument
    /// when it lies before, or for bytes that are no whole frames.
    [[nodiscard]] Result<void> addFrames(
        std::uint32_t stream, std::uint64_t firstIndex, std::int64_t kitTimeNs, framing::ByteView frames);
    /// The same by channel, each with the same number of words: faster, as that is what the file has.
    [[nodiscard]] Result<void> addColumns(std::uint32_t stream, std::uint64_t firstIndex, std::int64_t kitTimeNs,
        std::span<const framing::ByteView> columns);
    /// Samples that are missing. BadArgument when they begin before the expected index or are none.
    [[nodiscard]] Result<void> addGap(std::uint32_t stream, const RecordedGap &gap);
    /// New ranges from an index on, one list per channel.
    [[nodiscard]] Result<void> changeCalibration(std::uint32_t stream, const RecordedCalibration &calibration);
    void addEvent(const KitEvent &event);
    void addNote(const RecordedNote &note);
    void addLine(const RecordedLine &line);
    void addClockPoint(const RecordedClockPoint &point);

    /// As RecordingFileLimits::minFreeBytes; the next sync() looks at it.
    void setMinFreeBytes(std::uint64_t bytes) { m_minFreeBytes = bytes; }

    /// Everything added so far to the medium. Looks at the disk's free space as well.
    [[nodiscard]] Result<void> sync();
    /// Ends the recording, which then says of itself that it is whole.
    [[nodiscard]] Result<RecordingFileTotals> close();

    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    /// None while it is written.
    [[nodiscard]] std::optional<RecordingEnd> ended() const { return m_ended; }
    /// What the operating system took.
    [[nodiscard]] const RecordingFileTotals &totals() const { return m_totals; }

private:
    struct Stream {
        explicit Stream(SampleStreamInfo info)
            : pending(std::move(info))
        {
        }
        PendingFrames pending;
        std::vector<RecordedCalibration> calibrations;
        RecordedStamp last;     ///< the newest stamp of the kit
        std::uint64_t next = 0; ///< the index expected
        bool begun = false;     ///< frames or a gap came
        std::size_t segmentFrames = 0;
        bool active = true; ///< something was added since its descriptor was written last
    };
    RecordingFileWriter(const QString &path, RecordingFileInfo info, const RecordingFileLimits &limits);
    [[nodiscard]] Result<void> start();
    [[nodiscard]] Result<Stream *> at(std::uint32_t stream, std::uint64_t index, std::uint64_t count);
    void arrive(std::uint32_t number, Stream &stream, std::uint64_t index);
    template <typename AddPart>
    void addParts(std::uint32_t number, Stream &stream, std::int64_t kitTimeNs, std::size_t count, AddPart addPart);
    void writeGap(std::uint32_t number, Stream &stream, const RecordedGap &gap);
    void writeSegment(std::uint32_t number, Stream &stream);
    void writeStream(std::uint32_t number, const Stream &stream);
    void writeBatches();
    void writeAll();
    void describeAgain();
    void noteSinkState();
    void stopOnLowDisk();
    void endWith(const Error &error, RecordingEnd end);

    const RecordingFileInfo m_info;
    std::uint64_t m_minFreeBytes;
    const std::size_t m_segmentFrames;
    RecordSink m_sink;
    std::deque<Stream> m_streams; ///< by number
    EventBatch m_events;
    std::vector<RecordedClockPoint> m_clock;
    framing::Bytes m_body; ///< kept to spare its allocation
    std::uint64_t m_describedAt = 0;
    RecordingFileTotals m_added; ///< also what is still buffered
    RecordingFileTotals m_totals;
    std::optional<Error> m_error;
    std::optional<RecordingEnd> m_ended;
};

} // namespace device_link
