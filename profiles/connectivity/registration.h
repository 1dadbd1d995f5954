// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/kit_session.h"

#include "profiles/common/result.h"

#include <QCoroTask>

#include <memory>
#include <stop_token>

namespace profiles {

/// True for the registration states in which data can flow (27.007 §7.2 +CEREG <stat>: 1 home, 5 roaming).
[[nodiscard]] bool registered(const device_link::ModemState &state);

/// Waits until the kit's modem is registered. True when it is, or when the kit does not tell; false when the modem says
/// that it is not, timeoutMs (wall time) after the begin. Errors: LinkLost, Timeout (the modem gave no answer up to
/// then), Cancelled and what the modem refuses: whether it is registered is not known.
[[nodiscard]] QCoro::Task<Result<bool>> askRegistered(
    std::shared_ptr<device_link::KitSession> session, int timeoutMs, std::stop_token stop);

/// Waits until the kit's modem is registered, as after power-on or a profile switch. True when it is, or when the kit
/// does not tell; false when it is not within timeoutMs (wall time), the link fails, or a stop was asked for.
[[nodiscard]] QCoro::Task<bool> waitRegistered(
    std::shared_ptr<device_link::KitSession> session, int timeoutMs, std::stop_token stop);

} // namespace profiles
