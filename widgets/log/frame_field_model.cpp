// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/frame_field_model.h"

namespace widgets {
namespace {
constexpr int kIndent = 3; ///< blanks per depth
}

void FrameFieldModel::setFields(QList<profiles::FrameField> fields)
{
    beginResetModel();
    m_fields = std::move(fields);
    endResetModel();
}

QString FrameFieldModel::plainText() const
{
    QString text;
    for (const profiles::FrameField &field : m_fields)
        text += QString(field.depth * kIndent, u' ') + field.name + QStringLiteral(": ") + field.value + u'\n';
    return text;
}

int FrameFieldModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_fields.size());
}

int FrameFieldModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant FrameFieldModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const profiles::FrameField &field = m_fields.at(index.row());
    if (role == Qt::DisplayRole && index.column() == NameColumn)
        return QString(QString(field.depth * kIndent, QChar(0xA0)) + field.name);
    if ((role == Qt::DisplayRole || role == Qt::ToolTipRole) && index.column() == ValueColumn)
        return field.value;
    return {};
}

QVariant FrameFieldModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == NameColumn ? tr("Field") : section == ValueColumn ? tr("Value") : QVariant();
}

void FrameFieldModel::retranslate() { Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1); }

} // namespace widgets
