// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/power/region_model.h"

#include "widgets/power/qcp.h"

namespace widgets {

enum class RegionEdge : quint8 { Begin, End };

/// A region over all lanes: a shade under the traces, edges with grips over them, and a tab with its letter, energy and
/// duration. The edge that the keyboard moves has the larger grip.
class RegionBand : public QCPAbstractItem
{
    Q_OBJECT
public:
    static constexpr int kTabTop = 20; ///< below the numbers of the prompts
    static constexpr int kTabHeight = 18;

    explicit RegionBand(QCustomPlot *plot);
    void setLanes(QList<QCPAxisRect *> lanes);
    void setRegion(std::optional<TimeRegion> region, RegionEdge active);
    /// True when it changed.
    bool setCaption(const QString &strong, const QString &weak);

    double selectTest(const QPointF &pos, bool onlySelectable, QVariant *details = nullptr) const override;

protected:
    void draw(QCPPainter *painter) override; ///< what lies over the traces

private:
    class Shade;
    void drawEdge(QCPPainter *painter, RegionEdge edge, const QRect &all) const;
    void drawTab(QCPPainter *painter, const QRect &all) const;
    [[nodiscard]] double pixelOf(std::int64_t ns) const;
    [[nodiscard]] bool inView() const;

    QList<QCPAxisRect *> m_lanes;
    std::optional<TimeRegion> m_region;
    RegionEdge m_active = RegionEdge::End;
    QString m_strong, m_weak;
};

} // namespace widgets
