// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QList>

namespace widgets {

/// The navigation: each entry carries its panel's most important live value.
class PanelListModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { IconRole = Qt::UserRole, ValueRole };
    struct Row {
        QString name, icon, value;
    };
    using QAbstractListModel::QAbstractListModel;

    void add(const QString &icon);
    void setName(int row, const QString &name);
    void setValue(int row, const QString &value);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<Row> m_rows;
};

} // namespace widgets
