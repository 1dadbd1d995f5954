// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/power/region_band.h"

#include "widgets/common/fonts.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"
#include "widgets/power/region_look.h"

#include <QMouseEvent>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace widgets {
namespace {

constexpr int kTabLines = 4;          ///< tabs under each other; what does not find a place in them is left out
constexpr double kMostWeak = 200;     ///< pixels of a note
constexpr std::size_t kMostTabs = 60; ///< more cannot be told apart, and each looks for its place among the others

QFont strongFont()
{
    QFont font = roleFont(TextRole::Caption);
    font.setWeight(QFont::DemiBold);
    return font;
}

double widthOf(const RegionBand::Caption &caption)
{
    const double strong = caption.strong.isEmpty() ? 0 : tabularWidth(strongFont(), caption.strong) + 8;
    const double weak = caption.weak.isEmpty() ? 0 : tabularWidth(roleFont(TextRole::Caption), caption.weak) + 8;
    return strong + weak;
}

/// What of it has room: its note shortened, then its figure alone, then nothing.
RegionBand::Caption shortened(RegionBand::Caption caption, double room)
{
    constexpr double kLeastWeak = 40;
    if (widthOf(caption) <= room)
        return caption;
    const double weak = room - widthOf({caption.strong, {}}) - 8;
    caption.weak = weak >= kLeastWeak
        ? QFontMetricsF(roleFont(TextRole::Caption)).elidedText(caption.weak, Qt::ElideRight, weak)
        : QString();
    return widthOf(caption) <= room ? caption : RegionBand::Caption{};
}

} // namespace

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
        const RegionModel *regions = m_band->m_regions;
        for (int row = 0; regions && row < regions->rowCount(); ++row) {
            if (!m_band->inView(row))
                continue;
            const double left = m_band->pixelOf(regions->region(row).beginNs);
            const double right = m_band->pixelOf(regions->region(row).endNs);
            for (const QCPAxisRect *lane : m_band->m_lanes) {
                const QRectF area = lane->rect();
                paintRegionShade(*painter, QRectF(left, area.top(), right - left, area.height()).intersected(area),
                    row == regions->selectedRow());
            }
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
    plot->installEventFilter(this);
}

void RegionBand::setLanes(QList<QCPAxisRect *> lanes) { m_lanes = std::move(lanes); }

void RegionBand::setRegions(const RegionModel *regions, RegionEdge active)
{
    m_regions = regions;
    m_active = active;
}

bool RegionBand::setCaptions(std::vector<Caption> captions)
{
    const bool changed = captions != m_captions;
    m_captions = std::move(captions);
    return changed;
}

double RegionBand::selectTest(const QPointF &, bool, QVariant *) const { return -1; }

QRect RegionBand::all() const { return {m_lanes.first()->rect().topLeft(), m_lanes.last()->rect().bottomRight()}; }

double RegionBand::pixelOf(std::int64_t ns) const
{
    // Far outside the view pixels would leave what the painter can take.
    const QRect area = m_lanes.first()->rect();
    const double x = m_lanes.first()->axis(QCPAxis::atBottom)->coordToPixel(static_cast<double>(ns) / 1e9);
    return std::round(std::clamp(x, area.left() - 100.0, area.right() + 100.0));
}

bool RegionBand::inView(int row) const
{
    if (m_lanes.isEmpty())
        return false;
    const TimeRegion &region = m_regions->region(row);
    const QCPRange range = m_lanes.first()->axis(QCPAxis::atBottom)->range();
    return static_cast<double>(region.endNs) / 1e9 > range.lower
        && static_cast<double>(region.beginNs) / 1e9 < range.upper;
}

bool RegionBand::isInView() const
{
    for (int row = 0; m_regions && row < m_regions->rowCount(); ++row) {
        if (inView(row))
            return true;
    }
    return false;
}

RegionBand::Caption RegionBand::captionOf(int row) const
{
    const auto at = static_cast<std::size_t>(row);
    Caption caption = at < m_captions.size() ? m_captions.at(at) : Caption{};
    caption.weak = QFontMetrics(roleFont(TextRole::Caption)).elidedText(caption.weak, Qt::ElideRight, kMostWeak);
    return caption;
}

/// The selected one, then the others from left to right.
std::vector<int> RegionBand::rowsInView() const
{
    std::vector<int> rows(static_cast<std::size_t>(m_regions && !m_lanes.isEmpty() ? m_regions->rowCount() : 0));
    std::iota(rows.begin(), rows.end(), 0);
    std::erase_if(rows, [this](int row) { return !inView(row); });
    std::ranges::stable_sort(rows, [this](int a, int b) {
        const bool first = a == m_regions->selectedRow();
        return first != (b == m_regions->selectedRow()) ? first
                                                        : m_regions->region(a).beginNs < m_regions->region(b).beginNs;
    });
    if (rows.size() > kMostTabs)
        rows.resize(kMostTabs);
    return rows;
}

/// In the first line. The selected one is whole; the caption of another one ends where the next region begins.
RegionBand::Tab RegionBand::tabOf(int row, const std::vector<int> &rows) const
{
    const QRect area = all();
    Tab tab{row, {}, {}, captionOf(row)};
    const bool selected = row == m_regions->selectedRow();
    const double letters = std::max(double(kTabHeight), tabularWidth(strongFont(), m_regions->letterOf(row)) + 8);
    const double begin = std::max(pixelOf(m_regions->region(row).beginNs), double(area.left()));
    double room = area.right() - begin - letters;
    for (const int other : rows) {
        const double next = pixelOf(m_regions->region(other).beginNs);
        if (!selected && other != row && next >= begin + letters)
            room = std::min(room, next - begin - letters - 2);
    }
    const double left = std::min(begin, area.right() - letters);
    tab.letter = QRectF(left, area.top() + kTabTop, letters, kTabHeight);
    if (!selected)
        tab.caption = shortened(tab.caption, room);
    return withWords(tab);
}

