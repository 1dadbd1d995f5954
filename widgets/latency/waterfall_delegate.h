// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>
#include <QStyledItemDelegate>

namespace widgets {

/// Rows of the waterfall: bars on one time scale, figures right-aligned in tabular cells.
class WaterfallDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    /// What the full width of the bars is.
    void setSpanSeconds(double seconds) { m_spanSeconds = seconds; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintBars(QPainter &painter, const QRect &cell, const QModelIndex &index) const;

    double m_spanSeconds = 1;
};

/// The header of the waterfall: over the bars it shows their time axis.
class WaterfallHeader : public QHeaderView
{
    Q_OBJECT
public:
    explicit WaterfallHeader(QWidget *parent = nullptr);
    void setSpanSeconds(double seconds);

protected:
    void paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const override;

private:
    double m_spanSeconds = 1;
};

} // namespace widgets
