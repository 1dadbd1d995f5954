// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/kit/event_timeline.h"

#include "widgets/power/qcp.h"

namespace widgets {

/// One tick per token; stalls tall, red and labelled; the wait for the first token as a blue rule with its ms.
class TokenLane : public QCPAbstractPlottable
{
    Q_OBJECT
public:
    TokenLane(QCPAxis *keyAxis, QCPAxis *valueAxis);
    void setTimeline(const EventTimeline *timeline)
    {
        m_timeline = timeline;
    }                                                          ///< may be null; must outlive or be reset
    void setLatest(std::int64_t kitNs) { m_latestNs = kitNs; } ///< how far a running wait has come

    double selectTest(const QPointF &pos, bool onlySelectable, QVariant *details = nullptr) const override;
    QCPRange getKeyRange(bool &foundRange, QCP::SignDomain inSignDomain = QCP::sdBoth) const override;
    QCPRange getValueRange(bool &foundRange, QCP::SignDomain inSignDomain = QCP::sdBoth,
        const QCPRange &inKeyRange = QCPRange()) const override;

protected:
    void draw(QCPPainter *painter) override;
    void drawLegendIcon(QCPPainter *painter, const QRectF &rect) const override;

private:
    void drawWaits(QCPPainter *painter, const QRect &area) const;
    void drawTokens(QCPPainter *painter, const QRect &area) const;

    const EventTimeline *m_timeline = nullptr;
    std::int64_t m_latestNs = 0;
};

} // namespace widgets
