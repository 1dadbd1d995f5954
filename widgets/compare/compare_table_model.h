// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/energy/region_comparison.h"

#include <QAbstractTableModel>

namespace widgets {

/// A row for each figure of two regions: A, B, what A has more, and how many times B it is. One prefix in a row.
class CompareTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, ValueA, ValueB, Difference, Ratio, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    /// a and b: what they are called.
    void setComparison(const profiles::RegionComparison &comparison, const QString &a, const QString &b);
    [[nodiscard]] const profiles::RegionComparison &comparison() const { return m_comparison; }
    void retranslate();
    [[nodiscard]] QString value(int row, int column) const { return index(row, column).data().toString(); }
    [[nodiscard]] QString asText() const; ///< cells apart by tabs, in the language of the window

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString cell(int row, int column) const;

    profiles::RegionComparison m_comparison;
    QString m_a, m_b;
};

} // namespace widgets
