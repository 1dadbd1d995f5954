// SPDX-License-Identifier: GPL-3.0-or-later
#include "money.h"

#include <limits>

namespace profiles {

namespace {

constexpr quint64 kMicro = 1'000'000;
__extension__ using Wide = unsigned __int128;

quint64 magnitude(qint64 value) { return value < 0 ? ~static_cast<quint64>(value) + 1 : static_cast<quint64>(value); }

std::optional<qint64> withSign(Wide value, bool negative)
{
    const Wide limit = Wide(std::numeric_limits<qint64>::max()) + (negative ? 1 : 0);
    if (value > limit)
        return std::nullopt;
    const auto low = static_cast<quint64>(value);
    return static_cast<qint64>(negative ? ~low + 1 : low);
}

} // namespace

std::optional<Money> moneyOf(qint64 amountMicro, const device_link::AccountState &account)
{
    const qint64 price = account.priceMicroPerMillionTokens;
    const Wide product = Wide(magnitude(amountMicro)) * magnitude(price);
    constexpr Wide kDivisor = Wide(kMicro) * kMicro; // micro-units of a token, and tokens of a million
    Wide quotient = product / kDivisor;
    const Wide rest = product % kDivisor;
    if (rest * 2 >= kDivisor)
        ++quotient;
    const auto micro = withSign(quotient, (amountMicro < 0) != (price < 0));
    if (!micro)
        return std::nullopt;
    return Money{*micro, rest != 0, account.currency, account.priceVersion};
}

QString formatMicro(qint64 micro, int decimals)
{
    const quint64 value = magnitude(micro);
    QString fraction = QStringLiteral("%1").arg(value % kMicro, 6, 10, QLatin1Char('0'));
    while (fraction.size() > qBound(0, decimals, 6) && fraction.endsWith(QLatin1Char('0')))
        fraction.chop(1);
    QString text = micro < 0 ? QStringLiteral("-") : QString();
    text += QString::number(value / kMicro);
    if (!fraction.isEmpty())
        text += QString(QLatin1Char('.') + fraction);
    return text;
}

std::optional<qint64> parseMicro(const QString &text)
{
    const bool negative = text.startsWith(QLatin1Char('-'));
    Wide value = 0;
    int digits = 0, fraction = -1;
    for (const QChar c : QStringView(text).mid(negative ? 1 : 0)) {
        if (c == u'.' && fraction < 0 && digits > 0) {
            fraction = 0;
            continue;
        }
        if (c < u'0' || c > u'9' || ++digits > 25 || (fraction >= 0 && ++fraction > 6))
            return std::nullopt;
        value = value * 10 + static_cast<quint64>(c.unicode() - u'0');
    }
    if (digits == 0 || fraction == 0)
        return std::nullopt;
    for (int i = qMax(fraction, 0); i < 6; ++i)
        value *= 10;
    return withSign(value, negative);
}

} // namespace profiles
