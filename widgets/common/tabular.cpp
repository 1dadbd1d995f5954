// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/tabular.h"

#include "widgets/common/shaped_text.h"

#include <QPainter>

#include <algorithm>
#include <array>

namespace widgets {
namespace {

bool isDigit(QChar c) { return c >= u'0' && c <= u'9'; }

/// Calls run(text, x, width) for each digit and for each stretch of other characters.
template <typename Run>
qreal layOut(const QFont &font, const QString &text, Run run)
{
    static const std::array<QString, 10> digits{QStringLiteral("0"), QStringLiteral("1"), QStringLiteral("2"),
        QStringLiteral("3"), QStringLiteral("4"), QStringLiteral("5"), QStringLiteral("6"), QStringLiteral("7"),
        QStringLiteral("8"), QStringLiteral("9")};
    std::array<qreal, 10> widths{};
    std::ranges::transform(digits, widths.begin(), [&](const QString &digit) { return shapedWidth(font, digit); });
    const qreal cell = std::ranges::max(widths);
    qreal x = 0;
    for (qsizetype i = 0; i < text.size();) {
        if (isDigit(text.at(i))) {
            const auto digit = static_cast<std::size_t>(text.at(i).unicode() - u'0');
            run(digits.at(digit), x + (cell - widths.at(digit)) / 2);
            x += cell;
            ++i;
            continue;
        }
        qsizetype end = i + 1;
        while (end < text.size() && !isDigit(text.at(end)))
            ++end;
        const QString stretch = text.mid(i, end - i);
        run(stretch, x);
        x += shapedWidth(font, stretch);
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
    painter.setFont(font); // callers write words beside the number
    layOut(font, text, [&](const QString &part, qreal x) { drawShaped(painter, origin + QPointF(x, 0), font, part); });
}

} // namespace widgets
