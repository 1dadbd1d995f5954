// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

#include <memory>

namespace widgets {

class FrameClock;
class KitContext;
class LastAnswerCard;
class OverviewCard;
class PlotCard;

/// What this kit is and what its last answer cost, in ten seconds.
class OverviewPanel : public QScrollArea
{
    Q_OBJECT
public:
    explicit OverviewPanel(FrameClock *clock, QWidget *parent = nullptr);
    void setKit(std::shared_ptr<KitContext> kit);
    [[nodiscard]] const QList<OverviewCard *> &cards() const { return m_cards; }
    [[nodiscard]] const PlotCard *plotCard() const { return m_plot; }

private:
    LastAnswerCard *m_answer;
    QList<OverviewCard *> m_cards;
    PlotCard *m_plot;
};

} // namespace widgets
