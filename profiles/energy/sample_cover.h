// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/power_source.h"

#include <QCoroTask>

#include <cstdint>
#include <memory>
#include <stop_token>

namespace profiles {

/// Waits until the running stream's samples reach a kit time, so that an energy up to it is complete: events overtake
/// samples on the wire (PROTOCOL.md §3). True when they do; false when they do not within timeoutMs (wall time), the
/// stream does not run, or a stop was asked for.
[[nodiscard]] QCoro::Task<bool> samplesReach(
    std::shared_ptr<device_link::PowerSource> source, std::int64_t kitTimeNs, int timeoutMs, std::stop_token stop);

} // namespace profiles
