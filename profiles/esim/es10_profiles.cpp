// SPDX-License-Identifier: GPL-3.0-or-later
#include "es10_profiles.h"

#include "tlv.h"

namespace profiles {

namespace {

QByteArray encodeId(const ProfileId &profile)
{
    return profile.iccid() ? makeTlv(0x5A, profile.iccid()->toBytes()) : makeTlv(0x4F, profile.aid()->toBytes());
}

QByteArray encodeChange(Es10Function function, const ProfileId &profile, bool refresh)
{
    QByteArray body = makeTlv(0xA0, encodeId(profile));
    appendTlv(body, 0x81, QByteArray(1, refresh ? static_cast<char>(0xFF) : '\0'));
    return makeTlv(static_cast<quint32>(function), body);
}

QString textOf(ByteView value) { return QString::fromUtf8(copyOf(value)); }

/// A small enumeration; the number must be below count.
template <typename Enum>
Result<void> readEnum(ByteView value, qint64 count, std::optional<Enum> &out)
{
    const auto number = decodeInteger(value);
    if (!number)
        return tl::unexpected(number.error());
    if (*number < 0 || *number >= count)
        return fail(Fault::BadReply, QStringLiteral("value %1 out of range").arg(*number));
    out = static_cast<Enum>(*number);
    return {};
}

Result<void> readBoolean(ByteView value, std::optional<bool> &out)
{
    if (value.size() > 1)
        return fail(Fault::BadReply, QStringLiteral("BOOLEAN of %1 bytes").arg(value.size()));
    out = value.empty() || value[0] != 0; // NULL: there is true
    return {};
}

/// MCC and MNC packed as 3GPP TS 24.008 §10.5.1.13 does.
QString plmnOf(ByteView value)
{
    QString plmn;
    if (value.size() != 3)
        return plmn;
    for (const int nibble :
        {value[0] & 0xF, value[0] >> 4, value[1] & 0xF, value[2] & 0xF, value[2] >> 4, value[1] >> 4}) {
        if (nibble <= 9)
            plmn += QChar(u'0' + nibble);
    }
    return plmn;
}

Result<void> readOwner(ByteView value, ProfileInfo &info)
{
    const auto plmn = findTlv(value, 0x80);
    if (!plmn)
        return tl::unexpected(plmn.error());
    if (*plmn)
        info.ownerPlmn = plmnOf(**plmn);
    return {};
}

Result<NotificationTarget> readTarget(ByteView value)
{
    NotificationTarget target;
    const auto bits = findTlv(value, 0x80);
    const auto address = findTlv(value, 0x81);
    if (!bits || !address)
        return tl::unexpected(bits ? address.error() : bits.error());
    if (*bits) {
        const auto events = decodeBits(**bits);
        if (!events)
            return tl::unexpected(events.error());
        target.events = *events;
    }
    if (*address)
        target.address = textOf(**address);
    return target;
}

Result<void> readTargets(ByteView value, ProfileInfo &info)
{
    for (TlvReader reader(value); !reader.atEnd();) {
        const auto entry = reader.next();
        if (!entry)
            return tl::unexpected(entry.error());
        if (entry->tag != 0x30)
            continue;
        const auto target = readTarget(entry->value);
        if (!target)
            return tl::unexpected(target.error());
        info.notificationTargets.append(*target);
    }
    return {};
}

Result<void> readId(const Tlv &tlv, ProfileInfo &info)
{
    if (tlv.tag == 0x5A) {
        const auto iccid = Iccid::fromBytes(tlv.value);
        if (!iccid)
            return tl::unexpected(iccid.error());
        info.iccid = *iccid;
        return {};
    }
    const auto aid = Aid::fromBytes(copyOf(tlv.value));
    if (!aid)
        return fail(Fault::BadReply, aid.error().detail());
    info.aid = *aid;
    return {};
}

Result<void> readPolicy(ByteView value, ProfileInfo &info)
{
    const auto bits = decodeBits(value);
    if (!bits)
        return tl::unexpected(bits.error());
    info.policyRules = *bits;
    return {};
}

Result<void> readField(const Tlv &tlv, ProfileInfo &info)
{
    switch (tlv.tag) {
    case 0x5A:
    case 0x4F: return readId(tlv, info);
    case 0x9F70: return readEnum(tlv.value, 2, info.state);
    case 0x95: return readEnum(tlv.value, 3, info.profileClass);
    case 0x93: return readEnum(tlv.value, 2, info.iconType);
    case 0x90: info.nickname = textOf(tlv.value); return {};
    case 0x91: info.serviceProvider = textOf(tlv.value); return {};
    case 0x92: info.name = textOf(tlv.value); return {};
    case 0x94: info.icon = copyOf(tlv.value); return {};
    case 0xB6: return readTargets(tlv.value, info);
    case 0xB7: return readOwner(tlv.value, info);
    case 0x99: return readPolicy(tlv.value, info);
    case 0x9F26: return readBoolean(tlv.value, info.fallback);
    case 0x9F67: return readBoolean(tlv.value, info.fallbackAllowed);
    default: return {};
    }
}

Result<ProfileInfo> readProfile(ByteView value)
{
    ProfileInfo info;
    for (TlvReader reader(value); !reader.atEnd();) {
        const auto tlv = reader.next();
        if (!tlv)
            return tl::unexpected(tlv.error());
        const auto field = readField(*tlv, info);
        if (!field)
            return tl::unexpected(field.error());
    }
    return info;
}

} // namespace

bool ProfileInfo::is(const ProfileId &id) const { return id.iccid() ? iccid == *id.iccid() : aid == *id.aid(); }

QList<quint32> profileListTags() { return {0x5A, 0x4F, 0x9F70, 0x90, 0x91, 0x92, 0x95, 0xB6, 0xB7, 0x99}; }

QByteArray encodeGetProfilesInfo(const ProfilesInfoRequest &request)
{
    QByteArray body;
    if (request.profile)
        body += makeTlv(0xA0, encodeId(*request.profile));
    else if (request.profileClass)
        body += makeTlv(0xA0, makeTlv(0x95, QByteArray(1, static_cast<char>(*request.profileClass))));
    if (!request.tags.isEmpty()) {
        QByteArray tags;
        for (const quint32 tag : request.tags)
            appendTag(tags, tag);
        body += makeTlv(0x5C, tags);
    }
    return makeTlv(static_cast<quint32>(Es10Function::GetProfilesInfo), body);
}

Result<QList<ProfileInfo>> decodeProfilesInfo(const QByteArray &response)
{
    const auto list = es10List(Es10Function::GetProfilesInfo, response);
    if (!list)
        return tl::unexpected(list.error());
    QList<ProfileInfo> profiles;
    for (TlvReader reader(*list); !reader.atEnd();) {
        const auto tlv = reader.next();
        if (!tlv)
            return tl::unexpected(tlv.error());
        if (tlv->tag != 0xE3)
            continue;
        const auto profile = readProfile(tlv->value);
        if (!profile)
            return tl::unexpected(profile.error());
        profiles.append(*profile);
    }
    return profiles;
}

QByteArray encodeEnableProfile(const ProfileId &profile, bool refresh)
{
    return encodeChange(Es10Function::EnableProfile, profile, refresh);
}

QByteArray encodeDisableProfile(const ProfileId &profile, bool refresh)
{
    return encodeChange(Es10Function::DisableProfile, profile, refresh);
}

QByteArray encodeDeleteProfile(const ProfileId &profile)
{
    return makeTlv(static_cast<quint32>(Es10Function::DeleteProfile), encodeId(profile));
}

Result<QByteArray> encodeSetNickname(const Iccid &iccid, const QString &nickname)
{
    const QByteArray text = nickname.toUtf8();
    if (text.size() > 64)
        return fail(
            Fault::BadArgument, QStringLiteral("a nickname has at most 64 bytes, this has %1").arg(text.size()));
    const QByteArray body = makeTlv(0x5A, iccid.toBytes()) + makeTlv(0x90, text);
    return makeTlv(static_cast<quint32>(Es10Function::SetNickname), body);
}

} // namespace profiles
