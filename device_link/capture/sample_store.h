// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sample_time_map.h"
#include "sample_view.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace device_link {

/// Consecutive samples without a gap as the words that came, for a recording.
struct SampleWords {
    std::uint64_t firstIndex = 0;
    std::size_t count = 0;            ///< frames
    std::vector<std::uint8_t> frames; ///< interleaved little-endian words of the raw channels
    std::int64_t kitTimeNs = 0;       ///< of the first frame
    std::vector<SampleStamp> stamps;  ///< the kit's own of later frames among these, in order
    std::optional<SampleGap> before;  ///< as in SampleRun
};

/// Samples of one stream in memory, as the converter's words, with a pyramid of minimum, maximum and exact sums per
/// channel and the gap list.
///
/// Everything is counted in integers (SampleScale), so statistics do not depend on how they were put together. One
/// writer (the link thread), which neither waits for readers nor asks for memory; any number of readers (the GUI asks
/// once per frame). Memory is bounded by the byte budget: the oldest samples go first, 2^18 at a time.
class SampleStore final : public SampleView
{
public:
    static constexpr std::size_t kDefaultBudget = std::size_t(256) << 20;

    /// The budget holds for samples and pyramid; two times 2^18 samples are kept even when it is smaller.
    explicit SampleStore(SampleStreamInfo info, std::size_t byteBudget = kDefaultBudget);
    ~SampleStore() override;

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

    // Readers
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
    /// As read(), of words.
    [[nodiscard]] SampleWords readWords(std::uint64_t first, std::size_t maxFrames) const;
    [[nodiscard]] std::vector<double> percentiles(
        std::size_t channel, std::uint64_t first, std::uint64_t last, std::span<const double> quantiles) const override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace device_link
