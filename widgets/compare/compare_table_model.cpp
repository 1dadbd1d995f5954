// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/compare_table_model.h"

#include "widgets/common/text_label.h"
#include "widgets/power/figure_roles.h"
#include "widgets/text/figures.h"
#include "widgets/text/words.h"

#include <algorithm>
#include <cmath>

namespace widgets {
namespace {

using profiles::ComparedFigure;
using profiles::RegionComparison;

QString unitOf(int row)
{
    switch (row) {
    case RegionComparison::Seconds: return QStringLiteral("s");
    case RegionComparison::ChargeC: return QStringLiteral("C");
    case RegionComparison::EnergyJ: return QStringLiteral("J");
    default: return QStringLiteral("A");
    }
}

/// Four figures of the largest, and the same decimals for what stands beside it while it is not much smaller.
QString inRow(const ComparedFigure &figure, int row, std::optional<double> value, bool sign)
{
    if (!value)
        return QString(kEmDash);
    const double largest = std::max(std::abs(figure.a.value_or(0)), std::abs(figure.b.value_or(0)));
    const int exponent
        = row == RegionComparison::Seconds ? std::min(0, prefixExponent(largest)) : prefixExponent(largest);
    const QString words = text(beside(*value, unitOf(row), exponent, decimalsBeside(largest, exponent)));
    return sign && *value > 0 ? u'+' + words : words;
}

} // namespace

void CompareTableModel::setComparison(const RegionComparison &comparison, const QString &a, const QString &b)
{
    m_comparison = comparison;
    if (m_a != a || m_b != b) {
        m_a = a;
        m_b = b;
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    }
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void CompareTableModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int CompareTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : RegionComparison::FigureCount;
}

int CompareTableModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString CompareTableModel::cell(int row, int column) const
{
    const ComparedFigure &figure = m_comparison.figures.at(static_cast<std::size_t>(row));
    switch (column) {
    case Name: {
        const QStringList names{tr("Duration"), tr("Average current"), tr("Max current"), tr("Charge"), tr("Energy")};
        return names.at(row);
    }
    case ValueA: return inRow(figure, row, figure.a, false);
    case ValueB: return inRow(figure, row, figure.b, false);
    case Difference: return inRow(figure, row, figure.difference(), true);
    case Ratio: return figure.ratio() ? significant(*figure.ratio(), 3) : QString(kEmDash);
    default: return {};
    }
}

QVariant CompareTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    switch (role) {
    case Qt::DisplayRole: return cell(index.row(), index.column());
    case Qt::TextAlignmentRole:
        return QVariant((index.column() == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case ToneRole: return static_cast<int>(Tone::Text);
    case Qt::AccessibleTextRole:
        return index.column() == Name ? cell(index.row(), Name)
                                      : QString(cell(index.row(), Name) + comma()
                                          + headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString()
                                          + QStringLiteral(": ") + cell(index.row(), index.column()));
    default: return {};
    }
}

QVariant CompareTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == RankRole)
        return section == Ratio ? 1 : 0;
    if (role == Qt::TextAlignmentRole)
        return QVariant((section == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    const QStringList names{
        tr("Figure"), m_a, m_b, m_a + QStringLiteral(" − ") + m_b, m_a + QStringLiteral(" / ") + m_b};
    return names.at(section);
}

QString CompareTableModel::asText() const
{
    QString all;
    for (int row = -1; row < rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < ColumnCount; ++column)
            cells.append(row < 0 ? headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() : value(row, column));
        all += cells.join(u'\t') + u'\n';
    }
    return all;
}

} // namespace widgets
