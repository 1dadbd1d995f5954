// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace widgets {

/// A row of the APDU timeline, 24 px: bytes in monospace, status and failures in their ink.
class ApduDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void setHex(bool hex) { m_hex = hex; } ///< all bytes in the data column
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    bool m_hex = false;
};

} // namespace widgets
