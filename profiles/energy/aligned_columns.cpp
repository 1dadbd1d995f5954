// SPDX-License-Identifier: GPL-3.0-or-later
#include "aligned_columns.h"

#include "energy_stats.h"
#include "region_stats.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace profiles {

using device_link::SampleColumn;
using device_link::SampleView;

namespace {

constexpr std::size_t kParts = 8; ///< of a column

/// Several columns as one.
SampleColumn joined(std::span<const SampleColumn> parts)
{
    SampleColumn all;
    double sum = 0;
    for (const SampleColumn &part : parts) {
        all.gap = all.gap || part.gap;
        if (part.count == 0)
            continue;
        all.min = all.count == 0 ? part.min : std::min(all.min, part.min);
        all.max = all.count == 0 ? part.max : std::max(all.max, part.max);
        all.count += part.count;
        sum += part.mean * static_cast<double>(part.count);
    }
    if (all.count > 0)
        all.mean = sum / static_cast<double>(all.count);
    return all;
}

/// Columns whose edges are where they were asked for: the store lays them on a grid that begins at sample 0.
std::vector<SampleColumn> columnsFrom(
    const SampleView &store, std::size_t channel, std::uint64_t first, std::uint64_t last, std::size_t count)
{
    const double width = static_cast<double>(last - first) / static_cast<double>(count * kParts);
    const double offset = static_cast<double>(first) / width;
    // The store's first part begins up to its width before first; where that is most of it, the next one is nearer.
    const std::size_t skipped = offset - std::floor(offset) > 0.5 ? 1 : 0;
    std::vector<SampleColumn> parts(count * kParts + skipped);
    const auto more = static_cast<std::uint64_t>(std::llround(width * static_cast<double>(skipped)));
    store.view(channel, first, last + more, parts);
    std::vector<SampleColumn> columns(count);
    for (std::size_t i = 0; i < count; ++i)
        columns[i] = joined(std::span(parts).subspan(skipped + i * kParts, kParts));
    return columns;
}

/// An axis cut into columns.
struct Grid {
    double fromNs, stepNs;
    std::size_t count;
    /// Not rounded, 0...count.
    [[nodiscard]] double columnOf(double ns) const
    {
        return std::clamp((ns - fromNs) / stepNs, 0.0, static_cast<double>(count));
    }
};

/// Sample by sample: exact also where a column is narrower than one.
void placeEach(const SampleView &store, std::size_t channel, std::uint64_t first, std::uint64_t last,
    double startOfStoreNs, const Grid &grid, std::vector<SampleColumn> &columns)
{
    const std::vector<float> values = store.values(channel, first, last, last - first);
    const auto columnOf = [&](std::uint64_t index) {
        return static_cast<std::size_t>(grid.columnOf(static_cast<double>(store.kitTimeOf(index)) - startOfStoreNs));
    };
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::size_t at = columnOf(first + i);
        if (!std::isnan(values[i])) {
            const SampleColumn one{values[i], values[i], static_cast<double>(values[i]), 1, false};
            if (at < columns.size())
                columns[at] = joined(std::array{columns[at], one});
            continue;
        }
        const std::size_t next = std::max(at + 1, i + 1 < values.size() ? columnOf(first + i + 1) : at + 1);
        for (std::size_t column = at; column < std::min(next, columns.size()); ++column)
            columns[column].gap = true;
    }
}

} // namespace

std::vector<SampleColumn> alignedColumns(const SampleView &store, std::size_t channel, const AlignedStretch &stretch,
    std::int64_t fromNs, std::int64_t toNs, std::size_t count)
{
    constexpr std::uint64_t kFew = 4; // samples in a column: one after the other they are read as fast
    std::vector<SampleColumn> columns(count);
    const auto [begin, end] = regionIndices(store, stretch.beginNs, stretch.endNs);
    const auto seconds = sampleSeconds(store);
    if (count == 0 || toNs <= fromNs || end <= begin || !seconds || channel >= store.channelCount())
        return columns;
    const Grid grid{
        static_cast<double>(fromNs), static_cast<double>(toNs - fromNs) / static_cast<double>(count), count};
    const auto zero = static_cast<double>(stretch.beginNs - stretch.shiftNs); // of the axis, in the stream's time
    const double sampleNs = *seconds * 1e9;
    const auto [shown, shownEnd]
        = regionIndices(store, std::max(stretch.beginNs, stretch.beginNs - stretch.shiftNs + fromNs),
            std::min(stretch.endNs, stretch.beginNs - stretch.shiftNs + toNs));
    if (shownEnd - shown <= kFew * count) {
        placeEach(store, channel, shown, shownEnd, zero, grid, columns);
        return columns;
    }
    const auto from = static_cast<std::size_t>(
        std::ceil(grid.columnOf(static_cast<double>(store.kitTimeOf(begin)) - zero - sampleNs) - 1e-6));
    const double dataEndNs = static_cast<double>(store.kitTimeOf(end - 1)) + sampleNs;
    const auto to = static_cast<std::size_t>(std::floor(grid.columnOf(dataEndNs - zero + sampleNs) + 1e-6));
    const auto indexOf = [&](std::size_t column) {
        const double ns = grid.fromNs + grid.stepNs * static_cast<double>(column) + zero;
        return ns >= dataEndNs - sampleNs / 2
            ? end
            : std::clamp(store.indexAt(static_cast<std::int64_t>(std::llround(ns))), begin, end);
    };
    if (to <= from || indexOf(to) <= indexOf(from))
        return columns;
    const auto found = columnsFrom(store, channel, indexOf(from), indexOf(to), to - from);
    std::ranges::copy(found, columns.begin() + static_cast<std::ptrdiff_t>(from));
    return columns;
}

std::vector<SampleColumn> columnDifference(std::span<const SampleColumn> a, std::span<const SampleColumn> b)
{
    /// The mean that holds in a column; none before the first, after the last and where something is missing.
    struct Held {
        explicit Held(std::span<const SampleColumn> columns)
        {
            for (std::size_t i = 0; i < columns.size(); ++i)
                end = columns[i].count > 0 ? i + 1 : end;
        }
        void take(std::size_t i, const SampleColumn &column)
        {
            if (column.gap || i >= end)
                last = nullptr;
            else if (column.count > 0)
                last = &column;
        }
        std::size_t end = 0;
        const SampleColumn *last = nullptr;
    };
    std::vector<SampleColumn> columns(std::min(a.size(), b.size()));
    Held heldA(a);
    Held heldB(b);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        heldA.take(i, a[i]);
        heldB.take(i, b[i]);
        columns[i].gap = a[i].gap || b[i].gap;
        if (!heldA.last || !heldB.last)
            continue;
        columns[i].count = 1;
        columns[i].mean = heldA.last->mean - heldB.last->mean;
        columns[i].min = columns[i].max = static_cast<float>(columns[i].mean);
    }
    return columns;
}

} // namespace profiles
