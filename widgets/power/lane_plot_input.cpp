// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/lane_plot.h"

#include "widgets/power/cursor_tool.h"
#include "widgets/power/plot_overlay.h"
#include "widgets/power/region_tool.h"
#include "widgets/text/units.h"

#include <algorithm>
#include <cmath>

namespace widgets {

std::int64_t LanePlot::nsAtPixel(double x) const
{
    return static_cast<std::int64_t>(std::llround(m_rows.front().area->axis(QCPAxis::atBottom)->pixelToCoord(x) * 1e9));
}

double LanePlot::pixelAtNs(std::int64_t ns) const
{
    return m_rows.front().area->axis(QCPAxis::atBottom)->coordToPixel(static_cast<double>(ns) / 1e9);
}

QRect LanePlot::lanesRect() const
{
    return m_rows.empty() ? QRect() : m_rows.front().area->rect().united(m_rows.back().area->rect());
}

void LanePlot::moveCursor(std::optional<std::int64_t> ns)
{
    if (ns == m_cursorNs)
        return;
    m_cursorNs = ns;
    const std::optional<double> seconds = ns ? std::optional(static_cast<double>(*ns) / 1e9) : std::nullopt;
    m_overlay->setCursor(seconds, ns ? clockTime(m_wallClock.timeOfDay(*ns), timeDecimals()) : QString());
    m_dirty = true;
    Q_EMIT cursorMoved();
}

void LanePlot::mousePressEvent(QMouseEvent *event)
{
    if (!m_window || m_rows.empty())
        return;
    if (m_marks.history())
        m_marks.history()->beginGesture();
    if (m_cursorTool->press(event) || m_tool->press(event))
        return;
    if (event->button() == Qt::LeftButton || event->button() == Qt::MiddleButton)
        m_dragX = event->position().x();
}

void LanePlot::mouseReleaseEvent(QMouseEvent *event)
{
    m_cursorTool->release();
    m_tool->release(event);
    m_dragX.reset();
}

void LanePlot::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_window || m_rows.empty())
        return;
    const double x = event->position().x();
    if (m_dragX && event->buttons() & (Qt::LeftButton | Qt::MiddleButton)) {
        const std::int64_t delta = nsAtPixel(*m_dragX) - nsAtPixel(x);
        m_dragX = x;
        m_window->pan(delta);
        return;
    }
    if (!m_cursorTool->move(event))
        m_tool->move(event);
    const QRect area = m_rows.front().area->rect();
    m_hoverX = x >= area.left() && x <= area.right() ? std::optional(x) : std::nullopt;
    moveCursor(m_hoverX ? std::optional(nsAtPixel(x)) : std::nullopt);
}

void LanePlot::leaveEvent(QEvent *)
{
    m_hoverX.reset();
    moveCursor(std::nullopt);
}

void LanePlot::wheelEvent(QWheelEvent *event)
{
    if (!m_window || m_rows.empty())
        return;
    // Touch pads scroll sideways as well; the larger movement counts.
    const QPoint turn = event->angleDelta();
    const double notches = (std::abs(turn.x()) > std::abs(turn.y()) ? turn.x() : turn.y()) / 120.0;
    if (const Row *row = axisAt(event->position().toPoint()); row && notches != 0) {
        // From its lower end, so that a lane that begins at 0 still does; in decades by whole ones.
        const QCPRange now = valueRange(row->lane);
        const double factor
            = isLogarithmic(*row) ? std::pow(10.0, -std::copysign(1.0, notches)) : std::pow(0.8, notches);
        const QCPRange next = isLogarithmic(*row) ? QCPRange(now.lower, now.upper * factor)
                                                  : QCPRange(now.lower, now.lower + now.size() * factor);
        if (QCPRange::validRange(next) && (!isLogarithmic(*row) || next.upper > 2 * next.lower))
            setFixedRange(row->lane, next);
    } else if (notches != 0 && event->modifiers().testFlag(Qt::ControlModifier))
        m_window->zoom(std::pow(0.8, notches), nsAtPixel(event->position().x()));
    else if (notches != 0)
        m_window->pan(-std::llround(notches * static_cast<double>(m_window->spanNs()) / 10));
    event->accept();
}

void LanePlot::fitAll()
{
    if (!m_window || !m_store || m_store->endIndex() <= m_store->beginIndex())
        return;
    m_window->showAll(m_store->kitTimeOf(m_store->beginIndex()), m_store->kitTimeOf(m_store->endIndex()));
}

void LanePlot::zoomBy(double factor)
{
    if (m_window)
        m_window->zoom(factor, m_cursorNs.value_or(m_window->beginNs() + m_window->spanNs() / 2));
}

void LanePlot::keyPressEvent(QKeyEvent *event)
{
    if (!m_window) {
        QCustomPlot::keyPressEvent(event);
        return;
    }
    if ((event->matches(QKeySequence::Undo) && m_marks.undo())
        || (event->matches(QKeySequence::Redo) && m_marks.redo()))
        return;
    if (m_marks.history() && !event->isAutoRepeat())
        m_marks.history()->beginGesture();
    if (m_cursorTool->key(event) || m_tool->key(event))
        return;
    const std::int64_t step = event->modifiers().testFlag(Qt::ShiftModifier)
        ? m_window->spanNs() / std::max(1, m_rows.front().area->width())
        : m_window->spanNs() / 10;
    switch (event->key()) {
    case Qt::Key_Left: return m_window->pan(-step);
    case Qt::Key_Right: return m_window->pan(step);
    case Qt::Key_Plus:
    case Qt::Key_Equal: return zoomBy(kZoomIn);
    case Qt::Key_Minus: return zoomBy(kZoomOut);
    case Qt::Key_Space: return m_window->setFollowing(!m_window->following());
    case Qt::Key_F: return fitAll();
    case Qt::Key_L: return setLogarithmic(!m_logarithmic);
    case Qt::Key_Home:
        if (m_store && m_store->endIndex() > m_store->beginIndex()) {
            const std::int64_t begin = m_store->kitTimeOf(m_store->beginIndex());
            m_window->setRange(begin, begin + m_window->spanNs());
        }
        return;
    case Qt::Key_End: return m_window->setFollowing(true);
    default: QCustomPlot::keyPressEvent(event);
    }
}

} // namespace widgets
