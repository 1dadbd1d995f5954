// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile_id.h"

namespace profiles {

Result<Aid> Aid::fromBytes(const QByteArray &bytes)
{
    if (bytes.size() < 5 || bytes.size() > 16)
        return fail(Fault::BadArgument, QStringLiteral("an AID has 5 to 16 bytes"));
    return Aid(bytes);
}

Result<ProfileId> ProfileId::fromText(const QString &text)
{
    const QString upper = text.trimmed().toUpper();
    const QByteArray bytes = QByteArray::fromHex(upper.toLatin1());
    const bool isHex = QString::fromLatin1(bytes.toHex().toUpper()) == upper;
    if (isHex && upper.startsWith(QLatin1String("A0"))) {
        if (const auto aid = Aid::fromBytes(bytes))
            return ProfileId(*aid);
    }
    if (const auto iccid = Iccid::fromDigits(upper))
        return ProfileId(*iccid);
    return fail(Fault::BadArgument, QStringLiteral("neither an ICCID (18 to 20 digits) nor an AID (hex, begins A0)"));
}

QString ProfileId::text() const { return iccid() ? iccid()->digits() : aid()->hex(); }

} // namespace profiles
