// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/firmware_target.h"
#include "device_link/session/kit_session.h"
#include "profiles/common/auto_reset_event.h"
#include "profiles/common/result.h"

#include <QCoroTask>
#include <QElapsedTimer>

#include <memory>
#include <stop_token>

namespace profiles {

/// Notices that a kit went away or rebooted. Make it before the reset is asked for, keep it until the kit is back.
class RebootWatch
{
public:
    explicit RebootWatch(const device_link::KitSession &session);
    [[nodiscard]] bool seen() const { return *m_seen; }
    [[nodiscard]] const std::shared_ptr<AutoResetEvent> &event() const { return m_event; }

private:
    QObject m_guard;
    std::shared_ptr<bool> m_seen = std::make_shared<bool>(false);
    std::shared_ptr<AutoResetEvent> m_event = std::make_shared<AutoResetEvent>();
};

/// A reset whose answer is lost may have happened: that the kit comes back decides.
[[nodiscard]] bool mayHaveReset(const Error &error);

/// After an accepted reset: waits for the kit to go, to come back, and to answer a state in which the image with this
/// hash no longer waits for its boot. timeoutMs is for all of it. Timeout or LinkLost: the last reason there was none;
/// Cancelled by stop.
[[nodiscard]] QCoro::Task<Result<device_link::FirmwareState>> stateAfterReset(
    std::shared_ptr<device_link::KitSession> session, std::shared_ptr<RebootWatch> watch, int imageNumber,
    QByteArray hash, int timeoutMs, std::stop_token stop);

/// Resets the kit and reads its state as stateAfterReset() does, whether the answer to the reset came or was lost.
/// Errors also: what the reset was refused for; that of the lost answer when nothing shows that the kit restarted.
[[nodiscard]] QCoro::Task<Result<device_link::FirmwareState>> resetAndRead(
    std::shared_ptr<device_link::KitSession> session, int imageNumber, QByteArray hash, int timeoutMs,
    std::stop_token stop);

} // namespace profiles
