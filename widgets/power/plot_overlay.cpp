// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/plot_overlay.h"

#include "widgets/common/fonts.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"

#include <algorithm>

namespace widgets {
namespace {

constexpr int kDash = 4, kDashGap = 2; ///< pixels, as Qt::DashLine
constexpr std::size_t kFewLines = 32;  ///< so many are sooner drawn one by one
constexpr std::size_t kApart = 8;      ///< pixels: closer together, lines would be a veil over the traces
constexpr int kTick = 12;              ///< what is drawn of them then, from the top

} // namespace

PlotOverlay::PlotOverlay(QCustomPlot *plot)
    : QCPAbstractItem(plot)
{
    setSelectable(false);
    setClipToAxisRect(false);
}

void PlotOverlay::setLanes(QList<LaneName> lanes)
{
    const auto wordOf = [](const QString &text) {
        QStaticText word(text);
        word.setTextFormat(Qt::PlainText);
        word.setPerformanceHint(QStaticText::AggressiveCaching);
        return word;
    };
    m_lanes = std::move(lanes);
    m_words.clear();
    for (const LaneName &lane : std::as_const(m_lanes))
        m_words.push_back({wordOf(lane.name), wordOf(lane.unit), wordOf(lane.scale)});
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
    const QFont font = roleFont(TextRole::Caption);
    const int line = QFontMetrics(font).height();
    painter->setFont(font);
    for (std::size_t i = 0; i < m_words.size(); ++i) {
        const LaneName &lane = m_lanes.at(static_cast<qsizetype>(i));
        const Words &words = m_words[i];
        const QRect area = lane.area->rect();
        painter->setPen(theme().text2);
        if (lane.unit.isEmpty()) {
            const bool tall = area.height() > 3 * line; // as the lanes with an axis have it
            painter->drawStaticText(QPoint(0, area.top() + (tall ? 0 : (area.height() - line) / 2)), words.name);
            continue;
        }
        painter->drawStaticText(QPoint(0, area.top()), words.name);
        if (!lane.note.isEmpty())
            painter->drawText(area, Qt::AlignCenter, lane.note);
        painter->setPen(theme().text3);
        painter->drawStaticText(QPoint(0, area.top() + line), words.unit);
        if (!lane.scale.isEmpty())
            painter->drawStaticText(QPoint(0, area.top() + 2 * line), words.scale);
    }
}

void PlotOverlay::drawPrompts(QCPPainter *painter, const QRect &all) const
{
    if (!m_timeline)
        return;
    const QCPAxis *axis = m_lanes.first().area->axis(QCPAxis::atBottom);
    const QCPRange range = axis->range();
    const auto &prompts = m_timeline->prompts();
    auto prompt = std::lower_bound(prompts.begin(), prompts.end(), range.lower * 1e9,
        [](const EventTimeline::Prompt &other, double ns) { return static_cast<double>(other.acceptedNs) < ns; });
    std::vector<std::pair<int, int>> marks; // pixel and number
    for (; prompt != prompts.end(); ++prompt) {
        const double seconds = static_cast<double>(prompt->acceptedNs) / 1e9;
        if (seconds > range.upper)
            break;
        marks.emplace_back(qRound(axis->coordToPixel(seconds)), prompt->number);
    }
    drawLines(painter, all, marks);
    drawNumbers(painter, all, marks);
}

void PlotOverlay::drawLines(QCPPainter *painter, const QRect &all, const std::vector<std::pair<int, int>> &marks)
{
    if (marks.size() <= kFewLines) {
        painter->setPen(QPen(theme().text2, 1, Qt::DashLine));
        for (const auto &[x, number] : marks)
            painter->drawLine(QLineF(x + 0.5, all.top(), x + 0.5, all.bottom()));
        return;
    }
    // Rows of dashes, all lines at once: a thousand lines stroked cost as much as many frames.
    QImage dashes(all.width(), kDash + kDashGap, QImage::Format_ARGB32_Premultiplied);
    dashes.fill(Qt::transparent);
    const QRgb ink = qPremultiply(theme().text2.rgba());
    for (const auto &[x, number] : marks)
        for (int y = 0; y < kDash && x >= all.left() && x <= all.right(); ++y)
            reinterpret_cast<QRgb *>(dashes.scanLine(y))[x - all.left()] = ink;
    QRect lines = all;
    if (marks.size() * kApart > static_cast<std::size_t>(all.width()))
        lines.setHeight(std::min(kTick, lines.height()));
    painter->setBrushOrigin(all.topLeft());
    painter->fillRect(lines, QBrush(dashes));
    painter->setBrushOrigin(0, 0);
}

/// Beside their lines, as far as there is room.
void PlotOverlay::drawNumbers(QCPPainter *painter, const QRect &all, const std::vector<std::pair<int, int>> &marks)
{
    const QFont font = roleFont(TextRole::Caption);
    const QFontMetrics metrics(font);
    int taken = all.left() - 1;
    for (const auto &[x, number] : marks) {
        if (x + 2 <= taken)
            continue;
        const QString label = u'#' + QString::number(number);
        const int width = metrics.horizontalAdvance(label) + 8;
        if (x + width > all.right())
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
