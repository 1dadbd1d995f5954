// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/cursor_tool.h"

#include "widgets/power/lane_plot.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace widgets {
namespace {
constexpr double kReach = 5;     ///< pixels from a line within which it is taken
constexpr double kTabReach = 40; ///< from its time below the lanes
} // namespace

CursorTool::CursorTool(LanePlot *plot)
    : m_plot(plot)
{
}

void CursorTool::setModel(CursorModel *model)
{
    m_model = model;
    m_holds = false;
}

std::int64_t CursorTool::reachable(std::int64_t ns) const
{
    return std::clamp<std::int64_t>(ns, 0, std::max<std::int64_t>(0, m_plot->window()->latestNs()));
}

int CursorTool::rowAt(const QPointF &pos) const
{
    const QRect all = m_plot->lanesRect();
    if (!m_model || pos.y() < all.top() || pos.x() < all.left() - kReach || pos.x() > all.right() + kReach)
        return -1;
    int nearest = -1;
    double best = pos.y() > all.bottom() ? kTabReach : kReach;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const double away = std::abs(pos.x() - m_plot->pixelAtNs(m_model->timeNs(row)));
        if (away > best)
            continue;
        best = away;
        nearest = row;
    }
    return nearest;
}

bool CursorTool::press(QMouseEvent *event)
{
    if (!m_model || event->button() != Qt::LeftButton || event->modifiers().testFlag(Qt::ShiftModifier))
        return false;
    const int row = rowAt(event->position());
    m_model->setSelectedRow(row);
    m_holds = row >= 0;
    return m_holds;
}

bool CursorTool::move(QMouseEvent *event)
{
    if (!m_model)
        return false;
    if (m_holds && event->buttons().testFlag(Qt::LeftButton)) {
        m_plot->window()->setFollowing(false);
        const QRect all = m_plot->lanesRect();
        const double x = std::clamp(event->position().x(), double(all.left()), double(all.right()));
        m_model->moveSelected(reachable(m_plot->nsAtPixel(x)));
        return true;
    }
    if (event->buttons() != Qt::NoButton || rowAt(event->position()) < 0)
        return false;
    m_plot->setCursor(Qt::SizeHorCursor);
    return true;
}

void CursorTool::add()
{
    const TimeWindow *window = m_plot->window();
    if (!m_model || !window || window->latestNs() <= 0)
        return;
    m_plot->window()->setFollowing(false);
    const std::int64_t middle = std::min(window->beginNs() + window->spanNs() / 2, window->latestNs());
    m_model->add(reachable(m_plot->cursorNs().value_or(middle)));
}

void CursorTool::letGo()
{
    if (m_model)
        m_model->setSelectedRow(-1);
}

void CursorTool::moveBy(std::int64_t ns)
{
    m_plot->window()->setFollowing(false);
    m_model->moveSelected(reachable(m_model->timeNs(m_model->selectedRow()) + ns));
}

bool CursorTool::key(QKeyEvent *event)
{
    if (!m_model)
        return false;
    const Qt::KeyboardModifiers held = event->modifiers() & ~Qt::KeypadModifier;
    if (held == Qt::NoModifier && event->key() == Qt::Key_C) {
        add();
        return true;
    }
    const int row = m_model->selectedRow();
    if (row < 0)
        return false;
    const bool arrow = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right;
    if (arrow && held.testFlag(Qt::ShiftModifier)) {
        const std::int64_t span = m_plot->window()->spanNs();
        const std::int64_t pixel = std::max<std::int64_t>(1, span / std::max(1, m_plot->lanesRect().width()));
        const std::int64_t step = held.testFlag(Qt::ControlModifier) ? span / 10 : pixel;
        moveBy(event->key() == Qt::Key_Left ? -step : step);
        return true;
    }
    if (held != Qt::NoModifier)
        return false;
    switch (event->key()) {
    case Qt::Key_Escape: letGo(); return true;
    case Qt::Key_Delete: m_model->remove(row); return true;
    default: return false;
    }
}

} // namespace widgets
