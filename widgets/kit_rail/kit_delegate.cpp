// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kit_rail/kit_delegate.h"

#include "widgets/common/badge.h"
#include "widgets/common/fonts.h"
#include "widgets/common/theme.h"
#include "widgets/kit_rail/kit_list_model.h"
#include "widgets/kit_rail/state_mark.h"

#include <QPainter>

namespace widgets {
namespace {

using device_link::SessionState;

std::optional<Origin> originAt(const QModelIndex &index)
{
    const QVariant value = index.data(KitListModel::OriginRole);
    return value.isValid() ? std::optional(static_cast<Origin>(value.toInt())) : std::nullopt;
}

SessionState stateAt(const QModelIndex &index)
{
    return static_cast<SessionState>(index.data(KitListModel::StateRole).toInt());
}

} // namespace

void KitDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &t = theme();
    const QRect row = option.rect.adjusted(8, 1, -8, -1);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & QStyle::State_Selected) {
        painter->setPen(t.line2);
        painter->setBrush(t.surface);
        painter->drawRoundedRect(QRectF(row).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    } else if (option.state & QStyle::State_MouseOver) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(t.hover);
        painter->drawRoundedRect(row, 6, 6);
    }
    if (m_collapsed) {
        drawStateMark(*painter, QPointF(row.center().x() + 0.5, row.top() + 14), stateAt(index));
        if (const auto origin = originAt(index)) {
            const QSize size = badgeSize(*origin, true);
            drawBadge(*painter, QRect(QPoint(row.center().x() - size.width() / 2 + 1, row.bottom() - 20), size),
                *origin, true);
        }
    } else {
        drawStateMark(*painter, QPointF(row.left() + 12, row.top() + 16), stateAt(index));
        paintWords(painter, row, index);
    }
    painter->restore();
}

void KitDelegate::paintWords(QPainter *painter, const QRect &row, const QModelIndex &index) const
{
    const Theme &t = theme();
    int right = row.right() - 9;
    if (const auto origin = originAt(index)) {
        const QSize size = badgeSize(*origin, false);
        right -= size.width();
        drawBadge(*painter, QRect(QPoint(right, row.top() + 8), size), *origin, false);
        right -= 6;
    }
    const int left = row.left() + 24;
    const QFont strong = roleFont(TextRole::BodyStrong);
    painter->setFont(strong);
    painter->setPen(stateAt(index) == SessionState::Connected ? t.text : t.text2);
    const QRect first(left, row.top() + 7, right - left, 18);
    painter->drawText(first, Qt::AlignLeft | Qt::AlignVCenter,
        // Names of recordings begin alike and differ at their end.
        QFontMetrics(strong).elidedText(index.data().toString(), Qt::ElideMiddle, first.width()));

    const QFont caption = roleFont(TextRole::Caption);
    const QString state = index.data(KitListModel::StateTextRole).toString();
    const int stateWidth = QFontMetrics(caption).horizontalAdvance(state);
    const QFont mono = roleFont(TextRole::Mono);
    const QRect second(left, row.top() + 25, row.right() - 9 - left, 16);
    const QString serial = QFontMetrics(mono).elidedText(
        index.data(KitListModel::SerialRole).toString(), Qt::ElideMiddle, second.width() - stateWidth - 8);
    painter->setFont(mono);
    painter->setPen(t.text3);
    painter->drawText(second, Qt::AlignLeft | Qt::AlignVCenter, serial);
    painter->setFont(caption);
    painter->setPen(stateAt(index) == SessionState::Failed ? t.error : t.text3);
    painter->drawText(second.adjusted(QFontMetrics(mono).horizontalAdvance(serial) + 7, 0, 0, 0),
        Qt::AlignLeft | Qt::AlignVCenter, state);
}

void KitDelegate::updateEditorGeometry(
    QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    Q_UNUSED(index)
    const QRect row = option.rect.adjusted(8, 1, -8, -1);
    editor->setGeometry(QRect(row.left() + 18, row.top() + 3, row.width() - 22, 26));
}

QSize KitDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const { return {56, kRowHeight + 2}; }

} // namespace widgets
