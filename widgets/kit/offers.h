// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/kit_session.h"

namespace widgets {

/// Whether the open ports of a session give a capability.
[[nodiscard]] bool offers(const device_link::KitSession &session, device_link::Capability capability);

} // namespace widgets
