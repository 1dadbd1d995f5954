// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/tabular.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace widgets {
namespace {

bool isDigit(QChar c) { return c >= u'0' && c <= u'9'; }

qreal digitCell(const QFontMetricsF &metrics)
{
    qreal widest = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        widest = std::max(widest, metrics.horizontalAdvance(QChar(digit)));
    return widest;
}

/// Calls run(text, x, width) for each digit and for each stretch of other characters.
template <typename Run>
qreal layOut(const QFontMetricsF &metrics, const QString &text, Run run)
{
    const qreal cell = digitCell(metrics);
    qreal x = 0;
    for (qsizetype i = 0; i < text.size();) {
        if (isDigit(text.at(i))) {
            const QString digit = text.mid(i, 1);
            run(digit, x + (cell - metrics.horizontalAdvance(digit)) / 2);
            x += cell;
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
    return layOut(QFontMetricsF(font), text, [](const QString &, qreal) {});
}

void drawTabular(QPainter &painter, QPointF origin, const QFont &font, const QString &text)
{
    painter.setFont(font);
    layOut(QFontMetricsF(font), text,
        [&](const QString &part, qreal x) { painter.drawText(QPointF(origin.x() + x, origin.y()), part); });
}

} // namespace widgets
