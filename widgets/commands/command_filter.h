// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>
#include <QStringList>

namespace widgets {

/// The commands whose name or place holds every typed word; names that begin with the first word come first.
class CommandFilter : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit CommandFilter(QObject *parent = nullptr);
    void setText(const QString &text);
    void setWithKeysOnly(bool withKeysOnly);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    [[nodiscard]] int rank(const QModelIndex &index) const;

    QStringList m_words;
    bool m_withKeysOnly = false;
};

} // namespace widgets
