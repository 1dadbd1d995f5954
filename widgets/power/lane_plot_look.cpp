// SPDX-License-Identifier: GPL-3.0-or-later
// Colours, fonts and words of a LanePlot.
#include "widgets/common/fonts.h"
#include "widgets/common/theme.h"
#include "widgets/power/cursor_band.h"
#include "widgets/power/lane_plot.h"
#include "widgets/power/plot_overlay.h"
#include "widgets/power/sample_trace.h"
#include "widgets/text/units.h"

namespace widgets {
namespace {

QString unitOf(Lane lane)
{
    return lane == Lane::Current ? QStringLiteral("A")
        : lane == Lane::Power    ? QStringLiteral("W")
        : lane == Lane::Charge   ? QStringLiteral("C")
                                 : QStringLiteral("V");
}

} // namespace

void LanePlot::restyle()
{
    const Theme &t = theme();
    setBackground(t.surface);
    const QFont font = roleFont(TextRole::Caption);
    for (const Row &row : m_rows) {
        row.area->setBackground(row.trace ? QBrush(Qt::NoBrush) : QBrush(t.sunken));
        for (QCPAxis *axis : row.area->axes()) {
            axis->setBasePen(Qt::NoPen);
            axis->setTickPen(Qt::NoPen);
            axis->setSubTickPen(Qt::NoPen);
            axis->setTickLabelFont(font);
            axis->setTickLabelColor(t.text3);
            axis->grid()->setPen(QPen(t.grid, 1));
            axis->grid()->setZeroLinePen(QPen(t.line2, 1));
        }
        row.area->axis(QCPAxis::atBottom)->grid()->setZeroLinePen(Qt::NoPen);
    }
    m_dirty = true;
}

void LanePlot::retranslate()
{
    QList<PlotOverlay::LaneName> names;
    for (const Row &row : m_rows) {
        if (!row.area->visible())
            continue;
        const QString unit = row.lane == Lane::Balance ? QStringLiteral("tok")
            : row.ticker                               ? prefixed(unitOf(row.lane), row.ticker->exponent())
                                                       : QString();
        const bool offered = !m_store || !row.trace || row.trace->channel() < m_store->channelCount();
        const QString scale = row.fixed ? tr("fixed") : isLogarithmic(row) ? tr("log") : QString();
        names.append(
            {row.area, nameOf(row.lane), unit, offered ? QString() : tr("This stream carries no voltage."), scale});
    }
    QList<QCPAxisRect *> areas;
    for (const Row &row : m_rows) {
        if (row.area->visible())
            areas.append(row.area);
    }
    m_cursorBand->setLanes(areas);
    m_band->setLanes(std::move(areas));
    m_overlay->setLanes(std::move(names));
    setAccessibleName(tr("Measurements over time"));
    QString keys
        = tr("Arrows pan, plus and minus zoom, Space follows or holds, F shows all, L turns axes logarithmic.");
    if (m_regions)
        keys += u' '
            + tr("R adds a region of the view, Shift with arrows moves its edge, E takes the other edge, K keeps it, "
                 "Delete removes it, Ctrl+Z brings it back. Tab goes through regions and cursors.");
    if (m_cursors)
        keys += u' ' + tr("C sets a cursor, Shift with arrows moves it.");
    setAccessibleDescription(keys);
    m_dirty = true;
}

} // namespace widgets
