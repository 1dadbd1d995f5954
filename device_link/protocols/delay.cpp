// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/delay.h"

#include "device_link/protocols/answer.h"
#include "device_link/protocols/stop_watch.h"

#include <QTimer>

namespace device_link {

namespace {

/// A timer that answers once and then deletes itself.
class Delay : public QTimer
{
public:
    explicit Delay(const std::stop_token &stop)
        : m_watch(this, stop, [this] { end(fail(Fault::Cancelled)); })
    {
        setSingleShot(true);
        connect(this, &QTimer::timeout, this, [this] { end({}); });
    }
    [[nodiscard]] QFuture<Result<void>> future() const { return m_answer.future(); }

private:
    void end(Result<void> result)
    {
        m_answer.finish(std::move(result));
        deleteLater();
    }
    Answer<void> m_answer;
    StopWatch m_watch;
};

} // namespace

QFuture<Result<void>> delay(int ms, std::stop_token stop)
{
    if (stop.stop_requested())
        return answered<void>(fail(Fault::Cancelled));
    auto *timer = new Delay(stop);
    timer->start(ms);
    return timer->future();
}

} // namespace device_link
