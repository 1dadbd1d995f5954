// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/power/mark_history.h"

#include <QAbstractListModel>

#include <cstdint>
#include <optional>
#include <vector>

namespace widgets {

class KitContext;

/// Moments of a kit's time axis to read values at, each with a note or without: kit->model<CursorModel>(). Any number,
/// in the order of time, so that the one before is the row above; at most one is selected. What is done to them is in
/// the history, but for append(). A restart of the kit ends them, because its clock begins anew.
class CursorModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { TimeRole = Qt::UserRole, NoteRole, SelectedRole }; ///< qlonglong, ns of kit time; text; bool

    static constexpr int kCommandId = 2; ///< in the history

    /// history: none: one of its own.
    explicit CursorModel(QObject *parent = nullptr, MarkHistory *history = nullptr);
    explicit CursorModel(KitContext *kit);

    [[nodiscard]] std::int64_t timeNs(int row) const { return entry(row).timeNs; }
    [[nodiscard]] const QString &note(int row) const { return entry(row).note; }
    void setNote(int row, const QString &note);                  ///< one line
    [[nodiscard]] int selectedRow() const { return m_selected; } ///< -1: none
    void setSelectedRow(int row);                                ///< -1: none
    /// One more, selected; where there is one already, that one.
    void add(std::int64_t kitNs, const QString &note = {});
    /// One more that was set before, as in a recording: the selection stays where it is.
    void append(std::int64_t kitNs, const QString &note);
    void moveSelected(std::int64_t kitNs);
    void remove(int row);
    void removeAll();
    [[nodiscard]] MarkHistory *history() const { return m_history; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    void changed(); ///< a cursor came, moved, was selected, was named or went

private:
    struct Entry {
        std::int64_t timeNs = 0;
        QString note;
        quint64 id = 0;
    };
    using Change = MarkChange<Entry>;
    using Command = MarkCommand<CursorModel, Entry>;
    friend Command;
    [[nodiscard]] const Entry &entry(int row) const { return m_entries.at(static_cast<std::size_t>(row)); }
    [[nodiscard]] int rowOf(quint64 id) const; ///< -1: it is no longer there
    void change(const Entry &after, const QString &text, bool moves);
    void drop(int first, int last, const QString &text);
    void apply(const std::vector<Change> &changes, bool forward);
    void insert(Entry entry);
    void replace(int from, Entry entry);
    void erase(int first, int last);
    void forget();

    std::vector<Entry> m_entries; ///< rising times
    MarkHistory *m_history;
    quint64 m_lastId = 0;
    int m_selected = -1;
};

} // namespace widgets
