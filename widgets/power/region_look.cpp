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

void paintRegionShade(QPainter &painter, const QRectF &area) { painter.fillRect(area, shade(0.10F, 0.14F)); }

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
