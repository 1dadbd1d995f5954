// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/log_filter.h"

#include "widgets/log/log_model.h"

namespace widgets {

void LogFilter::setLevel(LogLevel level)
{
    m_level = level;
    refilter();
}

void LogFilter::setArea(const QString &area)
{
    m_area = area;
    refilter();
}

void LogFilter::setSearch(const QString &text)
{
    m_search = text;
    refilter();
}

void LogFilter::setFrames(bool shown)
{
    m_frames = shown;
    refilter();
}

/// Of few lines what goes is told row by row, so that views keep their place. Of many that would take seconds: they lay
/// out anew, and what is selected stays so.
void LogFilter::refilter()
{
    constexpr int kMany = 5000;
    if (sourceModel() && sourceModel()->rowCount() > kMany)
        invalidate();
    else
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
