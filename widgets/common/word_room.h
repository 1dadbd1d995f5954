// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>

#include <span>

class QFont;

namespace widgets {

/// Which words beside each other in a plot may be painted. `words` are where they want to be, the most important first.
/// Each moves up or down until it is between `top` and `bottom`; what is higher than that, or would come too near to
/// one before it, becomes null.
void settleWords(std::span<QRectF> words, double top, double bottom);
inline constexpr double kWordAir = 2; ///< pixels between words

/// How high letters of any script are, and how high digits are: whole pixels, as far above the middle of a line as
/// below it. Less than a line, which has air of its own; low plots cannot spare it.
[[nodiscard]] double letterHeight(const QFont &font);
[[nodiscard]] double digitHeight(const QFont &font);
/// From that middle down to the baseline.
[[nodiscard]] double baselineBelowMiddle(const QFont &font);

} // namespace widgets
