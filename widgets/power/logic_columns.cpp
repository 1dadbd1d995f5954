// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/logic_columns.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace widgets {

using device_link::SampleColumn;

namespace {

constexpr double kWidthMost = 16384;    ///< samples of a column that are still read
constexpr double kReadAtOnce = 1 << 18; ///< samples of one turn: the GUI thread reads them
constexpr std::uint8_t kAllInputs = 255;

std::uint8_t wordOf(float value) { return static_cast<std::uint8_t>(std::clamp(value, 0.0F, 255.0F)); }

} // namespace

LogicColumns::Levels LogicColumns::between(std::uint8_t least, std::uint8_t most)
{
    const auto differing = static_cast<unsigned>(least ^ most);
    const unsigned same = kAllInputs & ~(std::bit_ceil(differing + 1U) - 1U);
    return {static_cast<std::uint8_t>(~most & same), static_cast<std::uint8_t>(most & same)};
}

void LogicColumns::setSource(std::shared_ptr<const device_link::SampleView> source, std::size_t channel)
{
    m_window.setSource(std::move(source), channel);
    m_levels.clear();
    m_known.clear();
}

void LogicColumns::show(double lower, double upper, std::size_t width)
{
    m_window.show(lower, upper, width);
    std::swap(m_before, m_levels);
    std::swap(m_knownBefore, m_known);
    m_levels.assign(width, Levels{});
    m_known.assign(width, false);
    const ColumnWindow::Kept kept = m_window.kept();
    for (std::size_t column = kept.first; column < kept.last && m_before.size() == width; ++column) {
        const std::size_t from = column + static_cast<std::size_t>(kept.moved);
        m_levels[column] = m_before[from];
        m_known[column] = m_knownBefore[from];
    }
    const std::vector<SampleColumn> &columns = m_window.columns();
    const auto [first, last] = m_window.indexRange();
    const double step = width > 0 ? (upper - lower) / static_cast<double>(width) : 0;
    const double samples = m_window.source() ? step * m_window.source()->info().rateHz : 0;
    double budget = kReadAtOnce;
    m_complete = true;
    m_tooWide = false;
    Levels before; // of the sample that goes on where samples are wider than columns
    for (std::size_t column = 0; column < m_window.filledTo() && last > first; ++column) {
        const SampleColumn &at = columns[column];
        Levels &levels = m_levels[column];
        if (at.gap || at.count == 0) {
            levels = before = at.gap ? Levels{} : before;
            m_known[column] = true;
            continue;
        }
        if (!m_known[column]) {
            levels = between(wordOf(at.min), wordOf(at.max));
            m_known[column] = (levels.low | levels.high) == kAllInputs;
            if (m_known[column] && samples < 1)
                levels = {std::uint8_t(levels.low | (before.low & levels.high)),
                    std::uint8_t(levels.high | (before.high & levels.low))}; // the edge is drawn where it is
        }
        if (!m_known[column] && samples > kWidthMost) {
            m_tooWide = true;
        } else if (!m_known[column] && budget > 0) {
            levels = read(column, lower, step);
            m_known[column] = true;
            budget -= samples;
        } else if (!m_known[column]) {
            m_complete = false;
        }
        before = between(wordOf(at.max), wordOf(at.max));
    }
}

LogicColumns::Levels LogicColumns::read(std::size_t column, double lower, double step) const
{
    const device_link::SampleView &source = *m_window.source();
    const auto indexOf = [&](std::size_t edge) {
        const double ns = (lower + step * static_cast<double>(edge)) * 1e9;
        return source.indexAt(static_cast<std::int64_t>(std::llround(ns)));
    };
    const std::uint64_t first = indexOf(column);
    const std::uint64_t last = std::max(indexOf(column + 1), first + 1);
    Levels levels;
    for (const float value : source.values(m_window.channel(), first, last, last - first)) {
        if (!std::isfinite(value))
            continue;
        levels.high |= wordOf(value);
        levels.low |= static_cast<std::uint8_t>(~wordOf(value));
    }
    return levels;
}

} // namespace widgets
