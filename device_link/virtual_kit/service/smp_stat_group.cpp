// SPDX-License-Identifier: GPL-3.0-or-later
#include "smp_stat_group.h"

#include "smp_cbor.h"

#include <QCborArray>

namespace virtual_kit {

namespace {

using framing::SmpOp;

constexpr std::uint8_t kShow = 0;
constexpr std::uint8_t kList = 1;
constexpr std::uint16_t kInvalidGroup = 2;
constexpr qsizetype kNameLimit = 32; // CONFIG_MCUMGR_GRP_STAT_MAX_NAME_LEN, its end included

SmpRc translate(std::uint16_t rc) { return rc == kInvalidGroup ? SmpRc::NoEntry : SmpRc::Unknown; }

void show(const SmpStatisticsSources &sources, const SmpRequest &request, const SmpReply &reply)
{
    SmpFields fields(request.body);
    const QByteArray name = fields.text("name").value_or(QString()).toUtf8();
    if (!fields.good() || name.isEmpty() || name.size() >= kNameLimit)
        return reply.sendError(SmpRc::BadArgument);
    const auto source = sources.find(name.toStdString());
    if (source == sources.end())
        return reply.sendGroupError(kInvalidGroup);
    QCborMap values;
    for (const auto &[key, value] : source->second())
        values.insert(QString::fromStdString(key), static_cast<qint64>(value));
    reply.send({{QLatin1String("name"), QString::fromUtf8(name)}, {QLatin1String("fields"), values}});
}

void handle(const SmpStatisticsSources &sources, const SmpRequest &request, const SmpReply &reply)
{
    if (request.is(SmpOp::Read, kShow)) {
        show(sources, request, reply);
    } else if (request.is(SmpOp::Read, kList)) {
        QCborArray names;
        for (const auto &entry : sources)
            names.append(QString::fromStdString(entry.first));
        reply.send({{QLatin1String("stat_list"), names}});
    } else {
        reply.sendNotSupported();
    }
}

} // namespace

SmpGroup makeSmpStatGroup(SmpStatisticsSources sources)
{
    const auto shared = std::make_shared<const SmpStatisticsSources>(std::move(sources));
    return {2, "stat mgmt", kList + 1,
        [shared](const SmpRequest &request, const SmpReply &reply) { handle(*shared, request, reply); }, translate};
}

} // namespace virtual_kit
