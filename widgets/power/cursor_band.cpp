// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/cursor_band.h"

#include "widgets/common/fonts.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"
#include "widgets/text/words.h"

#include <algorithm>
#include <cmath>

namespace widgets {
namespace {

constexpr double kTabHeight = 18;

QFont strongFont()
{
    QFont font = roleFont(TextRole::Caption);
    font.setWeight(QFont::DemiBold);
    return font;
}

/// Words on their own ground; false: something is there already.
bool drawWords(QCPPainter *painter, const QRectF &box, const QFont &font, const QString &words, const QColor &ground,
    const QColor &ink, QList<QRectF> *taken)
{
    if (std::ranges::any_of(*taken, [&](const QRectF &other) { return other.intersects(box); }))
        return false;
    taken->append(box);
    painter->fillRect(box, ground);
    painter->setPen(ink);
    const QFontMetricsF metrics(font);
    drawTabular(
        *painter, QPointF(box.left() + 5, box.center().y() + (metrics.ascent() - metrics.descent()) / 2), font, words);
    return true;
}

} // namespace

CursorBand::CursorBand(QCustomPlot *plot)
    : QCPAbstractItem(plot)
{
    setSelectable(false);
    setClipToAxisRect(false);
    setLayer(QStringLiteral("overlay"));
}

double CursorBand::selectTest(const QPointF &, bool, QVariant *) const { return -1; }

double CursorBand::pixelOf(const CursorMark &mark) const
{
    const QRect area = m_lanes.first()->rect();
    const double x = m_lanes.first()->axis(QCPAxis::atBottom)->coordToPixel(mark.seconds);
    return std::round(std::clamp(x, area.left() - 100.0, area.right() + 100.0));
}

void CursorBand::draw(QCPPainter *painter)
{
    if (m_lanes.isEmpty())
        return;
    QList<QRectF> taken;
    // The selected one is drawn whole; the others take what is left.
    for (const bool selected : {true, false}) {
        for (std::size_t i = 0; i < m_marks.size(); ++i) {
            if (m_marks.at(i).selected == selected)
                drawMark(painter, i, &taken);
        }
    }
}

QString CursorBand::nameOf(std::size_t at) const
{
    return QString::number(at + 1) + QStringLiteral("  ") + m_marks.at(at).time;
}

QRectF CursorBand::tabOf(std::size_t at) const
{
    const QRect all(m_lanes.first()->rect().topLeft(), m_lanes.last()->rect().bottomRight());
    const double width = tabularWidth(strongFont(), nameOf(at)) + 10;
    const double left = std::clamp(pixelOf(m_marks.at(at)) - width / 2, double(all.left()), all.right() - width);
    return {left, all.bottom() + 4.0, width, kTabHeight};
}

QList<QCPRange> CursorBand::tabs() const
{
    QList<QCPRange> taken;
    for (std::size_t at = 0; !m_lanes.isEmpty() && at < m_marks.size(); ++at) {
        const QRect area = m_lanes.first()->rect();
        const double x = pixelOf(m_marks.at(at));
        const double spare = x >= area.left() && x <= area.right() ? tabOf(at).width() / 2 : -1;
        if (spare >= 0) // it may have to stand beside a neighbour
            taken.append(QCPRange(tabOf(at).left() - spare, tabOf(at).right() + spare));
    }
    return taken;
}

void CursorBand::drawMark(QCPPainter *painter, std::size_t at, QList<QRectF> *taken) const
{
    const Theme &t = theme();
    const CursorMark &mark = m_marks.at(at);
    const QRect all(m_lanes.first()->rect().topLeft(), m_lanes.last()->rect().bottomRight());
    const double x = pixelOf(mark);
    if (at > 0)
        drawDistance(painter, m_marks.at(at - 1), mark, taken);
    if (x < all.left() || x > all.right())
        return;
    const QColor ink = mark.selected ? t.accent : t.text2;
    painter->fillRect(QRectF(x, all.top(), 1, all.height()), ink);
    const QFont font = strongFont();
    QRectF tab = tabOf(at);
    // Beside its neighbour, while it still touches its line.
    for (const QRectF &other : std::as_const(*taken)) {
        if (!other.intersects(tab))
            continue;
        const bool before = x < other.center().x();
        tab.moveLeft(before ? other.left() - tab.width() - 1 : other.right() + 1);
        if (x < tab.left() || x > tab.right() || tab.left() < all.left() || tab.right() > all.right())
            tab = tabOf(at);
        break;
    }
    drawWords(painter, tab, font, nameOf(at), ink, t.dark ? t.bg : t.surface, taken);
    QColor ground = t.surface;
    ground.setAlphaF(0.9F);
    if (!mark.note.isEmpty()) {
        const QRect area = m_lanes.first()->rect();
        // At the side that has more room; a long one ends there.
        const bool right = x < area.center().x();
        const double room = (right ? area.right() - x : x - area.left()) - 6;
        const QString note = QFontMetricsF(font).elidedText(mark.note, Qt::ElideRight, room - 10);
        const double box = tabularWidth(font, note) + 10;
        const QRectF place(right ? x + 3 : x - 3 - box, area.top() + kTabHeight + 6, box, kTabHeight);
        drawWords(painter, place, font, note, ground, ink, taken);
    }
    for (qsizetype lane = 0; lane < std::min(m_lanes.size(), mark.values.size()); ++lane) {
        const QString &value = mark.values.at(lane);
        if (value.isEmpty())
            continue;
        const QRect area = m_lanes.at(lane)->rect();
        const double box = tabularWidth(font, value) + 10;
        const double left = x + 3 + box <= area.right() ? x + 3 : x - 3 - box;
        const double top
            = area.height() > 3 * kTabHeight ? area.bottom() - 2 * kTabHeight - 6 : area.center().y() - kTabHeight / 2;
        drawWords(painter, QRectF(left, top, box, kTabHeight), font, value, ground, t.text, taken);
    }
}

void CursorBand::drawDistance(
    QCPPainter *painter, const CursorMark &from, const CursorMark &to, QList<QRectF> *taken) const
{
    const QRect area = m_lanes.first()->rect();
    const double left = std::max(pixelOf(from), double(area.left()));
    const double right = std::min(pixelOf(to), double(area.right()));
    const double y = area.bottom() - kTabHeight / 2 - 2;
    if (right - left < 8 || to.sinceLast.isEmpty())
        return;
    const Theme &t = theme();
    const QFont font = roleFont(TextRole::Caption);
    QColor ground = t.surface;
    ground.setAlphaF(0.9F);
    painter->fillRect(QRectF(left, std::round(y), right - left, 1), to.selected ? t.accent : t.text2);
    for (const QString &words : {QString(to.sinceLast + comma() + to.more), to.sinceLast}) {
        const double width = tabularWidth(font, words) + 10;
        const QRectF box(std::round((left + right - width) / 2), y - kTabHeight / 2, width, kTabHeight);
        if (width <= right - left - 8 && drawWords(painter, box, font, words, ground, t.text, taken))
            return;
    }
}

} // namespace widgets
