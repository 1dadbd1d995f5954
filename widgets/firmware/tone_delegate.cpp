// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/firmware/tone_delegate.h"

#include "widgets/common/text_label.h"
#include "widgets/common/theme.h"

#include <QPainter>

namespace widgets {

ToneDelegate::ToneDelegate(int toneRole, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_toneRole(toneRole)
{
}

void ToneDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    constexpr int kMargin = 8;
    constexpr int kFirst = 14; ///< level with the card's title
    const Theme &t = theme();
    const QRect &cell = option.rect;
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(cell, t.selected);
    painter->fillRect(QRect(cell.left(), cell.bottom(), cell.width(), 1), t.line);
    const QFont font = roleFont(TextRole::Table);
    painter->setFont(font);
    painter->setPen(toneColour(static_cast<Tone>(index.data(m_toneRole).toInt())));
    const QRect words = cell.adjusted(index.column() == 0 ? kFirst : kMargin, 0, -kMargin, -1);
    const QVariant alignment = index.data(Qt::TextAlignmentRole);
    painter->drawText(words,
        alignment.isValid() ? alignment.toInt() : static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter),
        QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, words.width()));
    painter->restore();
}

} // namespace widgets
