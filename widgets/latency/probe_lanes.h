// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/kit/time_plot.h"
#include "widgets/latency/latency_feed.h"
#include "widgets/latency/latency_scale.h"

namespace widgets {

/// The probes of one tier over time: a stem and a dot each with the running median, and under it, in a lane of its own,
/// the core leg against the tier's promise. The promise is of the core leg alone and is never drawn on the round trip.
class ProbeLanes : public TimePlot
{
    Q_OBJECT
public:
    ProbeLanes(device_link::ComputeTier tier, FrameClock *clock, QWidget *parent = nullptr);
    /// Null: none. Must outlive this or be reset.
    void setFeed(const LatencyFeed *feed);
    void setScale(const LatencyScale &scale);
    void setNote(const QString &note); ///< why there is nothing to draw
    [[nodiscard]] const QString &note() const { return m_note; }
    [[nodiscard]] QStringList axisLabels() const; ///< of the round trips, from below
    [[nodiscard]] QSize sizeHint() const override { return {400, minimumHeight()}; }

protected:
    [[nodiscard]] QRect plotArea() const override;
    [[nodiscard]] std::optional<std::pair<std::int64_t, std::int64_t>> extent() const override;
    void paintPlot(QPainter &painter) override;

private:
    struct Visible {
        std::size_t first = 0, last = 0; ///< half open
    };
    [[nodiscard]] QRect coreArea() const;
    [[nodiscard]] Visible visible() const;
    void paintGround(QPainter &painter) const;
    void paintLabels(QPainter &painter) const;
    void paintStems(QPainter &painter, Visible shown) const;
    void paintDots(QPainter &painter, Visible shown) const;
    void paintMedian(QPainter &painter, Visible shown) const;
    void paintCore(QPainter &painter, Visible shown) const;
    void paintLost(QPainter &painter, Visible shown) const;
    void paintNotes(QPainter &painter, Visible shown) const;
    void paintReadout(QPainter &painter, Visible shown) const;

    device_link::ComputeTier m_tier;
    const LatencyFeed *m_feed = nullptr;
    LatencyScale m_scale;
    QString m_note;
};

/// The time of day under the lanes of all tiers.
class ProbeTimeAxis : public TimePlot
{
    Q_OBJECT
public:
    explicit ProbeTimeAxis(FrameClock *clock, QWidget *parent = nullptr);

protected:
    [[nodiscard]] QRect plotArea() const override;
    void paintPlot(QPainter &painter) override;
};

} // namespace widgets
