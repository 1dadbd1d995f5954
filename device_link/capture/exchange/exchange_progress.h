// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>

namespace device_link {

/// Told from time to time how much is done of all, in units of the work itself (frames, bytes). false stops the work:
/// it then fails with Fault::Cancelled and leaves nothing behind.
using ExchangeProgress = std::function<bool(std::uint64_t done, std::uint64_t all)>;

} // namespace device_link
