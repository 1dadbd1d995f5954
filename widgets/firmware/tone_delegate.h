// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace widgets {

/// Table cells in the ink that the model's ToneRole names, in the theme of now.
class ToneDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit ToneDelegate(int toneRole, QObject *parent = nullptr);

protected:
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    int m_toneRole;
};

} // namespace widgets
