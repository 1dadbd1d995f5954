// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/power/lane_plot.h"

#include <QHash>
#include <QTimer>
#include <QWidget>

#include <array>
#include <memory>

class QHBoxLayout;
class QMenu;
class QPushButton;
class QToolButton;

namespace widgets {

/// The spans that the tool bar offers, ns; after them comes the whole.
inline constexpr std::array<std::int64_t, 5> kSpans{
    1'000'000'000, 5'000'000'000, 20'000'000'000, 60'000'000'000, 600'000'000'000};

class BatteryCard;
class Card;
class Chip;
class CompareWindow;
class ErrorBanner;
class FollowSwitch;
class KitContext;
class LaneReadouts;
class MarkTables;
class MeterBar;
class OfferedStack;
class RegionDetails;
class RegionModel;
class Segmented;
class TextLabel;
class TriggerBar;

/// What the rail draws, when, and why: lanes on one axis with their readouts, statistics of the view and of regions,
/// values at cursors, and what else happened in the selected region.
class PowerPanel : public QWidget
{
    Q_OBJECT
public:
    explicit PowerPanel(FrameClock *clock, QWidget *parent = nullptr);
    void setKit(std::shared_ptr<KitContext> kit);
    [[nodiscard]] LanePlot *plot() const { return m_plot; }
    [[nodiscard]] RegionDetails *region() const { return m_region; }
    [[nodiscard]] TriggerBar *trigger() const { return m_trigger; }
    void showTrigger();                    ///< its settings, and the focus in them
    [[nodiscard]] bool canTrigger() const; ///< not on a recording
    [[nodiscard]] BatteryCard *battery() const { return m_battery; }
    void showBattery(); ///< how long a cell lasts when the selected region repeats
    /// The selected region over another one, in a window beside this one.
    CompareWindow *showCompare();
    [[nodiscard]] MarkTables *tables() const { return m_tables; }
    [[nodiscard]] ErrorBanner *exportBanner() const { return m_exportBanner; }
    void addRegion();                       ///< one more, of what is shown
    void addCursor();                       ///< at the mouse, else in the middle
    void addNote();                         ///< to the selected cursor or region, else to a new cursor
    [[nodiscard]] QString rateText() const; ///< what the toolbar says of the rate
    [[nodiscard]] const OfferedStack *stack() const { return m_stack; }
    /// Which lanes were asked for or put away, without the others.
    [[nodiscard]] QHash<Lane, bool> laneChoices() const;
    void setLaneChoices(const QHash<Lane, bool> &choices);

Q_SIGNALS:
    void laneChoicesChanged(); ///< by the user

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QHBoxLayout *makeToolbar();
    void connectParts();
    void connectRegion();
    void connectEstimates();
    void connectKit();
    void retranslate();
    void refreshSource();
    void refreshRate();
    void refreshFigures();
    void refreshWindow();
    void chooseSpan(int index);
    void startOrStop();
    void showRegions();
    void fillMore(QMenu *menu);
    void fillLanes(QMenu *menu);
    void fillHistory(QMenu *menu);
    void showTriggerState();
    void retranslateToolbar();
    void refreshExportBanner();

    std::shared_ptr<KitContext> m_kit;
    FollowSwitch *m_follow;
    Segmented *m_span;
    QPushButton *m_makeRegion;
    QPushButton *m_makeCursor;
    QPushButton *m_showTrigger;
    QToolButton *m_more;
    QPushButton *m_run;
    TextLabel *m_rate;
    Chip *m_reduced;
    Chip *m_lost;
    ErrorBanner *m_banner;
    ErrorBanner *m_exportBanner;
    Card *m_meterCard;
    MeterBar *m_meter;
    Card *m_triggerCard;
    TriggerBar *m_trigger;
    Card *m_card;
    LanePlot *m_plot;
    LaneReadouts *m_readouts;
    Card *m_statsCard;
    MarkTables *m_tables;
    RegionDetails *m_region;
    BatteryCard *m_battery;
    CompareWindow *m_compare = nullptr; ///< made when it is first asked for
    OfferedStack *m_stack;
    QTimer m_figures;
    RegionModel *m_regions = nullptr;
    QString m_exportProblem;    ///< why the last export failed, in the system's words
    bool m_regionMoved = false; ///< looked at once per frame
};

} // namespace widgets
