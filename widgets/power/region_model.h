// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
/// asks for one beside those that are there, or gives one a note, keeps it. A restart of the kit begins its clock anew
/// and ends them all.
class RegionModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { BeginRole = Qt::UserRole, EndRole, NoteRole, SelectedRole }; ///< times: qlonglong, ns of kit time
    static constexpr std::int64_t kMinLengthNs = 10'000;                     ///< 10 µs: one sample at 100 kS/s

    explicit RegionModel(QObject *parent = nullptr);
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
    /// Takes back the last removal, of one or of all; false when there is none.
    bool restore();
    /// Rises with every removal of anything in the program: who removed last. 0: nothing to restore.
    [[nodiscard]] quint64 lastRemoval() const;
    [[nodiscard]] static quint64 nextRemoval();

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
    struct Removal {
        quint64 order = 0;
        std::vector<std::pair<int, Entry>> entries; ///< row that it had, rising
    };
    [[nodiscard]] const Entry &entry(int row) const { return m_entries.at(static_cast<std::size_t>(row)); }
    [[nodiscard]] int freeNumber() const;
    void insert(int row, Entry entry);
    void place(int row, const TimeRegion &region);
    void drop(int first, int last);
    void forget();

    std::vector<Entry> m_entries;
    std::vector<Removal> m_removed;
    quint64 m_lastId = 0;
    int m_selected = -1;
};

} // namespace widgets
