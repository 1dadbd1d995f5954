// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/power/qcp.h"

namespace widgets {

/// A round step of time, seconds, that is at least this.
[[nodiscard]] double roundTimeStep(double seconds);

/// Time axis: keys are seconds of the kit's clock, labels are its time of day, on round seconds and minutes.
class KitTimeTicker : public QCPAxisTicker
{
public:
    /// Seconds to add to a key to get the time of day.
    void setOffset(double seconds) { m_offset = seconds; }
    /// Ticks in these ranges of keys get no label: something else stands there.
    void setTaken(QList<QCPRange> taken) { m_taken = std::move(taken); }

protected:
    double getTickStep(const QCPRange &range) override;
    int getSubTickCount(double) override { return 0; }
    QVector<double> createTickVector(double tickStep, const QCPRange &range) override;
    QString getTickLabel(double tick, const QLocale &locale, QChar formatChar, int precision) override;

private:
    QList<QCPRange> m_taken;
    double m_offset = 0;
    double m_step = 1;
};

} // namespace widgets
