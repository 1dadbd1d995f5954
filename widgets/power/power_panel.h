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
class RegionDetails;
class RegionModel;
class Segmented;
class TextLabel;
class ViewStats;

/// What the rail draws, when, and why: lanes on one axis with their readouts, statistics of the view and of a region,
/// and what else happened in the region.
class PowerPanel : public QWidget
{
    Q_OBJECT
public:
    explicit PowerPanel(FrameClock *clock, QWidget *parent = nullptr);
    void setKit(std::shared_ptr<KitContext> kit);
    [[nodiscard]] LanePlot *plot() const { return m_plot; }
    [[nodiscard]] RegionDetails *region() const { return m_region; }
    [[nodiscard]] const ViewStats *stats() const { return m_stats; }
    [[nodiscard]] ErrorBanner *exportBanner() const { return m_exportBanner; }
    void selectView();                      ///< a region of what is shown
    [[nodiscard]] QString rateText() const; ///< what the toolbar says of the rate
    [[nodiscard]] const OfferedStack *stack() const { return m_stack; }

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    class QHBoxLayout *makeToolbar();
    void connectParts();
    void connectRegion();
    void connectKit();
    void retranslate();
    void refreshSource();
    void refreshRate();
    void refreshFigures();
    void refreshWindow();
    void chooseSpan(int index);
    void startOrStop();
    void showRegion();
    void refreshExportBanner();

    std::shared_ptr<KitContext> m_kit;
    Segmented *m_follow;
    Segmented *m_span;
    QPushButton *m_makeRegion;
    QPushButton *m_run;
    TextLabel *m_rate;
    Chip *m_reduced;
    Chip *m_lost;
    ErrorBanner *m_banner;
    ErrorBanner *m_exportBanner;
    Card *m_card;
    LanePlot *m_plot;
    LaneReadouts *m_readouts;
    Card *m_statsCard;
    ViewStats *m_stats;
    RegionDetails *m_region;
    OfferedStack *m_stack;
    QTimer m_figures;
    RegionModel *m_regions = nullptr;
    QString m_exportProblem;    ///< why the last export failed, in the system's words
    bool m_regionMoved = false; ///< looked at once per frame
};

} // namespace widgets
