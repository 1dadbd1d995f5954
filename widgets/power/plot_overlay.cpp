// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/plot_overlay.h"

#include "widgets/common/fonts.h"
#include "widgets/common/shaped_text.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"
#include "widgets/common/word_room.h"

#include <QVarLengthArray>

#include <algorithm>
#include <cmath>

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
    drawWords(painter);
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

void PlotOverlay::drawWords(QCPPainter *painter) const
{
    for (const LaneName &lane : m_lanes) {
        if (!lane.note.isEmpty()) {
            painter->setFont(roleFont(TextRole::Caption));
            painter->setPen(theme().text2);
            painter->drawText(lane.area->rect(), Qt::AlignCenter, lane.note);
        }
        drawBeside(painter, lane);
    }
}

/// Name, unit and scale under each other, and the labels of the axis; what has no room is left out.
void PlotOverlay::drawBeside(QCPPainter *painter, const LaneName &lane)
{
    constexpr double kOver = 2;    // pixels a label may leave its lane, to be nearer to its line; a gap is wider
    constexpr double kPadding = 6; // between labels and the lane: a balance of millions is beside its name
    const QFont font = roleFont(TextRole::Caption);
    const QRect area = lane.area->rect();
    const double bottom = area.bottom() + 1 + kOver;
    const double letters = letterHeight(font);
    const double line = letters + kWordAir;
    const auto wordAt = [&](double x, double row, const QString &word) {
        return QRectF(x, area.top() + (row + 0.5) * line - letters / 2, shapedWidth(font, word), letters);
    };
    const auto write = [&](const QRectF &place, const QString &word, const QColor &ink) {
        if (place.isNull() || word.isEmpty())
            return;
        painter->setPen(ink);
        drawShaped(
            *painter, QPointF(place.left(), std::round(place.center().y() + baselineBelowMiddle(font))), font, word);
    };
    const QRectF name = wordAt(0, 0, lane.name);
    if (lane.unit.isEmpty()) {
        const bool tall = area.height() > 3 * line; // as the lanes with an axis have it
        return write(tall ? name : name.translated(0, (area.height() - line) / 2), lane.name, theme().text2);
    }

    const QCPAxis *axis = lane.area->axis(QCPAxis::atLeft);
    const QVector<double> ticks = axis->tickVector();
    const QVector<QString> labels = axis->tickVectorLabels();
    const qsizetype count = std::min(ticks.size(), labels.size());
    const auto labelAt = [count](qsizetype rank) { // both ends before what is between them
        return rank == 0 || count < 3 ? rank : rank == 1 ? count - 1 : rank - 1;
    };
    const bool stacked = name.bottom() + kWordAir + letters <= bottom;
    QVarLengthArray<QRectF, 24> words{name, stacked ? wordAt(0, 1, lane.unit) : wordAt(name.right() + 5, 0, lane.unit)};
    const double digits = digitHeight(font);
    for (qsizetype rank = 0; rank < count; ++rank) {
        const double wide = shapedWidth(font, labels[labelAt(rank)]);
        words.append(QRectF(area.left() - kPadding - wide,
            std::round(axis->coordToPixel(ticks[labelAt(rank)]) - digits / 2), wide, digits));
    }
    words.append(wordAt(0, stacked ? 2 : 1, lane.scale));
    settleWords(words, area.top() - kOver, bottom);
    write(words[0], lane.name, theme().text2);
    write(words[1], lane.unit, theme().text3);
    for (qsizetype rank = 0; rank < count; ++rank)
        write(words[2 + rank], labels[labelAt(rank)], theme().text3);
    write(words.back(), lane.scale, theme().text3);
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
