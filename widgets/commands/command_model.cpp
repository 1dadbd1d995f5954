// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/command_model.h"

namespace widgets {

void CommandModel::setCommands(QList<Command> commands)
{
    beginResetModel();
    m_commands = std::move(commands);
    endResetModel();
}

int CommandModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_commands.size());
}

QString CommandModel::keysOf(const Command &command)
{
    if (!command.keys.isEmpty() || command.graphKeys.isEmpty())
        return command.keys.toString(QKeySequence::NativeText);
    return tr("%1 in the graph").arg(command.graphKeys.toString(QKeySequence::NativeText));
}

int CommandModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant CommandModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_commands.size())
        return {};
    const Command &command = m_commands.at(index.row());
    if (role == EnabledRole)
        return command.isEnabled();
    if (role == WordsRole)
        return command.words;
    if (role == Qt::AccessibleTextRole)
        return QString(command.group() + QStringLiteral(": ") + command.name() + QLatin1Char(' ') + keysOf(command));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Name: return command.name();
    case Group: return command.group();
    case Keys: return keysOf(command);
    default: return {};
    }
}

QVariant CommandModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name: return tr("Action");
    case Group: return tr("Where");
    case Keys: return tr("Keys");
    default: return {};
    }
}

void CommandModel::retranslate()
{
    if (!m_commands.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

} // namespace widgets
