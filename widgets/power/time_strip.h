// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/capture/sample_view.h"
#include "widgets/kit/event_timeline.h"
#include "widgets/kit/wall_clock.h"
#include "widgets/power/time_window.h"

#include <QImage>
#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <memory>
#include <vector>

namespace widgets {

class KitContext;
class RegionModel;

/// All samples under every panel, up to now also where nothing is measured: minimap in neutral tones, green ticks for
/// prompts, and a frame for what the panels show, bars for the regions. A click or drag moves them there; the two grips
/// change the span.
class TimeStrip : public QWidget
{
    Q_OBJECT
public:
    explicit TimeStrip(QWidget *parent = nullptr);
    /// Both must outlive the strip or be reset to null.
    void setAxis(TimeWindow *window, const EventTimeline *timeline);
    enum class Source : quint8 {
        Stream,  ///< runs: its newest sample is now
        Stopped, ///< now goes on without it
        File     ///< of a recording
    };
    [[nodiscard]] static Source sourceOf(const KitContext *kit); ///< may be null
    void setStore(std::shared_ptr<const device_link::SampleView> store, Source source = Source::Stream);
    void setRegions(RegionModel *regions); ///< null: none
    void setWallClock(const WallClock &clock);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    enum class Grip : quint8 { None, Left, Right, Middle };
    [[nodiscard]] QRect mapArea() const;
    [[nodiscard]] double xOf(std::int64_t ns) const;
    [[nodiscard]] std::int64_t nsOf(double x) const;
    /// Of what came since the strip was drawn.
    void takeSamples();
    void renderMap();
    [[nodiscard]] bool axisWentOn() const;
    void followWindow();
    [[nodiscard]] QRectF windowFrame() const; ///< on whole device pixels
    void paintMarks(QPainter &painter, const QRect &area) const;
    void paintTimes(QPainter &painter, const QRect &area) const;
    void paintNames(QPainter &painter) const;
    void paintWindow(QPainter &painter) const;
    void paintRegions(QPainter &painter, const QRect &area) const;

    TimeWindow *m_window = nullptr;
    const EventTimeline *m_timeline = nullptr;
    QPointer<RegionModel> m_regions;
    std::shared_ptr<const device_link::SampleView> m_store;
    Source m_source = Source::Stream;
    WallClock m_wallClock;
    QTimer m_timer;
    QImage m_map;
    std::int64_t m_beginNs = 0, m_endNs = 0;
    std::int64_t m_measuredNs = 0; ///< as its name tells: without pauses, of a file the whole
    std::uint64_t m_mapEnd = 0;    ///< index that the map was drawn up to
    Grip m_grip = Grip::None;
    double m_dragX = 0;
    QRectF m_shownFrame; ///< as it was last painted, or will be
};

} // namespace widgets
