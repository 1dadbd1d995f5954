// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/apdu_tap.h"

#include "device_link/session/host_clock.h"

namespace device_link {

namespace {

template <typename T>
void tell(const QPointer<CardChannel> &channel, ApduExchange &exchange, const Result<T> &result)
{
    exchange.answeredNs = hostNowNs();
    if (!result)
        exchange.error = result.error();
    if (channel)
        Q_EMIT channel->exchanged(exchange);
}

} // namespace

ApduExchange beginExchange(ApduExchange::Kind kind, const QByteArray &handle, const QByteArray &command)
{
    ApduExchange exchange;
    exchange.kind = kind;
    exchange.handle = handle;
    exchange.command = command;
    exchange.sentNs = hostNowNs();
    return exchange;
}

QCoro::Task<Result<CardSession>> tapOpen(
    QPointer<CardChannel> channel, ApduExchange begun, QCoro::Task<Result<CardSession>> running)
{
    const Result<CardSession> opened = co_await running;
    if (opened) {
        begun.handle = opened->handle;
        begun.response = opened->fci;
    }
    tell(channel, begun, opened);
    co_return opened;
}

QCoro::Task<Result<QByteArray>> tapTransmit(
    QPointer<CardChannel> channel, ApduExchange begun, QCoro::Task<Result<QByteArray>> running)
{
    const Result<QByteArray> answer = co_await running;
    if (answer)
        begun.response = *answer;
    tell(channel, begun, answer);
    co_return answer;
}

QCoro::Task<Result<void>> tapClose(QPointer<CardChannel> channel, ApduExchange begun, QCoro::Task<Result<void>> running)
{
    const Result<void> closed = co_await running;
    tell(channel, begun, closed);
    co_return closed;
}

} // namespace device_link
