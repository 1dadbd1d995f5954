// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sample_channel.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace device_link {

/// A run of samples that never arrived, or that were dropped by the kit. Both ends are known by index.
struct SampleGap {
    std::uint64_t firstIndex = 0;
    std::uint64_t count = 0;
    enum class Cause : std::uint8_t { KitDropped, LinkLost, Corrupted } cause = Cause::KitDropped;
};

/// One pixel column: the extremes and the mean of the samples that fall into it. count == 0: nothing there (a gap).
struct SampleColumn {
    float min = 0, max = 0;
    double mean = 0;
    std::uint64_t count = 0;
    bool gap = false; ///< part or all of the column lies in a gap
};

/// Exact statistics of an index range, gaps left out.
struct SampleStats {
    std::uint64_t count = 0;                    ///< samples that are there
    std::uint64_t missing = 0;                  ///< samples in gaps inside the range
    double min = 0, max = 0, mean = 0, rms = 0; ///< all 0 when count is 0
    double stddev = 0;                          ///< of the samples themselves (divided by count)
    double sum = 0;                             ///< sum of the values; charge or energy = sum / rate
};

/// Consecutive samples without a gap, for whoever takes the stream off the store in order (recording, export).
struct SampleRun {
    std::uint64_t firstIndex = 0;
    std::vector<float> values;           ///< interleaved frames of the raw channels, as appended
    std::vector<std::int64_t> kitTimeNs; ///< one per frame
    std::optional<SampleGap> before;     ///< the gap that ends at firstIndex, when there is one that is still known
};

/// Samples of one stream in memory with a min/max/sum pyramid per channel and the gap list.
/// The power product p = i·v is a derived channel: index channelCount() when the stream has "current" and "voltage".
/// One writer (the link thread) and any number of readers (the GUI asks once per frame); readers never block the
/// writer for longer than a block copy. Memory is bounded by the byte budget: the oldest samples go first.
class SampleStore
{
public:
    static constexpr std::size_t kDefaultBudget = std::size_t(256) << 20;

    explicit SampleStore(SampleStreamInfo info, std::size_t byteBudget = kDefaultBudget);
    ~SampleStore();
    SampleStore(const SampleStore &) = delete;
    SampleStore &operator=(const SampleStore &) = delete;

    [[nodiscard]] const SampleStreamInfo &info() const;
    /// Channels of the stream, and one more for power when it can be derived.
    [[nodiscard]] std::size_t channelCount() const;

    /// Writer: appends one block. values holds count interleaved frames of info().channels.size() floats; NaN is a
    /// value that is not there. firstIndex above the end makes a gap of that cause (the first block of a stream counts
    /// from 0); below it, the block is a repeat and is refused (false), as is one that holds no whole frames.
    /// A stamp that runs backwards is not used for the time axis.
    bool append(std::uint64_t firstIndex, std::int64_t kitTimeNs, std::span<const float> values,
        SampleGap::Cause gapCause = SampleGap::Cause::KitDropped);

    [[nodiscard]] std::uint64_t beginIndex() const;  ///< oldest index kept
    [[nodiscard]] std::uint64_t endIndex() const;    ///< one past the newest
    [[nodiscard]] std::uint64_t lostSamples() const; ///< samples in all gaps since the start, also forgotten ones
    [[nodiscard]] std::uint64_t received() const;    ///< samples appended since the start
    [[nodiscard]] std::vector<SampleGap> gaps() const;

    /// Kit time of an index and back (the nearest); piecewise linear through the block stamps, never by arrival, and at
    /// the nominal rate outside of them.
    [[nodiscard]] std::int64_t kitTimeOf(std::uint64_t index) const;
    [[nodiscard]] std::uint64_t indexAt(std::int64_t kitTimeNs) const;

    /// columns.size() pixel columns over [first, last): exact min, max, mean per column. Edges lie on an absolute grid
    /// of the column width, so that panning does not shimmer: with w = (last - first) / columns, column 0 is the grid
    /// cell k = floor(first / w) that holds first, and column j is [floor((k + j) · w), floor((k + j + 1) · w)).
    /// To fill the last pixel as well ask for one column more over [first, last + w). Below one sample per column some
    /// columns are empty without being a gap; use values() there. O(columns · log) from the pyramid.
    void view(std::size_t channel, std::uint64_t first, std::uint64_t last, std::span<SampleColumn> columns) const;
    [[nodiscard]] SampleStats stats(std::size_t channel, std::uint64_t first, std::uint64_t last) const;
    /// Raw values of [first, last), at most maxCount of them and none past the end: element i is index first + i, NaN
    /// in gaps and where the sample is no longer kept.
    [[nodiscard]] std::vector<float> values(
        std::size_t channel, std::uint64_t first, std::uint64_t last, std::size_t maxCount) const;
    /// The next samples at or after first, at most maxFrames of them and up to the next gap. firstIndex above first
    /// means that what lies between is a gap (before tells which) or no longer kept. Empty at the end.
    [[nodiscard]] SampleRun read(std::uint64_t first, std::size_t maxFrames) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace device_link
