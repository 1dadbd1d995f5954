// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/link.h"

#include <QFuture>

#include <stop_token>

namespace device_link {

/// Opens a link that is closed. Ends when it is open, cannot be opened, at the deadline, at a stop or with the link;
/// in all but the first case the link is closed again.
[[nodiscard]] QFuture<Result<void>> openLink(Link &link, int timeoutMs, const std::stop_token &stop);

} // namespace device_link
