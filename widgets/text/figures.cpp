// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/text/figures.h"

#include <algorithm>
#include <cmath>

namespace widgets {

QString figure(std::optional<double> value, const QString &unit, int figures)
{
    return value ? text(si(*value, unit, figures)) : QString(kEmDash);
}

QString signedSi(double value, const QString &unit)
{
    const QString words = figure(value, unit);
    return value > 0 ? u'+' + words : words;
}

QString secondsFigure(double seconds)
{
    const QString unit = QStringLiteral("s");
    return std::abs(seconds) < 0.99995 ? figure(seconds, unit) : text({fixed(seconds, 3), unit});
}

int decimalsBeside(double largest, int exponent)
{
    const double figure = std::abs(largest) / std::pow(10.0, exponent);
    return figure >= 1000 ? 0 : figure >= 100 ? 1 : figure >= 10 ? 2 : 3;
}

Quantity beside(double value, const QString &unit, int exponent, int decimals)
{
    if (!std::isfinite(value))
        return unknown(unit);
    if (value == 0)
        return {QStringLiteral("0"), prefixed(unit, exponent)};
    const bool threeFigures = std::abs(value) >= std::pow(10.0, exponent + 2 - decimals);
    return threeFigures ? withPrefix(value, unit, exponent, decimals) : si(value, unit);
}

} // namespace widgets
