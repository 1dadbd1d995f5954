// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/kit/prompt_phases.h"

#include <QWidget>

namespace widgets {

/// The phases of an answer as one bar, as long as they took, with ms and mJ of each below.
class PhaseBar : public QWidget
{
    Q_OBJECT
public:
    explicit PhaseBar(QWidget *parent = nullptr);
    void setPhases(QList<PromptPhase> phases);
    [[nodiscard]] QSize sizeHint() const override { return {400, 30}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintLegend(QPainter &painter) const;

    QList<PromptPhase> m_phases;
};

/// "163 ms", "4.78 s": a phase's length.
[[nodiscard]] QString phaseTime(const PromptPhase &phase);

} // namespace widgets
