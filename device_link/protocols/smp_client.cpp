// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/smp_client.h"

#include "device_link/protocols/answer.h"
#include "device_link/protocols/cbor_reader.h"
#include "device_link/protocols/smp_errors.h"
#include "device_link/protocols/stop_watch.h"

#include <QCborValue>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace device_link {

namespace {

constexpr std::size_t kMaxWaiting = 64;
constexpr qint64 kProtocolTooNew = 13;

Result<SmpReply> cancelled(const SmpRequest &request)
{
    return fail(Fault::Cancelled, QStringLiteral("%1: stopped").arg(request.what));
}

} // namespace

struct SmpClient::Pending {
    SmpRequest request;
    Handler handler;
    std::unique_ptr<StopWatch> watch;
    QTimer timer; ///< of the attempt on the wire
    quint8 sequence = 0;
    int attemptsLeft = 1;
    int sentVersion = 1;
};

SmpClient::SmpClient(MessagePipe *pipe)
    : m_pipe(pipe)
{
    connect(pipe, &MessagePipe::received, this, &SmpClient::onReceived);
    connect(pipe, &MessagePipe::closed, this, &SmpClient::endAll);
    connect(pipe, &QObject::destroyed, this,
        [this] { endAll(Error(Fault::Cancelled, QStringLiteral("the session is gone"))); });
}

SmpClient::~SmpClient() { endAll(Error(Fault::Cancelled, QStringLiteral("the session was closed"))); }

void SmpClient::setMaxOutstanding(int count)
{
    m_maxOutstanding = std::clamp(count, 1, 64);
    pump();
}

QFuture<Result<SmpReply>> SmpClient::request(SmpRequest request, const std::stop_token &stop)
{
    const auto answer = std::make_shared<Answer<SmpReply>>();
    this->request(std::move(request), stop, [answer](Result<SmpReply> result) { answer->finish(std::move(result)); });
    return answer->future();
}

void SmpClient::request(SmpRequest request, const std::stop_token &stop, Handler handler)
{
    if (stop.stop_requested())
        return endLater(std::move(handler), cancelled(request));
    if (!m_pipe) // for good, so nobody need try again
        return endLater(
            std::move(handler), fail(Fault::Cancelled, QStringLiteral("%1: the session is gone").arg(request.what)));
    if (!isOpen())
        return endLater(
            std::move(handler), fail(Fault::LinkLost, QStringLiteral("%1: not connected").arg(request.what)));
    if (m_waiting.size() >= kMaxWaiting)
        return endLater(
            std::move(handler), fail(Fault::Busy, QStringLiteral("%1: too many requests wait").arg(request.what)));
    auto pending = std::make_unique<Pending>();
    pending->attemptsLeft = std::max(1, request.attempts);
    pending->request = std::move(request);
    pending->handler = std::move(handler);
    if (stop.stop_possible()) {
        const Pending *key = pending.get();
        pending->watch = std::make_unique<StopWatch>(this, stop, [this, key] { stopped(key); });
    }
    m_waiting.push_back(std::move(pending));
    pump();
}

void SmpClient::endLater(Handler handler, Result<SmpReply> result)
{
    QMetaObject::invokeMethod(
        this, [handler = std::move(handler), result = std::move(result)] { handler(result); }, Qt::QueuedConnection);
}

void SmpClient::pump()
{
    while (!m_waiting.empty() && int(m_active.size()) < m_maxOutstanding && isOpen()) {
        std::unique_ptr<Pending> pending = std::move(m_waiting.front());
        m_waiting.pop_front();
        while (m_active.contains(m_nextSequence))
            ++m_nextSequence;
        pending->sequence = m_nextSequence++;
        Pending &active = *m_active.emplace(pending->sequence, std::move(pending)).first->second;
        active.timer.setSingleShot(true);
        connect(&active.timer, &QTimer::timeout, this, [this, sequence = active.sequence] { onTimeout(sequence); });
        transmit(active);
    }
}

