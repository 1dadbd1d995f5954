// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/at_client.h"

#include "device_link/protocols/answer.h"
#include "device_link/protocols/stop_watch.h"
#include "framing/at_lines.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace device_link {

namespace {

constexpr std::size_t kMaxWaiting = 64;
constexpr qsizetype kMaxLines = 256; ///< of one answer
constexpr int kResyncMs = 1500;      ///< for any final code after "AT"
constexpr int kQuietMs = 300;        ///< silence after the last final code
constexpr int kOwedMs = 2000;        ///< silence after a final code while more are owed: a slow modem is late with each
constexpr int kMaxOwed = 16;

/// Codes modems send on their own that have no +NAME: form.
constexpr std::array<std::string_view, 5> kBareCodes{"RDY", "RING", "NORMAL POWER DOWN", "POWERED DOWN", "SMS READY"};

std::string_view viewOf(const QByteArray &line) { return std::string_view(line.constData(), std::size_t(line.size())); }

bool isPrefixed(const QByteArray &line) { return !line.isEmpty() && QByteArrayView("+^*%!$").contains(line.front()); }

/// "+CCHO" of "AT+CCHO=...": what an answer line may begin with although the table does not say so.
QByteArray ownName(const QByteArray &text)
{
    qsizetype end = 2;
    while (end < text.size() && text[end] != '=' && text[end] != '?')
        ++end;
    return text.mid(2, end - 2);
}

tl::unexpected<Error> refusal(const QByteArray &text, const QByteArray &line, framing::AtFinal final)
{
    const QByteArray name = ownName(text);
    QString detail = QStringLiteral("AT%1: %2").arg(QString::fromLatin1(name), QString::fromUtf8(line.left(128)));
    if (final != framing::AtFinal::CmeError)
        return fail(Fault::Refused, detail);
    const std::string_view cme = framing::atErrorText(viewOf(line));
    bool numeric = false;
    const int rc = QByteArray(cme.data(), qsizetype(cme.size())).toInt(&numeric);
    if (!numeric)
        return fail(Fault::Refused, detail);
    const RefusalCode code{RefusalCode::Space::AtCme, 0, rc};
    constexpr int notSupported = 4, simBusy = 14; // 27.007 §9.2.1
    const Fault fault = rc == notSupported ? Fault::NotSupported : rc == simBusy ? Fault::Busy : Fault::Refused;
    return fail(fault, detail, code);
}

} // namespace

struct AtClient::Pending {
    AtCommand command;
    Answer<AtReply> answer;
    std::unique_ptr<StopWatch> watch;
    AtReply reply;
    bool echoSeen = false;
};

AtClient::AtClient(MessagePipe *pipe)
    : m_pipe(pipe)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &AtClient::onDeadline);
    connect(pipe, &MessagePipe::received, this, &AtClient::onLine);
    connect(pipe, &MessagePipe::closed, this, &AtClient::endAll);
    connect(pipe, &QObject::destroyed, this,
        [this] { endAll(Error(Fault::Cancelled, QStringLiteral("the session is gone"))); });
}

AtClient::~AtClient() { endAll(Error(Fault::Cancelled, QStringLiteral("the session was closed"))); }

QFuture<Result<AtReply>> AtClient::command(AtCommand command, const std::stop_token &stop)
{
    const QString name = QString::fromLatin1(command.text.left(32));
    if (stop.stop_requested())
        return answered<AtReply>(fail(Fault::Cancelled, QStringLiteral("%1: stopped").arg(name)));
    if (!m_pipe) // for good, so nobody need try again
        return answered<AtReply>(fail(Fault::Cancelled, QStringLiteral("%1: the session is gone").arg(name)));
    if (!m_pipe->isOpen())
        return answered<AtReply>(fail(Fault::LinkLost, QStringLiteral("%1: not connected").arg(name)));
    if (m_waiting.size() >= kMaxWaiting)
        return answered<AtReply>(fail(Fault::Busy, QStringLiteral("%1: too many commands wait").arg(name)));
    auto pending = std::make_unique<Pending>();
    pending->command = std::move(command);
    const Pending *key = pending.get();
    pending->watch = std::make_unique<StopWatch>(this, stop, [this, key] { stopped(key); });
    const QFuture<Result<AtReply>> future = pending->answer.future();
    m_waiting.push_back(std::move(pending));
    pump();
    return future;
}

void AtClient::pump()
{
    if (m_state != State::Idle || m_waiting.empty() || !m_pipe || !m_pipe->isOpen())
        return;
    if (m_owed > 0)
        return beginResync();
    m_current = std::move(m_waiting.front());
    m_waiting.pop_front();
    m_state = State::Running;
    m_timer.start(m_current->command.timeoutMs);
    if (const Result<void> sent = m_pipe->send(m_current->command.text); !sent)
        finishCurrent(tl::unexpected(sent.error()));
}

