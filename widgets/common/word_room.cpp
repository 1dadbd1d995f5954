// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/word_room.h"

#include <QFont>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace widgets {

void settleWords(std::span<QRectF> words, double top, double bottom)
{
    for (std::size_t i = 0; i < words.size(); ++i) {
        QRectF &word = words[i];
        if (word.height() > bottom - top) {
            word = {};
            continue;
        }
        word.moveTop(std::clamp(word.top(), top, bottom - word.height()));
        const QRectF around = word.adjusted(-kWordAir, -kWordAir, kWordAir, kWordAir);
        if (std::ranges::any_of(words.first(i), [&](const QRectF &other) { return around.intersects(other); }))
            word = {};
    }
}

double letterHeight(const QFont &font) { return std::ceil(1.1 * font.pixelSize()); } // Chinese above, a "g" below

double digitHeight(const QFont &font) { return std::ceil(QFontMetricsF(font).capHeight() - 0.1); }

double baselineBelowMiddle(const QFont &font)
{
    const QFontMetricsF metrics(font);
    return (metrics.ascent() - metrics.descent()) / 2;
}

} // namespace widgets
