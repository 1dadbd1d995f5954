// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/protocols/message_pipe.h"
#include "framing/smp_packet.h"

#include <QCborMap>
#include <QFuture>
#include <QPointer>

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>

namespace device_link {

/// One SMP request (MCUmgr). attempts above 1 only for what is safe to repeat.
struct SmpRequest {
    framing::SmpOp op = framing::SmpOp::Read;
    quint16 group = 0;
    quint8 command = 0;
    QCborMap body;
    int timeoutMs = 3000; ///< per attempt, counted from its sending
    int attempts = 1;
    QString what; ///< for error texts ("image state")
};

/// A successful answer with the link thread's stamps.
struct SmpReply {
    QCborMap body;
    std::int64_t sentNs = 0, receivedNs = 0;
};

/// What a client dropped.
struct SmpCounters {
    quint64 malformed = 0;  ///< not an SMP packet, or its body not a bounded CBOR map
    quint64 unexpected = 0; ///< late, repeated, or of a sequence, group or command nobody waits for
    quint64 retries = 0;
};

/// Requests and answers over a pipe of SMP packets. Lives in the GUI thread.
/// Every request ends: by its answer, its last deadline, a stop, the pipe closing, or this client going away.
class SmpClient : public QObject
{
    Q_OBJECT
public:
    using Handler = std::function<void(Result<SmpReply>)>;

    /// The pipe may die first: then all ends as LinkLost.
    explicit SmpClient(MessagePipe *pipe);
    ~SmpClient() override;

    /// A refusal in the answer is an Error here. The handler is called from the event loop, never from inside
    /// request().
    void request(SmpRequest request, const std::stop_token &stop, Handler handler);
    [[nodiscard]] QFuture<Result<SmpReply>> request(SmpRequest request, const std::stop_token &stop);

    /// Largest packet the peer takes, header included; a longer request ends as BadArgument.
    void setMaxPacket(int bytes) { m_maxPacket = bytes; }
    [[nodiscard]] int maxPacket() const { return m_maxPacket; }
    /// Requests on the wire at once; further ones wait for their turn (at most 64, then Busy).
    void setMaxOutstanding(int count);
    [[nodiscard]] int maxOutstanding() const { return m_maxOutstanding; }
    /// Id of the aiesim group, so that its refusals get their names.
    void setAiesimGroup(std::optional<quint16> group) { m_aiesimGroup = group; }
    /// 1: SMP v2. Falls back to 0 by itself when the server answers in v1.
    [[nodiscard]] int version() const { return m_version; }
    void resetVersion() { m_version = 1; }
    [[nodiscard]] const SmpCounters &counters() const { return m_counters; }
    [[nodiscard]] bool isIdle() const { return m_active.empty() && m_waiting.empty(); }
    [[nodiscard]] bool isOpen() const { return m_pipe && m_pipe->isOpen(); }

private:
    struct Pending;
    void pump();
    void transmit(Pending &pending);
    void onReceived(const PortMessage &message);
    void onTimeout(quint8 sequence);
    bool fallBack(Pending &pending, const QCborMap &body);
    void endLater(Handler handler, Result<SmpReply> result);
    void endAll(const Error &error);
    void stopped(const Pending *pending);
    std::unique_ptr<Pending> take(quint8 sequence);

    QPointer<MessagePipe> m_pipe;
    std::deque<std::unique_ptr<Pending>> m_waiting;
    std::map<quint8, std::unique_ptr<Pending>> m_active;
    quint8 m_nextSequence = 0;
    int m_version = 1;
    int m_maxPacket = 512 - 16; ///< every kit takes frames of 512 bytes (PROTOCOL.md §2)
    int m_maxOutstanding = 2;
    std::optional<quint16> m_aiesimGroup;
    SmpCounters m_counters;
};

} // namespace device_link
