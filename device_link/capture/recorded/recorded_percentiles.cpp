// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorded_percentiles.h"

#include <algorithm>
#include <utility>

namespace device_link {

RecordedPercentiles::RecordedPercentiles(const RecordedSegments &segments, std::size_t byteBudget)
    : m_segments(segments)
    , m_groups(byteBudget)
    , m_bins(segments.channels().count())
{
}

std::vector<std::int32_t> RecordedPercentiles::of(
    std::size_t channel, std::uint64_t first, std::uint64_t last, std::span<const double> quantiles)
{
    const std::scoped_lock lock(m_mutex);
    std::unique_ptr<SampleBins> &bins = m_bins.at(channel);
    const std::vector<SampleScale> &scales = m_segments.channels().scales;
    if (!bins)
        bins = std::make_unique<SampleBins>(channel < scales.size() ? &scales[channel] : nullptr);
    m_counts.assign(bins->count(), 0);
    m_partial.assign(bins->count(), 0);
    countAll(*bins, channel, first, last);
    return bins->quantiles(m_counts, quantiles);
}

void RecordedPercentiles::countAll(const SampleBins &bins, std::size_t channel, std::uint64_t first, std::uint64_t last)
{
    // From segment to segment, not from group to group: a gap may be as long as numbers go.
    for (std::size_t i = m_segments.endingAfter(first); i < m_segments.count(); i = m_segments.endingAfter(first)) {
        first = std::max(first, m_segments.place(i).place.firstIndex);
        if (first >= last)
            return;
        const std::uint64_t number = first >> kGroupBits;
        const std::uint64_t lastInGroup = number << kGroupBits | ((std::uint64_t(1) << kGroupBits) - 1);
        if (lastInGroup >= last) {
            countSamples(bins, channel, first, last);
            return;
        }
        // Before the first sample of a group nothing is there: all of it is asked for.
        const bool whole = i == m_segments.endingAfter(number << kGroupBits)
            && first <= std::max(number << kGroupBits, m_segments.place(i).place.firstIndex);
        if (whole)
            for (const SampleHistogram::Bin &bin : group(bins, channel, number)->bins)
                m_counts[bin.key] += bin.count;
        else
            countSamples(bins, channel, first, lastInGroup + 1);
        first = lastInGroup + 1;
    }
}

void RecordedPercentiles::countSamples(
    const SampleBins &bins, std::size_t channel, std::uint64_t first, std::uint64_t last)
{
    for (std::size_t i = m_segments.endingAfter(first); i < m_segments.count(); ++i) {
        const SegmentPlace &place = m_segments.place(i).place;
        const std::uint64_t from = std::max(first, place.firstIndex);
        const std::uint64_t to = std::min(last, place.endIndex());
        if (from >= last)
            break;
        if (const auto segment = m_segments.load(i, false))
            countSegment(bins, channel, *segment, static_cast<std::size_t>(from - place.firstIndex),
                static_cast<std::size_t>(to - place.firstIndex));
    }
    for (std::size_t key = 0; key < m_partial.size(); ++key)
        m_counts[key] += std::exchange(m_partial[key], 0);
}

void RecordedPercentiles::countSegment(
    const SampleBins &bins, std::size_t channel, const RecordedSegment &segment, std::size_t from, std::size_t to)
{
    const RecordedChannels &channels = m_segments.channels();
    if (bins.byWord()) {
        if (const std::uint16_t *words = segment.words16(channels, channel)) {
            for (; from < to; ++from)
                ++m_partial[words[from]];
            return;
        }
        for (; from < to; ++from)
            ++m_partial[segment.word(channels, channel, from)];
        return;
    }
    LinearBlock values;
    for (; from < to; from += kSampleBlock) {
        segment.linear(channels, channel, from, values);
        for (std::size_t i = 0; i < std::min(kSampleBlock, to - from); ++i)
            ++m_partial[SampleBins::keyOf(values[i])];
    }
}

std::shared_ptr<const SampleHistogram> RecordedPercentiles::group(
    const SampleBins &bins, std::size_t channel, std::uint64_t number)
{
    const std::uint64_t key = number << 8 | channel;
    if (auto known = m_groups.find(key))
        return known;
    std::vector<std::uint64_t> counts(m_counts.size());
    m_counts.swap(counts);
    countSamples(bins, channel, number << kGroupBits, (number + 1) << kGroupBits);
    m_counts.swap(counts);
    auto histogram = std::make_shared<SampleHistogram>();
    for (std::size_t bin = 0; bin < counts.size(); ++bin)
        if (counts[bin] != 0)
            histogram->bins.push_back({static_cast<std::uint32_t>(bin), static_cast<std::uint32_t>(counts[bin])});
    m_groups.insert(key, histogram, sizeof *histogram + histogram->bins.capacity() * sizeof(SampleHistogram::Bin));
    return histogram;
}

} // namespace device_link
