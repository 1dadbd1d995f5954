// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kit/kit_time.h"

#include "device_link/session/host_clock.h"
#include "widgets/kit/kit_context.h"

namespace widgets {

std::int64_t axisNowNs(const KitContext &kit)
{
    const std::int64_t host = device_link::hostNowNs();
    return kit.session()->clock().toKitNs(host).value_or(host);
}

std::uint32_t axisBoot(KitContext &kit)
{
    const std::uint32_t boot = kit.timeline()->bootId();
    return boot != 0 ? boot : kit.session()->identity().bootId;
}

std::int64_t axisTimeOfDayNs(const KitContext &kit, std::int64_t axisNs)
{
    if (kit.wallClock().known())
        return kit.wallClock().timeOfDay(axisNs);
    if (kit.session()->clock().valid())
        return axisNs; // since the kit's boot, until its time of day is known
    return axisNs - device_link::hostNowNs() + localNsOfDay();
}

} // namespace widgets
