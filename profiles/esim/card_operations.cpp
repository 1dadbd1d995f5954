// SPDX-License-Identifier: GPL-3.0-or-later
#include "card_operations.h"

#include "isdr.h"

namespace profiles {

using device_link::CardChannel;
using device_link::CardTurn;

namespace {

/// One command with the turn taken for it.
QCoro::Task<Result<QByteArray>> ask(std::shared_ptr<CardChannel> channel, QByteArray command, std::stop_token stop)
{
    const Result<std::shared_ptr<CardTurn>> turn = co_await channel->takeTurn(stop);
    if (!turn)
        co_return tl::unexpected(turn.error());
    Result<QByteArray> response = co_await askIsdr(channel, command, stop);
    co_return response;
}

} // namespace

QCoro::Task<Result<EuiccInfo2>> readEuiccInfo2(std::shared_ptr<CardChannel> channel, std::stop_token stop)
{
    const QByteArray command = encodeGetEuiccInfo2();
    const Result<QByteArray> response = co_await ask(channel, command, stop);
    if (!response)
        co_return tl::unexpected(response.error());
    co_return decodeEuiccInfo2(*response);
}

QCoro::Task<Result<QList<NotificationMetadata>>> listNotifications(
    std::shared_ptr<CardChannel> channel, std::stop_token stop)
{
    const QList<ProfileEvent> all;
    const QByteArray command = encodeListNotification(all);
    const Result<QByteArray> response = co_await ask(channel, command, stop);
    if (!response)
        co_return tl::unexpected(response.error());
    co_return decodeListNotification(*response);
}

QCoro::Task<Result<void>> setNickname(
    std::shared_ptr<CardChannel> channel, Iccid iccid, QString nickname, std::stop_token stop)
{
    const Result<QByteArray> command = encodeSetNickname(iccid, nickname);
    if (!command)
        co_return tl::unexpected(command.error());
    const QByteArray bytes = *command;
    const Result<QByteArray> response = co_await ask(channel, bytes, stop);
    if (!response)
        co_return tl::unexpected(response.error());
    co_return decodeEs10Result(Es10Function::SetNickname, *response);
}

} // namespace profiles
