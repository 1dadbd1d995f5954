// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/kit/prompt_phases.h"

#include <QWidget>

namespace widgets {

/// The phases of an answer as a waterfall: name, place in time, ms and mJ; the last row is their sum. Parts are rounded
/// so that they add up to it.
class PhaseTable : public QWidget
{
    Q_OBJECT
public:
    explicit PhaseTable(QWidget *parent = nullptr);
    void setPhases(QList<PromptPhase> phases);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

    /// Milliseconds of the rows, rounded to add up to the rounded sum.
    [[nodiscard]] QList<double> shownMs() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintRow(class QPainter &painter, int row, int phase, double from, double total, const QList<double> &ms,
        const QList<double> &mj) const;
    void paintSum(class QPainter &painter, const QList<double> &ms, const QList<double> &mj) const;
    [[nodiscard]] QList<double> shownMj() const; ///< empty when a phase has no energy

    QList<PromptPhase> m_phases;
};

} // namespace widgets
