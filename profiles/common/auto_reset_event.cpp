// SPDX-License-Identifier: GPL-3.0-or-later
#include "auto_reset_event.h"

#include <QCoroFuture>
#include <QPromise>
#include <QTimer>

#include <atomic>

namespace profiles {

/// One wait; whichever of event, timer and stop comes first ends it. The promise always gets a result: the timer lives
/// in the waiting coroutine and fires if nothing else does.
class PendingWait
{
public:
    PendingWait() { m_promise.start(); }
    /// False when it had ended before.
    bool end(WaitEnd how)
    {
        if (m_ended.exchange(true))
            return false;
        m_promise.addResult(how);
        m_promise.finish();
        return true;
    }
    [[nodiscard]] QFuture<WaitEnd> future() const { return m_promise.future(); }

private:
    std::atomic<bool> m_ended = false;
    QPromise<WaitEnd> m_promise;
};

void AutoResetEvent::set()
{
    if (!m_pending || !m_pending->end(WaitEnd::Signalled))
        m_set = true;
}

QCoro::Task<WaitEnd> waitFor(std::shared_ptr<AutoResetEvent> event, int timeoutMs, std::stop_token stop)
{
    if (stop.stop_requested())
        co_return WaitEnd::Stopped;
    if (std::exchange(event->m_set, false))
        co_return WaitEnd::Signalled;
    const auto pending = std::make_shared<PendingWait>();
    event->m_pending = pending;
    QTimer timer;
    timer.setSingleShot(true);
    QObject::connect(&timer, &QTimer::timeout, &timer, [pending] { pending->end(WaitEnd::TimedOut); });
    timer.start(timeoutMs);
    const auto endByStop = [pending] { pending->end(WaitEnd::Stopped); };
    const std::stop_callback onStop(stop, endByStop);
    const QFuture<WaitEnd> ended = pending->future();
    const WaitEnd how = co_await ended;
    event->m_pending.reset();
    co_return how;
}

QCoro::Task<WaitEnd> pauseFor(int ms, std::stop_token stop)
{
    const auto never = std::make_shared<AutoResetEvent>();
    const WaitEnd how = co_await waitFor(never, ms, stop);
    co_return how;
}

} // namespace profiles