void SmpClient::transmit(Pending &pending)
{
    const QByteArray body = QCborValue(pending.request.body).toCbor();
    framing::SmpHeader header;
    header.op = pending.request.op;
    header.version = static_cast<std::uint8_t>(m_version);
    header.group = pending.request.group;
    header.sequence = pending.sequence;
    header.command = pending.request.command;
    pending.sentVersion = m_version;
    --pending.attemptsLeft;
    const qsizetype size = qsizetype(framing::kSmpHeaderSize) + body.size();
    Result<void> sent;
    if (size > m_maxPacket || body.size() > 0xFFFF) {
        sent = fail(Fault::BadArgument,
            QStringLiteral("%1: %2 bytes do not fit the kit's buffer of %3")
                .arg(pending.request.what)
                .arg(size)
                .arg(m_maxPacket));
    } else {
        framing::Bytes packet;
        const framing::ByteView view(
            reinterpret_cast<const std::uint8_t *>(body.constData()), std::size_t(body.size()));
        framing::encodeSmpPacket(header, view, packet);
        sent = m_pipe->send(QByteArray(reinterpret_cast<const char *>(packet.data()), qsizetype(packet.size())));
    }
    if (sent) {
        pending.timer.start(pending.request.timeoutMs);
        return;
    }
    const std::unique_ptr<Pending> ended = take(pending.sequence);
    endLater(std::move(ended->handler), tl::unexpected(sent.error()));
}

std::unique_ptr<SmpClient::Pending> SmpClient::take(quint8 sequence)
{
    const auto found = m_active.find(sequence);
    if (found == m_active.end())
        return nullptr;
    std::unique_ptr<Pending> pending = std::move(found->second);
    m_active.erase(found);
    return pending;
}

void SmpClient::onReceived(const PortMessage &message)
{
    const auto *data = reinterpret_cast<const std::uint8_t *>(message.bytes.constData());
    const auto packet = framing::parseSmpPacket(framing::ByteView(data, std::size_t(message.bytes.size())));
    const Result<QCborMap> body = packet ? decodeCborMap(packet->body) : fail(Fault::BadReply);
    if (!packet) {
        ++m_counters.malformed;
        return;
    }
    const auto found = m_active.find(packet->header.sequence);
    const SmpRequest *asked = found == m_active.end() ? nullptr : &found->second->request;
    if (!asked || packet->header.group != asked->group || packet->header.command != asked->command
        || std::uint8_t(packet->header.op) != (std::uint8_t(asked->op) | 1)) {
        ++m_counters.unexpected;
        return;
    }
    if (packet->header.version == 0)
        m_version = 0;
    if (body && fallBack(*found->second, *body))
        return;
    const std::unique_ptr<Pending> pending = take(packet->header.sequence);
    pump();
    if (!body) {
        ++m_counters.malformed;
        pending->handler(
            fail(Fault::BadReply, QStringLiteral("%1: %2").arg(pending->request.what, body.error().detail())));
    } else if (const auto refusal = smpRefusal(*body, pending->request.what, m_aiesimGroup)) {
        pending->handler(tl::unexpected(*refusal));
    } else {
        SmpReply reply;
        reply.body = *body;
        reply.sentNs = message.sentNs;
        reply.receivedNs = message.receivedNs;
        pending->handler(std::move(reply));
    }
}

bool SmpClient::fallBack(Pending &pending, const QCborMap &body)
{
    const bool tooNew = body.value(QLatin1String("rc")).toInteger() == kProtocolTooNew;
    if (!tooNew || pending.sentVersion == 0)
        return false;
    m_version = 0;
    ++pending.attemptsLeft;
    transmit(pending);
    return true;
}

void SmpClient::onTimeout(quint8 sequence)
{
    const auto found = m_active.find(sequence);
    if (found == m_active.end())
        return;
    if (found->second->attemptsLeft > 0) {
        ++m_counters.retries;
        transmit(*found->second);
        return;
    }
    const std::unique_ptr<Pending> pending = take(sequence);
    pump();
    pending->handler(fail(Fault::Timeout, QStringLiteral("%1: no answer").arg(pending->request.what)));
}

void SmpClient::stopped(const Pending *key)
{
    std::unique_ptr<Pending> pending;
    const auto waiting = std::ranges::find_if(m_waiting, [key](const auto &entry) { return entry.get() == key; });
    if (waiting != m_waiting.end()) {
        pending = std::move(*waiting);
        m_waiting.erase(waiting);
    } else {
        const auto active
            = std::ranges::find_if(m_active, [key](const auto &entry) { return entry.second.get() == key; });
        if (active == m_active.end())
            return;
        pending = take(active->first);
    }
    pump();
    pending->handler(cancelled(pending->request));
}

void SmpClient::endAll(const Error &error)
{
    const auto waiting = std::exchange(m_waiting, {});
    const auto active = std::exchange(m_active, {});
    // The handlers may do anything, also let go of this client: only locals from here.
    for (const auto &[sequence, pending] : active)
        pending->handler(tl::unexpected(error));
    for (const auto &pending : waiting)
        pending->handler(tl::unexpected(error));
}

} // namespace device_link
