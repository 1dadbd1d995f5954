// SPDX-License-Identifier: GPL-3.0-or-later
#include "usb_bench/usbip_end.h"

#include "usb_client/usbip_client.h"

namespace usb_bench {

UsbipEnd::UsbipEnd()
{
    m_context.moveToThread(&m_thread);
    m_thread.start();
    // Made there, not moved there: its socket is no child of it and would stay behind.
    const auto work = [this] {
        m_client = std::make_unique<Client>();
        m_client->setPatience(std::chrono::seconds(10));
    };
    QMetaObject::invokeMethod(&m_context, work, Qt::BlockingQueuedConnection);
}

UsbipEnd::~UsbipEnd() { stop(); }

bool UsbipEnd::import(const QString &address, const QString &busid, QString &problem)
{
    bool ok = false;
    const auto work = [&] {
        if (!m_client->connectTo(address)) {
            problem = m_client->problem();
            return;
        }
        const int status = m_client->import(busid);
        ok = status == 0;
        if (!ok)
            problem = QStringLiteral("import of %1: status %2 %3").arg(busid).arg(status).arg(m_client->problem());
    };
    QMetaObject::invokeMethod(&m_context, work, Qt::BlockingQueuedConnection);
    return ok;
}

void UsbipEnd::start(Done done, Gone gone)
{
    m_done = std::move(done);
    m_gone = std::move(gone);
    const auto lost = [this] {
        if (!m_stopped)
            m_gone();
    };
    const auto work = [&] {
        QObject::connect(m_client.get(), &Client::closed, m_client.get(), lost);
        if (!m_client->isConnected())
            lost(); // it ended before anyone listened
    };
    QMetaObject::invokeMethod(&m_context, work, Qt::BlockingQueuedConnection);
}

void UsbipEnd::stop()
{
    if (m_stopped.exchange(true))
        return;
    QMetaObject::invokeMethod(
        &m_context, [this] { m_client.reset(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void UsbipEnd::submit(const Request &request)
{
    QMetaObject::invokeMethod(
        &m_context, [this, request] { send(request); }, Qt::QueuedConnection);
}

void UsbipEnd::send(const Request &request)
{
    if (m_stopped)
        return;
    Client::Request wanted;
    wanted.endpoint = request.endpoint;
    wanted.setup = request.setup;
    wanted.out = request.out;
    wanted.length = request.length;
    wanted.flags = request.zeroPacket ? Client::kZeroPacket : 0;
    const quint32 id = request.id;
    m_sequence.insert(id, m_client->submit(wanted, [this, id](const Client::Result &result) {
        m_sequence.remove(id);
        if (!m_stopped)
            m_done({id, result.status, result.actual, result.in});
    }));
}

void UsbipEnd::cancel(quint32 id)
{
    const auto work = [this, id] {
        if (const auto number = m_sequence.constFind(id); !m_stopped && number != m_sequence.cend())
            m_client->unlink(*number);
    };
    QMetaObject::invokeMethod(&m_context, work, Qt::QueuedConnection);
}

} // namespace usb_bench
