// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/time_window.h"

#include <algorithm>
#include <cmath>

namespace widgets {

void TimeWindow::setFollowing(bool following)
{
    if (following == m_following)
        return;
    m_following = following;
    if (m_following)
        set(m_latestNs, m_spanNs);
    Q_EMIT followingChanged();
}

void TimeWindow::setSpan(std::int64_t spanNs)
{
    const std::int64_t middle = m_endNs - m_spanNs / 2;
    const std::int64_t span = std::clamp(spanNs, kMinSpanNs, kMaxSpanNs);
    set(m_following ? m_endNs : middle + span / 2, span);
}

void TimeWindow::setRange(std::int64_t beginNs, std::int64_t endNs)
{
    setFollowing(false);
    set(endNs, endNs - beginNs);
}

void TimeWindow::showAll(std::int64_t beginNs, std::int64_t endNs)
{
    constexpr std::int64_t kMargins = 200; // of the span, at each end: some pixels
    const std::int64_t margin = (endNs - beginNs) / kMargins;
    setRange(beginNs - margin, endNs + margin);
}

void TimeWindow::zoom(double factor, std::int64_t aboutNs)
{
    const auto span = static_cast<std::int64_t>(std::llround(static_cast<double>(m_spanNs) * factor));
    const std::int64_t clamped = std::clamp(span, kMinSpanNs, kMaxSpanNs);
    if (m_following) {
        set(m_endNs, clamped);
        return;
    }
    const double after = static_cast<double>(m_endNs - aboutNs) / static_cast<double>(m_spanNs);
    set(aboutNs + static_cast<std::int64_t>(std::llround(after * static_cast<double>(clamped))), clamped);
}

void TimeWindow::pan(std::int64_t deltaNs)
{
    setFollowing(false);
    set(m_endNs + deltaNs, m_spanNs);
}

void TimeWindow::advance(std::int64_t latestNs)
{
    m_latestNs = latestNs;
    if (m_following)
        set(latestNs, m_spanNs);
}

void TimeWindow::set(std::int64_t endNs, std::int64_t spanNs)
{
    const std::int64_t span = std::clamp(spanNs, kMinSpanNs, kMaxSpanNs);
    if (endNs == m_endNs && span == m_spanNs)
        return;
    m_endNs = endNs;
    m_spanNs = span;
    Q_EMIT changed();
}

} // namespace widgets
