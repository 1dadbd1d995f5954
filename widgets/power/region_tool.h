// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/power/region_band.h"

#include <QPointer>

#include <optional>

class QKeyEvent;
class QMouseEvent;

namespace widgets {

class LanePlot;

/// Mouse and keys that make and change the region of a plot. Drag selects, its edges can be taken, its tab moves it
/// whole. R makes one of the view; Shift with arrows moves the active edge by a pixel, with Ctrl as well by a tenth of
/// the view; E takes the other edge; Escape or Delete removes, Ctrl+Z brings back. Each holds the view.
class RegionTool
{
public:
    explicit RegionTool(LanePlot *plot);
    void setModel(RegionModel *model);
    [[nodiscard]] RegionEdge active() const { return m_active; }

    /// True: it was for the region.
    bool press(QMouseEvent *event);
    void move(QMouseEvent *event);
    void release(QMouseEvent *event);
    bool key(QKeyEvent *event);
    void selectView();

private:
    enum class Grip : quint8 { Begin, End, Whole };
    struct Drag {
        Grip grip = Grip::End;
        double pressX = 0;
        std::int64_t otherNs = 0;  ///< the edge that stands still; for Whole, the region's begin
        std::int64_t lengthNs = 0; ///< Whole
        std::int64_t grabNs = 0;   ///< Whole: where it was taken
        bool moved = false;        ///< a press alone makes no region
    };
    [[nodiscard]] std::optional<Grip> gripAt(const QPointF &pos) const;
    void dragTo(double x);
    void moveEdge(std::int64_t byNs);
    [[nodiscard]] std::int64_t reachable(std::int64_t ns) const;

    LanePlot *m_plot;
    QPointer<RegionModel> m_model;
    RegionEdge m_active = RegionEdge::End;
    std::optional<Drag> m_drag;
};

} // namespace widgets
