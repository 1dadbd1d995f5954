// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/power/region_model.h"

#include "widgets/power/qcp.h"

#include <QPointer>

#include <vector>

namespace widgets {

enum class RegionEdge : quint8 { Begin, End };

/// The regions over all lanes: a shade under the traces, edges over them, and a tab each with its letter and, where
/// there is room, its caption. The selected one has the accent, and grips at its edges; the edge that the keyboard
/// moves has the larger grip. A caption ends where the next region begins, shortened or left out; under the mouse it is
/// shown whole. Tabs that would lie on each other go one line down.
class RegionBand : public QCPAbstractItem
{
    Q_OBJECT
public:
    static constexpr int kTabTop = 20; ///< below the numbers of the prompts
    static constexpr int kTabHeight = 18;

    struct Caption {
        QString strong, weak;
        friend bool operator==(const Caption &, const Caption &) = default;
    };

    explicit RegionBand(QCustomPlot *plot);
    void setLanes(QList<QCPAxisRect *> lanes);
    /// What to show now; null: nothing.
    void setRegions(const RegionModel *regions, RegionEdge active);
    /// One per row of the model; missing ones are empty. True when they changed.
    bool setCaptions(std::vector<Caption> captions);
    [[nodiscard]] bool isInView() const; ///< some shade is drawn
    /// Row of the region whose tab lies there.
    [[nodiscard]] std::optional<int> tabAt(const QPointF &pos) const;
    struct Tab {
        int row = 0;
        QRectF letter, words; ///< words: empty when there is no room for them
        Caption caption;      ///< as it fits
    };
    /// As they lie on the plot now, the one under the mouse whole.
    [[nodiscard]] std::vector<Tab> shownTabs() const;

    double selectTest(const QPointF &pos, bool onlySelectable, QVariant *details = nullptr) const override;

protected:
    void draw(QCPPainter *painter) override; ///< what lies over the traces
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    class Shade;
    [[nodiscard]] QRect all() const;
    [[nodiscard]] bool inView(int row) const;
    [[nodiscard]] double pixelOf(std::int64_t ns) const;
    [[nodiscard]] std::vector<int> rowsInView() const;
    [[nodiscard]] std::vector<Tab> tabs() const;
    [[nodiscard]] Tab tabOf(int row, const std::vector<int> &rows) const;
    [[nodiscard]] Tab withWords(Tab tab) const;
    [[nodiscard]] Caption captionOf(int row) const;
    void drawEdge(QCPPainter *painter, int row, RegionEdge edge) const;
    void drawTab(QCPPainter *painter, const Tab &tab) const;

    QList<QCPAxisRect *> m_lanes;
    QPointer<const RegionModel> m_regions;
    RegionEdge m_active = RegionEdge::End;
    std::vector<Caption> m_captions;
    std::optional<int> m_hovered; ///< row whose tab is under the mouse
};

} // namespace widgets
