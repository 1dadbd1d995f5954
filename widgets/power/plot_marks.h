// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/power/cursor_model.h"
#include "widgets/power/region_model.h"
#include "widgets/power/time_window.h"

#include <QPointer>

namespace widgets {

/// Regions and cursors of an axis as one row of marks in the order of time, for the keys that go through them, and one
/// history of what was removed.
class PlotMarks
{
public:
    void setRegions(RegionModel *regions) { m_regions = regions; }
    void setCursors(CursorModel *cursors) { m_cursors = cursors; }
    /// Selects the next or previous mark and brings it into view; false: there is none further.
    bool step(bool forward, TimeWindow *window);
    /// Takes back the newest removal; false when there is none.
    bool undo();

private:
    QPointer<RegionModel> m_regions;
    QPointer<CursorModel> m_cursors;
};

} // namespace widgets
