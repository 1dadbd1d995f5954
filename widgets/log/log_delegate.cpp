// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/log_delegate.h"

#include "widgets/common/fonts.h"
#include "widgets/common/theme.h"
#include "widgets/log/log_model.h"

#include <QPainter>

namespace widgets {

void LogDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &t = theme();
    const auto level = static_cast<LogLevel>(index.data(LogModel::LevelRole).toInt());
    const QRect &cell = option.rect;
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(cell, t.selected);
    painter->fillRect(QRect(cell.left(), cell.bottom(), cell.width(), 1), t.line);
    const int column = index.column();
    if (column == LogModel::TimeColumn && level >= LogLevel::Warning)
        painter->fillRect(
            QRect(cell.left(), cell.top(), 3, cell.height() - 1), level == LogLevel::Error ? t.error : t.warn);
    const bool mono = column == LogModel::TimeColumn || column == LogModel::AreaColumn;
    const QFont font = roleFont(mono ? TextRole::Mono : TextRole::Table);
    QColor ink = column == LogModel::TextColumn ? t.text : t.text3;
    if (level == LogLevel::Error && column >= LogModel::LevelColumn && column != LogModel::AreaColumn)
        ink = t.error;
    else if (level == LogLevel::Warning && column == LogModel::LevelColumn)
        ink = t.warn;
    painter->setPen(ink);
    painter->setFont(font);
    const QRect words = cell.adjusted(column == LogModel::TimeColumn ? 14 : 8, 0, -8, -1);
    painter->drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, words.width()));
    painter->restore();
}

} // namespace widgets
