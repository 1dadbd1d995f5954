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

QCoro::Task<Result<bool>> askRegistered(
    std::shared_ptr<device_link::KitSession> session, int timeoutMs, std::stop_token stop)
{
    constexpr int kAskEveryMs = 250;
    const std::shared_ptr<device_link::ModemStatus> modem = session->modemStatus();
    if (!modem)
        co_return true;
    QElapsedTimer clock;
    clock.start();
    while (true) {
        const Result<ModemState> state = co_await modem->read(stop);
        if (state && (!state->registration || registered(*state)))
            co_return true;
        // An answer that is late is asked for again: a modem that comes up takes its time.
        if (!state && state.error().fault() != device_link::Fault::Timeout)
            co_return tl::unexpected(state.error());
        if (clock.elapsed() >= timeoutMs)
            co_return state ? Result<bool>(false) : Result<bool>(tl::unexpected(state.error()));
        const Result<void> passed = co_await device_link::delay(kAskEveryMs, stop);
        if (!passed)
            co_return tl::unexpected(passed.error());
    }
}

QCoro::Task<bool> waitRegistered(std::shared_ptr<device_link::KitSession> session, int timeoutMs, std::stop_token stop)
{
    const Result<bool> is = co_await askRegistered(session, timeoutMs, stop);
    co_return is.value_or(false);
}

} // namespace profiles
