// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/plot_overlay.h"

#include "widgets/common/fonts.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"

namespace widgets {

PlotOverlay::PlotOverlay(QCustomPlot *plot)
    : QCPAbstractItem(plot)
{
    setSelectable(false);
    setClipToAxisRect(false);
}

void PlotOverlay::setCursor(std::optional<double> seconds, const QString &label)
{
    m_cursor = seconds;
    m_cursorLabel = label;
}

double PlotOverlay::selectTest(const QPointF &, bool, QVariant *) const { return -1; }

void PlotOverlay::draw(QCPPainter *painter)
{
    if (m_lanes.isEmpty())
        return;
    drawNames(painter);
    const QRect top = m_lanes.first().area->rect();
    const QRect all(top.topLeft(), m_lanes.last().area->rect().bottomRight());
    drawPrompts(painter, all);
    drawCursor(painter, all);
    if (!m_note.isEmpty()) {
        painter->setFont(roleFont(TextRole::Body));
        painter->setPen(theme().text2);
        painter->drawText(top, Qt::AlignCenter, m_note);
    }
}

void PlotOverlay::drawNames(QCPPainter *painter) const
{
    for (const LaneName &lane : m_lanes) {
        const QRect area = lane.area->rect();
        QRect words(0, area.top(), area.left() - 8, area.height());
        painter->setFont(roleFont(TextRole::Caption));
        painter->setPen(theme().text2);
        if (lane.unit.isEmpty()) {
            painter->drawText(words, Qt::AlignLeft | Qt::AlignVCenter, lane.name);
            continue;
        }
        painter->drawText(words, Qt::AlignLeft | Qt::AlignTop, lane.name);
        painter->setPen(theme().text3);
        words.translate(0, QFontMetrics(roleFont(TextRole::Caption)).height());
        painter->drawText(words, Qt::AlignLeft | Qt::AlignTop, lane.unit);
        words.translate(0, QFontMetrics(roleFont(TextRole::Caption)).height());
        painter->drawText(words, Qt::AlignLeft | Qt::AlignTop, lane.scale);
        if (!lane.note.isEmpty()) {
            painter->setPen(theme().text2);
            painter->drawText(area, Qt::AlignCenter, lane.note);
        }
    }
}

void PlotOverlay::drawPrompts(QCPPainter *painter, const QRect &all) const
{
    if (!m_timeline)
        return;
    const QCPAxis *axis = m_lanes.first().area->axis(QCPAxis::atBottom);
    const QFont font = roleFont(TextRole::Caption);
    const QFontMetrics metrics(font);
    int taken = all.left() - 1;
    for (const EventTimeline::Prompt &prompt : m_timeline->prompts()) {
        const double seconds = static_cast<double>(prompt.acceptedNs) / 1e9;
        if (!axis->range().contains(seconds))
            continue;
        const int x = qRound(axis->coordToPixel(seconds));
        painter->setPen(QPen(theme().text2, 1, Qt::DashLine));
        painter->drawLine(QLineF(x + 0.5, all.top(), x + 0.5, all.bottom()));
        const QString label = u'#' + QString::number(prompt.number);
        const int width = metrics.horizontalAdvance(label) + 8;
        if (x + 2 <= taken || x + width > all.right())
            continue;
        taken = x + width;
        const QRect tab(x + 1, all.top(), width, metrics.height() + 2);
        painter->fillRect(tab, theme().surface);
        painter->setPen(theme().text2);
        painter->setFont(font);
        painter->drawText(tab, Qt::AlignCenter, label);
    }
}

void PlotOverlay::drawCursor(QCPPainter *painter, const QRect &all) const
{
    if (!m_cursor)
        return;
    const QCPAxis *axis = m_lanes.first().area->axis(QCPAxis::atBottom);
    if (!axis->range().contains(*m_cursor))
        return;
    const int x = qRound(axis->coordToPixel(*m_cursor));
    painter->setPen(QPen(theme().text, 1));
    painter->drawLine(QLineF(x + 0.5, all.top(), x + 0.5, all.bottom()));
    QFont font = roleFont(TextRole::Caption);
    font.setWeight(QFont::DemiBold);
    const int width = static_cast<int>(tabularWidth(font, m_cursorLabel)) + 14;
    QRect tab(x - width / 2, all.bottom() + 4, width, 18);
    tab.moveLeft(qBound(all.left(), tab.left(), all.right() - width));
    painter->fillRect(tab, theme().text);
    painter->setPen(theme().surface);
    const QFontMetrics metrics(font);
    drawTabular(*painter,
        QPointF(tab.left() + 7, tab.top() + (tab.height() + metrics.ascent() - metrics.descent()) / 2.0), font,
        m_cursorLabel);
}

} // namespace widgets
