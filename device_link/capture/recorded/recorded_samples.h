// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pyramid_writer.h"

#include "device_link/capture/sample_view.h"

#include <memory>

namespace device_link {

struct RecordedSamplesOptions {
    /// Of decoded samples and pyramid that are kept in memory; percentiles keep half as much again.
    std::size_t cacheBytes = std::size_t(64) << 20;
    /// Where pyramids go that cannot be written beside the recording; empty: the user's cache folder.
    QString cacheFolder;
    PyramidProgress progress; ///< of making a pyramid
};

/// Where the pyramid of an opened recording is.
struct RecordedPyramid {
    QString path;
    bool made = false; ///< anew, when the recording was opened
    QString why;       ///< it was made: technical English
};

/// One stream of a recording file of any size, to look at like a SampleStore, as it was when it was opened. A pyramid
/// beside it (`NAME.aer.pyramid`, FORMAT.md §8) makes views and statistics quick; it is made when it is missing,
/// damaged or of another state of the recording.
///
/// The same figures to the bit as a SampleStore that was filled with the same words, stamps and gaps. Calibrations that
/// the recording has for later indices are not used, as a store does not use them: calibrationChanges() says when there
/// are some. What cannot be read of the file is missing (NaN) and, when that was known as the pyramid was made, a gap
/// of unknown cause. Memory is bounded by the options, but for 64 bytes a segment (65,536 samples of each channel).
class RecordedSamples final : public SampleView
{
public:
    /// Blocks while it makes a pyramid: about a second for 10^8 samples of two channels. NotFound: no such stream.
    /// Cancelled: by the stop token; nothing is left behind. CannotWrite: the pyramid can be put nowhere. Otherwise as
    /// RecordingFileReader::open().
    [[nodiscard]] static Result<std::shared_ptr<RecordedSamples>> open(
        const QString &path, std::uint32_t stream, const RecordedSamplesOptions &options = {});
    ~RecordedSamples() override;

    [[nodiscard]] const RecordingFileInfo &fileInfo() const;
    [[nodiscard]] std::vector<std::uint32_t> streams() const; ///< all of the recording, by number
    /// Samples of a stream that were sound when the pyramid was made; 0: there is none of that number.
    [[nodiscard]] std::uint64_t receivedOf(std::uint32_t stream) const;
    [[nodiscard]] const RecordedPyramid &pyramid() const;
    [[nodiscard]] bool calibrationChanges() const;
    [[nodiscard]] bool uncalibrated() const; ///< a range was no number; see StreamRecord
    /// Parts of the pyramid that were damaged, as found until now: they were made anew in memory, and the file is
    /// removed in the end.
    [[nodiscard]] std::uint64_t damagedChunks() const;
    /// The recording has gone bad since its pyramid was made, as found until now: figures that need its samples miss
    /// some that others have counted. The pyramid is removed in the end, so that who opens it next sees what is lost.
    [[nodiscard]] bool foundDamaged() const;

    [[nodiscard]] const SampleStreamInfo &info() const override;
    [[nodiscard]] std::size_t channelCount() const override;
    [[nodiscard]] double quantum(std::size_t channel) const override;
    [[nodiscard]] std::uint64_t beginIndex() const override;
    [[nodiscard]] std::uint64_t endIndex() const override;
    [[nodiscard]] std::uint64_t lostSamples() const override;
    [[nodiscard]] std::uint64_t received() const override;
    [[nodiscard]] std::vector<SampleGap> gaps() const override;
    [[nodiscard]] std::int64_t kitTimeOf(std::uint64_t index) const override;
    [[nodiscard]] std::uint64_t indexAt(std::int64_t kitTimeNs) const override;
    void viewCells(std::size_t channel, const ColumnGrid &grid, std::uint64_t firstCell,
        std::span<SampleColumn> columns) const override;
    [[nodiscard]] SampleStats stats(std::size_t channel, std::uint64_t first, std::uint64_t last) const override;
    [[nodiscard]] std::vector<float> values(
        std::size_t channel, std::uint64_t first, std::uint64_t last, std::size_t maxCount) const override;
    [[nodiscard]] SampleRun read(std::uint64_t first, std::size_t maxFrames) const override;
    [[nodiscard]] std::vector<double> percentiles(
        std::size_t channel, std::uint64_t first, std::uint64_t last, std::span<const double> quantiles) const override;

private:
    struct Private;
    explicit RecordedSamples(std::unique_ptr<Private> opened);
    std::unique_ptr<Private> d;
};

} // namespace device_link
