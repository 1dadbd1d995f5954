// SPDX-License-Identifier: GPL-3.0-or-later
#include "es10_card.h"

#include "tlv.h"

namespace profiles {

namespace {

QString textOf(ByteView value) { return QString::fromUtf8(copyOf(value)); }

/// VersionType: three binary bytes (SGP.22 annex H). Other sizes are shown as hex.
QString versionOf(ByteView value)
{
    if (value.size() != 3)
        return QString::fromLatin1(copyOf(value).toHex());
    return QStringLiteral("%1.%2.%3").arg(value[0]).arg(value[1]).arg(value[2]);
}

/// The values of all objects with this tag.
Result<QList<ByteView>> allOf(ByteView list, quint32 tag)
{
    QList<ByteView> values;
    for (TlvReader reader(list); !reader.atEnd();) {
        const auto tlv = reader.next();
        if (!tlv)
            return tl::unexpected(tlv.error());
        if (tlv->tag == tag)
            values.append(tlv->value);
    }
    return values;
}

Result<void> readKeyIds(ByteView value, QList<QByteArray> &out)
{
    const auto ids = allOf(value, 0x04);
    if (!ids)
        return tl::unexpected(ids.error());
    for (const ByteView id : *ids)
        out.append(copyOf(id));
    return {};
}

/// extCardResource: 81 applications, 82 free non-volatile, 83 free volatile memory (ETSI TS 102 226 §8.2.1.7).
Result<void> readResources(ByteView value, EuiccInfo2 &info)
{
    for (TlvReader reader(value); !reader.atEnd();) {
        const auto tlv = reader.next();
        if (!tlv)
            return tl::unexpected(tlv.error());
        if (tlv->tag < 0x81 || tlv->tag > 0x83)
            continue;
        const auto number = decodeUnsigned(tlv->value);
        if (!number)
            return tl::unexpected(number.error());
        (tlv->tag == 0x81          ? info.installedApplications
                : tlv->tag == 0x82 ? info.freeNonVolatileMemory
                                   : info.freeVolatileMemory)
            = *number;
    }
    return {};
}

Result<void> readCertificationData(ByteView value, EuiccInfo2 &info)
{
    const auto label = findTlv(value, 0x80);
    const auto url = findTlv(value, 0x81);
    if (!label || !url)
        return tl::unexpected(label ? url.error() : label.error());
    if (*label)
        info.platformLabel = textOf(**label);
    if (*url)
        info.discoveryBaseUrl = textOf(**url);
    return {};
}

/// SGP.32 iotSpecificInfo: A0 holds the versions.
Result<void> readIot(ByteView value, EuiccInfo2 &info)
{
    const auto list = findTlv(value, 0xA0);
    if (!list)
        return tl::unexpected(list.error());
    if (!*list)
        return {};
    const auto versions = allOf(**list, 0x04);
    if (!versions)
        return tl::unexpected(versions.error());
    for (const ByteView version : *versions)
        info.iotVersions.append(versionOf(version));
    return {};
}

template <typename Number>
Result<void> readInto(std::optional<Number> &out, const Result<Number> &number)
{
    if (!number)
        return tl::unexpected(number.error());
    out = *number;
    return {};
}

/// Where a field that is plain text or bytes goes; null when the tag is another.
QString *textField(quint32 tag, EuiccInfo2 &info)
{
    switch (tag) {
    case 0x81: return &info.profileVersion;
    case 0x82: return &info.svn;
    case 0x83: return &info.firmwareVersion;
    case 0x86: return &info.ts102241Version;
    case 0x87: return &info.globalPlatformVersion;
    case 0x04: return &info.protectionProfileVersion;
    default: return nullptr;
    }
}

Result<void> readField(const Tlv &tlv, EuiccInfo2 &info)
{
    if (QString *version = textField(tlv.tag, info)) {
        *version = versionOf(tlv.value);
        return {};
    }
    switch (tlv.tag) {
    case 0x84: return readResources(tlv.value, info);
    case 0x85: info.uiccCapability = copyOf(tlv.value); return {};
    case 0x88: info.rspCapability = copyOf(tlv.value); return {};
    case 0xA9: return readKeyIds(tlv.value, info.verificationKeyIds);
    case 0xAA: return readKeyIds(tlv.value, info.signingKeyIds);
    case 0x8B: return readInto(info.category, decodeInteger(tlv.value));
    case 0x99: return readInto(info.forbiddenPolicyRules, decodeBits(tlv.value));
    case 0x0C: info.sasAccreditation = textOf(tlv.value); return {};
    case 0xAC: return readCertificationData(tlv.value, info);
    case 0x8E: info.treProductReference = textOf(tlv.value); return {};
    case 0x90: return readInto(info.ipaMode, decodeInteger(tlv.value));
    case 0xB4: return readIot(tlv.value, info);
    default: return {};
    }
}

} // namespace

QByteArray encodeGetEid() { return QByteArray::fromHex("BF3E035C015A"); }

Result<Eid> decodeGetEid(const QByteArray &response)
{
    const auto body = es10Body(Es10Function::GetEid, response);
    if (!body)
        return tl::unexpected(body.error());
    const auto value = findTlv(*body, 0x5A);
    if (!value)
        return tl::unexpected(value.error());
    if (!*value)
        return fail(Fault::BadReply, QStringLiteral("GetEID response without 5A"));
    return Eid::fromBytes(**value);
}

QByteArray encodeGetConfiguredAddresses() { return QByteArray::fromHex("BF3C00"); }

Result<ConfiguredAddresses> decodeConfiguredAddresses(const QByteArray &response)
{
    const auto body = es10Body(Es10Function::GetConfiguredAddresses, response);
    if (!body)
        return tl::unexpected(body.error());
    const auto dp = findTlv(*body, 0x80);
    const auto ds = findTlv(*body, 0x81);
    if (!dp || !ds)
        return tl::unexpected(dp ? ds.error() : dp.error());
    ConfiguredAddresses addresses;
    if (*dp)
        addresses.defaultDp = textOf(**dp);
    if (*ds)
        addresses.rootDs = textOf(**ds);
    return addresses;
}

QByteArray encodeGetEuiccInfo2() { return QByteArray::fromHex("BF2200"); }

Result<EuiccInfo2> decodeEuiccInfo2(const QByteArray &response)
{
    const auto body = es10Body(Es10Function::GetEuiccInfo2, response);
    if (!body)
        return tl::unexpected(body.error());
    EuiccInfo2 info;
    for (TlvReader reader(*body); !reader.atEnd();) {
        const auto tlv = reader.next();
        if (!tlv)
            return tl::unexpected(tlv.error());
        const auto field = readField(*tlv, info);
        if (!field)
            return tl::unexpected(field.error());
    }
    return info;
}

} // namespace profiles
