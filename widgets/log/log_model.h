// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/log/log_line.h"

#include <QAbstractTableModel>
#include <QList>
#include <QStringList>

#include <deque>

namespace widgets {

/// The last lines of the log; when full, the oldest go in blocks.
class LogModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { TimeColumn, LevelColumn, AreaColumn, TextColumn, ColumnCount };
    enum Role { LevelRole = Qt::UserRole }; ///< int of LogLevel
    static constexpr int kLimit = 20'000;
    static constexpr qsizetype kFrameBytes = 8'000'000; ///< of raw frames kept; older lines keep their words only

    explicit LogModel(int limit = kLimit, QObject *parent = nullptr, qsizetype frameBytes = kFrameBytes);

    void append(const QList<LogLine> &lines);
    void clear();
    [[nodiscard]] const LogLine &line(int row) const { return m_lines.at(static_cast<std::size_t>(row)); }
    [[nodiscard]] const QStringList &areas() const { return m_areas; } ///< seen so far, sorted
    [[nodiscard]] int warnings() const { return m_warnings; }          ///< since the start, without errors
    [[nodiscard]] int errors() const { return m_errors; }              ///< since the start
    /// "12:46:31.310 warning link text", as copied and saved.
    [[nodiscard]] static QString plainText(const LogLine &line);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void retranslate();

Q_SIGNALS:
    void areasChanged();

private:
    void makeRoom(int count);
    void keepFrame(const LogLine &line);

    int m_limit;
    qsizetype m_mostFrameBytes;
    std::deque<LogLine> m_lines;
    QStringList m_areas;
    int m_warnings = 0, m_errors = 0;
    std::deque<std::shared_ptr<device_link::RawFrame>> m_frames; ///< that still have their bytes, oldest first
    qsizetype m_frameBytes = 0;
};

[[nodiscard]] QString logLevelWord(LogLevel level);

} // namespace widgets
