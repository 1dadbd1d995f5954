// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QChar>
#include <QList>
#include <QString>

#include <cstdint>

namespace widgets {

inline constexpr QChar kThinSpace(0x202F); ///< thousands, and before the unit: narrow, and no line ends at it
inline constexpr QChar kMinus(0x2212);
inline constexpr QChar kEmDash(0x2014); ///< unknown, not offered, not yet

/// A number and its unit, apart because they are drawn in different weights. The same in every language.
struct Quantity {
    QString number;
    QString unit;
    friend bool operator==(const Quantity &, const Quantity &) = default;
};

/// "6 701 mJ": number, thin space, unit. An em dash stands without its unit.
[[nodiscard]] QString text(const Quantity &quantity);
/// An unknown value.
[[nodiscard]] Quantity unknown(const QString &unit = {});

/// Digits after the point as given, thousands grouped by thin spaces from 1 000, real minus. Not finite: em dash.
[[nodiscard]] QString fixed(double value, int decimals);
[[nodiscard]] QString integer(qint64 value);
/// At least as many decimals as `significant` figures need, never an exponent ("0.001 234", "98.70", "6 701").
[[nodiscard]] QString significant(double value, int figures);
/// With a sign in front, also plus: for differences and ledger movements.
[[nodiscard]] QString signedInteger(qint64 value);

/// SI prefix so that the figure is 1 to 999.9 (femto to tera; 0 has none): 0.0316 A -> "31.60 mA".
[[nodiscard]] Quantity si(double value, const QString &unit, int figures = 4);
/// Power of ten (a multiple of 3, -15...12) whose prefix brings |largest| to 1...999.9: one for a whole column or lane.
[[nodiscard]] int prefixExponent(double largest, int figures = 4);
/// The value in the unit with that prefix.
[[nodiscard]] Quantity withPrefix(double value, const QString &unit, int exponent, int decimals);
[[nodiscard]] QString prefixed(const QString &unit, int exponent); ///< ("A", -3) -> "mA"

/// Costs of an answer keep ms and mJ so that they can be compared, up to 99 999; above it s and J.
[[nodiscard]] Quantity costTime(std::int64_t ns);
[[nodiscard]] Quantity costEnergy(double joule);
/// Whole tokens of an amount in micro-tokens, unit "tok".
[[nodiscard]] Quantity tokens(qint64 micro);
/// Micro-units of a currency: "0.000 50" with the sign of the currency as unit. Up to 5 decimals below 1, else 2.
[[nodiscard]] Quantity money(qint64 micro, const QString &currency);
[[nodiscard]] QString moneyText(const Quantity &amount); ///< "¥ 0.000 50": the sign goes first

[[nodiscard]] Quantity percent(double value, int decimals = 0);
[[nodiscard]] Quantity bytes(qint64 count); ///< kB = 1000 B
[[nodiscard]] Quantity rate(double hz);     ///< samples per second: "100.0 kS/s"

/// "0.84 s", "14 min 32 s", "2 h 5 min", "3 d 4 h".
[[nodiscard]] QString duration(std::int64_t ns);
[[nodiscard]] QString stopwatch(std::int64_t ns); ///< "00:14:32"
/// Time of day "12:46:31.310" of nanoseconds since local midnight, or since the kit's start where that is not known.
[[nodiscard]] QString clockTime(std::int64_t nsOfDay, int decimals = 3);

/// Rounds parts so that they add up to the rounded sum (largest remainder); decimals 0...6.
[[nodiscard]] QList<double> roundedToSum(const QList<double> &parts, int decimals);

} // namespace widgets
