// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/log_filter.h"

#include "widgets/log/log_model.h"

namespace widgets {

void LogFilter::setLevel(LogLevel level)
{
    m_level = level;
    invalidateFilter();
}

void LogFilter::setArea(const QString &area)
{
    m_area = area;
    invalidateFilter();
}

void LogFilter::setSearch(const QString &text)
{
    m_search = text;
    invalidateFilter();
}

void LogFilter::setFrames(bool shown)
{
    m_frames = shown;
    invalidateFilter();
}

bool LogFilter::filterAcceptsRow(int row, const QModelIndex &) const
{
    const auto *log = qobject_cast<const LogModel *>(sourceModel());
    if (!log)
        return false;
    const LogLine &line = log->line(row);
    const bool level = line.level >= m_level || (m_frames && line.frame);
    return level && (m_area.isEmpty() || line.area == m_area)
        && (m_search.isEmpty() || line.text.contains(m_search, Qt::CaseInsensitive));
}

} // namespace widgets
