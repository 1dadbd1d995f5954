// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"
#include "device_link/session/device_url.h"

#include <QCoroTask>
#include <QList>

#include <stop_token>

namespace device_link {

/// The ports of the USB kit this URL names, in the order kit, at, console, each as a URL of its own. Of a kit that was
/// plugged in a moment ago it waits for the device nodes, two seconds at most. Faults are those of findUsbKit().
[[nodiscard]] QCoro::Task<Result<QList<DeviceUrl>>> usbKitPorts(DeviceUrl wholeKit, std::stop_token stop);

} // namespace device_link
