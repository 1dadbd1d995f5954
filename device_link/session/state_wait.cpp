// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/session/state_wait.h"

#include "device_link/protocols/answer.h"
#include "device_link/protocols/stop_watch.h"

#include <QCoroFuture>
#include <QTimer>

namespace device_link {

namespace {

/// Watches a session until it is connected; deletes itself when it has answered.
class StateWait : public QTimer
{
public:
    StateWait(KitSession *session, const std::stop_token &stop)
        : m_session(session)
        , m_watch(this, stop, [this] { end(fail(Fault::Cancelled, QStringLiteral("waiting for the kit: stopped"))); })
    {
        setSingleShot(true);
        connect(this, &QTimer::timeout, this,
            [this] { end(fail(Fault::Timeout, QStringLiteral("the kit did not come back in time"))); });
        connect(session, &KitSession::stateChanged, this, &StateWait::look);
        connect(session, &QObject::destroyed, this,
            [this] { end(fail(Fault::Cancelled, QStringLiteral("the session is gone"))); });
    }
    [[nodiscard]] QFuture<Result<void>> future() const { return m_answer.future(); }
    void look(SessionState state)
    {
        if (state == SessionState::Connected)
            end({});
        else if (state == SessionState::Closed || state == SessionState::Failed)
            end(tl::unexpected(
                m_session->lastError().value_or(Error(Fault::LinkLost, QStringLiteral("the session is closed")))));
    }

private:
    void end(Result<void> result)
    {
        m_session->disconnect(this);
        m_answer.finish(std::move(result));
        deleteLater();
    }
    KitSession *m_session;
    Answer<void> m_answer;
    StopWatch m_watch;
};

} // namespace

QCoro::Task<Result<void>> waitForConnection(std::shared_ptr<KitSession> session, int timeoutMs, std::stop_token stop)
{
    auto *wait = new StateWait(session.get(), stop);
    const QFuture<Result<void>> waiting = wait->future();
    wait->start(timeoutMs);
    wait->look(session->state());
    session.reset();
    const Result<void> result = co_await waiting;
    co_return result;
}

} // namespace device_link
