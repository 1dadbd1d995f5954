// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/kit_card_channel.h"

#include "device_link/protocols/apdu_tap.h"
#include "device_link/protocols/cbor_reader.h"
#include "device_link/protocols/smp_errors.h"

#include <QCoroFuture>

namespace device_link {

namespace {

constexpr int kOpenTimeoutMs = 10000;
/// An eUICC may work on one block of a profile download for tens of seconds.
constexpr int kTransmitTimeoutMs = 60000;
constexpr int kCloseTimeoutMs = 5000;
constexpr qsizetype kMinApdu = 4, kMaxApdu = 261;
constexpr qsizetype kMinAid = 5, kMaxAid = 16;

QCoro::Task<Result<CardSession>> openCard(std::shared_ptr<AiesimClient> client, QByteArray aid, std::stop_token stop)
{
    QCborMap body;
    body.insert(QLatin1String("aid"), aid);
    const QFuture<Result<SmpReply>> asked = client->callOnce(AiesimCommand::CardOpen, body, kOpenTimeoutMs, stop);
    const Result<SmpReply> answer = co_await asked;
    if (!answer)
        co_return tl::unexpected(answer.error());
    CborReader reader(answer->body, QStringLiteral("card.open"));
    CardSession session;
    session.handle = QByteArray::number(reader.u32("ch"));
    session.fci = reader.bytes("fci");
    if (reader.failed())
        co_return tl::unexpected(reader.error());
    co_return session;
}

QCoro::Task<Result<QByteArray>> transmitCard(
    std::shared_ptr<AiesimClient> client, CardSession session, QByteArray apdu, std::stop_token stop)
{
    QCborMap body;
    body.insert(QLatin1String("ch"), session.handle.toLongLong());
    body.insert(QLatin1String("apdu"), apdu);
    const QFuture<Result<SmpReply>> asked
        = client->callOnce(AiesimCommand::CardTransmit, body, kTransmitTimeoutMs, stop);
    const Result<SmpReply> answer = co_await asked;
    if (!answer)
        co_return tl::unexpected(answer.error());
    CborReader reader(answer->body, QStringLiteral("card.transmit"));
    const QByteArray response = reader.bytes("resp");
    if (reader.failed())
        co_return tl::unexpected(reader.error());
    if (response.size() < 2)
        co_return fail(Fault::BadReply, QStringLiteral("card.transmit: answer without a status word"));
    co_return response;
}

QCoro::Task<Result<void>> closeCard(std::shared_ptr<AiesimClient> client, CardSession session)
{
    QCborMap body;
    body.insert(QLatin1String("ch"), session.handle.toLongLong());
    const std::stop_token never;
    const QFuture<Result<SmpReply>> asked = client->callOnce(AiesimCommand::CardClose, body, kCloseTimeoutMs, never);
    const Result<SmpReply> answer = co_await asked;
    // A refreshed card has closed its channels by itself.
    if (!answer && !isAiesimRefusal(answer.error(), AiesimRc::ChannelClosed)
        && !isAiesimRefusal(answer.error(), AiesimRc::NotFound))
        co_return tl::unexpected(answer.error());
    co_return Result<void>();
}

QCoro::Task<Result<std::shared_ptr<CardTurn>>> takeCardTurn(std::shared_ptr<CardTurns> turns, std::stop_token stop)
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

KitCardChannel::KitCardChannel(std::shared_ptr<AiesimClient> client)
    : m_client(std::move(client))
    , m_turns(std::make_shared<CardTurns>())
{
}

QCoro::Task<Result<std::shared_ptr<CardTurn>>> KitCardChannel::takeTurn(std::stop_token stop)
{
    return takeCardTurn(m_turns, stop);
}

QCoro::Task<Result<CardSession>> KitCardChannel::open(QByteArray aid, std::stop_token stop)
{
    if (aid.size() < kMinAid || aid.size() > kMaxAid)
        return refuse<CardSession>(QStringLiteral("an AID has 5 to 16 bytes, not %1").arg(aid.size()));
    const ApduExchange begun = beginExchange(ApduExchange::Kind::Open, {}, aid);
    return tapOpen(this, begun, openCard(m_client, aid, stop));
}

QCoro::Task<Result<QByteArray>> KitCardChannel::transmit(CardSession session, QByteArray apdu, std::stop_token stop)
{
    if (apdu.size() < kMinApdu || apdu.size() > kMaxApdu)
        return refuse<QByteArray>(QStringLiteral("an APDU has 4 to 261 bytes, not %1").arg(apdu.size()));
    const ApduExchange begun = beginExchange(ApduExchange::Kind::Transmit, session.handle, apdu);
    return tapTransmit(this, begun, transmitCard(m_client, session, apdu, stop));
}

QCoro::Task<Result<void>> KitCardChannel::close(CardSession session)
{
    const ApduExchange begun = beginExchange(ApduExchange::Kind::Close, session.handle, {});
    return tapClose(this, begun, closeCard(m_client, session));
}

void KitCardChannel::take(const KitEvent &event)
{
    if (event.name == QLatin1String("card.reset"))
        Q_EMIT cardReset();
}

} // namespace device_link
