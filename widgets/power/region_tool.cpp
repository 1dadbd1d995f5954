// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/region_tool.h"

#include "widgets/power/lane_plot.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace widgets {
namespace {

constexpr double kReach = 6;    ///< pixels from an edge within which it is taken
constexpr double kDragFrom = 4; ///< pixels: less is a click
constexpr double kTabReach = 60;

} // namespace

RegionTool::RegionTool(LanePlot *plot)
    : m_plot(plot)
{
}

void RegionTool::setModel(RegionModel *model)
{
    m_model = model;
    m_drag.reset();
}

/// The future was not measured; neither was what lay before the kit's start.
std::int64_t RegionTool::reachable(std::int64_t ns) const
{
    return std::clamp<std::int64_t>(ns, 0, std::max<std::int64_t>(0, m_plot->window()->latestNs()));
}

std::optional<RegionTool::Grip> RegionTool::gripAt(const QPointF &pos) const
{
    const auto region = m_model ? m_model->selected() : std::nullopt;
    const QRect all = m_plot->lanesRect();
    if (!region || pos.y() < all.top() || pos.y() > all.bottom())
        return std::nullopt;
    const double begin = m_plot->pixelAtNs(region->beginNs);
    const double end = m_plot->pixelAtNs(region->endNs);
    const double top = all.top() + RegionBand::kTabTop;
    const double tab = std::max(begin, double(all.left()));
    const bool onTab = pos.y() >= top && pos.y() < top + RegionBand::kTabHeight && pos.x() > tab + kReach
        && pos.x() < tab + kTabReach;
    if (onTab)
        return Grip::Whole;
    const double toBegin = std::abs(pos.x() - begin);
    const double toEnd = std::abs(pos.x() - end);
    if (std::min(toBegin, toEnd) > kReach)
        return std::nullopt;
    return toBegin < toEnd ? Grip::Begin : Grip::End;
}

bool RegionTool::press(QMouseEvent *event)
{
    const QRect all = m_plot->lanesRect();
    const QPointF pos = event->position();
    if (!m_model || event->button() != Qt::LeftButton || !all.contains(pos.toPoint()))
        return false;
    Drag drag;
    drag.pressX = pos.x();
    drag.otherNs = reachable(m_plot->nsAtPixel(pos.x()));
    const auto region = m_model->selected();
    if (const auto grip = gripAt(pos); grip && region) {
        drag.grip = *grip;
        drag.moved = true;
        drag.grabNs = m_plot->nsAtPixel(pos.x());
        drag.lengthNs = region->lengthNs();
        drag.otherNs = *grip == Grip::Begin ? region->endNs : region->beginNs;
    }
    m_drag = drag;
    return true;
}

void RegionTool::move(QMouseEvent *event)
{
    const QPointF pos = event->position();
    if (m_drag && event->buttons().testFlag(Qt::LeftButton)) {
        m_drag->moved = m_drag->moved || std::abs(pos.x() - m_drag->pressX) >= kDragFrom;
        if (m_drag->moved)
            dragTo(pos.x());
        return;
    }
    const auto grip = gripAt(pos);
    m_plot->setCursor(!grip ? Qt::ArrowCursor : *grip == Grip::Whole ? Qt::SizeAllCursor : Qt::SizeHorCursor);
}

void RegionTool::dragTo(double x)
{
    if (!m_model)
        return;
    m_plot->window()->setFollowing(false); // what is being measured does not run away
    const QRect all = m_plot->lanesRect();
    const std::int64_t ns = m_plot->nsAtPixel(std::clamp(x, double(all.left()), double(all.right() + 1)));
    if (m_drag->grip == Grip::Whole) {
        const std::int64_t latest = std::max<std::int64_t>(0, m_plot->window()->latestNs() - m_drag->lengthNs);
        const std::int64_t begin = std::clamp<std::int64_t>(m_drag->otherNs + ns - m_drag->grabNs, 0, latest);
        m_model->select(begin, begin + m_drag->lengthNs);
        return;
    }
    const std::int64_t edge = reachable(ns);
    m_active = edge < m_drag->otherNs ? RegionEdge::Begin : RegionEdge::End; // edges may cross
    m_model->select(m_drag->otherNs, edge);
    m_plot->refreshRegion();
}

void RegionTool::release(QMouseEvent *) { m_drag.reset(); }

void RegionTool::selectView()
{
    if (!m_model || !m_plot->window())
        return;
    const std::int64_t begin = reachable(m_plot->window()->beginNs());
    const std::int64_t end = reachable(m_plot->window()->endNs());
    if (end <= begin)
        return; // nothing was measured in this view
    m_plot->window()->setFollowing(false);
    m_active = RegionEdge::End;
    m_model->select(begin, end);
    m_plot->refreshRegion();
}

void RegionTool::moveEdge(std::int64_t byNs)
{
    const auto region = m_model->selected();
    m_plot->window()->setFollowing(false);
    const bool first = m_active == RegionEdge::Begin;
    const std::int64_t stays = first ? region->endNs : region->beginNs;
    std::int64_t edge = reachable((first ? region->beginNs : region->endNs) + byNs);
    // By keyboard an edge stops at the other one.
    edge
        = first ? std::min(edge, stays - RegionModel::kMinLengthNs) : std::max(edge, stays + RegionModel::kMinLengthNs);
    m_model->select(stays, edge);
}

bool RegionTool::key(QKeyEvent *event)
{
    if (!m_model)
        return false;
    const Qt::KeyboardModifiers held = event->modifiers() & ~Qt::KeypadModifier;
    const bool region = m_model->selected().has_value();
    if (held == Qt::ControlModifier && event->key() == Qt::Key_Z)
        return m_model->restore();
    if (held == Qt::NoModifier && event->key() == Qt::Key_R) {
        selectView();
        return true;
    }
    if (!region)
        return false;
    const bool arrow = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right;
    if (arrow && held.testFlag(Qt::ShiftModifier)) {
        const std::int64_t span = m_plot->window()->spanNs();
        const std::int64_t pixel = std::max<std::int64_t>(1, span / std::max(1, m_plot->lanesRect().width()));
        const std::int64_t step = held.testFlag(Qt::ControlModifier) ? span / 10 : pixel;
        moveEdge(event->key() == Qt::Key_Left ? -step : step);
        return true;
    }
    if (held != Qt::NoModifier)
        return false;
    switch (event->key()) {
    case Qt::Key_E:
        m_active = m_active == RegionEdge::Begin ? RegionEdge::End : RegionEdge::Begin;
        m_plot->refreshRegion();
        return true;
    case Qt::Key_Escape:
    case Qt::Key_Delete: m_model->removeSelected(); return true;
    default: return false;
    }
}

} // namespace widgets
