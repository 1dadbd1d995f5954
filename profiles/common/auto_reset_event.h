// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoroTask>

#include <memory>
#include <stop_token>

namespace profiles {

enum class WaitEnd : std::uint8_t { Signalled, TimedOut, Stopped };

class PendingWait;

/// Something one coroutine waits for and that may happen before it waits: a set() is remembered until the next wait
/// takes it. set() and the waits belong to one thread with an event loop; a stop may be requested from any thread.
class AutoResetEvent
{
public:
    void set();

private:
    friend QCoro::Task<WaitEnd> waitFor(std::shared_ptr<AutoResetEvent>, int, std::stop_token);
    bool m_set = false;
    std::shared_ptr<PendingWait> m_pending;
};

/// Waits until the event is set, timeoutMs have passed, or stop is requested. One waiter at a time.
[[nodiscard]] QCoro::Task<WaitEnd> waitFor(std::shared_ptr<AutoResetEvent> event, int timeoutMs, std::stop_token stop);

/// Waits ms milliseconds or until stop is requested.
[[nodiscard]] QCoro::Task<WaitEnd> pauseFor(int ms, std::stop_token stop);

} // namespace profiles
