// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/connectivity/signal_quality.h"
#include "widgets/kit/time_plot.h"

namespace widgets {

class ConnectivityLog;

/// Signal, registration and radio states of a kit on the shared time axis: a point per measurement of the modem, held
/// until the next; nothing where it knows none, hatched where the kit could not be heard.
class SignalPlot : public TimePlot
{
    Q_OBJECT
public:
    explicit SignalPlot(FrameClock *clock, QWidget *parent = nullptr);
    /// Null: none. Must outlive this or be reset.
    void setLog(const ConnectivityLog *log);
    [[nodiscard]] QSize sizeHint() const override { return {600, minimumHeight()}; }

protected:
    [[nodiscard]] QRect plotArea() const override;
    [[nodiscard]] std::optional<std::pair<std::int64_t, std::int64_t>> extent() const override;
    void paintPlot(QPainter &painter) override;

private:
    struct Lane {
        SignalKind kind;
        QRect area;
        double low = 0, high = 1;
    };
    [[nodiscard]] QRect networkArea() const;
    [[nodiscard]] QRect radioArea() const;
    [[nodiscard]] Lane laneOf(SignalKind kind) const;
    void fit(Lane &lane) const;
    [[nodiscard]] static double yIn(const Lane &lane, double value);
    void paintLane(QPainter &painter, const Lane &lane) const;
    static void paintLabels(QPainter &painter, const Lane &lane);
    static void paintQuality(QPainter &painter, const Lane &lane);
    void paintTrace(QPainter &painter, const Lane &lane) const;
    void paintValue(QPainter &painter, const Lane &lane) const;
    void paintName(QPainter &painter, const QRect &area, const QString &name) const;
    void paintNetwork(QPainter &painter) const;
    void paintRadio(QPainter &painter) const;
    void paintAway(QPainter &painter) const;

    const ConnectivityLog *m_log = nullptr;
};

} // namespace widgets
