// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/esim/apdu_delegate.h"

#include "widgets/common/fonts.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"
#include "widgets/esim/apdu_model.h"

#include <QPainter>

#include <cmath>

namespace widgets {
namespace {

QColor inkOf(const QModelIndex &index)
{
    const Theme &t = theme();
    const bool command = index.data(ApduModel::WayRole).toInt() == static_cast<int>(ApduLine::Way::Command);
    const bool failed = index.data(ApduModel::FailedRole).toBool();
    switch (index.column()) {
    case ApduModel::TimeColumn:
    case ApduModel::DataColumn:
    case ApduModel::TookColumn: return t.text2;
    case ApduModel::WayColumn: return command ? t.accent : t.text2;
    case ApduModel::StatusColumn: return failed ? t.error : t.ok;
    case ApduModel::MeaningColumn: return failed ? t.error : t.text;
    default: return t.text;
    }
}

} // namespace

void ApduDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int column = index.column();
    const QRect &cell = option.rect;
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(cell, theme().selected);
    painter->fillRect(QRect(cell.left(), cell.bottom(), cell.width(), 1), theme().line);
    const bool mono = column == ApduModel::DataColumn || column == ApduModel::StatusColumn;
    QFont font = roleFont(mono ? TextRole::Mono : TextRole::Table);
    if (column == ApduModel::MeaningColumn)
        font.setWeight(QFont::Medium);
    const QRect words = cell.adjusted(column == ApduModel::TimeColumn ? 14 : 8, 0, -8, -1);
    const bool right = column == ApduModel::StatusColumn || column == ApduModel::TookColumn;
    const bool hex = m_hex && column == ApduModel::DataColumn;
    const QString text = hex ? index.data(ApduModel::HexRole).toString() : index.data().toString();
    painter->setPen(inkOf(index));
    painter->setFont(font);
    if (column == ApduModel::TimeColumn || column == ApduModel::TookColumn) {
        const QFontMetricsF metrics(font);
        const qreal x = right ? words.right() + 1 - tabularWidth(font, text) : words.left();
        const qreal y = words.top() + (words.height() - metrics.height()) / 2 + metrics.ascent();
        drawTabular(*painter, {x, std::round(y)}, font, text);
    } else {
        const Qt::Alignment side = right ? Qt::AlignRight : Qt::AlignLeft;
        painter->drawText(words, static_cast<int>(side | Qt::AlignVCenter),
            QFontMetrics(font).elidedText(text, Qt::ElideRight, words.width()));
    }
    painter->restore();
}

} // namespace widgets