/// The selected one finds its place first.
std::vector<RegionBand::Tab> RegionBand::tabs() const
{
    const std::vector<int> rows = rowsInView();
    std::vector<Tab> placed;
    for (const int row : rows) {
        const Tab first = tabOf(row, rows);
        for (int attempt = 0; attempt < 2 * kTabLines; ++attempt) {
            Tab tab = first;
            if (attempt >= kTabLines) { // without words it may still find a place
                tab.words = {};
                tab.caption = {};
            }
            const double down = attempt % kTabLines * (kTabHeight + 2.0);
            tab.letter.translate(0, down);
            if (!tab.words.isEmpty())
                tab.words.translate(0, down);
            const QRectF box = tab.letter.united(tab.words);
            const bool taken = std::ranges::any_of(
                placed, [&](const Tab &other) { return other.letter.united(other.words).intersects(box); });
            if (taken)
                continue;
            placed.push_back(tab);
            break;
        }
    }
    return placed;
}

/// Its caption at the right of its letter, which stays where the region begins; at the left where there is no room.
RegionBand::Tab RegionBand::withWords(Tab tab) const
{
    const double words = widthOf(tab.caption);
    const bool right = tab.letter.right() + words <= all().right() + 1;
    tab.words = words <= 0
        ? QRectF()
        : QRectF(right ? tab.letter.right() : tab.letter.left() - words, tab.letter.top(), words, kTabHeight);
    return tab;
}

std::vector<RegionBand::Tab> RegionBand::shownTabs() const
{
    std::vector<Tab> shown = tabs();
    const auto hovered = std::ranges::find_if(shown, [this](const Tab &tab) { return tab.row == m_hovered; });
    if (hovered == shown.end())
        return shown;
    Tab over = *hovered;
    over.caption = captionOf(over.row);
    over = withWords(over);
    shown.erase(hovered);
    shown.push_back(over); // over the others
    return shown;
}

bool RegionBand::eventFilter(QObject *watched, QEvent *event)
{
    std::optional<int> hovered = m_hovered;
    if (event->type() == QEvent::MouseMove)
        hovered = tabAt(static_cast<QMouseEvent *>(event)->position());
    else if (event->type() == QEvent::Leave)
        hovered.reset();
    if (std::exchange(m_hovered, hovered) != hovered)
        parentPlot()->update(); // it paints itself, without a replot
    return QCPAbstractItem::eventFilter(watched, event);
}

std::optional<int> RegionBand::tabAt(const QPointF &pos) const
{
    for (const Tab &tab : tabs()) {
        if (tab.letter.contains(pos) || tab.words.contains(pos))
            return tab.row;
    }
    return std::nullopt;
}

void RegionBand::draw(QCPPainter *painter)
{
    for (int row = 0; m_regions && row < m_regions->rowCount(); ++row) {
        if (!inView(row))
            continue;
        drawEdge(painter, row, RegionEdge::Begin);
        drawEdge(painter, row, RegionEdge::End);
    }
    for (const Tab &tab : shownTabs())
        drawTab(painter, tab);
}

void RegionBand::drawEdge(QCPPainter *painter, int row, RegionEdge edge) const
{
    const TimeRegion &region = m_regions->region(row);
    const double x = pixelOf(edge == RegionEdge::Begin ? region.beginNs : region.endNs);
    const QRect area = all();
    if (x < area.left() || x > area.right() + 1)
        return;
    const bool selected = row == m_regions->selectedRow();
    const QColor colour = regionColour(selected);
    painter->fillRect(QRectF(x, area.top(), 1, area.height()), colour);
    const bool strong = edge == m_active;
    for (const QCPAxisRect *lane : m_lanes) {
        if (!selected)
            break;
        const QRectF rect = lane->rect();
        const double height = std::min(rect.height() - 4, strong ? 26.0 : 16.0);
        const double width = strong ? 5 : 3;
        painter->fillRect(QRectF(x + 0.5 - width / 2, rect.center().y() - height / 2, width, height), colour);
    }
}

void RegionBand::drawTab(QCPPainter *painter, const Tab &tab) const
{
    const Theme &t = theme();
    const QFont font = strongFont();
    const bool selected = tab.row == m_regions->selectedRow();
    painter->fillRect(tab.letter, regionColour(selected));
    painter->setFont(font);
    painter->setPen(t.dark ? t.bg : t.surface);
    painter->drawText(tab.letter, Qt::AlignCenter, m_regions->letterOf(tab.row));
    if (tab.words.isEmpty())
        return;
    QColor ground = t.surface;
    ground.setAlphaF(0.85F);
    painter->fillRect(tab.words, ground);
    const QFontMetricsF metrics(font);
    const double baseline = tab.words.top() + (kTabHeight + metrics.ascent() - metrics.descent()) / 2;
    double x = tab.words.left() + 6;
    if (!tab.caption.strong.isEmpty()) {
        painter->setPen(t.text);
        drawTabular(*painter, QPointF(x, baseline), font, tab.caption.strong);
        x += tabularWidth(font, tab.caption.strong) + 8;
    }
    painter->setPen(t.text2);
    drawTabular(*painter, QPointF(x, baseline), roleFont(TextRole::Caption), tab.caption.weak);
}

} // namespace widgets
