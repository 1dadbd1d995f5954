// SPDX-License-Identifier: GPL-3.0-or-later
#include "es10_notifications.h"

#include "tlv.h"

#include <bit>

namespace profiles {

namespace {

Result<void> readEvent(ByteView value, NotificationMetadata &out)
{
    const auto bits = decodeBits(value);
    if (!bits)
        return tl::unexpected(bits.error());
    if (std::popcount(*bits) != 1 || *bits > 8)
        return fail(Fault::BadReply, QStringLiteral("notification event bits %1").arg(*bits, 0, 16));
    out.event = static_cast<ProfileEvent>(std::countr_zero(*bits));
    return {};
}

Result<void> readField(const Tlv &tlv, NotificationMetadata &out)
{
    if (tlv.tag == 0x80) {
        const auto sequence = decodeInteger(tlv.value);
        if (!sequence)
            return tl::unexpected(sequence.error());
        out.sequence = *sequence;
    } else if (tlv.tag == 0x81) {
        return readEvent(tlv.value, out);
    } else if (tlv.tag == 0x0C) {
        out.address = QString::fromUtf8(copyOf(tlv.value));
    } else if (tlv.tag == 0x5A) {
        const auto iccid = Iccid::fromBytes(tlv.value);
        if (!iccid)
            return tl::unexpected(iccid.error());
        out.iccid = *iccid;
    }
    return {};
}

Result<NotificationMetadata> readMetadata(ByteView value)
{
    NotificationMetadata metadata;
    bool hasSequence = false, hasEvent = false;
    for (TlvReader reader(value); !reader.atEnd();) {
        const auto tlv = reader.next();
        if (!tlv)
            return tl::unexpected(tlv.error());
        const auto field = readField(*tlv, metadata);
        if (!field)
            return tl::unexpected(field.error());
        hasSequence |= tlv->tag == 0x80;
        hasEvent |= tlv->tag == 0x81;
    }
    if (!hasSequence || !hasEvent)
        return fail(Fault::BadReply, QStringLiteral("notification without sequence number or event"));
    return metadata;
}

} // namespace

QByteArray encodeListNotification(const QList<ProfileEvent> &events)
{
    quint32 bits = 0;
    for (const ProfileEvent event : events)
        bits |= 1U << static_cast<int>(event);
    const QByteArray body = bits == 0 ? QByteArray() : makeTlv(0x81, encodeBits(bits));
    return makeTlv(static_cast<quint32>(Es10Function::ListNotification), body);
}

Result<QList<NotificationMetadata>> decodeListNotification(const QByteArray &response)
{
    const auto list = es10List(Es10Function::ListNotification, response);
    if (!list)
        return tl::unexpected(list.error());
    QList<NotificationMetadata> notifications;
    for (TlvReader reader(*list); !reader.atEnd();) {
        const auto tlv = reader.next();
        if (!tlv)
            return tl::unexpected(tlv.error());
        if (tlv->tag != static_cast<quint32>(Es10Function::NotificationMetadata))
            continue;
        const auto metadata = readMetadata(tlv->value);
        if (!metadata)
            return tl::unexpected(metadata.error());
        notifications.append(*metadata);
    }
    return notifications;
}

Result<NotificationMetadata> decodeNotificationMetadata(const QByteArray &object)
{
    const auto body = es10Body(Es10Function::NotificationMetadata, object);
    return body ? readMetadata(*body) : tl::unexpected(body.error());
}

} // namespace profiles
