// SPDX-License-Identifier: GPL-3.0-or-later
#include "usbip_client.h"

#include "usbip_fields.h"

#include <utility>

namespace usb_client {

using namespace wire;

UsbipClient::UsbipClient(QObject *parent)
    : QObject(parent)
{
    connect(&m_socket, &QTcpSocket::readyRead, this, &UsbipClient::onReadable);
    connect(&m_socket, &QTcpSocket::disconnected, this, &UsbipClient::onDisconnected);
    connect(&m_socket, &QTcpSocket::errorOccurred, this, &UsbipClient::progressed);
}

UsbipClient::~UsbipClient() { m_socket.disconnect(this); }

bool UsbipClient::fail(const QString &problem)
{
    m_problem = problem;
    return false;
}

bool UsbipClient::adopt(qintptr descriptor, quint32 deviceId)
{
    if (!m_socket.setSocketDescriptor(descriptor))
        return fail(m_socket.errorString());
    m_deviceId = deviceId;
    m_imported = true;
    m_open = true;
    return true;
}

void UsbipClient::close()
{
    m_socket.abort();
    onDisconnected();
}

quint32 UsbipClient::submit(const Request &request, Done done)
{
    const quint32 id = ++m_sequence;
    const bool in = (request.endpoint & 0x80) != 0;
    Pending pending;
    pending.in = in;
    pending.done = std::move(done);
    m_pending.insert(id, std::move(pending));
    Wire wire;
    wire.u32(kSubmit).u32(id).u32(m_deviceId).u32(in ? 1 : 0).u32(request.endpoint & 0x0F);
    wire.u32(request.flags).u32(static_cast<quint32>(in ? request.length : static_cast<int>(request.out.size())));
    wire.u32(0).u32(0xFFFFFFFF).u32(0).bytes(request.setup.leftJustified(8, '\0', true));
    m_socket.write(wire.done());
    if (!in && !request.out.isEmpty())
        m_socket.write(request.out);
    if (!isConnected())
        QMetaObject::invokeMethod(this, &UsbipClient::onDisconnected, Qt::QueuedConnection);
    return id;
}

quint32 UsbipClient::unlink(quint32 victim, UnlinkDone unlinkDone)
{
    const quint32 id = ++m_sequence;
    Pending pending;
    pending.unlink = true;
    pending.victim = victim;
    pending.unlinkDone = std::move(unlinkDone);
    m_pending.insert(id, std::move(pending));
    Wire wire;
    wire.u32(kUnlink).u32(id).u32(m_deviceId).u32(0).u32(0).u32(victim);
    writeRaw(wire.done().leftJustified(kHeaderBytes, '\0'));
    return id;
}

void UsbipClient::writeRaw(const QByteArray &bytes) { m_socket.write(bytes); }

void UsbipClient::setReading(bool reading)
{
    m_reading = reading;
    m_socket.setReadBufferSize(reading ? 0 : 1);
    if (reading)
        QMetaObject::invokeMethod(this, &UsbipClient::onReadable, Qt::QueuedConnection);
}

QByteArray UsbipClient::takeRaw() { return m_socket.readAll(); }

void UsbipClient::onReadable()
{
    while (m_imported && m_reading && readReply()) { }
    Q_EMIT progressed();
}

bool UsbipClient::readReply()
{
    if (m_inReply)
        return finishReply();
    if (m_socket.bytesAvailable() < kHeaderBytes)
        return false;
    const QByteArray header = m_socket.read(kHeaderBytes);
    const quint32 command = u32At(header, 0);
    const quint32 id = u32At(header, 4);
    const auto pending = m_pending.constFind(id);
    const bool known = pending != m_pending.cend() && (command == kSubmitDone || command == kUnlinkDone)
        && pending->unlink == (command == kUnlinkDone);
    if (!known) {
        ++m_strays;
        fail(QStringLiteral("a reply to nothing: %1").arg(QString::fromLatin1(header.toHex())));
        m_socket.abort();
        return false;
    }
    m_reply = {id, i32At(header, 20), 0, {}};
    m_replyHave = 0;
    m_inReply = true;
    if (command == kSubmitDone) {
        m_reply.actual = i32At(header, 24);
        if (pending->in && m_reply.actual > 0)
            m_reply.in.resize(m_reply.actual);
    }
    return finishReply();
}

bool UsbipClient::finishReply()
{
    while (m_replyHave < m_reply.in.size()) {
        const qint64 got = m_socket.read(m_reply.in.data() + m_replyHave, m_reply.in.size() - m_replyHave);
        if (got <= 0)
            return false;
        m_replyHave += got;
    }
    m_inReply = false;
    const Pending pending = m_pending.take(m_reply.id);
    const Result reply = std::exchange(m_reply, {});
    if (!pending.unlink) {
        if (pending.done)
            pending.done(reply);
        return true;
    }
    // Taken back: no reply of its own will come.
    if (reply.status != 0 && m_pending.contains(pending.victim)) {
        const Pending victim = m_pending.take(pending.victim);
        if (victim.done)
            victim.done({pending.victim, kUnlinked, 0, {}});
    }
    if (pending.unlinkDone)
        pending.unlinkDone(pending.victim, reply.status);
    return true;
}

void UsbipClient::onDisconnected()
{
    if (m_reading)
        while (m_imported && readReply()) { }
    const auto pending = std::exchange(m_pending, {});
    for (auto lost = pending.cbegin(); lost != pending.cend(); ++lost) {
        if (lost->done)
            lost->done({lost.key(), kGone, 0, {}});
        if (lost->unlinkDone)
            lost->unlinkDone(lost->victim, kGone);
    }
    if (std::exchange(m_open, false))
        Q_EMIT closed();
    Q_EMIT progressed();
}

} // namespace usb_client
