// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/prompts/phase_table.h"

#include "widgets/common/fonts.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"
#include "widgets/text/units.h"

#include <QPainter>

#include <algorithm>
#include <numeric>
#include <utility>

namespace widgets {
namespace {

constexpr int kRowHeight = 22;
constexpr int kNameWidth = 82;
constexpr int kFigureWidth = 76;
constexpr int kPhases = static_cast<int>(std::size(kPhaseOrder));

void drawFigure(
    QPainter &painter, double right, double baseline, const Quantity &quantity, const QFont &font, const QColor &ink)
{
    if (quantity.number == kEmDash) {
        painter.setPen(theme().text3);
        drawTabular(painter, QPointF(right - tabularWidth(font, quantity.number), baseline), font, quantity.number);
        return;
    }
    const QFont small = roleFont(TextRole::Table);
    const double unitWidth = QFontMetricsF(small).horizontalAdvance(quantity.unit);
    painter.setPen(theme().text3);
    painter.setFont(small);
    painter.drawText(QPointF(right - unitWidth, baseline), quantity.unit);
    painter.setPen(ink);
    drawTabular(
        painter, QPointF(right - unitWidth - 4 - tabularWidth(font, quantity.number), baseline), font, quantity.number);
}

} // namespace

PhaseTable::PhaseTable(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize PhaseTable::sizeHint() const { return {kNameWidth + 2 * kFigureWidth + 40, (kPhases + 1) * kRowHeight + 8}; }

void PhaseTable::setPhases(QList<PromptPhase> phases)
{
    m_phases = std::move(phases);
    update();
}

QList<double> PhaseTable::shownMs() const
{
    QList<double> ms;
    for (const PromptPhase &phase : m_phases)
        ms.append(phase.seconds * 1e3);
    return roundedToSum(ms, 0);
}

QList<double> PhaseTable::shownMj() const
{
    QList<double> mj;
    for (const PromptPhase &phase : m_phases) {
        if (!phase.joules)
            return {};
        mj.append(*phase.joules * 1e3);
    }
    return roundedToSum(mj, 0);
}

void PhaseTable::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QList<double> ms = shownMs();
    const QList<double> mj = shownMj();
    double total = 0;
    for (const PromptPhase &phase : m_phases)
        total += phase.seconds;
    double from = 0;
    for (int row = 0; row < kPhases; ++row) {
        const auto at
            = std::ranges::find(std::as_const(m_phases), kPhaseOrder[row], &PromptPhase::id) - m_phases.cbegin();
        const bool known = at < m_phases.size();
        paintRow(painter, row, known ? static_cast<int>(at) : -1, from, total, ms, mj);
        if (known)
            from += m_phases.at(at).seconds;
    }
    paintSum(painter, ms, mj);
}

void PhaseTable::paintRow(QPainter &painter, int row, int phase, double from, double total, const QList<double> &ms,
    const QList<double> &mj) const
{
    const Theme &t = theme();
    const QFont font = roleFont(TextRole::Table);
    const QFontMetricsF metrics(font);
    const double top = row * kRowHeight;
    const double baseline = top + (kRowHeight + metrics.ascent() - metrics.descent()) / 2;
    painter.setFont(font);
    painter.setPen(t.text2);
    painter.drawText(QPointF(0, baseline), phaseWord(kPhaseOrder[row]));
    const double right = width();
    const bool known = phase >= 0;
    if (known && total > 0) {
        const double left = kNameWidth;
        const double space = right - 2 * kFigureWidth - 8 - left;
        const QRectF bar(left + from / total * space, top + 6,
            std::max(2.0, m_phases.at(phase).seconds / total * space), kRowHeight - 12);
        painter.fillRect(bar, phaseColour(kPhaseOrder[row]));
        if (phaseHatched(kPhaseOrder[row]))
            painter.fillRect(bar, QBrush(t.radioTail, Qt::BDiagPattern));
    }
    const QString dash(kEmDash);
    drawFigure(painter, right - kFigureWidth, baseline, {known ? fixed(ms.at(phase), 0) : dash, QStringLiteral("ms")},
        font, t.text);
    drawFigure(painter, right, baseline, {known && !mj.isEmpty() ? fixed(mj.at(phase), 0) : dash, QStringLiteral("mJ")},
        font, t.energy.ink);
}

void PhaseTable::paintSum(QPainter &painter, const QList<double> &ms, const QList<double> &mj) const
{
    const Theme &t = theme();
    const double top = kPhases * kRowHeight + 6;
    painter.fillRect(QRectF(0, top - 3, width(), 1), t.line);
    const QFont font = [] {
        QFont strong = roleFont(TextRole::Table);
        strong.setWeight(QFont::DemiBold);
        return strong;
    }();
    const QFontMetricsF metrics(font);
    const double baseline = top + (kRowHeight + metrics.ascent() - metrics.descent()) / 2;
    painter.setFont(font);
    painter.setPen(t.text);
    painter.drawText(QPointF(0, baseline), tr("Turn"));
    const auto sum = [](const QList<double> &parts) {
        return parts.isEmpty() ? QString(kEmDash) : fixed(std::accumulate(parts.cbegin(), parts.cend(), 0.0), 0);
    };
    drawFigure(painter, width() - kFigureWidth, baseline, {sum(ms), QStringLiteral("ms")}, font, t.text);
    drawFigure(painter, width(), baseline, {sum(mj), QStringLiteral("mJ")}, font, t.energy.ink);
}

} // namespace widgets
