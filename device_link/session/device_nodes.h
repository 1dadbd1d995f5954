// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/device_url.h"

#include <QList>
#include <QStringList>

namespace device_link {

/// The device nodes (/dev/ttyACM0) behind these ports; a kit on USB that is not plugged in has none. Reads the system's
/// tables: not for the GUI thread.
[[nodiscard]] QStringList deviceNodesOf(const QList<DeviceUrl> &ports);

} // namespace device_link
