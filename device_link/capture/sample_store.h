// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sample_channel.h"
#include "sample_gap.h"

#include <cstddef>
#include <cstdint>
#include <memory>
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

/// The same as the words that came.
struct SampleWords {
    std::uint64_t firstIndex = 0;
    std::size_t count = 0;            ///< frames
    std::vector<std::uint8_t> frames; ///< interleaved little-endian words of the raw channels
    std::int64_t kitTimeNs = 0;       ///< of the first frame
    std::optional<SampleGap> before;  ///< as in SampleRun
};

/// Samples of one stream in memory, as the converter's words, with a pyramid of minimum, maximum and exact sums per
/// channel and the gap list. The power product p = i·v is a derived channel: index channelCount() - 1 when the stream
/// has "current" and "voltage".
///
/// Everything is counted in integers (SampleScale), so statistics do not depend on how they were put together. One
/// writer (the link thread), which neither waits for readers nor asks for memory; any number of readers (the GUI asks
/// once per frame). Memory is bounded by the byte budget: the oldest samples go first, 2^18 at a time.
class SampleStore
{
public:
    static constexpr std::size_t kDefaultBudget = std::size_t(256) << 20;

    /// The budget holds for samples and pyramid; two times 2^18 samples are kept even when it is smaller.
    explicit SampleStore(SampleStreamInfo info, std::size_t byteBudget = kDefaultBudget);
    ~SampleStore();
    SampleStore(const SampleStore &) = delete;
    SampleStore &operator=(const SampleStore &) = delete;

    [[nodiscard]] const SampleStreamInfo &info() const;
    /// Channels of the stream, and one more for power when it can be derived.
    [[nodiscard]] std::size_t channelCount() const;

    /// Writer: appends one block. frames holds whole frames of interleaved little-endian words of info().channels.
    /// firstIndex above the end makes a gap of that cause (the first block of a stream counts from 0); below it, the
    /// block is a repeat and is refused (false), as is one that holds no whole frames, or a word of a range that the
    /// channel does not have. A stamp that runs backwards is not used for the time axis.
    bool append(std::uint64_t firstIndex, std::int64_t kitTimeNs, std::span<const std::uint8_t> frames,
        SampleGap::Cause gapCause = SampleGap::Cause::KitDropped);
    /// The same for values, of which the nearest words are kept; refused when one is not finite. For sources that have
    /// no words to give: slow.
    bool append(std::uint64_t firstIndex, std::int64_t kitTimeNs, std::span<const float> values,
        SampleGap::Cause gapCause = SampleGap::Cause::KitDropped);

    /// What one step of the integers is worth that a channel is counted in, in the channel's unit.
    [[nodiscard]] double quantum(std::size_t channel) const;
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
    /// Where w is 512 samples or more, the edges lie on the pyramid: each at the last multiple of 64 · 4^n samples
    /// before it, which is at most an eighth of a column away. Every sample counts in one column. To fill the last
    /// pixel as well ask for one column more over [first, last + w). Below one sample per column some columns are empty
    /// without being a gap; use values() there.
    void view(std::size_t channel, std::uint64_t first, std::uint64_t last, std::span<SampleColumn> columns) const;
    [[nodiscard]] SampleStats stats(std::size_t channel, std::uint64_t first, std::uint64_t last) const;
    /// Raw values of [first, last), at most maxCount of them and none past the end: element i is index first + i, NaN
    /// in gaps and where the sample is no longer kept.
    [[nodiscard]] std::vector<float> values(
        std::size_t channel, std::uint64_t first, std::uint64_t last, std::size_t maxCount) const;
    /// The next samples at or after first, at most maxFrames of them and up to the next gap. firstIndex above first
    /// means that what lies between is a gap (before tells which) or no longer kept. Empty at the end.
    [[nodiscard]] SampleRun read(std::uint64_t first, std::size_t maxFrames) const;
    [[nodiscard]] SampleWords readWords(std::uint64_t first, std::size_t maxFrames) const;

    /// The values of [first, last) of which the given parts (0 to 1, rising) of all samples are not above: exact to a
    /// step of the converter; for power and channels of 32 bits to 0.02 %. Empty when nothing is there. Not for the GUI
    /// thread: the first time it takes about a nanosecond for each sample, later a few milliseconds.
    [[nodiscard]] std::vector<double> percentiles(
        std::size_t channel, std::uint64_t first, std::uint64_t last, std::span<const double> quantiles) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace device_link
