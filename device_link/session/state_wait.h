// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/kit_session.h"

namespace device_link {

/// Ends when the session is connected; fails with Timeout, Cancelled, or what made the session fail or close.
/// The session itself is not kept alive by the waiting.
[[nodiscard]] QCoro::Task<Result<void>> waitForConnection(
    std::shared_ptr<KitSession> session, int timeoutMs, std::stop_token stop);

} // namespace device_link
