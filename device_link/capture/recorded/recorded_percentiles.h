// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recorded_segments.h"

#include "device_link/capture/sample_histogram.h"

#include <mutex>
#include <span>
#include <vector>

namespace device_link {

/// Percentiles of ranges of a recorded stream, from histograms of 2^20 indices that are made when they are first needed
/// and kept as far as the budget goes. Any thread but the GUI's; callers take turns, and hold no lock that a view
/// needs for longer than the read of a record.
class RecordedPercentiles
{
public:
    /// segments outlive it.
    RecordedPercentiles(const RecordedSegments &segments, std::size_t byteBudget);

    /// As SamplePercentiles::of().
    [[nodiscard]] std::vector<std::int32_t> of(
        std::size_t channel, std::uint64_t first, std::uint64_t last, std::span<const double> quantiles);

private:
    static constexpr unsigned kGroupBits = 20;
    void countAll(const SampleBins &bins, std::size_t channel, std::uint64_t first, std::uint64_t last);
    void countSamples(const SampleBins &bins, std::size_t channel, std::uint64_t first, std::uint64_t last);
    void countSegment(
        const SampleBins &bins, std::size_t channel, const RecordedSegment &segment, std::size_t from, std::size_t to);
    [[nodiscard]] std::shared_ptr<const SampleHistogram> group(
        const SampleBins &bins, std::size_t channel, std::uint64_t number);

    const RecordedSegments &m_segments;
    LruCache<SampleHistogram> m_groups;
    std::mutex m_mutex;                              ///< guards what follows
    std::vector<std::unique_ptr<SampleBins>> m_bins; ///< by channel
    std::vector<std::uint64_t> m_counts;             ///< of the range that is asked for
    std::vector<std::uint32_t> m_partial;            ///< of what is being counted; all 0 in between
};

} // namespace device_link
