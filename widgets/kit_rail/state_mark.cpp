// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kit_rail/state_mark.h"

#include "widgets/common/theme.h"

#include <QPainter>
#include <QPolygonF>

namespace widgets {

void drawStateMark(QPainter &painter, QPointF centre, device_link::SessionState state)
{
    using device_link::SessionState;
    const Theme &t = theme();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::NoBrush);
    switch (state) {
    case SessionState::Connected:
        painter.setBrush(t.ok);
        painter.drawEllipse(centre, 4, 4);
        break;
    case SessionState::Connecting:
        painter.setPen(QPen(t.ok, 1.5));
        painter.drawEllipse(centre, 3.5, 3.5);
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.ok);
        painter.drawPie(QRectF(centre - QPointF(3.5, 3.5), QSizeF(7, 7)), 90 * 16, -180 * 16);
        break;
    case SessionState::Closed:
    case SessionState::Lost:
        painter.setPen(QPen(t.text3, 1.5));
        painter.drawEllipse(centre, 3.5, 3.5);
        break;
    case SessionState::Failed:
        painter.setBrush(t.error);
        painter.drawPolygon(QPolygonF{centre + QPointF(0, -4.5), centre + QPointF(5, 4), centre + QPointF(-5, 4)});
        break;
    }
    painter.restore();
}

} // namespace widgets
