// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/tabular.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <array>
#include <vector>

namespace widgets {
namespace {

bool isDigit(QChar c) { return c >= u'0' && c <= u'9'; }

/// Widths of the digits of a font, kept for the few fonts there are: to shape them anew is most of the cost of a number.
struct DigitWidths {
    QFont font;
    std::array<qreal, 10> widths{};
    qreal cell = 0; ///< of the widest
};

const DigitWidths &digitWidths(const QFont &font)
{
    constexpr std::size_t kMost = 32;
    thread_local std::vector<DigitWidths> known;
    const auto found = std::ranges::find(known, font, &DigitWidths::font);
    if (found != known.end())
        return *found;
    if (known.size() == kMost)
        known.clear();
    DigitWidths digits{font, {}, 0};
    const QFontMetricsF metrics(font);
    for (std::size_t digit = 0; digit < digits.widths.size(); ++digit)
        digits.widths.at(digit) = metrics.horizontalAdvance(QChar(char16_t(u'0' + digit)));
    digits.cell = std::ranges::max(digits.widths);
    return known.emplace_back(std::move(digits));
}

/// Calls run(text, x, width) for each digit and for each stretch of other characters.
template <typename Run>
qreal layOut(const QFont &font, const QString &text, Run run)
{
    const DigitWidths &digits = digitWidths(font);
    const QFontMetricsF metrics(font);
    qreal x = 0;
    for (qsizetype i = 0; i < text.size();) {
        if (isDigit(text.at(i))) {
            const QString digit = text.mid(i, 1);
            run(digit, x + (digits.cell - digits.widths.at(text.at(i).unicode() - u'0')) / 2);
            x += digits.cell;
            ++i;
            continue;
        }
        qsizetype end = i + 1;
        while (end < text.size() && !isDigit(text.at(end)))
            ++end;
        const QString stretch = text.mid(i, end - i);
        run(stretch, x);
        x += metrics.horizontalAdvance(stretch);
        i = end;
    }
    return x;
}

} // namespace

qreal tabularWidth(const QFont &font, const QString &text)
{
    return layOut(font, text, [](const QString &, qreal) {});
}

void drawTabular(QPainter &painter, QPointF origin, const QFont &font, const QString &text)
{
    painter.setFont(font);
    layOut(font, text,
        [&](const QString &part, qreal x) { painter.drawText(QPointF(origin.x() + x, origin.y()), part); });
}

} // namespace widgets
