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

/// The edges of the selected region come first, then tabs, then other edges, the nearest of them.
std::optional<RegionTool::Hold> RegionTool::holdAt(const QPointF &pos) const
{
    const QRect all = m_plot->lanesRect();
    if (!m_model || pos.y() < all.top() || pos.y() > all.bottom())
        return std::nullopt;
    std::optional<Hold> nearest;
    double best = kReach;
    const auto look = [&](int row) {
        const double toBegin = std::abs(pos.x() - m_plot->pixelAtNs(m_model->region(row).beginNs));
        const double toEnd = std::abs(pos.x() - m_plot->pixelAtNs(m_model->region(row).endNs));
        if (std::min(toBegin, toEnd) > best)
            return;
        best = std::min(toBegin, toEnd);
        nearest = Hold{row, toBegin < toEnd ? Grip::Begin : Grip::End};
    };
    if (m_model->selectedRow() >= 0)
        look(m_model->selectedRow());
    if (nearest)
        return nearest;
    if (const std::optional<int> row = m_plot->regionTabAt(pos))
        return Hold{*row, Grip::Whole};
    for (int row = 0; row < m_model->rowCount(); ++row)
        look(row);
    return nearest;
}

/// The shortest region there, since longer ones can be reached beside it; -1: none.
int RegionTool::rowAt(double x) const
{
    const std::int64_t ns = m_plot->nsAtPixel(x);
    int found = -1;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const TimeRegion &region = m_model->region(row);
        const bool inside = ns >= region.beginNs && ns < region.endNs;
        if (inside && (found < 0 || region.lengthNs() < m_model->region(found).lengthNs()))
            found = row;
    }
    return found;
}

bool RegionTool::press(QMouseEvent *event)
{
    const QRect all = m_plot->lanesRect();
    const QPointF pos = event->position();
    if (!m_model || event->button() != Qt::LeftButton || !all.contains(pos.toPoint()))
        return false;
    Drag drag;
    drag.pressX = pos.x();
    drag.another = event->modifiers().testFlag(Qt::ShiftModifier);
    drag.otherNs = reachable(m_plot->nsAtPixel(pos.x()));
    drag.hold = drag.another ? std::nullopt : holdAt(pos);
    if (drag.hold) {
        m_model->setSelectedRow(drag.hold->row);
        const TimeRegion region = m_model->region(drag.hold->row);
        drag.grabNs = m_plot->nsAtPixel(pos.x());
        drag.lengthNs = region.lengthNs();
        drag.otherNs = drag.hold->grip == Grip::Begin ? region.endNs : region.beginNs;
        drag.moved = drag.hold->grip != Grip::Whole; // of a tab a press alone selects
    }
    m_drag = drag;
    return true;
}

void RegionTool::move(QMouseEvent *event)
{
    const QPointF pos = event->position();
    if (m_drag && event->buttons().testFlag(Qt::LeftButton)) {
        const bool began = !m_drag->moved && std::abs(pos.x() - m_drag->pressX) >= kDragFrom;
        m_drag->moved = m_drag->moved || (began && (m_drag->hold || make(m_plot->nsAtPixel(pos.x()))));
        if (m_drag->moved)
            dragTo(pos.x());
        return;
    }
    const auto hold = holdAt(pos);
    m_plot->setCursor(!hold ? Qt::ArrowCursor : hold->grip == Grip::Whole ? Qt::SizeAllCursor : Qt::SizeHorCursor);
}

bool RegionTool::make(std::int64_t edgeNs)
{
    const std::int64_t edge = reachable(edgeNs);
    if (!m_model || edge == m_drag->otherNs)
        return false; // all of it lies where the kit's time is not
    if (m_drag->another)
        m_model->add(m_drag->otherNs, edge);
    else
        m_model->select(m_drag->otherNs, edge);
    return true;
}

void RegionTool::dragTo(double x)
{
    if (!m_model || m_model->selectedRow() < 0)
        return;                            // the kit restarted under the mouse
    m_plot->window()->setFollowing(false); // what is being measured does not run away
    const QRect all = m_plot->lanesRect();
    const std::int64_t ns = m_plot->nsAtPixel(std::clamp(x, double(all.left()), double(all.right() + 1)));
    if (m_drag->hold && m_drag->hold->grip == Grip::Whole) {
        const std::int64_t latest = std::max<std::int64_t>(0, m_plot->window()->latestNs() - m_drag->lengthNs);
        const std::int64_t begin = std::clamp<std::int64_t>(m_drag->otherNs + ns - m_drag->grabNs, 0, latest);
        m_model->moveSelected(begin, begin + m_drag->lengthNs);
        return;
    }
    const std::int64_t edge = reachable(ns);
    m_active = edge < m_drag->otherNs ? RegionEdge::Begin : RegionEdge::End; // edges may cross
    m_model->moveSelected(m_drag->otherNs, edge);
    m_plot->refreshRegion();
}

void RegionTool::release(QMouseEvent *event)
{
    if (m_drag && !m_drag->moved && !m_drag->hold && m_model && event->button() == Qt::LeftButton) {
        if (const int row = rowAt(event->position().x()); row >= 0)
            m_model->setSelectedRow(row);
    }
    m_drag.reset();
}

void RegionTool::addView()
{
    if (!m_model || !m_plot->window())
        return;
    std::int64_t begin = reachable(m_plot->window()->beginNs());
    std::int64_t end = reachable(m_plot->window()->endNs());
    // A view reaches a little beyond the samples at its ends; a region that does would have figures of a part only.
    if (const auto &store = m_plot->store(); store && store->endIndex() > store->beginIndex()) {
        const std::int64_t first = store->kitTimeOf(store->beginIndex()), last = store->kitTimeOf(store->endIndex());
        if (first < end && last > begin) {
            begin = std::max(begin, first);
            end = std::min(m_plot->window()->endNs(), last); // the newest sample too
        }
    }
    if (end <= begin)
        return; // nothing was measured in this view
    m_plot->window()->setFollowing(false);
    m_active = RegionEdge::End;
    m_model->add(begin, end);
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
    m_model->moveSelected(stays, edge);
}

bool RegionTool::stepEdge(const QKeyEvent *event)
{
    const std::int64_t span = m_plot->window()->spanNs();
    const std::int64_t pixel = std::max<std::int64_t>(1, span / std::max(1, m_plot->lanesRect().width()));
    const std::int64_t step = event->modifiers().testFlag(Qt::ControlModifier) ? span / 10 : pixel;
    moveEdge(event->key() == Qt::Key_Left ? -step : step);
    return true;
}

bool RegionTool::key(QKeyEvent *event)
{
    if (!m_model)
        return false;
    const Qt::KeyboardModifiers held = event->modifiers() & ~Qt::KeypadModifier;
    if (held == Qt::NoModifier && event->key() == Qt::Key_R) {
        addView();
        return true;
    }
    const int row = m_model->selectedRow();
    if (row < 0)
        return false;
    const bool arrow = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right;
    if (arrow && held.testFlag(Qt::ShiftModifier))
        return stepEdge(event);
    if (held != Qt::NoModifier)
        return false;
    switch (event->key()) {
    case Qt::Key_E:
        m_active = m_active == RegionEdge::Begin ? RegionEdge::End : RegionEdge::Begin;
        m_plot->refreshRegion();
        return true;
    case Qt::Key_K: m_model->keep(row); return true;
    case Qt::Key_Escape:
        if (m_model->kept(row))
            m_model->setSelectedRow(-1);
        else
            m_model->remove(row);
        return true;
    case Qt::Key_Delete: m_model->remove(row); return true;
    default: return false;
    }
}

} // namespace widgets
