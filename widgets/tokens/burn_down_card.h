// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/card.h"
#include "widgets/tokens/spending.h"

#include <memory>

namespace widgets {

class BurnDownLegend;
class BurnDownPlot;
class FollowSwitch;
class KitContext;
class LedgerFeed;
class Segmented;

/// How the balance went down, with the spans of the shared time axis.
class BurnDownCard : public Card
{
    Q_OBJECT
public:
    explicit BurnDownCard(QWidget *parent = nullptr);
    void setKit(KitContext *kit); ///< may be null
    /// Figures of now.
    void refresh(LedgerFeed *feed);
    void retranslate();
    [[nodiscard]] BurnDownPlot *plot() const { return m_plot; }

private:
    void chooseSpan(int index);
    void refreshSpan();
    void refreshLegend();

    KitContext *m_kit = nullptr;
    std::optional<Pace> m_pace;
    FollowSwitch *m_follow;
    Segmented *m_spans;
    BurnDownLegend *m_legend;
    BurnDownPlot *m_plot;
};

} // namespace widgets
