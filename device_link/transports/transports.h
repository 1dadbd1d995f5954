// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/device_url.h"
#include "device_link/transports/transport.h"

#include <memory>

namespace device_link {

/// The transport for a URL's scheme; NotSupported for schemes that are not one pipe (virtual:, bench:) or not built in.
[[nodiscard]] Result<std::unique_ptr<Transport>> makeTransport(const DeviceUrl &url);

} // namespace device_link
