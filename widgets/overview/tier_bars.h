// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/kit/tier_probe.h"

#include <QWidget>

namespace widgets {

/// Round trips per tier as radio leg and core leg, never one number for both; the sum stands at the right.
class TierBars : public QWidget
{
    Q_OBJECT
public:
    explicit TierBars(QWidget *parent = nullptr);
    void setLatencies(QList<TierLatency> latencies);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintRow(QPainter &painter, int row, double largest) const;
    void paintLegend(QPainter &painter) const;
    [[nodiscard]] const TierLatency *latencyOf(int row) const;

    QList<TierLatency> m_latencies;
};

} // namespace widgets
