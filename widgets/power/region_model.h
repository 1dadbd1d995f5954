// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/power/mark_history.h"

#include <QAbstractListModel>

#include <cstdint>
#include <optional>
#include <vector>

namespace widgets {

class KitContext;

/// A stretch of the kit's time axis that is to be measured: nanoseconds of the kit's clock, end above begin.
struct TimeRegion {
    std::int64_t beginNs = 0, endNs = 0;
    [[nodiscard]] std::int64_t lengthNs() const { return endNs - beginNs; }
    friend bool operator==(const TimeRegion &, const TimeRegion &) = default;
};

/// The regions of a kit's time axis, the same in every panel: kit->model<RegionModel>(). Any number, in the order they
/// were made; at most one is selected. At most one is a draft, which the next drag makes anew; the others are kept: who
/// asks for one beside those that are there, or gives one a note, keeps it. What is done to them is in the history, but
/// for append(). A restart of the kit begins its clock anew and ends them all.
class RegionModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { BeginRole = Qt::UserRole, EndRole, NoteRole, SelectedRole }; ///< times: qlonglong, ns of kit time
    static constexpr std::int64_t kMinLengthNs = 10'000;                     ///< 10 µs: one sample at 100 kS/s

    static constexpr int kCommandId = 1; ///< in the history

    /// history: none: one of its own.
    explicit RegionModel(QObject *parent = nullptr, MarkHistory *history = nullptr);
    explicit RegionModel(KitContext *kit);

    [[nodiscard]] std::optional<TimeRegion> selected() const;
    [[nodiscard]] int selectedRow() const { return m_selected; } ///< -1: none
    void setSelectedRow(int row);                                ///< -1: none
    [[nodiscard]] const TimeRegion &region(int row) const { return entry(row).region; }
    [[nodiscard]] const QString &note(int row) const { return entry(row).note; }
    [[nodiscard]] bool kept(int row) const { return entry(row).kept; }
    /// The same for as long as the region lives, and never that of another.
    [[nodiscard]] quint64 id(int row) const { return entry(row).id; }

    /// Makes the draft or moves it there, and selects it; edges in any order, at or after 0. The note is only a
    /// proposal: it does not keep the region.
    void select(std::int64_t oneNs, std::int64_t otherNs, const QString &note = {});
    /// One more, kept and selected. The same stretch as the selected one only keeps that.
    void add(std::int64_t oneNs, std::int64_t otherNs, const QString &note = {});
    /// One more, kept, for what happened by itself: the selection stays where it is.
    void append(std::int64_t oneNs, std::int64_t otherNs, const QString &note);
    void moveSelected(std::int64_t oneNs, std::int64_t otherNs);
    void keep(int row);
    void setNote(int row, const QString &note); ///< one line; keeps the region

    void removeSelected(); ///< and selects its neighbour
    void remove(int row);
    void removeAll();
    [[nodiscard]] MarkHistory *history() const { return m_history; }

    [[nodiscard]] QString letterOf(int row) const { return letter(entry(row).number); }
    [[nodiscard]] static QString letter(int number); ///< 0: "A" ... 25: "Z", 26: "AA"

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    void changed(); ///< a region came, moved, was selected, was named or went

private:
    struct Entry {
        TimeRegion region;
        QString note;
        quint64 id = 0;
        int number = 0; ///< which letter
        bool kept = false;
    };
    using Change = MarkChange<Entry>;
    using Command = MarkCommand<RegionModel, Entry>;
    friend Command;
    [[nodiscard]] const Entry &entry(int row) const { return m_entries.at(static_cast<std::size_t>(row)); }
    [[nodiscard]] int freeNumber() const;
    [[nodiscard]] int rowOf(quint64 id) const; ///< -1: it is no longer there
    void change(int row, const Entry &after, const QString &text, bool moves);
    void addEntry(const TimeRegion &region, const QString &note, bool kept);
    void drop(int first, int last, const QString &text);
    void apply(const std::vector<Change> &changes, bool forward);
    void insert(int row, Entry entry);
    void bringBack(int row, Entry entry);
    void erase(int first, int last);
    void forget();

    std::vector<Entry> m_entries;
    MarkHistory *m_history;
    quint64 m_lastId = 0;
    int m_selected = -1;
};

} // namespace widgets
