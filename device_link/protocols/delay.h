// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"

#include <QFuture>

#include <stop_token>

namespace device_link {

/// Passes after ms of wall time; Cancelled at once when a stop is asked for. Calling thread needs an event loop.
[[nodiscard]] QFuture<Result<void>> delay(int ms, std::stop_token stop);

} // namespace device_link
