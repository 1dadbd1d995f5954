// SPDX-License-Identifier: GPL-3.0-or-later
#include "region_stats.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace profiles {

using device_link::SampleView;

std::pair<std::uint64_t, std::uint64_t> regionIndices(const SampleView &store, std::int64_t beginNs, std::int64_t endNs)
{
    const std::uint64_t begin = store.beginIndex();
    const std::uint64_t end = store.endIndex();
    if (endNs <= beginNs || end <= begin)
        return {begin, begin};
    // The first sample taken at or after each edge; indexAt() gives the nearest.
    const auto edge = [&](std::int64_t ns) {
        std::uint64_t index = std::clamp(store.indexAt(ns), begin, end);
        while (index > begin && store.kitTimeOf(index - 1) >= ns)
            --index;
        while (index < end && store.kitTimeOf(index) < ns)
            ++index;
        return index;
    };
    const std::uint64_t first = edge(beginNs);
    return {first, std::max(first, edge(endNs))};
}

/// The lowest mean over a tenth of the samples [first, last): steps of a hundredth; stretches with a gap do not count.
static std::optional<double> quietest(
    const SampleView &store, std::size_t channel, std::uint64_t first, std::uint64_t last)
{
    constexpr std::size_t kSteps = 100, kWide = 10;
    std::array<device_link::SampleColumn, kSteps> columns;
    if (last - first < kSteps) // too short to have parts
        return std::nullopt;
    store.view(channel, first, last, columns);
    std::optional<double> least;
    for (std::size_t begin = 0; begin + kWide <= kSteps; ++begin) {
        double sum = 0;
        std::uint64_t count = 0;
        bool whole = true;
        for (std::size_t k = begin; k < begin + kWide; ++k) {
            whole = whole && !columns[k].gap && columns[k].count > 0;
            sum += columns[k].mean * static_cast<double>(columns[k].count);
            count += columns[k].count;
        }
        if (whole)
            least = std::min(least.value_or(sum / double(count)), sum / double(count));
    }
    return least;
}

RegionStats regionStats(const SampleView &store, std::int64_t beginNs, std::int64_t endNs)
{
    RegionStats stats;
    stats.beginNs = stats.coveredBeginNs = stats.coveredEndNs = beginNs;
    stats.endNs = endNs;
    const std::uint64_t oldest = store.beginIndex();
    const std::uint64_t newest = store.endIndex();
    const auto step = sampleSeconds(store);
    if (!step || newest <= oldest)
        return stats;
    const auto stepNs = static_cast<std::int64_t>(std::llround(*step * 1e9));
    const std::int64_t oldestNs = store.kitTimeOf(oldest);
    const bool before = beginNs < oldestNs - stepNs;
    stats.forgotten = before && oldest > 0;
    stats.startsEarlier = before && oldest == 0;
    stats.endsLater = endNs > store.kitTimeOf(newest - 1) + stepNs;
    const auto [first, last] = regionIndices(store, beginNs, endNs);
    stats.energy = energyStats(store, first, last);
    if (!stats.energy)
        return stats;
    stats.coveredBeginNs = std::max(beginNs, store.kitTimeOf(first));
    stats.coveredEndNs = std::min(endNs, store.kitTimeOf(last - 1) + stepNs);
    const device_link::SampleStats current = store.stats(*channelNamed(store, "current"), first, last);
    stats.stddevA = current.stddev;
    stats.rmsA = current.rms;
    stats.quietestA = quietest(store, *channelNamed(store, "current"), first, last).value_or(current.mean);
    return stats;
}

} // namespace profiles
