// SPDX-License-Identifier: GPL-3.0-or-later
#include "energy_stats.h"

#include <algorithm>

namespace profiles {

using device_link::SampleStats;
using device_link::SampleView;

namespace {

Quantity quantityOf(const SampleStats &stats) { return {stats.min, stats.max, stats.mean}; }

/// The current's channel and the voltage, when power is asked for and the voltage is the same all over the range.
struct Steady {
    std::size_t current;
    double volts;
};
std::optional<Steady> steadyVoltage(
    const SampleView &store, std::size_t channel, std::uint64_t first, std::uint64_t last)
{
    const auto current = channelNamed(store, "current");
    const auto voltage = channelNamed(store, "voltage");
    if (powerChannel(store) != channel || !current || !voltage)
        return std::nullopt;
    const SampleStats volts = store.stats(*voltage, first, last);
    if (volts.count == 0 || volts.min != volts.max || volts.min < 0)
        return std::nullopt;
    return Steady{*current, volts.min};
}

} // namespace

std::optional<double> sampleSeconds(const SampleView &store)
{
    const auto &info = store.info();
    if (info.rateNum > 0 && info.rateDen > 0)
        return double(info.rateDen) / double(info.rateNum);
    if (info.rateHz > 0)
        return 1.0 / info.rateHz;
    return std::nullopt;
}

std::int64_t measuredNs(const SampleView &store)
{
    const std::uint64_t begin = store.beginIndex();
    const std::uint64_t end = store.endIndex();
    if (end <= begin)
        return 0;
    const auto samples = static_cast<double>(end - begin - store.stats(0, begin, end).paused);
    return static_cast<std::int64_t>(samples * sampleSeconds(store).value_or(0) * 1e9);
}

std::optional<std::size_t> channelNamed(const SampleView &store, const char *name)
{
    const auto &channels = store.info().channels;
    const auto it = std::find_if(channels.begin(), channels.end(), [name](const auto &c) { return c.name == name; });
    if (it == channels.end())
        return std::nullopt;
    return static_cast<std::size_t>(it - channels.begin());
}

std::optional<std::size_t> powerChannel(const SampleView &store)
{
    const std::size_t own = store.info().channels.size();
    return store.channelCount() > own ? std::optional<std::size_t>(own) : std::nullopt;
}

SampleStats channelStats(const SampleView &store, std::size_t channel, std::uint64_t first, std::uint64_t last)
{
    const auto steady = steadyVoltage(store, channel, first, last);
    SampleStats stats = store.stats(steady ? steady->current : channel, first, last);
    if (steady) {
        for (double SampleStats::*figure : {&SampleStats::min, &SampleStats::max, &SampleStats::mean, &SampleStats::rms,
                 &SampleStats::stddev, &SampleStats::sum})
            stats.*figure *= steady->volts;
    }
    return stats;
}

std::vector<double> channelPercentiles(const SampleView &store, std::size_t channel, std::uint64_t first,
    std::uint64_t last, std::span<const double> quantiles)
{
    const auto steady = steadyVoltage(store, channel, first, last);
    std::vector<double> values = store.percentiles(steady ? steady->current : channel, first, last, quantiles);
    // Those of channels of 32 bits are to 0.02 % of their full scale: never beyond what was measured.
    const SampleStats stats = channelStats(store, channel, first, last);
    for (double &value : values) {
        value *= steady ? steady->volts : 1;
        value = std::clamp(value, stats.min, stats.max);
    }
    return values;
}

std::optional<EnergyStats> energyStats(const SampleView &store, std::uint64_t first, std::uint64_t last)
{
    const auto current = channelNamed(store, "current");
    const auto step = sampleSeconds(store);
    EnergyStats result;
    result.firstIndex = std::max(first, store.beginIndex());
    result.lastIndex = std::min(last, store.endIndex());
    if (!current || !step || result.firstIndex >= result.lastIndex)
        return std::nullopt;
    const SampleStats stats = store.stats(*current, result.firstIndex, result.lastIndex);
    if (stats.count == 0)
        return std::nullopt;
    result.truncated = result.firstIndex != first || result.lastIndex != last;
    result.count = stats.count;
    result.missing = stats.missing;
    result.paused = stats.paused;
    result.seconds = double(result.lastIndex - result.firstIndex) * *step;
    result.currentA = quantityOf(stats);
    result.chargeC = stats.sum * *step;
    if (const auto voltage = channelNamed(store, "voltage"))
        result.voltageV = quantityOf(store.stats(*voltage, result.firstIndex, result.lastIndex));
    if (const auto power = powerChannel(store)) {
        const SampleStats watts = channelStats(store, *power, result.firstIndex, result.lastIndex);
        result.powerW = quantityOf(watts);
        result.energyJ = watts.sum * *step;
    }
    return result;
}

std::optional<EnergyStats> energyStatsBetween(const SampleView &store, std::int64_t fromKitNs, std::int64_t toKitNs)
{
    if (toKitNs <= fromKitNs || store.endIndex() == store.beginIndex())
        return std::nullopt;
    auto stats = energyStats(store, store.indexAt(fromKitNs), store.indexAt(toKitNs));
    const auto step = sampleSeconds(store);
    if (!stats || !step)
        return stats;
    // indexAt() keeps to what the store holds; times outside it are asked for all the same. One sample is the grid.
    const auto slackNs = static_cast<std::int64_t>(*step * 1e9) + 1;
    const std::int64_t beginNs = store.kitTimeOf(store.beginIndex());
    const std::int64_t endNs = store.kitTimeOf(store.endIndex() - 1) + slackNs;
    stats->truncated = stats->truncated || fromKitNs < beginNs - slackNs || toKitNs > endNs + slackNs;
    return stats;
}

} // namespace profiles
