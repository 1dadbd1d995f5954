// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/text/units.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

namespace widgets {
namespace {

constexpr int kMinExponent = -15;
constexpr int kMaxExponent = 12;
constexpr std::int64_t kSecond = 1'000'000'000;

/// Groups the whole part from the right and the fraction from the left, three digits each.
QString grouped(const QString &plain)
{
    const qsizetype point = plain.indexOf(u'.');
    const QString whole = point < 0 ? plain : plain.left(point);
    const QString fraction = point < 0 ? QString() : plain.mid(point + 1);
    QString out;
    for (qsizetype i = 0; i < whole.size(); ++i) {
        if (i > 0 && (whole.size() - i) % 3 == 0)
            out += kThinSpace;
        out += whole.at(i);
    }
    for (qsizetype i = 0; i < fraction.size(); ++i) {
        if (i == 0)
            out += u'.';
        else if (i % 3 == 0)
            out += kThinSpace;
        out += fraction.at(i);
    }
    return out;
}

int decimalsFor(double magnitude, int figures)
{
    if (!(magnitude > 0))
        return 0;
    const int before = static_cast<int>(std::floor(std::log10(magnitude))) + 1;
    const int decimals = std::max(0, figures - before);
    // 9.9996 with four figures is 10.00, not 10.000.
    const double scale = std::pow(10.0, decimals);
    const double rounded = std::round(magnitude * scale) / scale;
    return rounded >= std::pow(10.0, before) ? std::max(0, decimals - 1) : decimals;
}

QString twoDigits(std::int64_t value) { return QString::number(value).rightJustified(2, u'0'); }

} // namespace

QString text(const Quantity &quantity)
{
    if (quantity.unit.isEmpty() || quantity.number == kEmDash)
        return quantity.number;
    return quantity.number + kThinSpace + quantity.unit;
}

Quantity unknown(const QString &unit) { return {QString(kEmDash), unit}; }

QString fixed(double value, int decimals)
{
    if (!std::isfinite(value))
        return QString(kEmDash);
    const QString plain = QString::number(std::abs(value), 'f', std::clamp(decimals, 0, 12));
    const bool isZero = std::all_of(plain.cbegin(), plain.cend(), [](QChar c) { return c == u'0' || c == u'.'; });
    QString out = grouped(plain);
    if (value < 0 && !isZero)
        out.prepend(kMinus);
    return out;
}

QString integer(qint64 value)
{
    const bool negative = value < 0;
    const auto magnitude = negative ? 0 - static_cast<quint64>(value) : static_cast<quint64>(value);
    QString out = grouped(QString::number(magnitude));
    if (negative)
        out.prepend(kMinus);
    return out;
}

QString signedInteger(qint64 value)
{
    QString out = integer(value);
    if (value > 0)
        out.prepend(u'+');
    return out;
}

QString significant(double value, int figures)
{
    if (value == 0)
        return QStringLiteral("0");
    return fixed(value, decimalsFor(std::abs(value), figures));
}

int prefixExponent(double largest, int figures)
{
    const double magnitude = std::abs(largest);
    if (!std::isfinite(magnitude) || magnitude == 0)
        return 0;
    int exponent = static_cast<int>(std::floor(std::log10(magnitude) / 3.0)) * 3;
    exponent = std::clamp(exponent, kMinExponent, kMaxExponent);
    // 999.96 mA with four figures would round to 1 000 mA: take the next prefix.
    const double figure = magnitude / std::pow(10.0, exponent);
    const double step = std::pow(10.0, std::max(0, figures - 3));
    if (std::round(figure * step) / step >= 1000.0 && exponent < kMaxExponent)
        exponent += 3;
    return exponent;
}

QString prefixed(const QString &unit, int exponent)
{
    static constexpr std::array<char16_t, 10> kPrefixes{u'f', u'p', u'n', u'µ', u'm', 0, u'k', u'M', u'G', u'T'};
    const int index = std::clamp((exponent - kMinExponent) / 3, 0, static_cast<int>(kPrefixes.size()) - 1);
    const char16_t prefix = kPrefixes.at(static_cast<std::size_t>(index));
    return prefix == 0 ? unit : QString(QChar(prefix)) + unit;
}

Quantity withPrefix(double value, const QString &unit, int exponent, int decimals)
{
    return {fixed(value / std::pow(10.0, exponent), decimals), prefixed(unit, exponent)};
}

Quantity si(double value, const QString &unit, int figures)
{
    if (!std::isfinite(value))
        return unknown(unit);
    const int exponent = prefixExponent(value, figures);
    return {significant(value / std::pow(10.0, exponent), figures), prefixed(unit, exponent)};
}

Quantity costTime(std::int64_t ns)
{
    const double ms = static_cast<double>(ns) / 1e6;
    if (std::abs(ms) > 99'999.0)
        return {significant(ms / 1000.0, 4), QStringLiteral("s")};
    return {fixed(ms, 0), QStringLiteral("ms")};
}

Quantity costEnergy(double joule)
{
    const double mJ = joule * 1000.0;
    if (!std::isfinite(mJ))
        return unknown(QStringLiteral("mJ"));
    if (std::abs(mJ) > 99'999.0)
        return {significant(joule, 4), QStringLiteral("J")};
    return {std::abs(mJ) < 1000.0 ? significant(mJ, 3) : fixed(mJ, 0), QStringLiteral("mJ")};
}

Quantity tokens(qint64 micro) { return {integer(micro / 1'000'000), QStringLiteral("tok")}; }

Quantity money(qint64 micro, const QString &currency)
{
    QString sign = currency;
    if (currency == QStringLiteral("CNY"))
        sign = QStringLiteral("¥");
    else if (currency == QStringLiteral("EUR"))
        sign = QStringLiteral("€");
    else if (currency == QStringLiteral("USD"))
        sign = QStringLiteral("$");
    const double value = static_cast<double>(micro) / 1e6;
    return {fixed(value, std::abs(value) < 1.0 ? 5 : 2), sign};
}

QString moneyText(const Quantity &amount)
{
    if (amount.unit.isEmpty() || amount.number == kEmDash)
        return amount.number;
    return amount.unit + kThinSpace + amount.number;
}

Quantity percent(double value, int decimals) { return {fixed(value, decimals), QStringLiteral("%")}; }

Quantity bytes(qint64 count)
{
    if (count > -1000 && count < 1000)
        return {integer(count), QStringLiteral("B")};
    return si(static_cast<double>(count), QStringLiteral("B"), 4);
}

Quantity rate(double hz) { return si(hz, QStringLiteral("S/s"), 4); }

QString duration(std::int64_t ns)
{
    if (ns < 0) {
        const std::int64_t positive = ns == std::numeric_limits<std::int64_t>::min() ? -(ns + 1) : -ns;
        return kMinus + duration(positive);
    }
    if (ns < 60 * kSecond && ns > 0 && ns % kSecond == 0)
        return text({integer(ns / kSecond), QStringLiteral("s")});
    if (ns < 60 * kSecond)
        return text(si(static_cast<double>(ns) / 1e9, QStringLiteral("s"), 3));
    struct Unit {
        std::int64_t seconds;
        QString name;
    };
    const std::array<Unit, 4> units{Unit{86'400, QStringLiteral("d")}, Unit{3'600, QStringLiteral("h")},
        Unit{60, QStringLiteral("min")}, Unit{1, QStringLiteral("s")}};
    const std::int64_t seconds = ns / kSecond;
    std::size_t first = 0;
    while (seconds < units.at(first).seconds)
        ++first;
    const Unit &large = units.at(first);
    QString out = text({integer(seconds / large.seconds), large.name});
    const Unit &small = units.at(first + 1);
    const std::int64_t rest = seconds % large.seconds / small.seconds;
    if (rest > 0)
        out += u' ' + text({integer(rest), small.name});
    return out;
}

QString stopwatch(std::int64_t ns)
{
    const std::int64_t seconds = std::max<std::int64_t>(0, ns) / kSecond;
    return twoDigits(seconds / 3600) + u':' + twoDigits(seconds / 60 % 60) + u':' + twoDigits(seconds % 60);
}

QString clockTime(std::int64_t nsOfDay, int decimals)
{
    constexpr std::int64_t kDay = 86'400 * kSecond;
    const int digits = std::clamp(decimals, 0, 9);
    std::int64_t step = kSecond;
    for (int i = 0; i < digits; ++i)
        step /= 10;
    std::int64_t ns = (nsOfDay % kDay + kDay) % kDay;
    ns -= ns % step; // a clock is cut, not rounded: it never shows a second that has not begun
    QString out = stopwatch(ns);
    if (digits > 0)
        out += u'.' + QString::number(ns % kSecond / step).rightJustified(digits, u'0');
    return out;
}

QList<double> roundedToSum(const QList<double> &parts, int decimals)
{
    const double scale = std::pow(10.0, std::clamp(decimals, 0, 6));
    const double sum = std::accumulate(parts.cbegin(), parts.cend(), 0.0);
    QList<double> floors;
    QList<int> order;
    double floorSum = 0;
    for (int i = 0; i < parts.size(); ++i) {
        floors.append(std::floor(parts.at(i) * scale));
        floorSum += floors.last();
        order.append(i);
    }
    std::stable_sort(order.begin(), order.end(),
        [&](int a, int b) { return parts.at(a) * scale - floors.at(a) > parts.at(b) * scale - floors.at(b); });
    const auto missing = static_cast<qsizetype>(std::llround(std::round(sum * scale) - floorSum));
    for (qsizetype i = 0; i < missing && i < order.size(); ++i)
        floors[order.at(i)] += 1;
    for (double &value : floors)
        value /= scale;
    return floors;
}

} // namespace widgets
