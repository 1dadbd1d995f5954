// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

#include <memory>
#include <optional>
#include <utility>

class QPainter;

namespace widgets {

class FrameClock;
class KitContext;
class RegionModel;
class TimeWindow;

/// A painted plot on the kit's shared time axis. Ctrl+wheel zooms at the cursor, drag pans and holds; arrows, + and -,
/// Home, End, Space (follow or hold) and F (fit) by keyboard. Moves in whole pixels and repaints only when something
/// moved.
class TimePlot : public QWidget
{
    Q_OBJECT
public:
    explicit TimePlot(FrameClock *clock, QWidget *parent = nullptr);
    /// Its window and clock are shown; null for none.
    void setKit(std::shared_ptr<KitContext> kit);
    [[nodiscard]] std::optional<std::int64_t> cursorNs() const { return m_cursorNs; }
    /// A cursor moved in another plot of the same axis.
    void setCursor(std::optional<std::int64_t> axisNs);
    /// Something shown is new: paints with the next frame.
    void touch() { m_touched = true; }

Q_SIGNALS:
    void cursorMoved(std::optional<std::int64_t> axisNs);

protected:
    /// Left and right edge of the time axis.
    [[nodiscard]] virtual QRect plotArea() const = 0;
    virtual void paintPlot(QPainter &painter) = 0;
    /// First and last time there is something to show at; empty: nothing.
    [[nodiscard]] virtual std::optional<std::pair<std::int64_t, std::int64_t>> extent() const { return std::nullopt; }

    [[nodiscard]] const std::shared_ptr<KitContext> &kit() const { return m_kit; }
    [[nodiscard]] double xOf(std::int64_t axisNs) const;
    [[nodiscard]] std::int64_t nsOf(double x) const;
    /// What is drawn now.
    [[nodiscard]] std::int64_t beginNs() const { return m_beginNs; }
    [[nodiscard]] std::int64_t endNs() const { return m_endNs; }
    /// Time of day under the area, on round seconds and minutes, and inside it their grid lines over the region.
    void paintTimes(QPainter &painter, const QRect &area) const;
    void paintGrid(QPainter &painter, const QRect &area) const;
    void paintCursor(QPainter &painter, const QRect &area) const;

    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void onFrame();
    void setRange();
    void moveCursor(std::optional<std::int64_t> axisNs);
    void paintRegion(QPainter &painter, const QRect &area) const;
    [[nodiscard]] double tickStep() const;
    [[nodiscard]] TimeWindow *window() const;

    FrameClock *m_clock;
    std::shared_ptr<KitContext> m_kit;
    QPointer<RegionModel> m_regions;
    std::int64_t m_beginNs = 0, m_endNs = 1;
    std::optional<std::int64_t> m_cursorNs;
    std::optional<double> m_dragX, m_hoverX; ///< pixels
    bool m_touched = true;
};

} // namespace widgets
