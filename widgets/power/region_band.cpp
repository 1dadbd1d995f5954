// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/region_band.h"

#include "widgets/common/fonts.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"
#include "widgets/power/region_look.h"

#include <algorithm>
#include <cmath>

namespace widgets {

/// The part under the traces, on a layer of its own.
class RegionBand::Shade : public QCPAbstractItem
{
public:
    Shade(QCustomPlot *plot, const RegionBand *band)
        : QCPAbstractItem(plot)
        , m_band(band)
    {
        setSelectable(false);
        setClipToAxisRect(false);
        setLayer(QStringLiteral("grid"));
    }
    double selectTest(const QPointF &, bool, QVariant *) const override { return -1; }

protected:
    void draw(QCPPainter *painter) override
    {
        if (!m_band->inView())
            return;
        const double left = m_band->pixelOf(m_band->m_region->beginNs);
        const double right = m_band->pixelOf(m_band->m_region->endNs);
        for (const QCPAxisRect *lane : m_band->m_lanes) {
            const QRectF area = lane->rect();
            paintRegionShade(*painter, QRectF(left, area.top(), right - left, area.height()).intersected(area));
        }
    }

private:
    const RegionBand *m_band;
};

RegionBand::RegionBand(QCustomPlot *plot)
    : QCPAbstractItem(plot)
{
    setSelectable(false);
    setClipToAxisRect(false);
    setLayer(QStringLiteral("overlay"));
    new Shade(plot, this); // the plot owns it
}

void RegionBand::setLanes(QList<QCPAxisRect *> lanes) { m_lanes = std::move(lanes); }

void RegionBand::setRegion(std::optional<TimeRegion> region, RegionEdge active)
{
    m_region = region;
    m_active = active;
}

bool RegionBand::setCaption(const QString &strong, const QString &weak)
{
    if (strong == m_strong && weak == m_weak)
        return false;
    m_strong = strong;
    m_weak = weak;
    return true;
}

double RegionBand::selectTest(const QPointF &, bool, QVariant *) const { return -1; }

double RegionBand::pixelOf(std::int64_t ns) const
{
    // Far outside the view pixels would leave what the painter can take.
    const QRect area = m_lanes.first()->rect();
    const double x = m_lanes.first()->axis(QCPAxis::atBottom)->coordToPixel(static_cast<double>(ns) / 1e9);
    return std::round(std::clamp(x, area.left() - 100.0, area.right() + 100.0));
}

bool RegionBand::inView() const
{
    if (!m_region || m_lanes.isEmpty())
        return false;
    const QCPRange range = m_lanes.first()->axis(QCPAxis::atBottom)->range();
    return static_cast<double>(m_region->endNs) / 1e9 > range.lower
        && static_cast<double>(m_region->beginNs) / 1e9 < range.upper;
}

void RegionBand::draw(QCPPainter *painter)
{
    if (!inView())
        return;
    const QRect all(m_lanes.first()->rect().topLeft(), m_lanes.last()->rect().bottomRight());
    drawEdge(painter, RegionEdge::Begin, all);
    drawEdge(painter, RegionEdge::End, all);
    drawTab(painter, all);
}

void RegionBand::drawEdge(QCPPainter *painter, RegionEdge edge, const QRect &all) const
{
    const double x = pixelOf(edge == RegionEdge::Begin ? m_region->beginNs : m_region->endNs);
    if (x < all.left() || x > all.right() + 1)
        return;
    painter->fillRect(QRectF(x, all.top(), 1, all.height()), theme().accent);
    const bool strong = edge == m_active;
    for (const QCPAxisRect *lane : m_lanes) {
        const QRectF area = lane->rect();
        const double height = std::min(area.height() - 4, strong ? 26.0 : 16.0);
        const double width = strong ? 5 : 3;
        painter->fillRect(QRectF(x + 0.5 - width / 2, area.center().y() - height / 2, width, height), theme().accent);
    }
}

void RegionBand::drawTab(QCPPainter *painter, const QRect &all) const
{
    const Theme &t = theme();
    QFont font = roleFont(TextRole::Caption);
    font.setWeight(QFont::DemiBold);
    const double strongWidth = tabularWidth(font, m_strong);
    const QFont weakFont = roleFont(TextRole::Caption);
    const double weakWidth = tabularWidth(weakFont, m_weak);
    const double words = (m_strong.isEmpty() ? 0 : strongWidth + 8) + (m_weak.isEmpty() ? 0 : weakWidth + 8);
    const double left = std::clamp(pixelOf(m_region->beginNs), double(all.left()), all.right() - kTabHeight - words);
    const QRectF letter(left, all.top() + kTabTop, kTabHeight, kTabHeight);
    painter->fillRect(letter, t.accent);
    painter->setFont(font);
    painter->setPen(t.dark ? t.bg : t.surface);
    painter->drawText(letter, Qt::AlignCenter, RegionModel::letter(0));
    if (words <= 0)
        return;
    QColor ground = t.surface;
    ground.setAlphaF(0.85F);
    painter->fillRect(QRectF(letter.right(), letter.top(), words, kTabHeight), ground);
    const QFontMetricsF metrics(font);
    const double baseline = letter.top() + (kTabHeight + metrics.ascent() - metrics.descent()) / 2;
    painter->setPen(t.text);
    drawTabular(*painter, QPointF(letter.right() + 6, baseline), font, m_strong);
    painter->setPen(t.text2);
    const double after = m_strong.isEmpty() ? 6 : strongWidth + 14;
    drawTabular(*painter, QPointF(letter.right() + after, baseline), weakFont, m_weak);
}

} // namespace widgets
