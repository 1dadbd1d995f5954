// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/sample_store.h"
#include "widgets/kit/event_timeline.h"
#include "widgets/kit/wall_clock.h"
#include "widgets/power/si_ticker.h"
#include "widgets/power/time_window.h"
#include "widgets/power/value_range.h"

#include "widgets/power/qcp.h"

#include <QPointer>

#include <memory>
#include <optional>
#include <vector>

namespace widgets {

class AxisClock;
class BalanceLane;
class FrameClock;
class KitFacts;
class KitTimeTicker;
class PlotOverlay;
class RadioLane;
class RegionBand;
class RegionModel;
class RegionTool;
class SampleTrace;
class TokenLane;

enum class Lane : quint8 { Current, Power, Voltage, Radio, Tokens, Balance };

/// Lanes on one time axis, redrawn at most once per frame of the clock and only while visible. The wheel pans, with
/// Ctrl it zooms at the cursor; drag makes a region where there is a model for it, else pans; the middle button always
/// pans. Arrows, + and -, Home, End, Space (follow or hold) and F (fit) by keyboard, and the keys of RegionTool.
class LanePlot : public QCustomPlot
{
    Q_OBJECT
public:
    LanePlot(const QList<Lane> &lanes, FrameClock *clock, QWidget *parent = nullptr);
    ~LanePlot() override;

    /// The window is shared with other plots; it must outlive this one or be replaced.
    void setWindow(TimeWindow *window);
    /// Who moves the window along; null: the plot itself does, by its newest sample.
    void setAxisClock(AxisClock *axis);
    void setStore(std::shared_ptr<const device_link::SampleStore> store);
    /// Regions to show and change; null: none, and drag pans.
    void setRegions(RegionModel *regions);
    /// Beside the region's letter: its energy, its duration.
    void setRegionCaption(const QString &strong, const QString &weak);
    void setTimeline(const EventTimeline *timeline); ///< must outlive this or be reset to null
    void setFacts(KitFacts *facts);                  ///< whose account the balance lane shows; may be null
    void setWallClock(const WallClock &clock);
    void setNote(const QString &note); ///< why there is nothing to draw

    [[nodiscard]] const SampleTrace *trace(Lane lane) const; ///< null for lanes without samples
    [[nodiscard]] QRect laneRect(Lane lane) const;
    [[nodiscard]] std::optional<std::int64_t> cursorNs() const { return m_cursorNs; }
    /// SI exponent of the lane's axis: readouts beside it use the same prefix.
    [[nodiscard]] int exponent(Lane lane) const;
    /// Draws now what changed, as the clock does.
    void drawFrame();
    [[nodiscard]] TimeWindow *window() const { return m_window; }
    [[nodiscard]] std::int64_t nsAtPixel(double x) const;
    [[nodiscard]] double pixelAtNs(std::int64_t ns) const;
    /// All lanes and what is between them.
    [[nodiscard]] QRect lanesRect() const;
    void refreshRegion(); ///< it or its active edge changed
    void selectView();    ///< makes a region of what is shown

Q_SIGNALS:
    void drawn(); ///< columns() of the traces are new
    void cursorMoved();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    struct Row {
        Lane lane;
        QCPAxisRect *area;
        SampleTrace *trace = nullptr;
        QSharedPointer<SiTicker> ticker;
        ValueRange range{true};
    };
    void addRow(Lane lane, bool last);
    void addSamples(Row &row);
    void restyle();
    void retranslate();
    void setTimeRange();
    bool fitValues();
    void moveCursor(std::optional<std::int64_t> ns);
    void fitAll();

    FrameClock *m_clock;
    QPointer<AxisClock> m_axis;
    QPointer<RegionModel> m_regions;
    TimeWindow *m_window = nullptr;
    std::shared_ptr<const device_link::SampleStore> m_store;
    const EventTimeline *m_timeline = nullptr;
    WallClock m_wallClock;
    std::vector<Row> m_rows;
    RadioLane *m_radio = nullptr;
    TokenLane *m_tokens = nullptr;
    BalanceLane *m_balance = nullptr;
    QPointer<KitFacts> m_facts;
    std::int64_t m_balanceAtNs = 0; ///< of the newest step that was drawn
    PlotOverlay *m_overlay = nullptr;
    RegionBand *m_band = nullptr;
    std::unique_ptr<RegionTool> m_tool;
    QSharedPointer<KitTimeTicker> m_timeTicker;
    std::optional<std::int64_t> m_cursorNs;
    std::optional<double> m_dragX, m_hoverX; ///< pixels
    std::uint64_t m_drawnEnd = 0;
    QCPRange m_drawnRange;
    bool m_dirty = true;
};

} // namespace widgets
