// SPDX-License-Identifier: GPL-3.0-or-later
#include "iccid.h"

#include <algorithm>

namespace profiles {

namespace {

constexpr int kBytes = 10;
constexpr int kFewestDigits = 18;

/// 0-14 for 0-9, A-E; 15 for anything else.
quint8 nibbleOf(QChar c)
{
    const char16_t u = c.unicode();
    if (u >= u'0' && u <= u'9')
        return static_cast<quint8>(u - u'0');
    if (u >= u'A' && u <= u'E')
        return static_cast<quint8>(u - u'A' + 10);
    return 15;
}

} // namespace

Result<Iccid> Iccid::fromDigits(const QString &digits)
{
    const QString upper = digits.toUpper();
    const bool good = upper.size() >= kFewestDigits && upper.size() <= kBytes * 2
        && std::all_of(upper.begin(), upper.end(), [](QChar c) { return nibbleOf(c) != 15; });
    if (!good)
        return fail(Fault::BadArgument, QStringLiteral("an ICCID has 18 to 20 digits"));
    return Iccid(upper);
}

Result<Iccid> Iccid::fromBytes(ByteView bytes)
{
    if (bytes.size() != kBytes)
        return fail(Fault::BadReply, QStringLiteral("ICCID of %1 bytes").arg(bytes.size()));
    QString digits;
    bool ended = false;
    for (const std::uint8_t byte : bytes) {
        for (const int nibble : {byte & 0x0F, byte >> 4}) {
            if (nibble == 0x0F)
                ended = true;
            else if (ended)
                return fail(Fault::BadReply, QStringLiteral("ICCID with a filler before its end"));
            else
                digits += QChar::fromLatin1("0123456789ABCDE"[nibble]);
        }
    }
    if (digits.size() < kFewestDigits)
        return fail(Fault::BadReply, QStringLiteral("ICCID of %1 digits").arg(digits.size()));
    return Iccid(digits);
}

QByteArray Iccid::toBytes() const
{
    QByteArray bytes(kBytes, static_cast<char>(0xFF));
    for (int i = 0; i < m_digits.size(); ++i) {
        const auto old = static_cast<quint8>(bytes[i / 2]);
        const quint8 nibble = nibbleOf(m_digits[i]);
        const int merged = i % 2 == 0 ? (old & 0xF0) | nibble : (old & 0x0F) | (nibble << 4);
        bytes[i / 2] = static_cast<char>(merged);
    }
    return bytes;
}

std::optional<bool> Iccid::checkDigitValid() const
{
    int sum = 0;
    for (qsizetype i = 0; i < m_digits.size(); ++i) {
        int digit = nibbleOf(m_digits[m_digits.size() - 1 - i]);
        if (digit > 9)
            return std::nullopt;
        if (i % 2 == 1)
            digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
        sum += digit;
    }
    return sum % 10 == 0;
}

} // namespace profiles
