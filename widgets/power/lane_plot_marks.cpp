// SPDX-License-Identifier: GPL-3.0-or-later
// Regions and cursors of a LanePlot.
#include "widgets/power/cursor_band.h"
#include "widgets/power/cursor_tool.h"
#include "widgets/power/cursor_values.h"
#include "widgets/power/kit_time_ticker.h"
#include "widgets/power/lane_plot.h"
#include "widgets/power/region_tool.h"
#include "widgets/text/figures.h"
#include "widgets/text/units.h"

#include <algorithm>
#include <cmath>

namespace widgets {
namespace {

/// The lane's unit in its prefix stands at its axis: the label is the figure alone. One too small for it has its own.
QString laneFigure(std::optional<double> value, const QString &unit, int exponent)
{
    if (!value)
        return {};
    const double scaled = *value / std::pow(10.0, exponent);
    if (scaled != 0 && std::abs(scaled) < 0.1)
        return figure(value, unit, 3);
    return fixed(scaled, std::abs(scaled) >= 100 ? 1 : std::abs(scaled) >= 10 ? 2 : 3);
}

} // namespace

void LanePlot::setRegions(RegionModel *regions)
{
    if (m_regions)
        m_regions->disconnect(this);
    m_regions = regions;
    m_tool->setModel(regions);
    m_marks.setRegions(regions);
    if (m_regions)
        connect(m_regions, &RegionModel::changed, this, &LanePlot::refreshRegion);
    retranslate();
    refreshRegion();
}

void LanePlot::setCursors(CursorModel *cursors)
{
    if (m_cursors)
        m_cursors->disconnect(this);
    m_cursors = cursors;
    m_cursorTool->setModel(cursors);
    m_marks.setCursors(cursors);
    if (m_cursors)
        connect(m_cursors, &CursorModel::changed, this, [this] { m_dirty = true; });
    retranslate();
}

void LanePlot::setRegionCaptions(std::vector<RegionBand::Caption> captions)
{
    if (m_band->setCaptions(std::move(captions)))
        m_dirty = true;
}

void LanePlot::addRegion()
{
    m_cursorTool->letGo();
    m_tool->addView();
}

void LanePlot::addCursor() { m_cursorTool->add(); }

void LanePlot::refreshRegion()
{
    m_band->setRegions(m_regions, m_tool->active());
    m_dirty = true;
}

/// What the cursors say, with every frame: samples may have come for one since.
void LanePlot::refreshCursors()
{
    std::vector<CursorMark> marks;
    const int count = m_cursors ? m_cursors->rowCount() : 0;
    CursorValues before;
    for (int row = 0; row < count; ++row) {
        const std::int64_t ns = m_cursors->timeNs(row);
        const CursorValues values = valuesAt(m_store.get(), ns);
        CursorMark mark;
        mark.seconds = static_cast<double>(ns) / 1e9;
        mark.time = clockTime(m_wallClock.timeOfDay(ns), timeDecimals());
        mark.note = m_cursors->note(row);
        mark.selected = row == m_cursors->selectedRow();
        for (const Row &lane : m_rows) {
            if (!lane.area->visible())
                continue;
            mark.values.append(lane.lane == Lane::Current
                    ? laneFigure(values.currentA, QStringLiteral("A"), exponent(Lane::Current))
                    : lane.lane == Lane::Power ? laneFigure(values.powerW, QStringLiteral("W"), exponent(Lane::Power))
                    : lane.lane == Lane::Voltage
                    ? laneFigure(values.voltageV, QStringLiteral("V"), exponent(Lane::Voltage))
                    : QString());
        }
        if (row > 0) {
            const double seconds = static_cast<double>(ns - m_cursors->timeNs(row - 1)) / 1e9;
            mark.sinceLast = QStringLiteral("Δ ") + text(si(seconds, QStringLiteral("s"), 4));
            mark.more = text(si(1 / seconds, QStringLiteral("Hz"), 3));
            if (values.currentA && before.currentA)
                mark.more += QStringLiteral(", ") + signedSi(*values.currentA - *before.currentA, QStringLiteral("A"));
        }
        before = values;
        marks.push_back(std::move(mark));
    }
    m_cursorBand->setMarks(std::move(marks));
    constexpr double kHalfLabel = 42; // pixels of a time at the axis
    const QCPAxis *axis = m_rows.front().area->axis(QCPAxis::atBottom);
    QList<QCPRange> taken;
    for (const QCPRange &tab : m_cursorBand->tabs())
        taken.append(QCPRange(axis->pixelToCoord(tab.lower - kHalfLabel), axis->pixelToCoord(tab.upper + kHalfLabel)));
    m_timeTicker->setTaken(std::move(taken));
}

bool LanePlot::focusNextPrevChild(bool next)
{
    return (m_window && m_marks.step(next, m_window)) || QCustomPlot::focusNextPrevChild(next);
}

} // namespace widgets
