// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/prompts/phase_bar.h"

#include "widgets/common/fonts.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"
#include "widgets/text/units.h"
#include "widgets/text/words.h"

#include <QPainter>

#include <algorithm>

namespace widgets {
namespace {

constexpr int kBarHeight = 8;

void fillPhase(QPainter &painter, const QRectF &area, profiles::EnergyPhaseId id)
{
    painter.fillRect(area, phaseColour(id));
    if (phaseHatched(id))
        painter.fillRect(area, QBrush(theme().radioTail, Qt::BDiagPattern));
}

} // namespace

QString phaseTime(const PromptPhase &phase)
{
    if (phase.seconds < 1)
        return text({fixed(phase.seconds * 1e3, 0), QStringLiteral("ms")});
    return text({significant(phase.seconds, 3), QStringLiteral("s")});
}

PhaseBar::PhaseBar(QWidget *parent)
    : QWidget(parent)
{
    setFixedHeight(30);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void PhaseBar::setPhases(QList<PromptPhase> phases)
{
    m_phases = std::move(phases);
    QStringList words;
    for (const PromptPhase &phase : m_phases)
        words.append(phaseWord(phase.id) + u' ' + phaseTime(phase));
    setAccessibleName(words.join(comma()));
    update();
}

void PhaseBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    double total = 0;
    for (const PromptPhase &phase : m_phases)
        total += phase.seconds;
    if (!(total > 0)) {
        painter.fillRect(QRect(0, 0, width(), kBarHeight), theme().pressed);
        return;
    }
    double x = 0;
    for (const PromptPhase &phase : m_phases) {
        const double wide = phase.seconds / total * width();
        fillPhase(painter, QRectF(x, 0, std::max(0.0, wide - 1), kBarHeight), phase.id);
        x += wide;
    }
    paintLegend(painter);
}

void PhaseBar::paintLegend(QPainter &painter) const
{
    const Theme &t = theme();
    const QFont font = roleFont(TextRole::Caption);
    const QFontMetricsF metrics(font);
    const double baseline = kBarHeight + 6 + metrics.ascent();
    constexpr double kBetween = 18;
    const auto figuresOf = [](const PromptPhase &phase) {
        const QString time = phaseTime(phase);
        return phase.joules ? QString(time + QStringLiteral("  ") + text(costEnergy(*phase.joules))) : time;
    };
    const auto widthOf = [&](const PromptPhase &phase) {
        return 12 + metrics.horizontalAdvance(phaseWord(phase.id)) + 6 + tabularWidth(font, figuresOf(phase));
    };
    // Where there is no room for all, the shortest go: they are the least of it.
    QList<PromptPhase> told = m_phases;
    double all = -kBetween;
    for (const PromptPhase &phase : std::as_const(told))
        all += widthOf(phase) + kBetween;
    while (all > width() && !told.isEmpty()) {
        const auto shortest = std::ranges::min_element(told, {}, &PromptPhase::seconds);
        all -= widthOf(*shortest) + kBetween;
        told.erase(shortest);
    }
    double x = 0;
    for (const PromptPhase &phase : std::as_const(told)) {
        const QString figures = figuresOf(phase);
        const QString name = phaseWord(phase.id);
        fillPhase(painter, QRectF(x, baseline - 8, 8, 8), phase.id);
        painter.setFont(font);
        painter.setPen(t.text2);
        painter.drawText(QPointF(x + 12, baseline), name);
        painter.setPen(t.text3);
        drawTabular(painter, QPointF(x + 12 + metrics.horizontalAdvance(name) + 6, baseline), font, figures);
        x += widthOf(phase) + kBetween;
    }
}

} // namespace widgets
