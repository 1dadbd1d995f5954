// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/latency/latency_feed.h"
#include "widgets/latency/latency_scale.h"

#include <QWidget>

class QPushButton;

namespace widgets {

class FrameClock;
class NumberLabel;
class ProbeHistogram;
class ProbeLanes;
class TextLabel;

/// One tier: name and figures, its probes over time, their distribution.
class TierRow : public QWidget
{
    Q_OBJECT
public:
    TierRow(device_link::ComputeTier tier, FrameClock *clock, QWidget *parent = nullptr);
    void setKit(std::shared_ptr<KitContext> kit);
    void setScale(const LatencyScale &scale);
    /// Figures and state of the feed.
    void refresh();
    void refreshRunning();
    [[nodiscard]] ProbeLanes *lanes() const { return m_lanes; }
    [[nodiscard]] device_link::ComputeTier tier() const { return m_tier; }

protected:
    void changeEvent(QEvent *event) override;

private:
    class QWidget *makeFigures();
    void retranslate();
    void refreshCore(const TierStats &stats);
    void refreshReplies(const TierStats &stats);
    [[nodiscard]] bool isReplay() const { return m_feed && m_feed->isReplay(); }
    [[nodiscard]] QString emptyWords() const;
    [[nodiscard]] QString unansweredWords() const;

    device_link::ComputeTier m_tier;
    std::shared_ptr<KitContext> m_kit;
    LatencyFeed *m_feed = nullptr;
    LatencyScale m_scale;
    TextLabel *m_name;
    QPushButton *m_run;
    NumberLabel *m_p50;
    TextLabel *m_p95, *m_p99, *m_jitter, *m_replies;
    TextLabel *m_coreName, *m_coreNumber, *m_inBand;
    ProbeLanes *m_lanes;
    ProbeHistogram *m_histogram;
};

} // namespace widgets
