// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/clock_map.h"

#include <QDate>

#include <cstdint>
#include <optional>

namespace widgets {

/// Time of day of a kit's boot: one fixed offset from kit time, taken once per boot when the clock map first holds, so
/// that labels never jump. On a kit whose clock runs faster than ours the labels run with the kit.
class WallClock
{
public:
    /// hostNowNs: host monotonic now; localNsOfDay: time of day now.
    void update(const device_link::ClockMap &map, std::int64_t hostNowNs, std::int64_t localNsOfDay);
    [[nodiscard]] bool known() const { return m_offset.has_value(); }
    /// update() has nothing more to learn in this boot.
    [[nodiscard]] bool isOf(std::uint32_t bootId) const { return m_offset && m_bootId == bootId; }
    /// Nanoseconds since local midnight; since the kit's boot while the offset is not known.
    [[nodiscard]] std::int64_t timeOfDay(std::int64_t kitNs) const { return kitNs + m_offset.value_or(0); }
    [[nodiscard]] std::int64_t offsetNs() const { return m_offset.value_or(0); }
    /// The day of a kit time; none while the offset is not known.
    [[nodiscard]] std::optional<QDate> dayOf(std::int64_t kitNs) const;

private:
    std::uint32_t m_bootId = 0;
    std::optional<std::int64_t> m_offset;
    QDate m_day; ///< whose midnight the offset counts from
};

/// Nanoseconds since local midnight, now.
[[nodiscard]] std::int64_t localNsOfDay();

} // namespace widgets
