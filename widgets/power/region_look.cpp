// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/region_look.h"

#include "widgets/common/theme.h"

#include <QPainter>

namespace widgets {
namespace {

QColor shade(float light, float dark)
{
    QColor fill = theme().accent;
    fill.setAlphaF(theme().dark ? dark : light);
    return fill;
}

} // namespace

QColor regionColour(bool selected)
{
    // The grey carries the letter of the tab in the colour of the surface: 7.0:1 in light, 8.6:1 in dark.
    return selected ? theme().accent : theme().dark ? QColor(0x96AAC0) : QColor(0x465A70);
}

void paintRegionShade(QPainter &painter, const QRectF &area, bool selected)
{
    if (selected)
        return painter.fillRect(area, shade(0.10F, 0.14F));
    QColor fill = regionColour(false);
    fill.setAlphaF(theme().dark ? 0.075F : 0.07F);
    painter.fillRect(area, fill);
}

void paintRegionHint(QPainter &painter, const QRectF &area, const QRectF &clip)
{
    painter.fillRect(area.intersected(clip), shade(0.05F, 0.08F));
    const QColor edge = shade(0.5F, 0.5F);
    for (const double x : {area.left(), area.right()}) {
        if (x >= clip.left() && x <= clip.right())
            painter.fillRect(QRectF(x, area.top(), 1, area.height()), edge);
    }
}

} // namespace widgets
