// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/command_delegate.h"

#include "widgets/commands/command_model.h"
#include "widgets/common/fonts.h"
#include "widgets/common/theme.h"

#include <QPainter>

namespace widgets {

void CommandDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &t = theme();
    const QRect row = option.rect.adjusted(6, 1, -6, -1);
    const bool enabled = index.data(CommandModel::EnabledRole).toBool();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(option.state & QStyle::State_Selected ? t.selected : t.hover);
        painter->drawRoundedRect(row, 5, 5);
    }
    const QRect inner = row.adjusted(10, 0, -10, 0);
    const QString keys = index.siblingAtColumn(CommandModel::Keys).data().toString();
    painter->setFont(roleFont(TextRole::Mono));
    painter->setPen(t.text3);
    const int keysWidth = keys.isEmpty() ? 0 : painter->fontMetrics().horizontalAdvance(keys);
    painter->drawText(inner, Qt::AlignRight | Qt::AlignVCenter, keys);
    painter->setFont(roleFont(TextRole::Body));
    const QFontMetrics metrics = painter->fontMetrics();
    const QString name = index.data().toString();
    painter->setPen(enabled ? t.text : t.text3);
    painter->drawText(inner, Qt::AlignLeft | Qt::AlignVCenter, name);
    const int from = metrics.horizontalAdvance(name) + 12;
    painter->setFont(roleFont(TextRole::Table));
    painter->setPen(t.text3);
    const QRect rest = inner.adjusted(from, 0, -keysWidth - 12, 0);
    const QString group = painter->fontMetrics().elidedText(
        index.siblingAtColumn(CommandModel::Group).data().toString(), Qt::ElideRight, rest.width());
    painter->drawText(rest, Qt::AlignLeft | Qt::AlignVCenter, group);
    painter->restore();
}

QSize CommandDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const { return {320, kRowHeight}; }

} // namespace widgets
