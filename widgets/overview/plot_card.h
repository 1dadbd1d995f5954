// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/card.h"
#include "widgets/power/lane_plot.h"

#include <memory>

namespace widgets {

class FollowSwitch;
class KitContext;
class PlotLegend;

/// Current, radio and tokens of the last seconds.
class PlotCard : public Card
{
    Q_OBJECT
public:
    explicit PlotCard(FrameClock *clock, QWidget *parent = nullptr);
    void setKit(std::shared_ptr<KitContext> kit);
    [[nodiscard]] const LanePlot *plot() const { return m_plot; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void refreshTitle();

    std::shared_ptr<KitContext> m_kit;
    PlotLegend *m_legend;
    FollowSwitch *m_follow;
    LanePlot *m_plot;
};

} // namespace widgets
