// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/power/qcp.h"

namespace widgets {

/// Labels of a value axis in one SI prefix chosen by the largest bound: values stay in base units, labels are short.
class SiTicker : public QCPAxisTicker
{
public:
    explicit SiTicker(int tickCount)
        : m_most(tickCount)
    {
    }
    /// Logical pixels of the axis: fewer ticks where labels would run into each other. 0: not known.
    void setRoom(double pixels) { m_room = pixels; }
    void setExponent(int exponent) { m_exponent = exponent; }
    [[nodiscard]] int exponent() const { return m_exponent; }

protected:
    QString getTickLabel(double tick, const QLocale &locale, QChar formatChar, int precision) override;
    double getTickStep(const QCPRange &range) override;

private:
    int m_most;
    double m_room = 0;
    int m_exponent = 0;
    double m_step = 1;
};

/// The same for a logarithmic axis: a label at whole decades, at every second or third where there is no room.
class DecadeTicker : public QCPAxisTicker
{
public:
    void setRoom(double pixels) { m_room = pixels; }
    void setExponent(int exponent) { m_exponent = exponent; }

protected:
    QVector<double> createTickVector(double tickStep, const QCPRange &range) override;
    int getSubTickCount(double) override { return 0; }
    QString getTickLabel(double tick, const QLocale &locale, QChar formatChar, int precision) override;

private:
    double m_room = 0;
    int m_exponent = 0;
};

} // namespace widgets
