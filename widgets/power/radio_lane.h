// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/kit/event_timeline.h"

#include "widgets/power/lane_mark.h"

#include <vector>

namespace widgets {

/// Radio states as blocks on the time axis: lightness steps and a pattern, names where they fit.
class RadioLane : public LaneMark
{
    Q_OBJECT
public:
    RadioLane(QCPAxis *keyAxis, QCPAxis *valueAxis);
    void setTimeline(const EventTimeline *timeline)
    {
        m_timeline = timeline;
    } ///< may be null; must outlive or be reset

protected:
    void draw(QCPPainter *painter) override;

private:
    struct Block {
        QRectF area;
        device_link::RadioState state;
    };
    [[nodiscard]] std::vector<Block> blocks() const;
    static void drawGround(QCPPainter *painter, const std::vector<Block> &blocks);
    static void drawNames(QCPPainter *painter, const std::vector<Block> &blocks);

    const EventTimeline *m_timeline = nullptr;
};

} // namespace widgets
