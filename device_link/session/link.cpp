// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/session/link.h"

#include "device_link/session/link_trace.h"

namespace device_link {

Link::Link(DeviceUrl url)
    : m_url(std::move(url))
    , m_shared(std::make_shared<LinkShared>())
    , m_worker(new LinkWorker(m_url, m_shared))
{
    m_thread.setObjectName(QStringLiteral("link-") + roleName(m_url.role));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &LinkWorker::opened, this, &Link::onOpened);
    connect(m_worker, qOverload<quint32, const PortMessage &>(&LinkWorker::message), this, &Link::onMessage);
    connect(m_worker, qOverload<quint32, const QByteArray &, qint64>(&LinkWorker::event), this, &Link::onEvent);
    connect(m_worker, qOverload<quint32, const QByteArray &>(&LinkWorker::text), this, &Link::onText);
    connect(m_worker, &LinkWorker::closed, this, &Link::onClosed);
    m_thread.start();
}

Link::~Link()
{
    close();
    // In order with what was sent before: the thread ends only when the last word is out and the port closed.
    post([thread = &m_thread] { thread->quit(); });
    m_thread.wait();
}

template <typename Call>
void Link::post(Call call)
{
    QMetaObject::invokeMethod(m_worker, std::move(call), Qt::QueuedConnection);
}

void Link::open()
{
    m_open = false;
    m_wanted = true;
    post([worker = m_worker, opening = ++m_opening] { worker->open(opening); });
}

void Link::close()
{
    if (!m_wanted)
        return;
    m_wanted = m_open = false;
    ++m_opening; // whatever is on its way belongs to the past
    post([worker = m_worker] { worker->close(); });
    Q_EMIT closed(Error(Fault::LinkLost, QStringLiteral("%1 was closed").arg(toString(m_url))));
}

Result<void> Link::send(const QByteArray &message)
{
    if (!m_open)
        return fail(Fault::LinkLost, QStringLiteral("%1 is not open").arg(toString(m_url)));
    if (m_shared->unsent + m_shared->transportQueue + message.size() > Transport::kWriteLimit)
        return fail(Fault::Busy, QStringLiteral("%1 does not take what is sent").arg(toString(m_url)));
    traceSent(m_url, message);
    m_shared->unsent += message.size();
    post([worker = m_worker, message] { worker->send(message); });
    return {};
}

void Link::watchLiveness(bool on)
{
    post([worker = m_worker, on] { worker->watchLiveness(on); });
}

void Link::setFrameTaps(std::shared_ptr<FrameTaps> taps)
{
    post([worker = m_worker, taps = std::move(taps)] { worker->setFrameTaps(taps); });
}

void Link::setSampleSink(std::shared_ptr<SampleSink> sink)
{
    post([worker = m_worker, sink = std::move(sink)] { worker->setSampleSink(sink); });
}

void Link::onOpened(quint32 opening)
{
    if (opening != m_opening)
        return;
    m_open = true;
    traceOpened(m_url);
    Q_EMIT opened();
}

void Link::onMessage(quint32 opening, const PortMessage &message)
{
    --m_shared->undelivered;
    if (opening != m_opening || !m_open)
        return;
    traceReceived(m_url, message.bytes);
    Q_EMIT received(message);
}

void Link::onEvent(quint32 opening, const QByteArray &cbor, qint64 hostNs)
{
    --m_shared->undelivered;
    if (opening != m_opening || !m_open)
        return;
    traceEvent(m_url, cbor);
    Q_EMIT event(cbor, hostNs);
}

void Link::onText(quint32 opening, const QByteArray &line)
{
    --m_shared->undelivered;
    if (opening == m_opening && m_open)
        Q_EMIT text(QString::fromUtf8(line));
}

void Link::onClosed(quint32 opening, const Error &error)
{
    if (opening != m_opening)
        return;
    m_wanted = m_open = false;
    traceClosed(m_url, error);
    Q_EMIT closed(error);
}

} // namespace device_link
