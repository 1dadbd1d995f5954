// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tour/tour_pips.h"

#include "widgets/common/theme.h"

#include <QPainter>

namespace widgets {

namespace {
constexpr int kPitch = 13, kHeight = 16;
constexpr double kRadius = 3.5;
} // namespace

TourPips::TourPips(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void TourPips::setSteps(const QList<TourState> &states, int present)
{
    if (states == m_states && present == m_present)
        return;
    m_states = states;
    m_present = present;
    updateGeometry();
    update();
}

QSize TourPips::sizeHint() const { return {kPitch * static_cast<int>(m_states.size()), kHeight}; }

void TourPips::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int i = 0; i < m_states.size(); ++i)
        paintMark(painter, {kPitch * (i + 0.5), kHeight / 2.0}, m_states.at(i), i == m_present);
}

void TourPips::paintMark(QPainter &painter, const QPointF &centre, TourState state, bool present) const
{
    const Theme &colours = theme();
    if (present) {
        painter.setPen(QPen(colours.accent, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(centre, kRadius + 2, kRadius + 2);
    }
    painter.setPen(Qt::NoPen);
    switch (state) {
    case TourState::Done:
        painter.setBrush(colours.ok);
        painter.drawEllipse(centre, kRadius, kRadius);
        break;
    case TourState::Running:
        painter.setBrush(colours.accent);
        painter.drawEllipse(centre, kRadius - 1, kRadius - 1);
        break;
    case TourState::Skipped:
        painter.setBrush(colours.text3);
        painter.drawRect(QRectF(centre.x() - kRadius, centre.y() - 1, 2 * kRadius, 2));
        break;
    case TourState::Failed:
        painter.setBrush(colours.error);
        painter.drawPolygon(QPolygonF({{centre.x(), centre.y() - kRadius}, {centre.x() + kRadius, centre.y() + 3},
            {centre.x() - kRadius, centre.y() + 3}}));
        break;
    case TourState::Waiting:
    case TourState::Asking:
        painter.setBrush(colours.control);
        painter.drawEllipse(centre, 2.0, 2.0);
        break;
    }
}

} // namespace widgets
