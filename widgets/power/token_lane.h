// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/kit/event_timeline.h"

#include "widgets/power/lane_mark.h"

namespace widgets {

/// One tick per token; stalls tall, red and labelled; the wait for the first token as a blue rule with its ms.
class TokenLane : public LaneMark
{
    Q_OBJECT
public:
    TokenLane(QCPAxis *keyAxis, QCPAxis *valueAxis);
    void setTimeline(const EventTimeline *timeline)
    {
        m_timeline = timeline;
    } ///< may be null; must outlive or be reset

protected:
    void draw(QCPPainter *painter) override;

private:
    void drawWaits(QCPPainter *painter, const QRect &area) const;
    void drawTokens(QCPPainter *painter, const QRect &area) const;
    void drawStall(QCPPainter *painter, const QRect &area, const EventTimeline::Token &token, double x) const;

    const EventTimeline *m_timeline = nullptr;
};

} // namespace widgets
