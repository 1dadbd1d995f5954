// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sample_channel.h"
#include "sample_gap.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace device_link {

/// One pixel column: the extremes and the mean of the samples that fall into it. count == 0: nothing there (a gap).
struct SampleColumn {
    float min = 0, max = 0;
    double mean = 0;
    std::uint64_t count = 0;
    bool gap = false; ///< part or all of the column lies in a gap
};

/// A grid of columns, each samples / columns wide, whose column 0 begins at sample 0.
struct ColumnGrid {
    std::uint64_t samples = 1;
    std::uint64_t columns = 1;
    [[nodiscard]] double width() const { return static_cast<double>(samples) / static_cast<double>(columns); }
};

/// Exact statistics of an index range, gaps left out.
struct SampleStats {
    std::uint64_t count = 0;                    ///< samples that are there
    std::uint64_t missing = 0;                  ///< samples in gaps inside the range
    std::uint64_t paused = 0;                   ///< of the missing: nobody measured then, so nothing is lost
    double min = 0, max = 0, mean = 0, rms = 0; ///< all 0 when count is 0
    double stddev = 0;                          ///< of the samples themselves (divided by count)
    double sum = 0;                             ///< sum of the values; charge or energy = sum / rate
};

/// Consecutive samples without a gap, for whoever takes the stream in order (export).
struct SampleRun {
    std::uint64_t firstIndex = 0;
    std::vector<float> values;           ///< interleaved frames of the raw channels, as appended
    std::vector<std::int64_t> kitTimeNs; ///< one per frame
    std::optional<SampleGap> before;     ///< the gap that ends at firstIndex, when there is one that is still known
};

/// Samples of one stream, to look at: in memory while they come (SampleStore) or in a file (RecordedSamples). Both give
/// the same figures of the same samples, to the bit.
///
/// The power product p = i·v is a derived channel: index channelCount() - 1 when the stream has "current" and
/// "voltage". Any thread may ask, several at a time.
class SampleView
{
public:
    virtual ~SampleView() = default;
    SampleView(const SampleView &) = delete;
    SampleView &operator=(const SampleView &) = delete;

    [[nodiscard]] virtual const SampleStreamInfo &info() const = 0;
    /// Channels of the stream, and one more for power when it can be derived.
    [[nodiscard]] virtual std::size_t channelCount() const = 0;

    /// What one step of the integers is worth that a channel is counted in, in the channel's unit.
    [[nodiscard]] virtual double quantum(std::size_t channel) const = 0;
    [[nodiscard]] virtual std::uint64_t beginIndex() const = 0;  ///< oldest index kept
    [[nodiscard]] virtual std::uint64_t endIndex() const = 0;    ///< one past the newest
    [[nodiscard]] virtual std::uint64_t lostSamples() const = 0; ///< in all gaps since the start, also forgotten ones
    [[nodiscard]] virtual std::uint64_t received() const = 0;    ///< samples that came since the start
    [[nodiscard]] virtual std::vector<SampleGap> gaps() const = 0;

    /// Kit time of an index and back (the nearest); piecewise linear through the block stamps, never by arrival, and at
    /// the nominal rate outside of them.
    [[nodiscard]] virtual std::int64_t kitTimeOf(std::uint64_t index) const = 0;
    [[nodiscard]] virtual std::uint64_t indexAt(std::int64_t kitTimeNs) const = 0;

    /// Pixel columns, exact min, max and mean of each: those of the grid from the one with the number firstCell on, so
    /// that panning does not shimmer. Column k of the grid is [floor(k · w), floor((k + 1) · w)), w its width. Where w
    /// is 512 samples or more, the edges lie on the pyramid: each at the last multiple of 64 · 4^n samples before it,
    /// which is at most an eighth of a column away. Every sample counts in one column. Below one sample per column some
    /// columns are empty without being a gap; use values() there.
    virtual void viewCells(std::size_t channel, const ColumnGrid &grid, std::uint64_t firstCell,
        std::span<SampleColumn> columns) const = 0;
    /// columns.size() of them over [first, last): w = (last - first) / columns, the first is the one that holds first.
    /// To fill the last pixel as well ask for one column more over [first, last + w).
    void view(std::size_t channel, std::uint64_t first, std::uint64_t last, std::span<SampleColumn> columns) const;
    [[nodiscard]] virtual SampleStats stats(std::size_t channel, std::uint64_t first, std::uint64_t last) const = 0;
    /// Raw values of [first, last), at most maxCount of them and none past the end: element i is index first + i, NaN
    /// in gaps and where the sample is no longer kept.
    [[nodiscard]] virtual std::vector<float> values(
        std::size_t channel, std::uint64_t first, std::uint64_t last, std::size_t maxCount) const = 0;
    /// The next samples at or after first, at most maxFrames of them and up to the next gap. firstIndex above first
    /// means that what lies between is a gap (before tells which) or no longer kept. Empty at the end.
    [[nodiscard]] virtual SampleRun read(std::uint64_t first, std::size_t maxFrames) const = 0;

    /// The values of [first, last) of which the given parts (0 to 1, rising) of all samples are not above: exact to a
    /// step of the converter; for power and channels of 32 bits to 0.02 %. Empty when nothing is there. Not for the GUI
    /// thread: the first time it takes about a nanosecond for each sample in memory and a few for each in a file, later
    /// a few milliseconds.
    [[nodiscard]] virtual std::vector<double> percentiles(
        std::size_t channel, std::uint64_t first, std::uint64_t last, std::span<const double> quantiles) const = 0;

protected:
    SampleView() = default;
};

} // namespace device_link
