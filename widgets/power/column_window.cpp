// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/column_window.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace widgets {

using device_link::ColumnGrid;
using device_link::SampleColumn;

namespace {

/// The newest samples of a stream may still get another time: only blocks that are older have a stamp after them.
constexpr double kUnsettledSamples = 8192;
constexpr double kUnsettledColumns = 2;
constexpr double kWidthLeast = 2;       ///< samples; narrower columns are laid anew each time
constexpr double kMisplacedMost = 0.25; ///< column

void add(SampleColumn &column, float value)
{
    column.min = column.count > 0 ? std::min(column.min, value) : value;
    column.max = column.count > 0 ? std::max(column.max, value) : value;
    column.mean += (static_cast<double>(value) - column.mean) / static_cast<double>(column.count + 1);
    ++column.count;
}

} // namespace

void ColumnWindow::setSource(std::shared_ptr<const device_link::SampleView> source, std::size_t channel)
{
    m_source = std::move(source);
    m_channel = channel;
    m_columns.clear();
    m_first = m_last = 0;
    m_place.reset();
}

void ColumnWindow::show(double lower, double upper, std::size_t width)
{
    ++m_turn;
    m_kept = {};
    std::swap(m_before, m_columns);
    m_columns.assign(width, SampleColumn{});
    m_first = m_last = 0;
    const std::optional<Place> before = std::exchange(m_place, std::nullopt);
    std::optional<Place> place = placeOf(lower, upper);
    if (!place)
        return;
    if (const auto moved = before ? movedBy(*before, *place) : std::nullopt) {
        keep(*before, *moved, *place);
    } else {
        m_kept = {0, place->to, place->to};
        lay(*place);
    }
    if (place->grid.width() < 1) {
        placeEach(*place);
    } else {
        ask(*place, place->from, m_kept.first);
        ask(*place, m_kept.last, place->to);
    }
    const double settled = static_cast<double>(place->to) - kUnsettledColumns - kUnsettledSamples / place->grid.width();
    place->settled = std::max(place->from, static_cast<std::size_t>(std::max(0.0, settled)));
    m_place = place;
}

/// Which columns lie inside what there is; empty: none.
std::optional<ColumnWindow::Place> ColumnWindow::placeOf(double lower, double upper)
{
    if (!m_source || m_columns.empty() || !(upper > lower) || m_channel >= m_source->channelCount())
        return {};
    const std::uint64_t begin = m_source->beginIndex();
    const std::uint64_t end = m_source->endIndex();
    if (end <= begin)
        return {};
    const auto width = static_cast<double>(m_columns.size());
    Place place;
    place.lower = lower;
    place.step = (upper - lower) / width;
    place.end = end;
    const double dataBegin = static_cast<double>(m_source->kitTimeOf(begin)) / 1e9;
    const double dataEnd = static_cast<double>(m_source->kitTimeOf(end - 1)) / 1e9 + 1.0 / m_source->info().rateHz;
    const auto columnOf = [&](double seconds) { return std::clamp((seconds - lower) / place.step, 0.0, width); };
    place.from = static_cast<std::size_t>(std::ceil(columnOf(dataBegin) - 1e-6));
    place.to = static_cast<std::size_t>(std::floor(columnOf(dataEnd) + 1e-6));
    if (place.to <= place.from)
        return {};
    const auto indexOf = [&](double column) {
        const double ns = (lower + place.step * column) * 1e9;
        return std::clamp(m_source->indexAt(static_cast<std::int64_t>(std::llround(ns))), begin, end);
    };
    place.first = indexOf(static_cast<double>(place.from));
    place.last = indexOf(static_cast<double>(place.to));
    if (place.last <= place.first)
        return {};
    // What is in view ends within a column, where the samples end or begin.
    m_first = std::min(indexOf(columnOf(dataBegin)), place.first);
    m_last = std::max(indexOf(columnOf(dataEnd)), place.last);
    return place;
}

