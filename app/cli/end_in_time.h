// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace app {

/// From now on the process ends with this status: by itself, or hard when it has not within the time. What was printed
/// is written out first. For when all is done and said, and only letting go of the ports may still hang: the system can
/// keep a thread for as long as it likes inside a call to a device that does not answer.
void endInTime(int status, std::chrono::milliseconds time);

} // namespace app
