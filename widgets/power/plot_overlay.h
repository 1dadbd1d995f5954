// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/kit/event_timeline.h"

#include "widgets/power/qcp.h"

#include <QStaticText>

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

    void setLanes(QList<LaneName> lanes);
    void setTimeline(const EventTimeline *timeline) { m_timeline = timeline; }
    void setCursor(std::optional<double> seconds, const QString &label);
    /// One sentence in the middle of the top lane when there is nothing to draw.
    void setNote(const QString &note) { m_note = note; }

    double selectTest(const QPointF &pos, bool onlySelectable, QVariant *details = nullptr) const override;

protected:
    void draw(QCPPainter *painter) override;

private:
    void drawNames(QCPPainter *painter) const;
    void drawPrompts(QCPPainter *painter, const QRect &all) const;
    static void drawLines(QCPPainter *painter, const QRect &all, const std::vector<std::pair<int, int>> &marks);
    static void drawNumbers(QCPPainter *painter, const QRect &all, const std::vector<std::pair<int, int>> &marks);
    void drawCursor(QCPPainter *painter, const QRect &all) const;

    struct Words {
        QStaticText name, unit, scale; ///< laid out once: they are painted with every frame
    };
    QList<LaneName> m_lanes;
    std::vector<Words> m_words; ///< of the lanes, in their order
    const EventTimeline *m_timeline = nullptr;
    std::optional<double> m_cursor;
    QString m_cursorLabel, m_note;
};

} // namespace widgets