/// By how many columns the view went on, when its columns are still those of before.
std::optional<std::int64_t> ColumnWindow::movedBy(const Place &before, const Place &place) const
{
    const double width = before.grid.width();
    const double moved = (place.lower - before.lower) / place.step;
    const double columns = std::round(moved);
    if (m_before.size() != m_columns.size() || place.end < before.end || width < kWidthLeast
        || std::abs(place.step - before.step) > 1e-6 * place.step || std::abs(moved - columns) > 0.01
        || std::abs(columns) >= static_cast<double>(m_columns.size()))
        return {};
    // The grid counts samples and the view time: where they have come apart it is laid anew.
    const double cell = static_cast<double>(before.cell) + static_cast<double>(place.from)
        - static_cast<double>(before.from) + columns;
    const auto isBeside = [&](std::uint64_t index, double edge) {
        const double off = static_cast<double>(index) / width - edge;
        return off >= -kMisplacedMost && off <= 1 + kMisplacedMost;
    };
    if (cell < 0 || !isBeside(place.first, cell)
        || !isBeside(place.last, cell + static_cast<double>(place.to - place.from)))
        return {};
    return static_cast<std::int64_t>(columns);
}

void ColumnWindow::keep(const Place &before, std::int64_t moved, Place &place)
{
    const auto from = static_cast<std::int64_t>(place.from);
    place.grid = before.grid;
    place.cell = before.cell + static_cast<std::uint64_t>(from + moved - static_cast<std::int64_t>(before.from));
    const auto nowAt = [&](std::size_t column) {
        return std::clamp(static_cast<std::int64_t>(column) - moved, from, static_cast<std::int64_t>(place.to));
    };
    const std::int64_t first = nowAt(before.from);
    const std::int64_t last = std::max(first, nowAt(before.settled));
    std::copy(m_before.begin() + first + moved, m_before.begin() + last + moved, m_columns.begin() + first);
    m_kept = {moved, static_cast<std::size_t>(first), static_cast<std::size_t>(last)};
}

/// Of the nominal rate, so that every view of this scale has the same columns; of the samples that are there where
/// these have another.
void ColumnWindow::lay(Place &place) const
{
    const ColumnGrid measured{place.last - place.first, place.to - place.from};
    const double columns = static_cast<double>(m_columns.size());
    const double samples = place.step * m_source->info().rateHz * columns;
    const ColumnGrid nominal{samples >= 1 ? static_cast<std::uint64_t>(std::llround(samples)) : 1, m_columns.size()};
    const double apart = std::abs(measured.width() - nominal.width()) * static_cast<double>(measured.columns);
    place.grid = nominal.width() >= kWidthLeast && apart <= kMisplacedMost * nominal.width() ? nominal : measured;
    __extension__ using Wide = unsigned __int128;
    place.cell = static_cast<std::uint64_t>(Wide(place.first) * place.grid.columns / place.grid.samples);
}

void ColumnWindow::ask(const Place &place, std::size_t from, std::size_t to)
{
    if (to <= from)
        return;
    m_source->viewCells(
        m_channel, place.grid, place.cell + (from - place.from), std::span(m_columns).subspan(from, to - from));
}

/// Where samples are wider than columns each stands where its time is. The first column holds what came before it.
void ColumnWindow::placeEach(const Place &place)
{
    const double lowerNs = place.lower * 1e9;
    const double stepNs = place.step * 1e9;
    const auto columnOf = [&](std::uint64_t index) {
        const double column = std::floor((static_cast<double>(m_source->kitTimeOf(index)) - lowerNs) / stepNs);
        return static_cast<std::int64_t>(std::clamp(column, -1.0, static_cast<double>(place.to)));
    };
    std::uint64_t index = place.first;
    while (index > m_source->beginIndex() && columnOf(index) >= 0)
        --index;
    const std::uint64_t last = std::min(place.last + 1, place.end);
    const std::vector<float> values = m_source->values(m_channel, index, last, last - index);
    for (const float value : values) {
        const std::int64_t from = std::max<std::int64_t>(columnOf(index++), 0);
        if (from >= static_cast<std::int64_t>(place.to))
            return;
        if (std::isfinite(value)) {
            add(m_columns[static_cast<std::size_t>(from)], value);
            continue;
        }
        for (std::int64_t column = from; column < std::max(columnOf(index), from + 1); ++column)
            m_columns[static_cast<std::size_t>(column)].gap = true;
    }
}

} // namespace widgets
