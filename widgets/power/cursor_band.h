// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/power/qcp.h"

#include <QList>

#include <vector>

namespace widgets {

/// What one cursor says, ready to be drawn.
struct CursorMark {
    double seconds = 0; ///< on the time axis
    QString time;       ///< of day
    QString note;       ///< of the user, may be empty
    QStringList values; ///< one per lane, empty where the lane has none
    QString sinceLast;  ///< "Δ 1.284 s", since the cursor before; empty for the first
    QString more;       ///< what else changed since then, when there is room: "0.779 Hz, −12.4 mA"
    bool selected = false;
};

/// Cursors over all lanes: a line each, its number and time at the time axis, the lane's value beside it, and between
/// two of them how far apart they are. What finds no place is left out; the table below the plot has it.
class CursorBand : public QCPAbstractItem
{
    Q_OBJECT
public:
    explicit CursorBand(QCustomPlot *plot);
    void setLanes(QList<QCPAxisRect *> lanes) { m_lanes = std::move(lanes); }
    void setMarks(std::vector<CursorMark> marks) { m_marks = std::move(marks); } ///< in the order of time

    /// Where the times stand at the axis: pixels from left to right.
    [[nodiscard]] QList<QCPRange> tabs() const;

    double selectTest(const QPointF &pos, bool onlySelectable, QVariant *details = nullptr) const override;

protected:
    void draw(QCPPainter *painter) override;

private:
    [[nodiscard]] double pixelOf(const CursorMark &mark) const;
    [[nodiscard]] QString nameOf(std::size_t at) const;
    [[nodiscard]] QRectF tabOf(std::size_t at) const;
    void drawMark(QCPPainter *painter, std::size_t at, QList<QRectF> *taken) const;
    void drawDistance(QCPPainter *painter, const CursorMark &from, const CursorMark &to, QList<QRectF> *taken) const;

    QList<QCPAxisRect *> m_lanes;
    std::vector<CursorMark> m_marks;
};

} // namespace widgets
