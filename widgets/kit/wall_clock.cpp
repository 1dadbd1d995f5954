// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kit/wall_clock.h"

#include <QTime>

namespace widgets {

void WallClock::update(const device_link::ClockMap &map, std::int64_t hostNowNs, std::int64_t localNsOfDay)
{
    if (!map.valid())
        return;
    if (m_offset && map.bootId() == m_bootId)
        return;
    const std::optional<std::int64_t> kitNow = map.toKitNs(hostNowNs);
    if (!kitNow)
        return;
    m_bootId = map.bootId();
    m_offset = localNsOfDay - *kitNow;
    m_day = QDate::currentDate();
}

std::optional<QDate> WallClock::dayOf(std::int64_t kitNs) const
{
    if (!m_offset)
        return std::nullopt;
    constexpr std::int64_t kDay = 86'400'000'000'000;
    const std::int64_t ns = timeOfDay(kitNs);
    return m_day.addDays(ns / kDay - (ns % kDay < 0 ? 1 : 0));
}

std::int64_t localNsOfDay()
{
    return static_cast<std::int64_t>(QTime::currentTime().msecsSinceStartOfDay()) * 1'000'000;
}

} // namespace widgets
