// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/power/lane_plot.h"

#include <QTimer>
#include <QWidget>

#include <memory>

class QPushButton;

namespace widgets {

class Card;
class Chip;
class ErrorBanner;
class KitContext;
class LaneReadouts;
class OfferedStack;
class Segmented;
class TextLabel;
class ViewStats;

/// What the rail draws, when, and why: lanes on one axis with their readouts, and statistics of the view.
class PowerPanel : public QWidget
{
    Q_OBJECT
public:
    explicit PowerPanel(FrameClock *clock, QWidget *parent = nullptr);
    void setKit(std::shared_ptr<KitContext> kit);
    [[nodiscard]] const LanePlot *plot() const { return m_plot; }
    [[nodiscard]] QString rateText() const; ///< what the toolbar says of the rate
    [[nodiscard]] const OfferedStack *stack() const { return m_stack; }

protected:
    void changeEvent(QEvent *event) override;

private:
    class QHBoxLayout *makeToolbar();
    void connectParts();
    void connectKit();
    void retranslate();
    void refreshSource();
    void refreshRate();
    void refreshFigures();
    void refreshWindow();
    void chooseSpan(int index);

    std::shared_ptr<KitContext> m_kit;
    Segmented *m_follow;
    Segmented *m_span;
    QPushButton *m_run;
    TextLabel *m_rate;
    Chip *m_reduced;
    Chip *m_lost;
    ErrorBanner *m_banner;
    Card *m_card;
    LanePlot *m_plot;
    LaneReadouts *m_readouts;
    Card *m_statsCard;
    ViewStats *m_stats;
    OfferedStack *m_stack;
    QTimer m_figures;
};

} // namespace widgets
