// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/power/cursor_model.h"

#include <QPointer>

class QKeyEvent;
class QMouseEvent;

namespace widgets {

class LanePlot;

/// Mouse and keys of the cursors of a plot. C sets one at the mouse, else in the middle; its line can be taken and
/// moved. While one is selected, Shift with arrows moves it by a pixel, with Ctrl as well by a tenth of the view,
/// Delete removes it and Escape lets it go.
class CursorTool
{
public:
    explicit CursorTool(LanePlot *plot);
    void setModel(CursorModel *model);
    /// True: it was for a cursor.
    bool press(QMouseEvent *event);
    bool move(QMouseEvent *event);
    void release() { m_holds = false; }
    bool key(QKeyEvent *event);
    void add();
    void letGo(); ///< none is selected

private:
    [[nodiscard]] int rowAt(const QPointF &pos) const;
    void moveBy(std::int64_t ns);
    [[nodiscard]] std::int64_t reachable(std::int64_t ns) const;

    LanePlot *m_plot;
    QPointer<CursorModel> m_model;
    bool m_holds = false;
};

} // namespace widgets
