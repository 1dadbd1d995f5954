// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/protocols/message_pipe.h"

#include <QByteArray>
#include <QFuture>
#include <QList>
#include <QPointer>
#include <QTimer>

#include <deque>
#include <memory>
#include <stop_token>

namespace device_link {

/// One AT command and how its answer lines look.
struct AtCommand {
    QByteArray text;      ///< without CR: "AT+CSQ"
    QByteArray prefix;    ///< "+CSQ": lines "+CSQ: ..." are the answer
    bool bare = false;    ///< lines without a prefix are the answer as well
    int timeoutMs = 5000; ///< from sending to the final code
};

/// The answer lines of a command that ended with OK; of lines with the prefix, what follows the colon.
struct AtReply {
    QList<QByteArray> lines;
};

/// Commands to a modem, one after another (V.250, 3GPP TS 27.007). Lives in the GUI thread.
/// Tells answers from unsolicited codes, takes echo on or off, and never changes the modem's settings: +CMEE and echo
/// stay as other programs left them. After a command without a final code the line is brought back in step before the
/// next is sent, so that a late answer is never taken for another's.
class AtClient : public QObject
{
    Q_OBJECT
public:
    explicit AtClient(MessagePipe *pipe);
    ~AtClient() override;

    /// Refused with the +CME ERROR number when there is one; Timeout; Cancelled (the modem may still carry it out).
    [[nodiscard]] QFuture<Result<AtReply>> command(AtCommand command, const std::stop_token &stop);
    [[nodiscard]] quint64 unexpectedLines() const { return m_unexpected; }

Q_SIGNALS:
    /// A line nobody asked for: +CEREG: 1, +CPIN: READY, RDY, ...
    void urc(const QByteArray &line);

private:
    struct Pending;
    enum class State : std::uint8_t { Idle, Running, Resyncing };
    void pump();
    void onLine(const PortMessage &message);
    void onCommandLine(const QByteArray &line);
    void onDeadline();
    void beginResync();
    void finishCurrent(Result<AtReply> result);
    void stopped(const Pending *key);
    void endAll(const Error &error);

    QPointer<MessagePipe> m_pipe;
    std::deque<std::unique_ptr<Pending>> m_waiting;
    std::unique_ptr<Pending> m_current;
    QTimer m_timer; ///< of the command on the wire, or of the resynchronisation
    State m_state = State::Idle;
    int m_owed = 0;          ///< final codes that may still come and belong to nobody
    bool m_sawFinal = false; ///< while resynchronising
    quint64 m_unexpected = 0;
};

} // namespace device_link
