// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/power/cursor_model.h"
#include "widgets/power/region_model.h"
#include "widgets/power/time_window.h"

#include <QPointer>

namespace widgets {

/// Regions and cursors of an axis as one row of marks in the order of time, for the keys that go through them, and one
/// history of what was done to them.
class PlotMarks
{
public:
    void setRegions(RegionModel *regions) { m_regions = regions; }
    void setCursors(CursorModel *cursors) { m_cursors = cursors; }
    /// Selects the next or previous mark and brings it into view; false: there is none further.
    bool step(bool forward, TimeWindow *window);
    /// Takes back the newest step; false when there is none.
    bool undo() { return go(&MarkHistory::canUndo, &MarkHistory::undo); }
    /// Does again what was taken back last; false when there is none.
    bool redo() { return go(&MarkHistory::canRedo, &MarkHistory::redo); }
    [[nodiscard]] MarkHistory *history() const { return m_regions ? m_regions->history() : nullptr; }

private:
    bool go(bool (MarkHistory::*may)() const, void (MarkHistory::*act)());

    QPointer<RegionModel> m_regions;
    QPointer<CursorModel> m_cursors;
};

} // namespace widgets
