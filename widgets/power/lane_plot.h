// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/sample_view.h"
#include "widgets/kit/event_timeline.h"
#include "widgets/kit/wall_clock.h"
#include "widgets/power/frame_meter.h"
#include "widgets/power/plot_marks.h"
#include "widgets/power/region_band.h"
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
class ChargeLane;
class CursorBand;
class CursorTool;
class FrameClock;
class KitFacts;
class KitTimeTicker;
class LogicLane;
class PlotOverlay;
class RadioLane;
class RegionTool;
class SampleTrace;
class TokenLane;

enum class Lane : quint8 { Current, Power, Voltage, Charge, Logic, Radio, Tokens, Balance };

/// Lanes on one time axis, redrawn at most once per frame of the clock and only while visible. The wheel pans, with
/// Ctrl it zooms at the cursor; drag makes a region where there is a model for it, else pans; the middle button always
/// pans. Arrows, + and -, Home, End, Space (follow or hold) and F (fit) by keyboard, the keys of RegionTool and
/// CursorTool; Tab goes through regions and cursors in the order of time and leaves after the last, Ctrl+Z takes back
/// what was removed, L turns axes logarithmic. The wheel over the labels of an axis fixes and scales it, a double click
/// there lets it follow again.
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
    void setStore(std::shared_ptr<const device_link::SampleView> store);
    /// Regions to show and change; null: none, and drag pans.
    void setRegions(RegionModel *regions);
    void setCursors(CursorModel *cursors); ///< null: none
    /// Beside the letter of each region, by its row: its energy, its duration and note.
    void setRegionCaptions(std::vector<RegionBand::Caption> captions);
    [[nodiscard]] std::optional<int> regionTabAt(const QPointF &pos) const { return m_band->tabAt(pos); }
    void setTimeline(const EventTimeline *timeline); ///< must outlive this or be reset to null
    void setFacts(KitFacts *facts);                  ///< whose account the balance lane shows; may be null
    void setWallClock(const WallClock &clock);
    void setNote(const QString &note);  ///< why there is nothing to draw
    [[nodiscard]] QString note() const; ///< as it was drawn last, also by itself

    [[nodiscard]] const SampleTrace *trace(Lane lane) const;         ///< null for lanes without samples
    [[nodiscard]] QRect laneRect(Lane lane) const;                   ///< empty where the stream has nothing for it
    [[nodiscard]] const LogicLane *logic() const { return m_logic; } ///< null where no such lane was asked for
    [[nodiscard]] bool hasLogic() const;                             ///< the stream has it
    [[nodiscard]] const ChargeLane *charge() const { return m_charge; }
    /// Lanes can be put away; one stays. Without a choice the charge is there only where the others keep enough room.
    void setLaneShown(Lane lane, std::optional<bool> shown);
    [[nodiscard]] std::optional<bool> laneChoice(Lane lane) const;
    [[nodiscard]] bool isLaneShown(Lane lane) const;
    [[nodiscard]] QList<Lane> lanes() const;        ///< that it was made with, from the top
    [[nodiscard]] static QString nameOf(Lane lane); ///< in the language that is installed
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
    void fitAll();              ///< shows all samples
    void zoomBy(double factor); ///< about what is under the mouse, else the middle; below 1: closer
    static constexpr double kZoomIn = 0.8, kZoomOut = 1.25;
    void refreshRegion(); ///< one of them or the active edge changed
    [[nodiscard]] const std::shared_ptr<const device_link::SampleView> &store() const { return m_store; }
    void undo() { m_marks.undo(); } ///< the newest step of what was done to regions and cursors
    void redo() { m_marks.redo(); }
    void addRegion(); ///< one more region, of what is shown
    void addCursor(); ///< at the mouse, else in the middle
    /// Axes of current and power in decades; what is not above 0 is drawn at their lower end.
    void setLogarithmic(bool logarithmic);
    [[nodiscard]] bool logarithmic() const { return m_logarithmic; }
    /// A lane whose axis no longer follows what it shows; empty: it does.
    void setFixedRange(Lane lane, std::optional<QCPRange> range);
    [[nodiscard]] std::optional<QCPRange> fixedRange(Lane lane) const;
    [[nodiscard]] QCPRange valueRange(Lane lane) const;
    [[nodiscard]] QString frameText() const;            ///< how fast it draws, in words
    void fillMenu(class QMenu *menu, const QPoint &at); ///< what can be done at a place

Q_SIGNALS:
    void drawn(); ///< columns() of the traces are new
    void cursorMoved();

protected:
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    bool event(QEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    struct Row {
        Lane lane;
        QCPAxisRect *area;
        SampleTrace *trace = nullptr;
        QSharedPointer<SiTicker> ticker;
        QSharedPointer<DecadeTicker> decades;
        ValueRange range{true};
        std::optional<QCPRange> fixed{};
        std::optional<bool> wanted{}; ///< put away or asked for by the user; empty: as there is room
    };
    void addRow(Lane lane);
    void addMark(Row &row);
    void addSamples(Row &row);
    void restyle();
    void retranslate();
    [[nodiscard]] QString noteOfView() const;
    void setTimeRange();
    void layOutRows();
    [[nodiscard]] bool isThere(const Row &row) const;
    [[nodiscard]] static int heightOf(Lane lane);
    [[nodiscard]] int timeDecimals() const { return m_window && m_window->spanNs() < 50'000'000 ? 6 : 3; }
    void paintGrounds(QPainter &painter);
    bool fitValues();
    bool fitRow(Row &row);
    bool extremesOf(const Row &row, double *min, double *max) const;
    [[nodiscard]] bool isLogarithmic(const Row &row) const;
    [[nodiscard]] Row *axisAt(const QPoint &pos); ///< the lane with samples whose labels lie there
    void refreshCursors();
    void moveCursor(std::optional<std::int64_t> ns);

    FrameClock *m_clock;
    QPointer<AxisClock> m_axis;
    QPointer<RegionModel> m_regions;
    TimeWindow *m_window = nullptr;
    std::shared_ptr<const device_link::SampleView> m_store;
    const EventTimeline *m_timeline = nullptr;
    WallClock m_wallClock;
    std::vector<Row> m_rows;
    RadioLane *m_radio = nullptr;
    TokenLane *m_tokens = nullptr;
    LogicLane *m_logic = nullptr;
    ChargeLane *m_charge = nullptr;
    BalanceLane *m_balance = nullptr;
    QPointer<KitFacts> m_facts;
    std::int64_t m_balanceAtNs = 0; ///< of the newest step that was drawn
    PlotOverlay *m_overlay = nullptr;
    RegionBand *m_band = nullptr;
    std::unique_ptr<RegionTool> m_tool;
    QPointer<CursorModel> m_cursors;
    CursorBand *m_cursorBand = nullptr;
    std::unique_ptr<CursorTool> m_cursorTool;
    PlotMarks m_marks;
    QSharedPointer<KitTimeTicker> m_timeTicker;
    std::optional<std::int64_t> m_cursorNs;
    std::optional<double> m_dragX, m_hoverX; ///< pixels
    std::uint64_t m_drawnEnd = 0;
    QCPRange m_drawnRange;
    FrameMeter m_meter;
    qint64 m_drawNs = -1; ///< what drawFrame() took of the frame that is to be painted; -1: none is
    bool m_logarithmic = false;
    QString m_note; ///< of the owner
    bool m_dirty = true;
};

} // namespace widgets
