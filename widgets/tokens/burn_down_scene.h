// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/kit/wall_clock.h"
#include "widgets/power/region_model.h"
#include "widgets/power/value_range.h"
#include "widgets/tokens/spending.h"

#include <QCoreApplication>
#include <QRectF>

class QPainter;

namespace widgets {

/// The picture of a balance over kit time: steps, what is available below them, dashed, while some is reserved, and a
/// straight line ahead at a pace. Knows where things lie; knows nothing of widgets.
class BurnDownScene
{
    Q_DECLARE_TR_FUNCTIONS(widgets::BurnDownScene)
public:
    QRectF area; ///< of the plot, without its axes
    WallClock wallClock;
    std::int64_t beginNs = 0, endNs = 1;
    std::int64_t nowNs = 0;
    bool heard = true; ///< false: the kit is away, and now is when it was last heard
    QList<KitFacts::BalanceStep> steps;
    std::optional<Pace> ahead;          ///< empty: no straight line
    std::optional<std::int64_t> markNs; ///< the chosen entry of the ledger
    std::optional<double> cursorX;      ///< pixels
    std::optional<TimeRegion> region;   ///< the stretch that is measured in the power panel

    void draw(QPainter &painter);
    [[nodiscard]] std::int64_t nsAt(double x) const;
    /// What is left at a kit time; empty before the first step.
    [[nodiscard]] std::optional<KitFacts::BalanceStep> at(std::int64_t kitNs) const;

private:
    [[nodiscard]] double xOf(std::int64_t ns) const;
    [[nodiscard]] double yOf(double micro) const;
    [[nodiscard]] double projectedAt(std::int64_t ns) const;
    [[nodiscard]] std::int64_t endOf(qsizetype step) const;
    void fitValues();
    void drawRegion(QPainter &painter) const;
    void drawTimeAxis(QPainter &painter) const;
    void drawValueAxis(QPainter &painter) const;
    void drawSteps(QPainter &painter) const;
    void drawReserved(QPainter &painter, double left, double right, const KitFacts::BalanceStep &step) const;
    void drawProjection(QPainter &painter) const;
    void drawNow(QPainter &painter) const;
    void drawMark(QPainter &painter) const;
    void drawCursor(QPainter &painter) const;

    ValueRange m_framed{false};
    double m_low = 0, m_high = 1; ///< of the value axis, micro-tokens
};

} // namespace widgets
