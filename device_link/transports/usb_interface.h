// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace device_link {

/// Number of the USB interface behind a serial device node; empty when it is not USB or the system does not tell.
[[nodiscard]] std::optional<int> usbInterfaceOf(const QString &devicePath);

} // namespace device_link
