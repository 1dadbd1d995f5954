// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/kit_session.h"

#include <algorithm>

namespace app {

/// Where on USB the session looks for its kit ("1-1.4"); empty when the serial number alone names it.
[[nodiscard]] inline QString usbPlaceOf(const device_link::KitSession &session)
{
    const QList<device_link::DeviceUrl> ports = session.ports();
    const auto placed = std::ranges::find_if(ports, [](const auto &url) { return !url.place.isEmpty(); });
    return placed == ports.end() ? QString() : placed->place;
}

} // namespace app
