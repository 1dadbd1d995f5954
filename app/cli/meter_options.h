// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/result.h"

#include <CLI/App.hpp>

#include <memory>
#include <optional>
#include <string>

namespace device_link {
class KitSession;
}

namespace app {

/// What a command sets on the power meter (port role `meter`) before it measures; what is not named stays as it is.
struct MeterOptions {
    std::string mode;              ///< "source", "ampere" or empty
    std::optional<int> milliVolts; ///< PowerMeter::kMinMilliVolts to kMaxMilliVolts
    std::string board;             ///< "on", "off" or empty
    bool noSpikeFilter = false;

    [[nodiscard]] bool any() const { return !mode.empty() || milliVolts || !board.empty() || noSpikeFilter; }
};

void addMeterOptions(CLI::App &command, const std::shared_ptr<MeterOptions> &options);

/// Sets them in an order that is safe for the board: switched off before, and on only after mode and voltage are set.
/// NotSupported when there is something to set and no meter in the session, BadArgument when a board is to be fed and
/// not said with how much; nothing is changed then.
[[nodiscard]] device_link::Result<void> setMeter(const device_link::KitSession &session, const MeterOptions &options);

} // namespace app
