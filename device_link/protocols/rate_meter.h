// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <utility>

namespace device_link {

/// Speed of a growing count over the last 2.5 s. Times in ms of any monotonic clock.
class RateMeter
{
public:
    void add(std::int64_t ms, std::int64_t count)
    {
        m_points.emplace_back(ms, count);
        while (m_points.size() > 2 && ms - m_points[1].first >= kSpanMs)
            m_points.pop_front();
    }
    /// Per second; 0 while fewer than two points are known.
    [[nodiscard]] double perSecond() const
    {
        if (m_points.size() < 2 || m_points.back().first == m_points.front().first)
            return 0;
        const double count = double(m_points.back().second - m_points.front().second);
        return count * 1000 / double(m_points.back().first - m_points.front().first);
    }

private:
    static constexpr std::int64_t kSpanMs = 2500;
    std::deque<std::pair<std::int64_t, std::int64_t>> m_points;
};

} // namespace device_link
