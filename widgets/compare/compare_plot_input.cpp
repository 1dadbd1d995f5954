// SPDX-License-Identifier: GPL-3.0-or-later
// Mouse and keys of a ComparePlot.
#include "widgets/compare/compare_plot.h"

#include <cmath>

namespace widgets {

void ComparePlot::pan(std::int64_t byNs) { setRange(m_fromNs + byNs, m_toNs + byNs); }

void ComparePlot::zoom(double factor, std::int64_t aroundNs)
{
    const double left = static_cast<double>(aroundNs - m_fromNs) * factor;
    const double right = static_cast<double>(m_toNs - aroundNs) * factor;
    setRange(aroundNs - std::llround(left), aroundNs + std::llround(right));
}

void ComparePlot::keyPressEvent(QKeyEvent *event)
{
    const std::int64_t tenth = (m_toNs - m_fromNs) / 10;
    const std::int64_t pixel = std::max<std::int64_t>(1, std::llround(nsPerPixel()));
    const std::int64_t middle = m_hoverX ? nsAt(*m_hoverX) : m_fromNs + (m_toNs - m_fromNs) / 2;
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    switch (event->key()) {
    case Qt::Key_Left:
        if (shift)
            Q_EMIT nudged(-pixel);
        else
            pan(-tenth);
        break;
    case Qt::Key_Right:
        if (shift)
            Q_EMIT nudged(pixel);
        else
            pan(tenth);
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoom(0.8, middle); break;
    case Qt::Key_Minus: zoom(1.25, middle); break;
    case Qt::Key_F: showAll(); break;
    default: QCustomPlot::keyPressEvent(event);
    }
}

void ComparePlot::wheelEvent(QWheelEvent *event)
{
    const QPoint turned = event->angleDelta();
    const double steps = (std::abs(turned.x()) > std::abs(turned.y()) ? turned.x() : turned.y()) / 120.0;
    if (event->modifiers() & Qt::ControlModifier)
        zoom(std::pow(0.8, steps), nsAt(event->position().x()));
    else
        pan(-std::llround(steps * 40 * nsPerPixel()));
    event->accept();
}

void ComparePlot::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton || event->button() == Qt::MiddleButton)
        m_dragX = event->position().x();
}

void ComparePlot::mouseMoveEvent(QMouseEvent *event)
{
    const double x = event->position().x();
    if (m_dragX) {
        pan(std::llround((*m_dragX - x) * nsPerPixel()));
        m_dragX = x;
    }
    moveCursor(x);
    replot(rpQueuedRefresh);
}

void ComparePlot::mouseReleaseEvent(QMouseEvent *) { m_dragX.reset(); }

void ComparePlot::mouseDoubleClickEvent(QMouseEvent *) { showAll(); }

void ComparePlot::leaveEvent(QEvent *event)
{
    QCustomPlot::leaveEvent(event);
    moveCursor(std::nullopt);
    replot(rpQueuedRefresh);
}

void ComparePlot::resizeEvent(QResizeEvent *event)
{
    QCustomPlot::resizeEvent(event);
    m_dirty = true;
    refresh();
}

void ComparePlot::changeEvent(QEvent *event)
{
    QCustomPlot::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ApplicationPaletteChange) {
        restyle();
        refresh();
    } else if (event->type() == QEvent::LanguageChange) {
        restyle();
        refresh(); // and with it the words
    }
}

} // namespace widgets
