// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command_context.h"

namespace app {

/// Starts the stream and lets it run for that long (wall time) or until Ctrl+C, which is no error: what was measured
/// until then counts. Shows samples, losses and the time left on a terminal. Stops the stream at its end.
[[nodiscard]] QCoro::Task<device_link::Result<device_link::StreamGrant>> streamFor(
    std::shared_ptr<CommandContext> context, std::shared_ptr<device_link::PowerSource> source, double rateHz,
    double seconds);

} // namespace app
