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
}

std::int64_t localNsOfDay()
{
    return static_cast<std::int64_t>(QTime::currentTime().msecsSinceStartOfDay()) * 1'000'000;
}

} // namespace widgets
