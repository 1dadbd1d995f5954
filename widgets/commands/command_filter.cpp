// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands/command_filter.h"

#include "widgets/commands/command_model.h"

#include <algorithm>

namespace widgets {

CommandFilter::CommandFilter(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    sort(CommandModel::Name);
}

void CommandFilter::setText(const QString &text)
{
    m_words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    invalidate();
}

void CommandFilter::setWithKeysOnly(bool withKeysOnly)
{
    m_withKeysOnly = withKeysOnly;
    invalidate();
}

bool CommandFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const auto column = [&](int which) { return sourceModel()->index(row, which, parent).data().toString(); };
    const QString keys = column(CommandModel::Keys);
    if (m_withKeysOnly && keys.isEmpty())
        return false;
    const QString all = QStringList{column(CommandModel::Group), column(CommandModel::Name), keys,
        sourceModel()->index(row, CommandModel::Name, parent).data(CommandModel::WordsRole).toString()}
                            .join(QLatin1Char(' '));
    return std::all_of(
        m_words.begin(), m_words.end(), [&](const QString &word) { return all.contains(word, Qt::CaseInsensitive); });
}

int CommandFilter::rank(const QModelIndex &index) const
{
    const QString name = index.siblingAtColumn(CommandModel::Name).data().toString();
    if (m_words.isEmpty() || name.startsWith(m_words.first(), Qt::CaseInsensitive))
        return 0;
    return name.contains(m_words.first(), Qt::CaseInsensitive) ? 1 : 2;
}

bool CommandFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const int ranks = rank(left) - rank(right);
    return ranks != 0 ? ranks < 0 : left.row() < right.row();
}

} // namespace widgets
