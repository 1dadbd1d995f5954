// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/session/open_link.h"

#include "device_link/protocols/answer.h"
#include "device_link/protocols/stop_watch.h"

#include <QTimer>

namespace device_link {

namespace {

/// One try to open; deletes itself when it has ended.
class Opening : public QTimer
{
public:
    Opening(Link &link, const std::stop_token &stop)
        : m_link(&link)
        , m_watch(this, stop, [this] { giveUp(Fault::Cancelled, "stopped"); })
    {
        setSingleShot(true);
        connect(this, &QTimer::timeout, this, [this] { giveUp(Fault::Timeout, "did not open in time"); });
        connect(&link, &MessagePipe::opened, this, [this] { end({}); });
        connect(&link, &MessagePipe::closed, this, [this](const Error &error) { end(tl::unexpected(error)); });
        connect(&link, &QObject::destroyed, this, [this] { end(fail(Fault::Cancelled)); });
    }
    [[nodiscard]] QFuture<Result<void>> future() const { return m_answer.future(); }

private:
    void giveUp(Fault fault, const char *why)
    {
        const QString text = QStringLiteral("%1 %2").arg(toString(m_link->url()), QLatin1String(why));
        m_link->disconnect(this);
        m_link->close();
        end(fail(fault, text));
    }
    void end(Result<void> result)
    {
        m_link->disconnect(this);
        m_answer.finish(std::move(result));
        deleteLater();
    }
    Link *m_link;
    Answer<void> m_answer;
    StopWatch m_watch;
};

} // namespace

QFuture<Result<void>> openLink(Link &link, int timeoutMs, const std::stop_token &stop)
{
    if (stop.stop_requested())
        return answered<void>(fail(Fault::Cancelled));
    auto *opening = new Opening(link, stop);
    opening->start(timeoutMs);
    link.open();
    return opening->future();
}

} // namespace device_link
