// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/cursor_model.h"

#include "widgets/kit/kit_context.h"
#include "widgets/power/region_model.h"

#include <algorithm>

namespace widgets {
namespace {
constexpr std::size_t kUndoSteps = 50;
} // namespace

CursorModel::CursorModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

CursorModel::CursorModel(KitContext *kit)
    : QAbstractListModel(kit)
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
    insert({std::max<std::int64_t>(0, kitNs), note.simplified()});
    Q_EMIT changed();
}

void CursorModel::setNote(int row, const QString &note)
{
    if (row < 0 || row >= rowCount() || this->note(row) == note.simplified())
        return;
    m_entries.at(static_cast<std::size_t>(row)).note = note.simplified();
    Q_EMIT dataChanged(index(row), index(row));
    Q_EMIT changed();
}

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

void CursorModel::moveSelected(std::int64_t kitNs)
{
    const std::int64_t to = std::max<std::int64_t>(0, kitNs);
    // Two at one moment would be one.
    if (m_selected < 0 || std::ranges::binary_search(m_entries, to, {}, &Entry::timeNs))
        return;
    const int from = m_selected;
    // Where it goes when it is taken out first.
    const auto above = std::ranges::lower_bound(m_entries, to, {}, &Entry::timeNs) - m_entries.begin();
    const int row = static_cast<int>(above) - (above > from ? 1 : 0);
    if (row != from)
        beginMoveRows({}, from, from, {}, row > from ? row + 1 : row);
    Entry moved = std::move(m_entries.at(static_cast<std::size_t>(from)));
    moved.timeNs = to;
    m_entries.erase(m_entries.begin() + from);
    m_entries.insert(m_entries.begin() + row, std::move(moved));
    m_selected = row;
    if (row != from)
        endMoveRows();
    Q_EMIT dataChanged(index(std::min(row, from)), index(rowCount() - 1));
    Q_EMIT changed();
}

void CursorModel::remove(int row)
{
    if (row >= 0 && row < rowCount())
        drop(row, row);
}

void CursorModel::removeAll()
{
    if (!m_entries.empty())
        drop(0, rowCount() - 1);
}

void CursorModel::drop(int first, int last)
{
    m_removed.push_back({RegionModel::nextRemoval(), {m_entries.begin() + first, m_entries.begin() + last + 1}});
    if (m_removed.size() > kUndoSteps)
        m_removed.erase(m_removed.begin());
    beginRemoveRows({}, first, last);
    m_entries.erase(m_entries.begin() + first, m_entries.begin() + last + 1);
    if (m_selected > last)
        m_selected -= last - first + 1;
    else if (m_selected >= first)
        m_selected = std::min(first, static_cast<int>(m_entries.size()) - 1);
    endRemoveRows();
    Q_EMIT changed();
}

bool CursorModel::restore()
{
    if (m_removed.empty())
        return false;
    const Removal removal = std::move(m_removed.back());
    m_removed.pop_back();
    for (const Entry &entry : removal.entries)
        insert(entry);
    Q_EMIT changed();
    return true;
}

quint64 CursorModel::lastRemoval() const { return m_removed.empty() ? 0 : m_removed.back().order; }

void CursorModel::forget()
{
    removeAll();
    m_removed.clear();
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
