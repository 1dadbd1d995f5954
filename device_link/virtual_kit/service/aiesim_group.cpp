// SPDX-License-Identifier: GPL-3.0-or-later
#include "aiesim_group.h"

namespace virtual_kit {

void refuse(const SmpReply &reply, AiesimRc rc, const QString &reason, const QCborMap &more)
{
    reply.sendGroupError(static_cast<std::uint16_t>(rc), reason, more);
}

void AiesimGroup::add(std::uint8_t command, framing::SmpOp op, SmpHandler handler)
{
    m_commands.insert_or_assign(command, Command{op, std::move(handler)});
}

void AiesimGroup::handle(const SmpRequest &request, const SmpReply &reply) const
{
    const auto it = m_commands.find(request.command);
    if (it == m_commands.end())
        return reply.sendNotSupported();
    if (it->second.op != request.op)
        return refuse(reply, AiesimRc::NotSupported, QStringLiteral("wrong operation for this command"));
    it->second.handler(request, reply);
}

SmpRc AiesimGroup::translate(std::uint16_t rc)
{
    switch (static_cast<AiesimRc>(rc)) {
    case AiesimRc::Argument: return SmpRc::BadArgument;
    case AiesimRc::NotFound:
    case AiesimRc::Gone: return SmpRc::NoEntry;
    case AiesimRc::Busy: return SmpRc::Busy;
    case AiesimRc::Refused: return SmpRc::AccessDenied;
    case AiesimRc::NoNetwork:
    case AiesimRc::AccountExhausted:
    case AiesimRc::ChannelClosed: return SmpRc::BadState;
    case AiesimRc::NotSupported: return SmpRc::NotSupported;
    case AiesimRc::TooLarge: return SmpRc::TooLarge;
    case AiesimRc::Unknown: break;
    }
    return SmpRc::Unknown;
}

} // namespace virtual_kit