void AtClient::onLine(const PortMessage &message)
{
    const QByteArray line = message.bytes.trimmed();
    const framing::AtFinal final = framing::atFinal(viewOf(line));
    if (m_state == State::Resyncing) {
        if (final != framing::AtFinal::None) {
            m_sawFinal = true;
            m_owed = std::max(0, m_owed - 1);
        } else if (isPrefixed(line) && line.contains(':'))
            Q_EMIT urc(line);
        if (m_sawFinal)
            m_timer.start(m_owed > 0 ? kOwedMs : kQuietMs);
        return;
    }
    if (m_state == State::Idle || !m_current) {
        if (final != framing::AtFinal::None) {
            ++m_unexpected;
            m_owed = std::max(0, m_owed - 1);
        } else {
            Q_EMIT urc(line);
        }
        return;
    }
    if (final == framing::AtFinal::None)
        return onCommandLine(line);
    if (final == framing::AtFinal::Ok)
        finishCurrent(m_current->reply);
    else
        finishCurrent(refusal(m_current->command.text, line, final));
}

void AtClient::onCommandLine(const QByteArray &line)
{
    Pending &pending = *m_current;
    const AtCommand &asked = pending.command;
    if (!pending.echoSeen && line == asked.text) {
        pending.echoSeen = true;
        return;
    }
    const bool room = pending.reply.lines.size() < kMaxLines;
    for (const QByteArray &prefix : {asked.prefix, ownName(asked.text)}) {
        const framing::AtInfo info = framing::atInfo(viewOf(line), viewOf(prefix));
        if (!prefix.isEmpty() && info.matches) {
            if (room)
                pending.reply.lines.append(QByteArray(info.value.data(), qsizetype(info.value.size())));
            return;
        }
    }
    const bool code = isPrefixed(line) || std::ranges::find(kBareCodes, viewOf(line)) != kBareCodes.end();
    if (asked.bare && !code) {
        if (room)
            pending.reply.lines.append(line);
        return;
    }
    Q_EMIT urc(line);
}

void AtClient::onDeadline()
{
    if (m_state == State::Resyncing) {
        m_state = State::Idle;
        if (m_sawFinal)
            m_owed = 0; // what has not come by now was never answered
        if (!m_sawFinal && !m_waiting.empty()) {
            const std::unique_ptr<Pending> next = std::move(m_waiting.front());
            m_waiting.pop_front();
            next->answer.finish(fail(Fault::Timeout,
                QStringLiteral("%1: the modem does not answer").arg(QString::fromLatin1(next->command.text.left(32)))));
        }
        return pump();
    }
    if (!m_current)
        return;
    m_owed = std::min(m_owed + 1, kMaxOwed);
    finishCurrent(fail(Fault::Timeout,
        QStringLiteral("%1: no final result code").arg(QString::fromLatin1(m_current->command.text.left(32)))));
}

void AtClient::beginResync()
{
    m_state = State::Resyncing;
    m_sawFinal = false;
    m_owed = std::min(m_owed + 1, kMaxOwed); // this one's
    m_timer.start(kResyncMs);
    if (!m_pipe->send(QByteArrayLiteral("AT")))
        m_timer.start(0);
}

void AtClient::finishCurrent(Result<AtReply> result)
{
    const std::unique_ptr<Pending> ended = std::move(m_current);
    m_timer.stop();
    m_state = State::Idle;
    ended->answer.finish(std::move(result));
    pump();
}

void AtClient::stopped(const Pending *key)
{
    const QString text = QStringLiteral("stopped");
    if (m_current.get() == key) {
        // The modem is still at it, and the next command must wait for its final code: only the asker is let go.
        m_current->answer.finish(fail(Fault::Cancelled, text));
        return;
    }
    const auto found = std::ranges::find_if(m_waiting, [key](const auto &entry) { return entry.get() == key; });
    if (found == m_waiting.end())
        return;
    const std::unique_ptr<Pending> ended = std::move(*found);
    m_waiting.erase(found);
    ended->answer.finish(fail(Fault::Cancelled, text));
}

void AtClient::endAll(const Error &error)
{
    m_timer.stop();
    m_state = State::Idle;
    m_owed = 0;
    const std::unique_ptr<Pending> current = std::move(m_current);
    const auto waiting = std::exchange(m_waiting, {});
    if (current)
        current->answer.finish(tl::unexpected(error));
    for (const auto &pending : waiting)
        pending->answer.finish(tl::unexpected(error));
}

} // namespace device_link
