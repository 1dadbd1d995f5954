// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command_context.h"

namespace app {

/// Borrows the serial ports among the chosen ones from ModemManager for the life of the context, and tells on stderr
/// which, and which not and why. Silent where ModemManager has none of them.
[[nodiscard]] QCoro::Task<void> borrowPorts(std::shared_ptr<CommandContext> context);

} // namespace app
