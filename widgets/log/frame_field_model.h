// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/frames/frame_fields.h"

#include <QAbstractTableModel>

namespace widgets {

/// The fields of one decoded frame, names indented by their depth.
class FrameFieldModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { NameColumn, ValueColumn, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    void setFields(QList<profiles::FrameField> fields);
    [[nodiscard]] QString plainText() const; ///< one field a line, as it is copied
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<profiles::FrameField> m_fields;
};

} // namespace widgets
