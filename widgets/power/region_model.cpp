// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/region_model.h"

#include "widgets/kit/kit_context.h"

#include <algorithm>

namespace widgets {
namespace {

TimeRegion between(std::int64_t oneNs, std::int64_t otherNs)
{
    const std::int64_t begin = std::max<std::int64_t>(0, std::min(oneNs, otherNs));
    return {begin, std::max(begin + RegionModel::kMinLengthNs, std::max(oneNs, otherNs))};
}

} // namespace

RegionModel::RegionModel(QObject *parent, MarkHistory *history)
    : QAbstractListModel(parent)
    , m_history(history ? history : new MarkHistory(this))
{
}

RegionModel::RegionModel(KitContext *kit)
    : QAbstractListModel(kit)
    , m_history(kit->model<MarkHistory>())
{
    connect(kit->session().get(), &device_link::KitSession::rebooted, this, &RegionModel::forget);
}

QString RegionModel::letter(int number)
{
    QString letters;
    for (int rest = number + 1; rest > 0; rest = (rest - 1) / 26)
        letters.prepend(QChar(u'A' + (rest - 1) % 26));
    return letters;
}

std::optional<TimeRegion> RegionModel::selected() const
{
    return m_selected < 0 ? std::nullopt : std::optional(region(m_selected));
}

void RegionModel::setSelectedRow(int row)
{
    const int next = row >= 0 && row < rowCount() ? row : -1;
    if (next == m_selected)
        return;
    m_selected = next;
    Q_EMIT changed();
}

void RegionModel::select(std::int64_t oneNs, std::int64_t otherNs, const QString &note)
{
    const TimeRegion region = between(oneNs, otherNs);
    const auto draft = std::ranges::find(m_entries, false, &Entry::kept);
    if (draft == m_entries.end())
        return addEntry(region, note, false);
    const int row = static_cast<int>(draft - m_entries.begin());
    if (draft->region == region && draft->note == note)
        return setSelectedRow(row);
    Entry moved = *draft;
    moved.region = region;
    moved.note = note;
    change(row, moved, tr("Move the region"), true);
}

void RegionModel::add(std::int64_t oneNs, std::int64_t otherNs, const QString &note)
{
    const TimeRegion region = between(oneNs, otherNs);
    if (selected() == region)
        keep(m_selected);
    else
        addEntry(region, note.simplified(), true);
}

void RegionModel::append(std::int64_t oneNs, std::int64_t otherNs, const QString &note)
{
    insert(rowCount(), {between(oneNs, otherNs), note.simplified(), ++m_lastId, freeNumber(), true});
    if (m_selected < 0)
        m_selected = rowCount() - 1;
    Q_EMIT changed();
}

void RegionModel::moveSelected(std::int64_t oneNs, std::int64_t otherNs)
{
    if (m_selected < 0)
        return select(oneNs, otherNs);
    Entry moved = entry(m_selected);
    moved.region = between(oneNs, otherNs);
    if (moved.region != region(m_selected))
        change(m_selected, moved, tr("Move the region"), true);
}

void RegionModel::keep(int row)
{
    if (row < 0 || row >= rowCount() || kept(row))
        return;
    Entry kept = entry(row);
    kept.kept = true;
    change(row, kept, tr("Keep the region"), false);
}

void RegionModel::setNote(int row, const QString &note)
{
    const QString line = note.simplified();
    if (row < 0 || row >= rowCount() || this->note(row) == line)
        return;
    Entry noted = entry(row);
    noted.note = line;
    noted.kept = true;
    change(row, noted, tr("Write the note"), false);
}

int RegionModel::freeNumber() const
{
    int next = 0;
    for (const Entry &each : m_entries)
        next = std::max(next, each.number + 1);
    return next;
}

int RegionModel::rowOf(quint64 id) const
{
    const auto found = std::ranges::find(m_entries, id, &Entry::id);
    return found == m_entries.end() ? -1 : static_cast<int>(found - m_entries.begin());
}

void RegionModel::change(int row, const Entry &after, const QString &text, bool moves)
{
    const auto gesture = moves ? std::optional(m_history->gesture()) : std::nullopt;
    m_history->push(new Command(this, text, {{row, entry(row), after}}, gesture));
}

void RegionModel::addEntry(const TimeRegion &region, const QString &note, bool kept)
{
    const Entry entry{region, note, ++m_lastId, freeNumber(), kept};
    m_history->push(new Command(this, tr("Add the region"), {{rowCount(), {}, entry}}, m_history->gesture()));
}

void RegionModel::removeSelected() { remove(m_selected); }

void RegionModel::remove(int row)
{
    if (row >= 0 && row < rowCount())
        drop(row, row, tr("Remove the region"));
}

void RegionModel::removeAll()
{
    if (!m_entries.empty())
        drop(0, rowCount() - 1, tr("Remove all regions"));
}

void RegionModel::drop(int first, int last, const QString &text)
{
    std::vector<Change> changes;
    for (int row = first; row <= last; ++row)
        changes.push_back({row, entry(row), {}});
    m_history->push(new Command(this, text, std::move(changes), {}));
}

void RegionModel::apply(const std::vector<Change> &changes, bool forward)
{
    int first = -1, last = -1; // of rows that go one after the other: a thousand at once
    for (const Change &each : changes) {
        const std::optional<Entry> &from = forward ? each.before : each.after;
        const std::optional<Entry> &to = forward ? each.after : each.before;
        const int row = from ? rowOf(from->id) : -1;
        if (from && row < 0)
            continue;
        if (!from) {
            bringBack(each.row, *to);
        } else if (to) {
            m_entries.at(static_cast<std::size_t>(row)) = *to;
            m_selected = row;
            Q_EMIT dataChanged(index(row), index(row));
        } else if (first >= 0 && row == last + 1) {
            last = row;
        } else {
            if (first >= 0)
                erase(first, last);
            first = last = rowOf(from->id);
        }
    }
    if (first >= 0)
        erase(first, last);
    Q_EMIT changed();
}

void RegionModel::insert(int row, Entry entry)
{
    beginInsertRows({}, row, row);
    m_entries.insert(m_entries.begin() + row, std::move(entry));
    if (m_selected >= row)
        ++m_selected;
    endInsertRows();
}

/// Its letter may have been given to another meanwhile, and there is one draft at most.
void RegionModel::bringBack(int row, Entry entry)
{
    if (std::ranges::find(m_entries, entry.number, &Entry::number) != m_entries.end())
        entry.number = freeNumber();
    entry.kept = entry.kept || std::ranges::find(m_entries, false, &Entry::kept) != m_entries.end();
    const int at = std::min(row, rowCount());
    insert(at, std::move(entry));
    m_selected = at;
}

void RegionModel::erase(int first, int last)
{
    beginRemoveRows({}, first, last);
    m_entries.erase(m_entries.begin() + first, m_entries.begin() + last + 1);
    if (m_selected > last)
        m_selected -= last - first + 1;
    else if (m_selected >= first)
        m_selected = std::min(first, static_cast<int>(m_entries.size()) - 1);
    endRemoveRows();
}

void RegionModel::forget()
{
    m_history->clear();
    if (m_entries.empty())
        return;
    erase(0, rowCount() - 1);
    Q_EMIT changed();
}

int RegionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant RegionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry &row = entry(index.row());
    switch (role) {
    case Qt::DisplayRole: return letter(row.number);
    case BeginRole: return QVariant::fromValue<qlonglong>(row.region.beginNs);
    case EndRole: return QVariant::fromValue<qlonglong>(row.region.endNs);
    case NoteRole: return row.note;
    case SelectedRole: return index.row() == m_selected;
    default: return {};
    }
}

} // namespace widgets
