// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kit_rail/panel_list_model.h"

#include "widgets/text/words.h"

namespace widgets {

void PanelListModel::add(const QString &icon)
{
    const auto row = static_cast<int>(m_rows.size());
    beginInsertRows({}, row, row);
    m_rows.append({{}, icon, {}});
    endInsertRows();
}

void PanelListModel::setName(int row, const QString &name)
{
    if (row < 0 || row >= m_rows.size() || m_rows.at(row).name == name)
        return;
    m_rows[row].name = name;
    Q_EMIT dataChanged(index(row), index(row));
}

void PanelListModel::setValue(int row, const QString &value)
{
    if (row < 0 || row >= m_rows.size() || m_rows.at(row).value == value)
        return;
    m_rows[row].value = value;
    Q_EMIT dataChanged(index(row), index(row), {ValueRole, Qt::AccessibleTextRole});
}

int PanelListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant PanelListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return row.name;
    case IconRole: return row.icon;
    case ValueRole: return row.value;
    case Qt::ToolTipRole: return QString(row.name + QStringLiteral("  Ctrl+") + QString::number(index.row() + 1));
    case Qt::AccessibleTextRole: return row.value.isEmpty() ? row.name : QString(row.name + comma() + row.value);
    default: return {};
    }
}

} // namespace widgets
