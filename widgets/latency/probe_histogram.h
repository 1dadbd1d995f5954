// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/latency/latency_scale.h"
#include "widgets/latency/tier_stats.h"

#include <QWidget>

namespace widgets {

/// How often which round trip came, on the value axis of the lane beside it, with the percentiles as dashed marks; and
/// the same for the core leg against its promise.
class ProbeHistogram : public QWidget
{
    Q_OBJECT
public:
    explicit ProbeHistogram(device_link::ComputeTier tier, QWidget *parent = nullptr);
    void setStats(const TierStats &stats, const LatencyScale &scale);
    [[nodiscard]] QSize sizeHint() const override { return {kHistogramWidth, minimumHeight()}; }

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void paintBars(QPainter &painter, const QRect &area, const QList<double> &sorted, double high, const QColor &ink,
        int barHeight) const;
    void paintMarks(QPainter &painter, const QRect &area) const;

    device_link::ComputeTier m_tier;
    TierStats m_stats;
    LatencyScale m_scale;
};

} // namespace widgets
