// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/cursor_model.h"

#include "widgets/kit/kit_context.h"

#include <algorithm>

namespace widgets {

CursorModel::CursorModel(QObject *parent, MarkHistory *history)
    : QAbstractListModel(parent)
    , m_history(history ? history : new MarkHistory(this))
{
}

CursorModel::CursorModel(KitContext *kit)
    : QAbstractListModel(kit)
    , m_history(kit->model<MarkHistory>())
{
    connect(kit->session().get(), &device_link::KitSession::rebooted, this, &CursorModel::forget);
}

void CursorModel::setSelectedRow(int row)
{
    const int next = row >= 0 && row < rowCount() ? row : -1;
    if (next == m_selected)
        return;
    m_selected = next;
    Q_EMIT changed();
}

void CursorModel::add(std::int64_t kitNs, const QString &note)
{
    const std::int64_t at = std::max<std::int64_t>(0, kitNs);
    const auto there = std::ranges::lower_bound(m_entries, at, {}, &Entry::timeNs);
    if (there != m_entries.end() && there->timeNs == at) {
        m_selected = static_cast<int>(there - m_entries.begin());
        Q_EMIT changed();
        return;
    }
    m_history->push(new Command(
        this, tr("Set the cursor"), {{0, {}, Entry{at, note.simplified(), ++m_lastId}}}, m_history->gesture()));
}

void CursorModel::append(std::int64_t kitNs, const QString &note)
{
    const quint64 selected = m_selected < 0 ? 0 : entry(m_selected).id;
    insert({std::max<std::int64_t>(0, kitNs), note.simplified(), ++m_lastId});
    m_selected = rowOf(selected);
    Q_EMIT changed();
}

void CursorModel::setNote(int row, const QString &note)
{
    if (row < 0 || row >= rowCount() || this->note(row) == note.simplified())
        return;
    Entry noted = entry(row);
    noted.note = note.simplified();
    change(noted, tr("Write the note"), false);
}

void CursorModel::moveSelected(std::int64_t kitNs)
{
    const std::int64_t to = std::max<std::int64_t>(0, kitNs);
    // Two at one moment would be one.
    if (m_selected < 0 || std::ranges::binary_search(m_entries, to, {}, &Entry::timeNs))
        return;
    Entry moved = entry(m_selected);
    moved.timeNs = to;
    change(moved, tr("Move the cursor"), true);
}

void CursorModel::remove(int row)
{
    if (row >= 0 && row < rowCount())
        drop(row, row, tr("Remove the cursor"));
}

void CursorModel::removeAll()
{
    if (!m_entries.empty())
        drop(0, rowCount() - 1, tr("Remove all cursors"));
}

int CursorModel::rowOf(quint64 id) const
{
    const auto found = std::ranges::find(m_entries, id, &Entry::id);
    return found == m_entries.end() ? -1 : static_cast<int>(found - m_entries.begin());
}

void CursorModel::change(const Entry &after, const QString &text, bool moves)
{
    const auto gesture = moves ? std::optional(m_history->gesture()) : std::nullopt;
    m_history->push(new Command(this, text, {{0, entry(rowOf(after.id)), after}}, gesture));
}

void CursorModel::drop(int first, int last, const QString &text)
{
    std::vector<Change> changes;
    for (int row = first; row <= last; ++row)
        changes.push_back({row, entry(row), {}});
    m_history->push(new Command(this, text, std::move(changes), {}));
}

void CursorModel::apply(const std::vector<Change> &changes, bool forward)
{
    for (const Change &each : changes) {
        const std::optional<Entry> &from = forward ? each.before : each.after;
        const std::optional<Entry> &to = forward ? each.after : each.before;
        const int row = from ? rowOf(from->id) : -1;
        if (!from)
            insert(*to);
        else if (row >= 0 && to)
            replace(row, *to);
        else if (row >= 0)
            erase(row, row);
    }
    Q_EMIT changed();
}

/// Where there is one already, that one is selected.
void CursorModel::insert(Entry entry)
{
    const auto place = std::ranges::lower_bound(m_entries, entry.timeNs, {}, &Entry::timeNs);
    const int row = static_cast<int>(place - m_entries.begin());
    m_selected = row;
    if (place != m_entries.end() && place->timeNs == entry.timeNs)
        return;
    beginInsertRows({}, row, row);
    m_entries.insert(place, std::move(entry));
    endInsertRows();
}

void CursorModel::replace(int from, Entry entry)
{
    // Where it goes when it is taken out first.
    const auto above = std::ranges::lower_bound(m_entries, entry.timeNs, {}, &Entry::timeNs) - m_entries.begin();
    const int row = static_cast<int>(above) - (above > from ? 1 : 0);
    if (row != from)
        beginMoveRows({}, from, from, {}, row > from ? row + 1 : row);
    m_entries.erase(m_entries.begin() + from);
    m_entries.insert(m_entries.begin() + row, std::move(entry));
    m_selected = row;
    if (row != from)
        endMoveRows();
    Q_EMIT dataChanged(index(std::min(row, from)), index(rowCount() - 1));
}

void CursorModel::erase(int first, int last)
{
    beginRemoveRows({}, first, last);
    m_entries.erase(m_entries.begin() + first, m_entries.begin() + last + 1);
    if (m_selected > last)
        m_selected -= last - first + 1;
    else if (m_selected >= first)
        m_selected = std::min(first, static_cast<int>(m_entries.size()) - 1);
    endRemoveRows();
}

void CursorModel::forget()
{
    m_history->clear();
    if (m_entries.empty())
        return;
    erase(0, rowCount() - 1);
    Q_EMIT changed();
}

int CursorModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant CursorModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    switch (role) {
    case Qt::DisplayRole: return QString::number(timeNs(index.row()));
    case TimeRole: return QVariant::fromValue<qlonglong>(timeNs(index.row()));
    case NoteRole: return note(index.row());
    case SelectedRole: return index.row() == m_selected;
    default: return {};
    }
}

} // namespace widgets
