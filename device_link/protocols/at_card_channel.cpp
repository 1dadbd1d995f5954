// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/at_card_channel.h"

#include "device_link/protocols/apdu_tap.h"

#include <QCoroFuture>

namespace device_link {

namespace {

constexpr int kOpenTimeoutMs = 10000;
constexpr int kProbeTimeoutMs = 3000;
/// Manuals say 300 ms; blocks of a profile download take tens of seconds on real cards.
constexpr int kTransmitTimeoutMs = 60000;
constexpr int kCloseTimeoutMs = 5000;
constexpr qsizetype kMinApdu = 4, kMaxApdu = 261;
const QByteArray kCsimPrefix = QByteArrayLiteral("csim:");

AtCommand makeCommand(const QByteArray &text, const char *prefix, int timeoutMs)
{
    AtCommand command;
    command.text = text;
    command.prefix = prefix;
    command.timeoutMs = timeoutMs;
    return command;
}

QByteArray quotedHex(const QByteArray &bytes) { return QByteArray("\"" + bytes.toHex().toUpper() + "\""); }

bool isGone(const Error &error)
{
    return error.fault() == Fault::LinkLost || error.fault() == Fault::Cancelled || error.fault() == Fault::Timeout;
}

Error statusError(const QString &what, const QByteArray &statusWord)
{
    const int sw = (quint8(statusWord[0]) << 8) | quint8(statusWord[1]);
    const RefusalCode code{RefusalCode::Space::StatusWord, 0, sw};
    const Fault fault = sw == 0x6A82 ? Fault::NotFound : Fault::Refused;
    return Error(
        fault, QStringLiteral("%1: status word %2").arg(what, QString::fromLatin1(statusWord.toHex().toUpper())), code);
}

QCoro::Task<Result<QByteArray>> exchange(std::shared_ptr<AtClient> at, AtCommand command, std::stop_token stop)
{
    const QFuture<Result<AtReply>> asked = at->command(command, stop);
    const Result<AtReply> reply = co_await asked;
    if (!reply)
        co_return tl::unexpected(reply.error());
    if (reply->lines.isEmpty())
        co_return fail(
            Fault::BadReply, QStringLiteral("%1: OK without an answer").arg(QString::fromLatin1(command.prefix)));
    const Result<QByteArray> bytes = apduFromAnswer(reply->lines.last());
    co_return bytes;
}

QCoro::Task<Result<QByteArray>> csim(std::shared_ptr<AtClient> at, QByteArray apdu, int timeoutMs, std::stop_token stop)
{
    const QByteArray text = "AT+CSIM=" + QByteArray::number(apdu.size() * 2) + ',' + quotedHex(apdu);
    const AtCommand command = makeCommand(text, "+CSIM", timeoutMs);
    const Result<QByteArray> answer = co_await exchange(at, command, stop);
    co_return answer;
}

QCoro::Task<Result<CardSession>> ccho(std::shared_ptr<AtClient> at, QByteArray aid, std::stop_token stop)
{
    AtCommand command = makeCommand("AT+CCHO=" + quotedHex(aid), "+CCHO", kOpenTimeoutMs);
    command.bare = true; // 27.007 itself gives the number alone
    const QFuture<Result<AtReply>> asked = at->command(command, stop);
    const Result<AtReply> reply = co_await asked;
    if (!reply)
        co_return tl::unexpected(reply.error());
    for (const QByteArray &line : reply->lines) {
        CardSession session;
        session.handle = cchoSession(line);
        if (!session.handle.isEmpty())
            co_return session;
    }
    co_return fail(Fault::BadReply, QStringLiteral("AT+CCHO: OK without a session id"));
}

/// MANAGE CHANNEL and SELECT by hand, for modems without +CCHO.
QCoro::Task<Result<CardSession>> openByCsim(std::shared_ptr<AtClient> at, QByteArray aid, std::stop_token stop)
{
    const QByteArray manage = QByteArray::fromHex("0070000001");
    const Result<QByteArray> channel = co_await csim(at, manage, kOpenTimeoutMs, stop);
    if (!channel)
        co_return tl::unexpected(channel.error());
    if (channel->size() != 3 || !channel->endsWith(QByteArray::fromHex("9000")))
        co_return tl::unexpected(statusError(QStringLiteral("MANAGE CHANNEL"), channel->right(2)));
    const int number = quint8(channel->front());
    if (number < 1 || number > 19)
        co_return fail(Fault::BadReply, QStringLiteral("MANAGE CHANNEL gave channel %1").arg(number));
    QByteArray select = QByteArray::fromHex("00A40400");
    select[0] = char(claForChannel(0, number));
    select.append(char(aid.size())).append(aid);
    const Result<QByteArray> selected = co_await csim(at, select, kOpenTimeoutMs, stop);
    const int sw1 = selected ? quint8(selected->at(selected->size() - 2)) : 0;
    if (sw1 == 0x90 || sw1 == 0x61) {
        CardSession session;
        session.handle = kCsimPrefix + QByteArray::number(number);
        session.fci = selected->chopped(2);
        co_return session;
    }
    QByteArray close = QByteArray::fromHex("00708000");
    close[3] = char(number);
    const std::stop_token never;
    const Result<QByteArray> closed = co_await csim(at, close, kCloseTimeoutMs, never);
    Q_UNUSED(closed) // the selection's error is what counts
    if (!selected)
        co_return tl::unexpected(selected.error());
    co_return tl::unexpected(statusError(QStringLiteral("SELECT"), selected->right(2)));
}

QCoro::Task<bool> answersOk(std::shared_ptr<AtClient> at, QByteArray text, std::stop_token stop)
{
    const AtCommand command = makeCommand(text, "", kProbeTimeoutMs);
    const QFuture<Result<AtReply>> asked = at->command(command, stop);
    const Result<AtReply> reply = co_await asked;
    co_return reply.has_value();
}

QCoro::Task<Result<QByteArray>> transmitAt(
    std::shared_ptr<AtClient> at, CardSession session, QByteArray apdu, std::stop_token stop)
{
    if (session.handle.startsWith(kCsimPrefix)) {
        const int channel = session.handle.mid(kCsimPrefix.size()).toInt();
        apdu[0] = char(claForChannel(quint8(apdu[0]), channel));
        const Result<QByteArray> answer = co_await csim(at, apdu, kTransmitTimeoutMs, stop);
        co_return answer;
    }
    apdu[0] = char(claForChannel(quint8(apdu[0]), 0)); // the modem puts the channel in (27.007 §8.45)
    const QByteArray text
        = "AT+CGLA=" + session.handle + ',' + QByteArray::number(apdu.size() * 2) + ',' + quotedHex(apdu);
    const AtCommand command = makeCommand(text, "+CGLA", kTransmitTimeoutMs);
    const Result<QByteArray> answer = co_await exchange(at, command, stop);
    co_return answer;
}

QCoro::Task<Result<std::shared_ptr<CardTurn>>> takeAtTurn(std::shared_ptr<CardTurns> turns, std::stop_token stop)
{
    const QFuture<Result<std::shared_ptr<CardTurn>>> asked = turns->take(stop);
    const Result<std::shared_ptr<CardTurn>> turn = co_await asked;
    co_return turn;
}

template <typename T>
QCoro::Task<Result<T>> refuse(QString text)
{
    co_return fail(Fault::BadArgument, text);
}

} // namespace

AtCardChannel::AtCardChannel(std::shared_ptr<AtClient> at)
    : m_at(std::move(at))
    , m_turns(std::make_shared<CardTurns>())
{
    connect(m_at.get(), &AtClient::urc, this, &AtCardChannel::onUrc);
}

QCoro::Task<Result<std::shared_ptr<CardTurn>>> AtCardChannel::takeTurn(std::stop_token stop)
{
    return takeAtTurn(m_turns, stop);
}

QCoro::Task<Result<CardSession>> AtCardChannel::open(QByteArray aid, std::stop_token stop)
{
    if (aid.size() < 5 || aid.size() > 16)
        return refuse<CardSession>(QStringLiteral("an AID has 5 to 16 bytes, not %1").arg(aid.size()));
    const ApduExchange begun = beginExchange(ApduExchange::Kind::Open, {}, aid);
    return tapOpen(this, begun, openChannel(shared_from_this(), aid, stop));
}

QCoro::Task<Result<QByteArray>> AtCardChannel::transmit(CardSession session, QByteArray apdu, std::stop_token stop)
{
    if (apdu.size() < kMinApdu || apdu.size() > kMaxApdu)
        return refuse<QByteArray>(QStringLiteral("an APDU has 4 to 261 bytes, not %1").arg(apdu.size()));
    const ApduExchange begun = beginExchange(ApduExchange::Kind::Transmit, session.handle, apdu);
    return tapTransmit(this, begun, transmitAt(m_at, std::move(session), std::move(apdu), stop));
}

QCoro::Task<Result<void>> AtCardChannel::close(CardSession session)
{
    const ApduExchange begun = beginExchange(ApduExchange::Kind::Close, session.handle, {});
    return tapClose(this, begun, closeChannel(shared_from_this(), std::move(session)));
}

QCoro::Task<Result<CardSession>> AtCardChannel::openChannel(
    std::shared_ptr<AtCardChannel> self, QByteArray aid, std::stop_token stop)
{
    Result<CardSession> session = co_await ccho(self->m_at, aid, stop);
    if (!session && !isGone(session.error())) {
        // A program that ended early may have left the card's few channels open.
        co_await closeStale(self, stop);
        session = co_await ccho(self->m_at, aid, stop);
    }
    if (!session && !isGone(session.error())) {
        const QByteArray cchoTest = QByteArrayLiteral("AT+CCHO=?");
        const QByteArray csimTest = QByteArrayLiteral("AT+CSIM=?");
        const bool hasCcho = co_await answersOk(self->m_at, cchoTest, stop);
        const bool hasCsim = hasCcho ? false : co_await answersOk(self->m_at, csimTest, stop);
        if (hasCsim)
            session = co_await openByCsim(self->m_at, aid, stop);
    }
    if (session)
        self->m_open.insert(session->handle);
    co_return session;
}

QCoro::Task<void> AtCardChannel::closeStale(std::shared_ptr<AtCardChannel> self, std::stop_token stop)
{
    QList<QByteArray> stale{QByteArrayLiteral("1"), QByteArrayLiteral("2"), QByteArrayLiteral("3")};
    for (const QByteArray &ours : std::as_const(self->m_open))
        stale.removeAll(ours);
    for (const QByteArray &handle : stale) {
        const QByteArray text = "AT+CCHC=" + handle;
        co_await answersOk(self->m_at, text, stop);
    }
}

QCoro::Task<Result<void>> AtCardChannel::closeChannel(std::shared_ptr<AtCardChannel> self, CardSession session)
{
    self->m_open.remove(session.handle);
    const std::stop_token never;
    if (session.handle.startsWith(kCsimPrefix)) {
        QByteArray apdu = QByteArray::fromHex("00708000");
        apdu[3] = char(session.handle.mid(kCsimPrefix.size()).toInt());
        const Result<QByteArray> closed = co_await csim(self->m_at, apdu, kCloseTimeoutMs, never);
        if (!closed)
            co_return tl::unexpected(closed.error());
        co_return Result<void>();
    }
    const AtCommand command = makeCommand("AT+CCHC=" + session.handle, "+CCHC", kCloseTimeoutMs);
    const QFuture<Result<AtReply>> asked = self->m_at->command(command, never);
    const Result<AtReply> reply = co_await asked;
    // Refused: a refreshed card has closed it already, and some modems have no +CCHC.
    if (!reply && isGone(reply.error()))
        co_return tl::unexpected(reply.error());
    co_return Result<void>();
}

void AtCardChannel::onUrc(const QByteArray &line)
{
    if (!line.startsWith("+CPIN:") && !line.startsWith("+QUSIM:") && !line.startsWith("+SIM:"))
        return;
    m_open.clear();
    Q_EMIT cardReset();
}

} // namespace device_link
