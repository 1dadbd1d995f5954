// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_time_map.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace device_link {

namespace {

// long double: differences of two 64-bit numbers must not lose nanoseconds.
std::int64_t toTime(long double value)
{
    constexpr auto low = std::numeric_limits<std::int64_t>::min();
    constexpr auto high = std::numeric_limits<std::int64_t>::max();
    if (value <= static_cast<long double>(low))
        return low;
    if (value >= static_cast<long double>(high))
        return high;
    return std::llround(value);
}

std::uint64_t toIndex(long double value)
{
    constexpr auto high = std::numeric_limits<std::uint64_t>::max();
    if (!(value > 0))
        return 0;
    if (value >= static_cast<long double>(high))
        return high;
    return static_cast<std::uint64_t>(std::floor(value + 0.5L));
}

} // namespace

SampleTimeMap::SampleTimeMap(double periodNs)
    : m_periodNs(std::isfinite(periodNs) && periodNs > 0 ? periodNs : 0)
{
}

bool SampleTimeMap::add(std::uint64_t index, std::int64_t kitTimeNs)
{
    if (!m_stamps.empty() && (index <= m_stamps.back().index || kitTimeNs <= m_stamps.back().kitTimeNs))
        return false;
    m_stamps.push_back({index, kitTimeNs});
    return true;
}

void SampleTimeMap::forgetBefore(std::uint64_t index)
{
    while (m_stamps.size() > 1 && m_stamps[1].index <= index)
        m_stamps.pop_front();
}

std::size_t SampleTimeMap::firstAfter(std::uint64_t index) const
{
    const auto after = std::upper_bound(m_stamps.begin(), m_stamps.end(), index,
        [](std::uint64_t wanted, const SampleStamp &stamp) { return wanted < stamp.index; });
    return static_cast<std::size_t>(after - m_stamps.begin());
}

SampleTimeMap::Line SampleTimeMap::lineBefore(std::size_t after) const
{
    if (after == 0)
        return {m_stamps.front(), m_periodNs};
    if (after == m_stamps.size())
        return {m_stamps.back(), m_periodNs};
    const SampleStamp &from = m_stamps[after - 1];
    const SampleStamp &to = m_stamps[after];
    const long double time = static_cast<long double>(to.kitTimeNs) - static_cast<long double>(from.kitTimeNs);
    return {from, time / static_cast<long double>(to.index - from.index)};
}

std::int64_t SampleTimeMap::timeOf(std::uint64_t index) const
{
    if (m_stamps.empty())
        return 0;
    const Line line = lineBefore(firstAfter(index));
    const long double samples = static_cast<long double>(index) - static_cast<long double>(line.through.index);
    return toTime(static_cast<long double>(line.through.kitTimeNs) + samples * line.slope);
}

std::uint64_t SampleTimeMap::indexAt(std::int64_t kitTimeNs) const
{
    if (m_stamps.empty())
        return 0;
    const auto after = std::upper_bound(m_stamps.begin(), m_stamps.end(), kitTimeNs,
        [](std::int64_t wanted, const SampleStamp &stamp) { return wanted < stamp.kitTimeNs; });
    const Line line = lineBefore(static_cast<std::size_t>(after - m_stamps.begin()));
    if (!(line.slope > 0))
        return line.through.index;
    const long double time = static_cast<long double>(kitTimeNs) - static_cast<long double>(line.through.kitTimeNs);
    return toIndex(static_cast<long double>(line.through.index) + time / line.slope);
}

SampleTimeMap SampleTimeMap::part(std::uint64_t first, std::uint64_t last) const
{
    SampleTimeMap copy(m_periodNs);
    const std::size_t from = firstAfter(first);
    const std::size_t to = firstAfter(last);
    const auto begin = m_stamps.begin() + static_cast<std::ptrdiff_t>(from > 0 ? from - 1 : 0);
    const auto end = m_stamps.begin() + static_cast<std::ptrdiff_t>(std::min(to + 1, m_stamps.size()));
    copy.m_stamps.assign(begin, end);
    return copy;
}

} // namespace device_link
