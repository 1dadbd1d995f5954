// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/region_model.h"

#include "widgets/kit/kit_context.h"

#include <algorithm>

namespace widgets {

RegionModel::RegionModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

RegionModel::RegionModel(KitContext *kit)
    : QAbstractListModel(kit)
{
    connect(kit->session().get(), &device_link::KitSession::rebooted, this, &RegionModel::forget);
}

QString RegionModel::letter(int row) { return QString(QChar(u'A' + row)); }

std::optional<TimeRegion> RegionModel::selected() const
{
    return m_regions.empty() ? std::nullopt : std::optional(m_regions.front());
}

void RegionModel::select(std::int64_t oneNs, std::int64_t otherNs)
{
    const std::int64_t begin = std::max<std::int64_t>(0, std::min(oneNs, otherNs));
    const TimeRegion region{begin, std::max(begin + kMinLengthNs, std::max(oneNs, otherNs))};
    if (selected() == region)
        return;
    if (m_regions.empty()) {
        beginInsertRows({}, 0, 0);
        m_regions.push_back(region);
        endInsertRows();
    } else {
        m_regions.front() = region;
        Q_EMIT dataChanged(index(0), index(0));
    }
    Q_EMIT changed();
}

void RegionModel::removeSelected()
{
    if (m_regions.empty())
        return;
    m_removed = m_regions.front();
    beginRemoveRows({}, 0, 0);
    m_regions.erase(m_regions.begin());
    endRemoveRows();
    Q_EMIT changed();
}

bool RegionModel::restore()
{
    if (!m_removed || !m_regions.empty())
        return false;
    const TimeRegion region = *m_removed;
    m_removed.reset();
    select(region.beginNs, region.endNs);
    return true;
}

void RegionModel::forget()
{
    removeSelected();
    m_removed.reset();
}

int RegionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_regions.size());
}

QVariant RegionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TimeRegion &region = m_regions.at(static_cast<std::size_t>(index.row()));
    switch (role) {
    case Qt::DisplayRole: return letter(index.row());
    case BeginRole: return QVariant::fromValue<qlonglong>(region.beginNs);
    case EndRole: return QVariant::fromValue<qlonglong>(region.endNs);
    default: return {};
    }
}

} // namespace widgets
