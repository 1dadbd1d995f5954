// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/kit/event_timeline.h"

#include "widgets/power/qcp.h"

#include <optional>
#include <utility>
#include <vector>

namespace widgets {

/// What lies across all lanes: where prompts were accepted, the cursor with its time, and the words of the lanes.
class PlotOverlay : public QCPAbstractItem
{
    Q_OBJECT
public:
    struct LaneName {
        QCPAxisRect *area;
        QString name, unit;
        QString note;  ///< why the lane is empty, else empty
        QString scale; ///< what is special about its axis, else empty
    };
    explicit PlotOverlay(QCustomPlot *plot);

    void setLanes(QList<LaneName> lanes) { m_lanes = std::move(lanes); }
    void setTimeline(const EventTimeline *timeline) { m_timeline = timeline; }
    void setCursor(std::optional<double> seconds, const QString &label);
    /// One sentence in the middle of the top lane when there is nothing to draw.
    void setNote(const QString &note) { m_note = note; }
    [[nodiscard]] const QString &note() const { return m_note; }

    double selectTest(const QPointF &pos, bool onlySelectable, QVariant *details = nullptr) const override;

protected:
    void draw(QCPPainter *painter) override;

private:
    void drawWords(QCPPainter *painter) const;
    static void drawBeside(QCPPainter *painter, const LaneName &lane);
    void drawPrompts(QCPPainter *painter, const QRect &all) const;
    static void drawLines(QCPPainter *painter, const QRect &all, const std::vector<std::pair<int, int>> &marks);
    static void drawNumbers(QCPPainter *painter, const QRect &all, const std::vector<std::pair<int, int>> &marks);
    void drawCursor(QCPPainter *painter, const QRect &all) const;

    QList<LaneName> m_lanes;
    const EventTimeline *m_timeline = nullptr;
    std::optional<double> m_cursor;
    QString m_cursorLabel, m_note;
};

} // namespace widgets
