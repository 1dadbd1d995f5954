// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/region_model.h"

#include "widgets/kit/kit_context.h"

#include <algorithm>

namespace widgets {
namespace {

constexpr std::size_t kUndoSteps = 50;

TimeRegion between(std::int64_t oneNs, std::int64_t otherNs)
{
    const std::int64_t begin = std::max<std::int64_t>(0, std::min(oneNs, otherNs));
    return {begin, std::max(begin + RegionModel::kMinLengthNs, std::max(oneNs, otherNs))};
}

} // namespace

RegionModel::RegionModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

RegionModel::RegionModel(KitContext *kit)
    : QAbstractListModel(kit)
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
    if (draft == m_entries.end()) {
        insert(rowCount(), {region, note, ++m_lastId, freeNumber(), false});
        m_selected = rowCount() - 1;
        Q_EMIT changed();
        return;
    }
    const int row = static_cast<int>(draft - m_entries.begin());
    const bool same = draft->region == region && draft->note == note && m_selected == row;
    draft->note = note;
    m_selected = row;
    if (!same)
        place(row, region);
}

void RegionModel::add(std::int64_t oneNs, std::int64_t otherNs, const QString &note)
{
    const TimeRegion region = between(oneNs, otherNs);
    if (selected() == region) {
        keep(m_selected);
        return;
    }
    insert(rowCount(), {region, note.simplified(), ++m_lastId, freeNumber(), true});
    m_selected = rowCount() - 1;
    Q_EMIT changed();
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
    const TimeRegion region = between(oneNs, otherNs);
    if (selected() != region)
        place(m_selected, region);
}

void RegionModel::keep(int row)
{
    if (row < 0 || row >= rowCount() || kept(row))
        return;
    m_entries.at(static_cast<std::size_t>(row)).kept = true;
    Q_EMIT changed();
}

void RegionModel::setNote(int row, const QString &note)
{
    const QString line = note.simplified();
    if (row < 0 || row >= rowCount() || this->note(row) == line)
        return;
    Entry &entry = m_entries.at(static_cast<std::size_t>(row));
    entry.note = line;
    entry.kept = true;
    Q_EMIT dataChanged(index(row), index(row));
    Q_EMIT changed();
}

int RegionModel::freeNumber() const
{
    int next = 0;
    for (const Entry &each : m_entries)
        next = std::max(next, each.number + 1);
    return next;
}

void RegionModel::insert(int row, Entry entry)
{
    beginInsertRows({}, row, row);
    m_entries.insert(m_entries.begin() + row, std::move(entry));
    if (m_selected >= row)
        ++m_selected;
    endInsertRows();
}

void RegionModel::place(int row, const TimeRegion &region)
{
    m_entries.at(static_cast<std::size_t>(row)).region = region;
    Q_EMIT dataChanged(index(row), index(row));
    Q_EMIT changed();
}

void RegionModel::removeSelected() { remove(m_selected); }

void RegionModel::remove(int row)
{
    if (row >= 0 && row < rowCount())
        drop(row, row);
}

void RegionModel::removeAll()
{
    if (!m_entries.empty())
        drop(0, rowCount() - 1);
}

void RegionModel::drop(int first, int last)
{
    Removal removal{nextRemoval(), {}};
    for (int row = first; row <= last; ++row)
        removal.entries.emplace_back(row, entry(row));
    m_removed.push_back(std::move(removal));
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

bool RegionModel::restore()
{
    if (m_removed.empty())
        return false;
    const Removal removal = std::move(m_removed.back());
    m_removed.pop_back();
    for (auto [row, entry] : removal.entries) {
        if (std::ranges::find(m_entries, entry.number, &Entry::number) != m_entries.end())
            entry.number = freeNumber();
        const bool another = std::ranges::find(m_entries, false, &Entry::kept) != m_entries.end();
        entry.kept = entry.kept || another; // there is one draft at most
        const int at = std::min(row, rowCount());
        insert(at, entry);
        m_selected = at;
    }
    Q_EMIT changed();
    return true;
}

quint64 RegionModel::lastRemoval() const { return m_removed.empty() ? 0 : m_removed.back().order; }

quint64 RegionModel::nextRemoval()
{
    static quint64 last = 0;
    return ++last;
}

void RegionModel::forget()
{
    removeAll();
    m_removed.clear();
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
