// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace widgets {

/// Cells of a FigureTable: figures in tabular cells, right-aligned under their header; words at left, shortened where
/// they do not fit, behind a square with a letter.
class FigureDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// Pixels of a cell with this figure.
    [[nodiscard]] static int widthOf(const QString &figure);
    /// Once: figures that come meanwhile must not take back what was typed.
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void updateEditorGeometry(
        QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintWords(QPainter *painter, const QRect &cell, const QModelIndex &index) const;
};

} // namespace widgets
