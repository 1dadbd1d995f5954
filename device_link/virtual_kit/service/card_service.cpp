// SPDX-License-Identifier: GPL-3.0-or-later
#include "card_service.h"

#include "aiesim_group.h"
#include "request_arguments.h"

namespace virtual_kit {

namespace {

constexpr QLatin1String kHandle{"ch"};

framing::ByteView viewOf(const QByteArray &bytes)
{
    return {reinterpret_cast<const std::uint8_t *>(bytes.constData()), static_cast<std::size_t>(bytes.size())};
}

QByteArray toQt(const framing::Bytes &bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

} // namespace

void CardService::reset()
{
    m_handles.clear();
    m_lastClosed = m_last;
    m_epoch = m_card.epoch();
}

void CardService::dropStale()
{
    if (m_epoch != m_card.epoch())
        reset();
}

void CardService::open(const SmpRequest &request, const SmpReply &reply)
{
    RequestArguments arguments(request.body);
    const QByteArray aid = arguments.bytes(QLatin1String("aid"), 5, 16);
    if (!arguments.ok())
        return refuse(reply, AiesimRc::Argument, arguments.fault());
    dropStale();
    if (m_handles.size() >= kMostHandles)
        return refuse(reply, AiesimRc::Busy, QStringLiteral("no handle is free"));
    framing::Bytes fci;
    std::uint16_t sw = 0;
    const std::optional<int> channel = m_card.openChannel(viewOf(aid), fci, sw);
    const QCborMap status{{QLatin1String("sw"), static_cast<int>(sw)}};
    if (!channel && sw == 0x6A82)
        return refuse(reply, AiesimRc::NotFound, QStringLiteral("no such application"), status);
    if (!channel)
        return refuse(reply, AiesimRc::Busy, QStringLiteral("the card gives no channel"), status);
    dropStale(); // MANAGE CHANNEL may run a REFRESH that was still due
    m_handles.emplace(++m_last, *channel);
    reply.send({{kHandle, static_cast<qint64>(m_last)}, {QLatin1String("fci"), toQt(fci)},
        {QLatin1String("sw"), static_cast<int>(sw)}});
}

int CardService::channelOf(const SmpRequest &request, const SmpReply &reply)
{
    RequestArguments arguments(request.body);
    const std::uint64_t handle = arguments.number(kHandle, 0, 0xFFFFFFFFu);
    if (!arguments.ok()) {
        refuse(reply, AiesimRc::Argument, arguments.fault());
        return -1;
    }
    dropStale();
    const auto it = m_handles.find(handle);
    if (it != m_handles.end())
        return it->second;
    if (handle > 0 && handle <= m_lastClosed)
        refuse(reply, AiesimRc::ChannelClosed, QStringLiteral("the card was reset"));
    else
        refuse(reply, AiesimRc::NotFound, QStringLiteral("no such channel"));
    return -1;
}

void CardService::transmit(const SmpRequest &request, const SmpReply &reply)
{
    RequestArguments arguments(request.body);
    const QByteArray apdu = arguments.bytes(QLatin1String("apdu"), 4, 261);
    if (!arguments.ok())
        return refuse(reply, AiesimRc::Argument, arguments.fault());
    const int channel = channelOf(request, reply);
    if (channel >= 0)
        reply.send({{QLatin1String("resp"), toQt(m_card.transmit(channel, viewOf(apdu)))}});
}

void CardService::close(const SmpRequest &request, const SmpReply &reply)
{
    const int channel = channelOf(request, reply);
    if (channel < 0)
        return;
    m_card.closeChannel(channel);
    std::erase_if(m_handles, [channel](const auto &entry) { return entry.second == channel; });
    reply.sendOk();
}

} // namespace virtual_kit
