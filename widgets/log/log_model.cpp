// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/log_model.h"

#include "device_link/session/frame_tap.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace widgets {
namespace {

QString timeText(std::int64_t timeMs)
{
    return QDateTime::fromMSecsSinceEpoch(timeMs).toString(QStringLiteral("HH:mm:ss.zzz"));
}

const char *levelName(LogLevel level)
{
    switch (level) {
    case LogLevel::Trace: return "trace";
    case LogLevel::Debug: return "debug";
    case LogLevel::Info: return "info";
    case LogLevel::Warning: return "warning";
    case LogLevel::Error: return "error";
    }
    return "";
}

} // namespace

QString logLevelWord(LogLevel level)
{
    switch (level) {
    case LogLevel::Trace: return QCoreApplication::translate("LogLevel", "trace");
    case LogLevel::Debug: return QCoreApplication::translate("LogLevel", "debug");
    case LogLevel::Info: return QCoreApplication::translate("LogLevel", "info");
    case LogLevel::Warning: return QCoreApplication::translate("LogLevel", "warning");
    case LogLevel::Error: return QCoreApplication::translate("LogLevel", "error");
    }
    return {};
}

LogModel::LogModel(int limit, QObject *parent, qsizetype frameBytes)
    : QAbstractTableModel(parent)
    , m_limit(std::max(1, limit))
    , m_mostFrameBytes(frameBytes)
{
}

void LogModel::makeRoom(int count)
{
    const int excess = static_cast<int>(m_lines.size()) + count - m_limit;
    if (excess <= 0)
        return;
    // A block at a time: removing one row per line would move every view each time.
    const int block = std::min(static_cast<int>(m_lines.size()), std::max(excess, m_limit / 20));
    if (block == 0)
        return;
    beginRemoveRows({}, 0, block - 1);
    m_lines.erase(m_lines.begin(), m_lines.begin() + block);
    endRemoveRows();
}

void LogModel::append(const QList<LogLine> &lines)
{
    const QList<LogLine> kept = lines.size() > m_limit ? lines.last(m_limit) : lines;
    if (kept.isEmpty())
        return;
    makeRoom(static_cast<int>(kept.size()));
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(kept.size()) - 1);
    bool newArea = false;
    for (const LogLine &line : kept) {
        m_lines.push_back(line);
        keepFrame(line);
        m_warnings += line.level == LogLevel::Warning ? 1 : 0;
        m_errors += line.level == LogLevel::Error ? 1 : 0;
        if (!m_areas.contains(line.area)) {
            m_areas.append(line.area);
            newArea = true;
        }
    }
    endInsertRows();
    if (newArea) {
        m_areas.sort();
        Q_EMIT areasChanged();
    }
}

void LogModel::keepFrame(const LogLine &line)
{
    if (!line.frame)
        return;
    m_frames.push_back(line.frame);
    m_frameBytes += line.frame->bytes.size();
    while (m_frameBytes > m_mostFrameBytes) {
        m_frameBytes -= m_frames.front()->bytes.size();
        m_frames.front()->bytes.clear();
        m_frames.pop_front();
    }
}

void LogModel::clear()
{
    beginResetModel();
    m_lines.clear();
    m_frames.clear();
    m_frameBytes = 0;
    m_warnings = m_errors = 0;
    endResetModel();
}

QString LogModel::plainText(const LogLine &line)
{
    return timeText(line.timeMs) + u' ' + QLatin1String(levelName(line.level)) + u' ' + line.area + u' ' + line.text;
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int LogModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LogLine &row = line(index.row());
    if (role == LevelRole)
        return static_cast<int>(row.level);
    if (role == Qt::ToolTipRole && index.column() == TextColumn)
        return row.text;
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case TimeColumn: return timeText(row.timeMs);
    case LevelColumn: return logLevelWord(row.level);
    case AreaColumn: return row.area;
    case TextColumn: return row.text;
    default: return {};
    }
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn: return tr("Time");
    case LevelColumn: return tr("Level");
    case AreaColumn: return tr("Area");
    case TextColumn: return tr("Text");
    default: return {};
    }
}

void LogModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_lines.empty())
        Q_EMIT dataChanged(index(0, LevelColumn), index(rowCount() - 1, LevelColumn));
}

} // namespace widgets
