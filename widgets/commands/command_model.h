// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/commands/command.h"

#include <QAbstractTableModel>
#include <QList>

namespace widgets {

/// Everything the user can do, one row a command.
class CommandModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column : int { Name, Group, Keys, ColumnCount };
    enum Role : int { EnabledRole = Qt::UserRole, WordsRole /**< more to be found by */ };

    using QAbstractTableModel::QAbstractTableModel;
    void setCommands(QList<Command> commands);
    [[nodiscard]] const Command &at(int row) const { return m_commands.at(row); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// Names follow the language.
    void retranslate();

private:
    [[nodiscard]] static QString keysOf(const Command &command);

    QList<Command> m_commands;
};

} // namespace widgets
