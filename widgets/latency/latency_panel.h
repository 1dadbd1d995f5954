// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/latency/latency_scale.h"

#include <QWidget>

#include <array>
#include <memory>

class QComboBox;
class QPushButton;

namespace widgets {

class Card;
class ErrorBanner;
class FollowSwitch;
class FrameClock;
class KitContext;
class LatencyFeed;
class LatencyLegend;
class OfferedStack;
class ProbeTimeAxis;
class Segmented;
class TextLabel;
class TierRow;
class WaterfallCard;

/// Where the milliseconds go, per tier and per prompt; of a kit, or as a recording tells it.
class LatencyPanel : public QWidget
{
    Q_OBJECT
public:
    explicit LatencyPanel(FrameClock *clock, QWidget *parent = nullptr);
    void setKit(std::shared_ptr<KitContext> kit);
    [[nodiscard]] bool probing() const;
    void stopProbing();
    void toggleProbing(); ///< all tiers
    void copy();          ///< the figures as text
    void exportProbes();  ///< every probe as CSV
    [[nodiscard]] bool canExport() const;
    [[nodiscard]] const OfferedStack *stack() const { return m_stack; }
    [[nodiscard]] const ErrorBanner *banner() const { return m_banner; }

protected:
    void changeEvent(QEvent *event) override;

private:
    class QLayout *makeToolbar();
    void fillCard(FrameClock *clock);
    void connectParts();
    void connectKit();
    void retranslate();
    void refreshFigures();
    void refreshRunning();
    [[nodiscard]] QString noteWords() const;
    void refreshError();
    void refreshWindow();
    void chooseSpan(int index);

    std::shared_ptr<KitContext> m_kit;
    LatencyFeed *m_feed = nullptr;
    FollowSwitch *m_follow;
    Segmented *m_span;
    QComboBox *m_interval;
    QPushButton *m_run;
    TextLabel *m_note;
    QPushButton *m_copy;
    QPushButton *m_export;
    ErrorBanner *m_banner;
    Card *m_card;
    LatencyLegend *m_legend;
    TextLabel *m_over;
    Segmented *m_stats;
    std::array<TierRow *, 3> m_rows;
    ProbeTimeAxis *m_axis;
    TextLabel *m_count;
    WaterfallCard *m_waterfall;
    OfferedStack *m_stack;
    LatencyScale m_scale;
    QString m_saveProblem;
};

} // namespace widgets
