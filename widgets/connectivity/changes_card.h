// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/card.h"

#include <QStyledItemDelegate>

#include <memory>

class QPushButton;
class QTableView;

namespace widgets {

class ConnectivityLog;
class EmptyState;
class KitContext;

/// The changes of the connection, newest first, copyable. Choosing one shows its time on the shared axis.
class ChangesCard : public Card
{
    Q_OBJECT
public:
    explicit ChangesCard(QWidget *parent = nullptr);
    void setKit(std::shared_ptr<KitContext> kit);
    void retranslate();
    void copy();
    /// What goes on lasts longer every second.
    void tick();
    [[nodiscard]] QTableView *table() const { return m_table; }

private:
    void refresh();
    void show(int row);

    std::shared_ptr<KitContext> m_kit;
    ConnectivityLog *m_log = nullptr;
    QPushButton *m_copy;
    QTableView *m_table;
    EmptyState *m_empty;
};

/// Rows of the changes: what broke is marked at left and in red.
class ChangesDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace widgets
