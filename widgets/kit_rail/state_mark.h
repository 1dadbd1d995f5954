// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/kit_session.h"

#include <QPointF>

class QPainter;

namespace widgets {

/// The state of a kit by shape as well as colour: connected green disc, connecting ring, unplugged grey ring, fault red
/// triangle. About 8 px around the centre.
void drawStateMark(QPainter &painter, QPointF centre, device_link::SessionState state);

} // namespace widgets
