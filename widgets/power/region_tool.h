// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/power/region_band.h"

#include <QPointer>

#include <optional>

class QKeyEvent;
class QMouseEvent;

namespace widgets {

class LanePlot;

/// Mouse and keys that make and change the regions of a plot. Drag over the graph measures: it makes the draft anew,
/// with Shift one more region. Edges can be taken, a tab moves its region whole, a click selects. R makes one more of
/// the view, K keeps the draft; Shift with arrows moves the active edge by a pixel, with Ctrl as well by a tenth of the
/// view; E takes the other edge; Delete removes; Escape removes a draft and lets go of a region that is kept. Each
/// holds the view.
class RegionTool
{
public:
    explicit RegionTool(LanePlot *plot);
    void setModel(RegionModel *model);
    [[nodiscard]] RegionEdge active() const { return m_active; }

    /// True: it was for the regions.
    bool press(QMouseEvent *event);
    void move(QMouseEvent *event);
    void release(QMouseEvent *event);
    bool key(QKeyEvent *event);
    void addView(); ///< one more region, of what is shown

private:
    enum class Grip : quint8 { Begin, End, Whole };
    struct Hold {
        int row = 0;
        Grip grip = Grip::End;
    };
    struct Drag {
        std::optional<Hold> hold; ///< empty: makes a region
        double pressX = 0;
        std::int64_t otherNs = 0;  ///< the edge that stands still; for Whole, the region's begin
        std::int64_t lengthNs = 0; ///< Whole
        std::int64_t grabNs = 0;   ///< Whole: where it was taken
        bool another = false;      ///< with Shift
        bool moved = false;        ///< a press alone makes no region
    };
    [[nodiscard]] std::optional<Hold> holdAt(const QPointF &pos) const;
    [[nodiscard]] int rowAt(double x) const;
    void dragTo(double x);
    bool make(std::int64_t edgeNs); ///< false: there is nothing to make yet
    void moveEdge(std::int64_t byNs);
    bool stepEdge(const QKeyEvent *event);
    [[nodiscard]] std::int64_t reachable(std::int64_t ns) const;

    LanePlot *m_plot;
    QPointer<RegionModel> m_model;
    RegionEdge m_active = RegionEdge::End;
    std::optional<Drag> m_drag;
};

} // namespace widgets
