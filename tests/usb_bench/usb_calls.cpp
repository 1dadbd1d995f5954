// SPDX-License-Identifier: GPL-3.0-or-later
#include "usb_bench/usb_calls.h"

#include <QtEndian>

#include <cerrno>
#include <condition_variable>

namespace usb_bench {

UsbCalls::UsbCalls(std::unique_ptr<UsbEnd> end, UsbEnd::Gone gone)
    : m_end(std::move(end))
{
    m_end->start([this](const UsbEnd::Result &result) { finish(result); }, std::move(gone));
}

UsbCalls::~UsbCalls() { close(); }

quint32 UsbCalls::newId()
{
    const std::lock_guard guard(m_lock);
    return ++m_lastId;
}

void UsbCalls::submit(const UsbEnd::Request &request, Answer answer)
{
    bool closed = false;
    {
        const std::lock_guard guard(m_lock);
        closed = m_closed;
        if (!closed)
            m_waiting.emplace(request.id, std::move(answer));
    }
    if (closed)
        answer({request.id, -ESHUTDOWN, 0, {}});
    else
        m_end->submit(request);
}

void UsbCalls::cancel(quint32 id)
{
    {
        const std::lock_guard guard(m_lock);
        if (m_closed || !m_waiting.contains(id))
            return;
    }
    m_end->cancel(id);
}

void UsbCalls::finish(const UsbEnd::Result &result)
{
    Answer answer;
    {
        const std::lock_guard guard(m_lock);
        const auto found = m_waiting.find(result.id);
        if (found == m_waiting.end())
            return;
        answer = std::move(found->second);
        m_waiting.erase(found);
    }
    answer(result);
}

void UsbCalls::close()
{
    std::unordered_map<quint32, Answer> waiting;
    {
        const std::lock_guard guard(m_lock);
        if (m_closed)
            return;
        m_closed = true;
    }
    m_end->stop();
    {
        const std::lock_guard guard(m_lock);
        waiting.swap(m_waiting);
    }
    for (const auto &[id, answer] : waiting)
        answer({id, -ESHUTDOWN, 0, {}});
}

UsbEnd::Result UsbCalls::control(const QByteArray &setup, const QByteArray &out, std::chrono::milliseconds timeout)
{
    // Shared with the answer, which may come after this function gave up.
    struct Waiting {
        std::mutex lock;
        std::condition_variable arrived;
        bool done = false;
        UsbEnd::Result result;
    };
    const auto waiting = std::make_shared<Waiting>();
    const quint32 id = newId();
    submit(controlRequest(id, setup, out), [waiting](const UsbEnd::Result &result) {
        const std::lock_guard guard(waiting->lock);
        waiting->result = result;
        waiting->done = true;
        waiting->arrived.notify_all();
    });
    std::unique_lock guard(waiting->lock);
    if (waiting->arrived.wait_for(guard, timeout, [&] { return waiting->done; }))
        return waiting->result;
    guard.unlock();
    cancel(id);
    return {id, -ETIMEDOUT, 0, {}};
}

QByteArray setupPacket(quint8 type, quint8 request, quint16 value, quint16 index, quint16 length)
{
    QByteArray setup(8, '\0');
    setup[0] = static_cast<char>(type);
    setup[1] = static_cast<char>(request);
    qToLittleEndian(value, setup.data() + 2);
    qToLittleEndian(index, setup.data() + 4);
    qToLittleEndian(length, setup.data() + 6);
    return setup;
}

UsbEnd::Request controlRequest(quint32 id, const QByteArray &setup, const QByteArray &out)
{
    UsbEnd::Request request;
    request.id = id;
    request.setup = setup;
    request.endpoint = static_cast<quint8>(setup[0]) & 0x80;
    request.out = request.endpoint ? QByteArray() : out;
    request.length = qFromLittleEndian<quint16>(setup.constData() + 6);
    return request;
}

} // namespace usb_bench
