// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/log/log_line.h"

#include <QSortFilterProxyModel>

namespace widgets {

/// Lines of at least a level, of one area or all, and with a text in them (any case).
class LogFilter : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setLevel(LogLevel level);
    void setArea(const QString &area); ///< empty: all
    void setSearch(const QString &text);
    /// Raw frames pass at every level.
    void setFrames(bool shown);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    void refilter();

    LogLevel m_level = LogLevel::Info;
    QString m_area, m_search;
    bool m_frames = false;
};

} // namespace widgets
