// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/figure_delegate.h"

#include "widgets/common/fonts.h"
#include "widgets/common/tabular.h"
#include "widgets/common/text_label.h"
#include "widgets/common/theme.h"
#include "widgets/power/figure_roles.h"
#include "widgets/power/region_look.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace widgets {
namespace {

constexpr int kPadding = 6;
constexpr int kSquare = 18;
constexpr int kRow = 24;

bool isFigure(const QModelIndex &index) { return index.data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight; }

QFont letterFont()
{
    QFont font = roleFont(TextRole::Caption);
    font.setWeight(QFont::DemiBold);
    return font;
}

int letterWidth(const QString &letter)
{
    return letter.isEmpty() ? 0 : std::max(kSquare, QFontMetrics(letterFont()).horizontalAdvance(letter) + 8);
}

} // namespace

void FigureDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &t = theme();
    const QRect &cell = option.rect;
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(cell, t.selected);
    painter->fillRect(QRect(cell.left(), cell.bottom(), cell.width(), 1), t.line);
    if (!isFigure(index)) {
        paintWords(painter, cell, index);
        painter->restore();
        return;
    }
    const QFont font = roleFont(TextRole::Table);
    const QString figure = index.data().toString();
    const QFontMetricsF metrics(font);
    painter->setPen(toneColour(static_cast<Tone>(index.data(ToneRole).toInt())));
    drawTabular(*painter,
        QPointF(cell.right() + 1 - kPadding - tabularWidth(font, figure),
            cell.top() + (cell.height() - 1 + metrics.ascent() - metrics.descent()) / 2),
        font, figure);
    painter->restore();
}

void FigureDelegate::paintWords(QPainter *painter, const QRect &cell, const QModelIndex &index) const
{
    const Theme &t = theme();
    const QVariant mark = index.data(LetterRole);
    const QString letter = mark.toString();
    QRect words = cell.adjusted(2, 0, -kPadding, -1);
    if (mark.isValid() && letter.isEmpty()) {
        words.setLeft(words.left() + kSquare + kPadding + 2); // in line with those that have one
    } else if (!letter.isEmpty()) {
        const QRect square(words.left(), cell.top() + (cell.height() - 1 - kSquare) / 2, letterWidth(letter), kSquare);
        painter->fillRect(square, regionColour(index.data(AccentRole).toBool()));
        painter->setFont(letterFont());
        painter->setPen(t.dark ? t.bg : t.surface);
        painter->drawText(square, Qt::AlignCenter, letter);
        words.setLeft(square.right() + 1 + kPadding + 2);
    }
    const QString text = index.data().toString();
    const QString shown = text.isEmpty() ? index.data(HintRole).toString() : text;
    const QFont font = roleFont(TextRole::Table);
    painter->setFont(font);
    painter->setPen(text.isEmpty() ? t.text3 : t.text);
    painter->drawText(
        words, Qt::AlignLeft | Qt::AlignVCenter, QFontMetrics(font).elidedText(shown, Qt::ElideRight, words.width()));
}

int FigureDelegate::widthOf(const QString &figure)
{
    return static_cast<int>(std::ceil(tabularWidth(roleFont(TextRole::Table), figure))) + 2 * kPadding;
}

QSize FigureDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const QFont font = roleFont(TextRole::Table);
    const QString text = index.data().toString();
    if (isFigure(index))
        return {widthOf(text), kRow};
    const QString shown = text.isEmpty() ? index.data(HintRole).toString() : text;
    const int letter = letterWidth(index.data(LetterRole).toString());
    return {2 + letter + (letter > 0 ? kPadding + 2 : 0) + QFontMetrics(font).horizontalAdvance(shown) + kPadding + 2,
        kRow};
}

void FigureDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    constexpr char kBegun[] = "begun";
    if (editor->property(kBegun).toBool())
        return;
    editor->setProperty(kBegun, true);
    QStyledItemDelegate::setEditorData(editor, index);
}

void FigureDelegate::updateEditorGeometry(
    QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int letter = letterWidth(index.data(LetterRole).toString());
    editor->setGeometry(option.rect.adjusted(letter > 0 ? 2 + letter + 2 : 0, 0, 0, 0));
}

} // namespace widgets
