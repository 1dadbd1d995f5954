// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/power/cursor_model.h"
#include "widgets/power/cursor_values.h"

#include <QAbstractTableModel>
#include <QPointer>

#include <memory>
#include <vector>

namespace widgets {

class KitContext;

/// A row for each cursor, in the order of time: its time of day and note, the values of the sample taken there, radio
/// and balance, and what changed since the cursor before. Values are read again by refresh().
class CursorTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Time, Current, Power, Voltage, Radio, Balance, Since, Frequency, CurrentSince, ColumnCount };

    explicit CursorTableModel(QObject *parent = nullptr);
    void setKit(std::shared_ptr<KitContext> kit);
    void refresh();
    void retranslate();
    [[nodiscard]] QString value(int row, int column) const { return index(row, column).data().toString(); }
    [[nodiscard]] CursorModel *cursors() const { return m_cursors; }
    [[nodiscard]] QString asText() const; ///< every column, cells apart by tabs
    [[nodiscard]] QString asCsv() const;  ///< base units, plain decimals, names in English

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override; ///< the note
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void followCursors();
    [[nodiscard]] QString cell(int row, int column) const;
    [[nodiscard]] QString toolTip(int row, int column) const;
    [[nodiscard]] CursorValues values(int row) const;
    [[nodiscard]] std::optional<double> secondsSince(int row) const;

    std::shared_ptr<KitContext> m_kit;
    QPointer<CursorModel> m_cursors;
};

} // namespace widgets
