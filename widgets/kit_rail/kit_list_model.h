// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/kit_session.h"
#include "widgets/common/badge.h"

#include <QAbstractListModel>
#include <QList>

#include <memory>
#include <optional>

namespace widgets {

class KitContext;

/// The kits of the rail, in the order they were added.
class KitListModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        SerialRole = Qt::UserRole, ///< serial number or ports
        StateRole,                 ///< int of SessionState
        StateTextRole,             ///< the state in words
        OriginRole,                ///< int of Origin, or invalid while unknown
    };
    using QAbstractListModel::QAbstractListModel;

    void add(std::shared_ptr<KitContext> kit);
    void remove(const std::shared_ptr<KitContext> &kit);
    [[nodiscard]] const QList<std::shared_ptr<KitContext>> &kits() const { return m_kits; }
    [[nodiscard]] std::shared_ptr<KitContext> kit(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    /// The name is what can be changed: Qt::EditRole, empty for the kit's own.
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    void retranslate(); ///< the words of the states are in another language now

Q_SIGNALS:
    void renamed(const std::shared_ptr<widgets::KitContext> &kit);

private:
    void tellChange(const KitContext *kit);

    QList<std::shared_ptr<KitContext>> m_kits;
};

} // namespace widgets
