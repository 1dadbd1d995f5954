// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/lane_mark.h"

namespace widgets {

LaneMark::LaneMark(QCPAxis *keyAxis, QCPAxis *valueAxis)
    : QCPAbstractPlottable(keyAxis, valueAxis)
{
    setSelectable(QCP::stNone);
}

double LaneMark::selectTest(const QPointF &, bool, QVariant *) const { return -1; }

QCPRange LaneMark::getKeyRange(bool &foundRange, QCP::SignDomain) const
{
    foundRange = false;
    return {};
}

QCPRange LaneMark::getValueRange(bool &foundRange, QCP::SignDomain, const QCPRange &) const
{
    foundRange = false;
    return {};
}

void LaneMark::drawLegendIcon(QCPPainter *, const QRectF &) const { }

} // namespace widgets
