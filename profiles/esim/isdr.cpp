// SPDX-License-Identifier: GPL-3.0-or-later
#include "isdr.h"

#include "es10_transport.h"

namespace profiles {

using device_link::CardChannel;
using device_link::CardSession;

namespace {

bool tryNextAid(const Error &error) { return error.fault() == Fault::Refused || error.fault() == Fault::NotFound; }

} // namespace

QList<QByteArray> isdrAids()
{
    return {
        QByteArray::fromHex("A0000005591010FFFFFFFF8900000100"), // SGP.22
        QByteArray::fromHex("A0000005591010FFFFFFFF8900050500"), // 5ber
        QByteArray::fromHex("A0000005591010000000008900000300"), // eSIM.me
        QByteArray::fromHex("A0000005591010FFFFFFFF8900000177"), // Xesim
    };
}

QCoro::Task<Result<CardSession>> openIsdr(std::shared_ptr<CardChannel> channel, std::stop_token stop)
{
    std::optional<Error> first;
    const QList<QByteArray> aids = isdrAids();
    for (const QByteArray &aid : aids) {
        Result<CardSession> session = co_await channel->open(aid, stop);
        if (session)
            co_return session;
        if (!first)
            first = session.error();
        if (!tryNextAid(session.error()))
            co_return session;
    }
    co_return tl::unexpected(*first);
}

QCoro::Task<Result<QByteArray>> askIsdr(std::shared_ptr<CardChannel> channel, QByteArray command, std::stop_token stop)
{
    const Result<CardSession> opened = co_await openIsdr(channel, stop);
    if (!opened)
        co_return tl::unexpected(opened.error());
    const CardSession session = *opened;
    Result<QByteArray> response = co_await exchangeEs10(channel, session, command, stop);
    // A close that fails changes nothing: the answer is in, and a channel that is gone needs no closing.
    const Result<void> closed = co_await channel->close(session);
    Q_UNUSED(closed)
    co_return response;
}

} // namespace profiles
