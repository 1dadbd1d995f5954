// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/power/qcp.h"

namespace widgets {

/// The axis of values at the left of a lane: its labels are written by PlotOverlay, with the other words beside it.
class ValueAxis : public QCPAxis
{
public:
    using QCPAxis::QCPAxis;

protected:
    void draw(QCPPainter *) override { }
};

} // namespace widgets
