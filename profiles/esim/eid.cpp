// SPDX-License-Identifier: GPL-3.0-or-later
#include "eid.h"

#include <algorithm>

namespace profiles {

namespace {

constexpr int kDigits = 32;

bool isDecimal(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

} // namespace

Result<Eid> Eid::fromDigits(const QString &digits)
{
    QString packed = digits;
    packed.remove(u' ');
    if (packed.size() != kDigits || !isDecimal(packed))
        return fail(Fault::BadArgument, QStringLiteral("an EID has 32 digits"));
    return Eid(packed);
}

Result<Eid> Eid::fromBytes(ByteView bytes)
{
    const QString digits = QString::fromLatin1(copyOf(bytes).toHex());
    if (digits.size() != kDigits || !isDecimal(digits))
        return fail(Fault::BadReply, QStringLiteral("EID of %1 bytes or with letters").arg(bytes.size()));
    return Eid(digits);
}

QByteArray Eid::toBytes() const { return QByteArray::fromHex(m_digits.toLatin1()); }

bool Eid::checkDigitsValid() const
{
    int rest = 0;
    for (const QChar digit : m_digits)
        rest = (rest * 10 + digit.digitValue()) % 97;
    return rest == 1;
}

} // namespace profiles
