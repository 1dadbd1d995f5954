// SPDX-License-Identifier: GPL-3.0-or-later
#include "registration.h"

#include "device_link/protocols/delay.h"

#include <QCoroFuture>
#include <QElapsedTimer>

namespace profiles {

using device_link::ModemState;
using device_link::Result;

bool registered(const ModemState &state)
{
    constexpr int kHome = 1, kRoaming = 5;
    return state.registration == kHome || state.registration == kRoaming;
}

QCoro::Task<bool> waitRegistered(std::shared_ptr<device_link::KitSession> session, int timeoutMs, std::stop_token stop)
{
    constexpr int kAskEveryMs = 250;
    const std::shared_ptr<device_link::ModemStatus> modem = session->modemStatus();
    if (!modem)
        co_return true;
    QElapsedTimer clock;
    clock.start();
    while (true) {
        const Result<ModemState> state = co_await modem->read(stop);
        if (!state)
            co_return false;
        if (!state->registration || registered(*state))
            co_return true;
        if (clock.elapsed() >= timeoutMs)
            co_return false;
        const Result<void> passed = co_await device_link::delay(kAskEveryMs, stop);
        if (!passed)
            co_return false;
    }
}

} // namespace profiles
