// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/kit/event_timeline.h"

#include "widgets/power/qcp.h"

namespace widgets {

/// Radio states as blocks on the time axis: lightness steps and a pattern, names where they fit.
class RadioLane : public QCPAbstractPlottable
{
    Q_OBJECT
public:
    RadioLane(QCPAxis *keyAxis, QCPAxis *valueAxis);
    void setTimeline(const EventTimeline *timeline)
    {
        m_timeline = timeline;
    }                                                          ///< may be null; must outlive or be reset
    void setLatest(std::int64_t kitNs) { m_latestNs = kitNs; } ///< where the last state ends for now

    double selectTest(const QPointF &pos, bool onlySelectable, QVariant *details = nullptr) const override;
    QCPRange getKeyRange(bool &foundRange, QCP::SignDomain inSignDomain = QCP::sdBoth) const override;
    QCPRange getValueRange(bool &foundRange, QCP::SignDomain inSignDomain = QCP::sdBoth,
        const QCPRange &inKeyRange = QCPRange()) const override;

protected:
    void draw(QCPPainter *painter) override;
    void drawLegendIcon(QCPPainter *painter, const QRectF &rect) const override;

private:
    void drawSpan(QCPPainter *painter, const QRectF &block, device_link::RadioState state) const;

    const EventTimeline *m_timeline = nullptr;
    std::int64_t m_latestNs = 0;
};

} // namespace widgets
