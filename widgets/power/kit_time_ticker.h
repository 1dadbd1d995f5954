// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/kit/wall_clock.h"

#include "widgets/power/qcp.h"

namespace widgets {

/// A round step of time, seconds, that is at least this.
[[nodiscard]] double roundTimeStep(double seconds);

/// As an axis that shows spanSeconds of a kit's time tells a moment of it: the time of day, over more than a day the
/// date and the minute.
[[nodiscard]] QString axisTime(const WallClock &clock, std::int64_t kitNs, double spanSeconds, int decimals);

/// Time axis: keys are seconds of the kit's clock, labels are its time of day, on round seconds and minutes.
class KitTimeTicker : public QCPAxisTicker
{
public:
    void setClock(const WallClock &clock) { m_clock = clock; }
    /// Ticks in these ranges of keys get no label: something else stands there.
    void setTaken(QList<QCPRange> taken) { m_taken = std::move(taken); }

protected:
    double getTickStep(const QCPRange &range) override;
    int getSubTickCount(double) override { return 0; }
    QVector<double> createTickVector(double tickStep, const QCPRange &range) override;
    QString getTickLabel(double tick, const QLocale &locale, QChar formatChar, int precision) override;

private:
    QList<QCPRange> m_taken;
    [[nodiscard]] double offset() const { return static_cast<double>(m_clock.offsetNs()) / 1e9; } ///< s
    WallClock m_clock;
    double m_step = 1, m_span = 1; ///< s
};

} // namespace widgets
