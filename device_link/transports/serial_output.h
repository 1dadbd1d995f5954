// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace device_link {

/// Whether all that was written to an open serial port has left this computer; waits for it at most so long, ms.
/// descriptor: of the operating system.
[[nodiscard]] bool serialOutputGone(int descriptor, int timeoutMs);

} // namespace device_link
