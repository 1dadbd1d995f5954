// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace widgets {

/// A tall row of the profile list: tile with initials, name, provider and class, rules, ICCID, state chip. The editor
/// for the nickname stands where the name is.
class ProfileDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QWidget *createEditor(
        QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void updateEditorGeometry(
        QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    static void paintTile(QPainter &painter, const QRect &row, const QModelIndex &index);
    static int paintState(QPainter &painter, const QRect &row, const QModelIndex &index);
    static void paintChip(QPainter &painter, const QRect &row, int top, const QModelIndex &index);
    static void paintWords(QPainter &painter, const QRect &words, const QModelIndex &index, bool selected);
};

} // namespace widgets
