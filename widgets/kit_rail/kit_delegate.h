// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace widgets {

/// Kit row, 48 px: state mark, alias and badge; below, serial and state in words. Collapsed: mark and first letter.
class KitDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    static constexpr int kRowHeight = 48;
    using QStyledItemDelegate::QStyledItemDelegate;
    void setCollapsed(bool collapsed) { m_collapsed = collapsed; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void updateEditorGeometry(
        QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintWords(QPainter *painter, const QRect &row, const QModelIndex &index) const;

    bool m_collapsed = false;
};

} // namespace widgets
