// SPDX-License-Identifier: GPL-3.0-or-later
#include "smp_enum_group.h"

#include "smp_cbor.h"

#include <QCborArray>

#include <iterator>
#include <set>

namespace virtual_kit {

namespace {

using framing::SmpOp;
using Groups = std::map<std::uint16_t, SmpGroup>;

constexpr std::uint8_t kCount = 0;
constexpr std::uint8_t kList = 1;
constexpr std::uint8_t kSingle = 2;
constexpr std::uint8_t kDetails = 3;

constexpr std::uint16_t kTooManyEntries = 2;
constexpr std::uint16_t kIndexTooLarge = 4;

SmpRc translate(std::uint16_t rc) { return rc == kTooManyEntries ? SmpRc::BadArgument : SmpRc::Unknown; }

void single(const Groups &groups, const SmpRequest &request, const SmpReply &reply)
{
    SmpFields fields(request.body);
    const std::uint64_t index = fields.unsignedInt("index", 0xFFFF).value_or(0);
    if (!fields.good())
        return reply.sendError(SmpRc::BadArgument);
    if (index >= groups.size())
        return reply.sendGroupError(kIndexTooLarge);
    QCborMap body{{QLatin1String("group"), std::next(groups.begin(), static_cast<std::ptrdiff_t>(index))->first}};
    if (index + 1 == groups.size())
        body.insert(QLatin1String("end"), true);
    reply.send(body);
}

void details(const Groups &groups, const SmpRequest &request, const SmpReply &reply)
{
    std::set<qint64> wanted;
    for (const QCborValue &id : request.body.value(QLatin1String("groups")).toArray()) {
        if (!id.isInteger() || id.toInteger() < 0)
            return reply.sendError(SmpRc::BadArgument);
        wanted.insert(id.toInteger());
    }
    QCborArray list;
    for (const auto &[id, group] : groups) {
        if (!wanted.empty() && !wanted.contains(id))
            continue;
        list.append(QCborMap{
            {QLatin1String("group"), id},
            {QLatin1String("name"), QString::fromStdString(group.name)},
            {QLatin1String("handlers"), group.handlerCount},
        });
    }
    reply.send({{QLatin1String("groups"), list}});
}

void handle(const Groups &groups, const SmpRequest &request, const SmpReply &reply)
{
    if (request.is(SmpOp::Read, kCount)) {
        reply.send({{QLatin1String("count"), static_cast<qint64>(groups.size())}});
    } else if (request.is(SmpOp::Read, kList)) {
        QCborArray list;
        for (const auto &entry : groups)
            list.append(entry.first);
        reply.send({{QLatin1String("groups"), list}});
    } else if (request.is(SmpOp::Read, kSingle)) {
        single(groups, request, reply);
    } else if (request.is(SmpOp::Read, kDetails)) {
        details(groups, request, reply);
    } else {
        reply.sendNotSupported();
    }
}

} // namespace

SmpGroup makeSmpEnumGroup(const Groups &groups)
{
    return {10, "enum mgmt", kDetails + 1,
        [&groups](const SmpRequest &request, const SmpReply &reply) { handle(groups, request, reply); }, translate};
}

} // namespace virtual_kit
