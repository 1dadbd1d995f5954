// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"

#include <span>

namespace app {

/// The table of commands, in the order of the help text.
[[nodiscard]] std::span<const CommandSetup> commands();

} // namespace app
