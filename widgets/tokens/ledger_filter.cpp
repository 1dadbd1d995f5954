// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tokens/ledger_filter.h"

#include "widgets/text/units.h"
#include "widgets/tokens/ledger_model.h"

namespace widgets {

LedgerFilter::LedgerFilter(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(LedgerModel::NumberRole);
    sort(LedgerModel::NumberColumn, Qt::DescendingOrder);
}

void LedgerFilter::setKind(const QString &wireName)
{
    m_kind = wireName;
    invalidateFilter();
}

void LedgerFilter::setSearch(const QString &text)
{
    m_search = text.trimmed();
    invalidateFilter();
}

bool LedgerFilter::filterAcceptsRow(int row, const QModelIndex &) const
{
    const auto *ledger = qobject_cast<const LedgerModel *>(sourceModel());
    if (!ledger)
        return false;
    const device_link::LedgerEntry &entry = ledger->entry(row);
    if (!m_kind.isEmpty() && entry.kind != m_kind)
        return false;
    if (m_search.isEmpty() || entry.promptId.contains(m_search, Qt::CaseInsensitive))
        return true;
    for (int column = 0; column < LedgerModel::ColumnCount; ++column) {
        QString shown = ledger->index(row, column).data().toString();
        if (shown.contains(m_search, Qt::CaseInsensitive))
            return true;
        shown.remove(kThinSpace); // "413101" finds 413 101
        if (shown.contains(m_search, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

} // namespace widgets
