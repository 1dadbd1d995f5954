// SPDX-License-Identifier: GPL-3.0-or-later
#include "device_link/protocols/smp_errors.h"

#include <span>

namespace device_link {

namespace {

/// MCUmgr smp.h, MGMT_ERR_*.
constexpr const char *kCommon[]
    = {"ok", "unknown error", "out of memory", "bad argument", "timeout", "no entry", "bad state", "response too large",
        "not supported", "corrupt", "busy", "access denied", "protocol version too old", "protocol version too new"};
constexpr const char *kOs[] = {"ok", "unknown error", "bad format", "query has no answer", "clock not set",
    "clock command failed", "clock cannot be set"};
constexpr const char *kImage[] = {"ok", "unknown error", "flash configuration cannot be read", "there is no image",
    "the image has no TLVs", "invalid TLV", "several hashes found", "invalid TLV size", "hash not found",
    "no free slot", "flash cannot be opened", "flash cannot be read", "flash cannot be written",
    "flash cannot be erased", "invalid slot", "out of memory", "an upload is already open", "no upload is open",
    "no flash device", "wrong page offset", "offset missing or wrong", "length missing", "image header too short",
    "this is not an MCUboot image", "invalid hash", "image is for another flash address",
    "version of the image cannot be read", "the running version is newer", "an image is already pending",
    "invalid vector table", "image is larger than the slot", "image is larger than announced",
    "confirming is not allowed", "the running image cannot be put to test"};
constexpr const char *kStatistics[]
    = {"ok", "unknown error", "invalid group", "invalid name", "invalid size", "walk aborted"};
constexpr const char *kSettings[] = {"ok", "unknown error", "key too long", "key not found", "cannot be read",
    "root key not found", "cannot be written", "cannot be deleted", "cannot be saved"};
constexpr const char *kFileSystem[] = {"ok", "unknown error", "invalid name", "not found", "is a directory",
    "cannot be opened", "seek failed", "read failed", "truncate failed", "delete failed", "write failed",
    "invalid offset", "offset is beyond the end", "hash type not found"};
constexpr const char *kShell[] = {"ok", "unknown error", "command too long", "empty command"};
constexpr const char *kZephyrBasic[]
    = {"ok", "unknown error", "flash cannot be opened", "flash configuration cannot be read", "flash cannot be erased"};
constexpr const char *kAiesim[] = {"ok", "unknown error", "bad argument", "not found", "busy", "refused", "no network",
    "account exhausted", "not supported", "channel closed", "too large", "no longer kept"};

QString nameIn(std::span<const char *const> names, qint64 rc)
{
    return rc >= 0 && rc < qint64(names.size()) ? QString::fromLatin1(names[std::size_t(rc)]) : QString();
}

Fault commonFault(qint64 rc)
{
    switch (rc) {
    case 5: return Fault::NotFound;
    case 8: return Fault::NotSupported;
    case 10: return Fault::Busy;
    default: return Fault::Refused;
    }
}

Fault aiesimFault(qint64 rc)
{
    switch (rc) {
    case qint64(AiesimRc::NotFound):
    case qint64(AiesimRc::Gone): return Fault::NotFound;
    case qint64(AiesimRc::Busy): return Fault::Busy;
    case qint64(AiesimRc::NotSupported): return Fault::NotSupported;
    default: return Fault::Refused;
    }
}

QString sentence(const QString &what, const QString &name, const QString &code, const QCborMap &body)
{
    QString text = QStringLiteral("%1: %2 (%3)").arg(what, name.isEmpty() ? QStringLiteral("refused") : name, code);
    const QString reason = body.value(QLatin1String("rsn")).toString().left(256);
    if (!reason.isEmpty())
        text += QStringLiteral(": ") + reason;
    return text;
}

} // namespace

QString smpRcName(qint64 rc) { return nameIn(kCommon, rc); }

QString aiesimRcName(qint64 rc) { return nameIn(kAiesim, rc); }

QString smpGroupRcName(quint16 group, qint64 rc)
{
    switch (group) {
    case smp_group::kOs: return nameIn(kOs, rc);
    case smp_group::kImage: return nameIn(kImage, rc);
    case smp_group::kStatistics: return nameIn(kStatistics, rc);
    case smp_group::kSettings: return nameIn(kSettings, rc);
    case smp_group::kFileSystem: return nameIn(kFileSystem, rc);
    case smp_group::kShell: return nameIn(kShell, rc);
    case smp_group::kZephyrBasic: return nameIn(kZephyrBasic, rc);
    default: return {};
    }
}

std::optional<Error> smpRefusal(const QCborMap &body, const QString &what, std::optional<quint16> aiesimGroup)
{
    const QCborMap err = body.value(QLatin1String("err")).toMap();
    const qint64 groupRc = err.value(QLatin1String("rc")).toInteger();
    if (groupRc != 0) {
        const auto group = static_cast<quint16>(err.value(QLatin1String("group")).toInteger());
        const bool ours = aiesimGroup == group;
        const QString name = ours ? aiesimRcName(groupRc) : smpGroupRcName(group, groupRc);
        const QString code = QStringLiteral("group %1, rc %2").arg(group).arg(groupRc);
        const RefusalCode refusal{RefusalCode::Space::SmpGroup, group, static_cast<std::int32_t>(groupRc)};
        return Error(ours ? aiesimFault(groupRc) : Fault::Refused, sentence(what, name, code, body), refusal);
    }
    const qint64 rc = body.value(QLatin1String("rc")).toInteger();
    if (rc == 0)
        return std::nullopt;
    const RefusalCode refusal{RefusalCode::Space::SmpCommon, 0xFFFF, static_cast<std::int32_t>(rc)};
    return Error(commonFault(rc), sentence(what, smpRcName(rc), QStringLiteral("rc %1").arg(rc), body), refusal);
}

bool isAiesimRefusal(const Error &error, AiesimRc rc)
{
    return error.code() && error.code()->space == RefusalCode::Space::SmpGroup
        && error.code()->group > smp_group::kZephyrBasic && error.code()->rc == std::int32_t(rc);
}

} // namespace device_link
