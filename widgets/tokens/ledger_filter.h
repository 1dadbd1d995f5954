// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

namespace widgets {

/// Newest first; entries of one kind or all, with a text in what their row shows or in the whole prompt id (any case).
class LedgerFilter : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit LedgerFilter(QObject *parent = nullptr);
    void setKind(const QString &wireName); ///< empty: all
    void setSearch(const QString &text);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QString m_kind, m_search;
};

} // namespace widgets
