// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kit_rail/panel_delegate.h"

#include "widgets/common/fonts.h"
#include "widgets/common/icons.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"
#include "widgets/kit_rail/panel_list_model.h"

#include <QPainter>

namespace widgets {

void PanelDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &t = theme();
    const QRect row = option.rect.adjusted(8, 0, -8, -1);
    const bool selected = option.state & QStyle::State_Selected;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (selected || (option.state & QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? t.selected : t.hover);
        painter->drawRoundedRect(row, 6, 6);
    }
    constexpr int kIcon = 20;
    const qreal ratio = painter->device()->devicePixelRatioF();
    const QPixmap pixmap
        = iconPixmap(index.data(PanelListModel::IconRole).toString(), selected ? t.text : t.text2, kIcon, ratio);
    const int iconX = m_collapsed ? row.center().x() - kIcon / 2 + 1 : row.left() + 10;
    painter->drawPixmap(iconX, row.center().y() - kIcon / 2 + 1, pixmap);
    if (!m_collapsed) {
        const QFont nameFont = roleFont(selected ? TextRole::BodyStrong : TextRole::Body);
        painter->setFont(nameFont);
        painter->setPen(selected ? t.text : t.text2);
        painter->drawText(row.adjusted(40, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, index.data().toString());
        const QFont valueFont = roleFont(TextRole::Caption);
        const QString value = index.data(PanelListModel::ValueRole).toString();
        const QFontMetricsF metrics(valueFont);
        const double baseline = row.top() + (row.height() + metrics.ascent() - metrics.descent()) / 2;
        painter->setPen(t.text3);
        drawTabular(*painter, QPointF(row.right() - 9 - tabularWidth(valueFont, value), baseline), valueFont, value);
    }
    painter->restore();
}

QSize PanelDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const { return {56, kRowHeight + 1}; }

} // namespace widgets
