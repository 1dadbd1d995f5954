// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/kit_session.h"
#include "profiles/common/result.h"

#include <QCoroTask>

#include <memory>
#include <stop_token>

namespace profiles {

/// Ends a trial by a reset: the bootloader goes back to the image before. trialHash: the image the caller means.
/// Returns the state read when the kit is back. Errors: NotFound when another image runs, BadArgument when it is
/// confirmed (a reset would start it again), BadReply when it still runs after the reset, Timeout or LinkLost when the
/// kit is not back after timeoutMs, Cancelled (before the reset, or while waiting for the kit: the detail says which).
[[nodiscard]] QCoro::Task<Result<device_link::FirmwareState>> revertFirmware(
    std::shared_ptr<device_link::KitSession> session, int imageNumber, QByteArray trialHash, int timeoutMs,
    std::stop_token stop);

} // namespace profiles
