// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/kit_session.h"
#include "profiles/common/result.h"

#include <QCoroTask>

#include <memory>
#include <stop_token>

namespace profiles {

/// Restarts a kit by a reset (MCUmgr OS management, command 5). The bootloader does what waits for it: an image that is
/// marked starts, a trial that is not confirmed ends. Returns the state read when the kit is back. Errors: NotSupported
/// when no open port takes a reset, Timeout or LinkLost when the kit is not back after timeoutMs or did not restart,
/// Cancelled (before the reset, or while waiting for the kit: the detail says which).
[[nodiscard]] QCoro::Task<Result<device_link::FirmwareState>> restartKit(
    std::shared_ptr<device_link::KitSession> session, int timeoutMs, std::stop_token stop);

} // namespace profiles
