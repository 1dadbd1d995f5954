// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>

#include <cstdint>
#include <optional>
#include <vector>

namespace widgets {

class KitContext;

/// Moments of a kit's time axis to read values at, each with a note or without: kit->model<CursorModel>(). Any number,
/// in the order of time, so that the one before is the row above; at most one is selected. A restart of the kit ends
/// them, because its clock begins anew.
class CursorModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { TimeRole = Qt::UserRole, NoteRole, SelectedRole }; ///< qlonglong, ns of kit time; text; bool

    explicit CursorModel(QObject *parent = nullptr);
    explicit CursorModel(KitContext *kit);

    [[nodiscard]] std::int64_t timeNs(int row) const { return entry(row).timeNs; }
    [[nodiscard]] const QString &note(int row) const { return entry(row).note; }
    void setNote(int row, const QString &note);                  ///< one line
    [[nodiscard]] int selectedRow() const { return m_selected; } ///< -1: none
    void setSelectedRow(int row);                                ///< -1: none
    /// One more, selected; where there is one already, that one.
    void add(std::int64_t kitNs, const QString &note = {});
    void moveSelected(std::int64_t kitNs);
    void remove(int row);
    void removeAll();
    /// Takes back the last removal; false when there is none.
    bool restore();
    [[nodiscard]] quint64 lastRemoval() const; ///< as in RegionModel

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    void changed(); ///< a cursor came, moved, was selected, was named or went

private:
    struct Entry {
        std::int64_t timeNs = 0;
        QString note;
    };
    struct Removal {
        quint64 order = 0;
        std::vector<Entry> entries;
    };
    [[nodiscard]] const Entry &entry(int row) const { return m_entries.at(static_cast<std::size_t>(row)); }
    void insert(Entry entry);
    void drop(int first, int last);
    void forget();

    std::vector<Entry> m_entries; ///< rising times
    std::vector<Removal> m_removed;
    int m_selected = -1;
};

} // namespace widgets
