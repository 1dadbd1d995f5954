// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/text/units.h"

#include <optional>

namespace widgets {

/// A measured value with its unit, wherever one stands: currents go from nA to A, and regions from µs to hours.

/// "31.60 nA": figures in the prefix of its own size; an em dash for what is not known.
[[nodiscard]] QString figure(std::optional<double> value, const QString &unit, int figures = 4);
/// "+12.40 mA": a difference in its own prefix, with its sign.
[[nodiscard]] QString signedSi(double value, const QString &unit);
/// "412.6 µs"; from a second on every millisecond, "12.345 s", and never ks.
[[nodiscard]] QString secondsFigure(double seconds);

/// Decimals that show four figures of the largest of several values in a prefix.
[[nodiscard]] int decimalsBeside(double largest, int exponent);
/// In the prefix and decimals of the values beside it, as long as that leaves it three figures; smaller ones in their
/// own, so that a sleep current is not "0.0 mA". Zero is "0".
[[nodiscard]] Quantity beside(double value, const QString &unit, int exponent, int decimals);

} // namespace widgets
